import { resource, type ContractSymbol, type SignalId } from '#shared/domain/ids.ts';
import { ticksToPlot, toTicks, type Instrument } from '#shared/domain/instrument.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { HOUR } from '#shared/domain/time.ts';
import { OutsideSignals } from '../../signals/outside/outside-signals.ts';
import { SourceBook } from '../../signals/outside/source-book.ts';
import type { TradingCore } from '../../trading-core.ts';

/** The outside source that the sample's added signals come from. */
export const SAMPLE_SOURCE = 'sample-desk';

/** An incident each so many hours, one kind after the other. */
const EVERY_HOURS = 3;
/** No scores before: the longest look-back must be there. */
const WARM_MS = 10 * 24 * HOUR;
const HOLD_MS = 30_000;

/** What an incident does with the running core at one moment. */
type Incident = (at: At) => Promise<void>;

interface At {
  readonly core: TradingCore;
  readonly outside: OutsideSignals;
  readonly now: number;
  /** The symbol the agents are surest of, and the side they are for. */
  readonly symbol: ContractSymbol;
  readonly side: Direction;
}

const asked = ({ core, symbol, side, now }: At, more: Readonly<Record<string, unknown>> = {}) => {
  const instrument = core.parts.instruments.get(symbol) as Instrument;
  const price = ticksToPlot(instrument, core.marks.get(symbol)?.ticks ?? toTicks(instrument, 1));
  const direction = (more['direction'] as Direction | undefined) ?? side;
  const away = (share: number): number => ticksToPlot(instrument, toTicks(instrument, price * (1 + direction * share)));
  return {
    ...{ symbol, timeframe: '1h', direction, strength: 0.8, confidence: 0.8, price },
    ...{ stop: away(-0.02), target: away(0.03), tsSource: now, expiresAt: now + HOUR, reason: 'a call of the desk' },
    ...more,
  };
};

const tell = async (at: At, more: Readonly<Record<string, unknown>> = {}): Promise<SignalId | null> => {
  const made = await at.outside.submit(SAMPLE_SOURCE, 'rest', asked(at, more));
  return made.ok ? made.value : null;
};

/** While `during` lasts no new signal is taken from anybody. */
async function paused({ core }: At, during: () => Promise<unknown>): Promise<void> {
  core.throttleDesk.pause('the desk is in a meeting', 'sample');
  await during();
  core.throttleDesk.resume('the meeting is over', 'sample');
}

async function withoutAgent({ core }: At, during: () => Promise<unknown>): Promise<void> {
  const made = core.pauses.pause({ scope: 'agent', target: 'intake', reason: 'upkeep', by: 'sample', until: null });
  await during();
  if (made.ok) core.pauses.resume(made.value.scope, made.value.target, 'sample');
}

async function locked({ core, symbol }: At, during: () => Promise<unknown>): Promise<void> {
  const key = resource.symbol(symbol);
  const granted = core.locks.acquire([key], 'upkeep of the sample', HOLD_MS);
  await during();
  const token = granted.ok ? granted.value[0]?.token : undefined;
  if (token !== undefined) core.locks.release(key, token);
}

/** A held symbol, asked for on the other side. */
function opposite(at: At): At {
  const held = [...at.core.parts.journal.state.positions()].find(({ lots }) => lots !== 0);
  return held === undefined ? at : { ...at, symbol: held.symbol, side: held.lots > 0 ? -1 : 1 };
}

/** Every way in which a signal can end that the rules of the program seldom or never see by themselves. */
const INCIDENTS: readonly Incident[] = [
  async (at) => void (await tell(at)),
  async (at) => void (await tell(at, { tsSource: at.now - 2 * HOUR, expiresAt: at.now - HOUR })),
  async (at) => void (await tell(at, { strength: 0 })),
  async (at) => {
    await tell(at);
    await tell(at);
  },
  (at) => paused(at, () => tell(at)),
  (at) => withoutAgent(at, () => tell(at)),
  (at) => locked(at, () => tell(at)),
  async (at) => void (await tell(opposite(at))),
  async (at) => void (await tell(at, { direction: at.side === 1 ? -1 : 1 })),
];

/** The symbol whose score is farthest from zero on the hour, with its side; null before there are scores. */
function surest(core: TradingCore): Pick<At, 'symbol' | 'side'> | null {
  let found: Pick<At, 'symbol' | 'side'> | null = null;
  let most = 0;
  for (const symbol of core.scores.symbols) {
    const { score } = core.scores.closedScore(symbol, '1h');
    if (Math.abs(score) <= most) continue;
    most = Math.abs(score);
    found = { symbol, side: score > 0 ? 1 : -1 };
  }
  return found;
}

/** Plays the incidents into a run, bar by bar: each through the same door as a signal from outside. */
export class SampleIncidents {
  readonly #from: number;
  #outside: OutsideSignals | null = null;
  #next = 0;

  /** @param from when the run begins, ms. */
  constructor(from: number) {
    this.#from = from;
  }

  async onBar(core: TradingCore, now: number): Promise<void> {
    if (now < this.#from + WARM_MS || now % (EVERY_HOURS * HOUR) !== 0) return;
    const found = surest(core);
    if (found === null) return;
    const outside = (this.#outside ??= outsideOf(core));
    const incident = INCIDENTS[this.#next % INCIDENTS.length];
    this.#next += 1;
    await incident?.({ core, outside, now, ...found });
  }
}

function outsideOf(core: TradingCore): OutsideSignals {
  const { journal, clock, instruments } = core.parts;
  const book = new SourceBook(journal);
  if (book.find(SAMPLE_SOURCE) === null) book.add({ name: SAMPLE_SOURCE, kind: 'rest', weight: 1 }, 'sample');
  return new OutsideSignals({
    ...{ journal, clock, instruments, book, scored: core.scores, path: core.path },
    propose: (proposal) => core.propose(proposal),
  });
}
