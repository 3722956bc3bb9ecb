import { contractSymbol, signalId, type ContractSymbol } from '#shared/domain/ids.ts';
import { ZERO, type Money } from '#shared/domain/money.ts';
import { Guard, type GuardParts } from '#core/agents/risk/guard/guard.ts';
import { TradingStateOwner } from '#core/agents/risk/state/trading-state-owner.ts';
import type { PositionClosed } from '#core/execution/desk-types.ts';
import type { JournalDraft } from '#core/journal/event.ts';
import type { GuardEventType } from '#core/journal/guard-event-types.ts';
import { GUARD_HANDLERS } from '#core/journal/projections/guard.ts';
import type { Row } from '#core/journal/tables.ts';
import type { Ticker } from '#core/ports/market-feed.ts';

export const BTC = contractSymbol('XBTUSDTM');
export const SOL = contractSymbol('SOLUSDTM');
export const SYMBOLS = [BTC, SOL] as const;

/** A record as the world keeps it. */
export interface KeptRecord {
  readonly seq: number;
  readonly ts: number;
  readonly type: string;
  readonly subject: string;
  readonly data: Record<string, unknown>;
}

interface Probe {
  readonly process: number;
  readonly answer: (answered: boolean) => void;
}

/** 2025-03-10, a Monday, at noon. */
const START = Date.UTC(2025, 2, 10, 12);

/**
 * A guard with the real trading state on a journal in memory, under a clock the test moves. `restart` ends the process and
 * starts another from what was recorded: its monotonic clock begins elsewhere.
 */
export class GuardWorld {
  readonly records: KeptRecord[] = [];
  probes: Probe[] = [];
  probesSent = 0;
  guard!: Guard;
  state!: TradingStateOwner;
  /** True time since the start, and what the wall shows besides. */
  elapsed = 0;
  wallShift = 0;
  attended = true;
  #told = 0;
  #process = 0;
  #monotonicBase = 0;
  readonly #facts = new Map<string, Row>();

  readonly #parts: Partial<GuardParts>;

  /** @param parts what the guard is made of in place of the usual. */
  constructor(parts: Partial<GuardParts> = {}) {
    this.#parts = parts;
    this.#begin();
    this.state.allow('first start', 'system');
    this.#told = this.records.length;
  }

  now = (): number => START + this.elapsed + this.wallShift;
  span = (): number => this.elapsed + this.#monotonicBase;

  advance(ms: number): void {
    this.elapsed += ms;
  }

  restart(): void {
    this.#process += 1;
    this.#monotonicBase = this.#process * 7_777_777;
    this.probes = [];
    this.#begin();
  }

  /** The oldest probe under way is answered; false when there is none. */
  answerProbe(answered: boolean): boolean {
    const probe = this.probes.shift();
    probe?.answer(answered);
    return probe !== undefined;
  }

  equity(equity: bigint, paidIn: bigint = ZERO, recorded = true): void {
    this.guard.onEquity(this.now(), equity as Money, paidIn as Money, recorded);
  }

  trade(symbol: ContractSymbol, how: PositionClosed['how'], result: bigint, more: Partial<TradeOf> = {}): void {
    const { side = 1, source = 'trend', heldMs = 3_600_000, fees = 0n, funding = 0n } = more;
    const closed: PositionClosed = {
      signalId: signalId('signal'),
      symbol,
      exitTicks: 100,
      enteredLots: 1,
      realised: result as Money,
      fees: fees as Money,
      funding: funding as Money,
      heldMs,
      how,
      reason: how,
    };
    this.guard.onTradeClosed(closed, { side, source });
  }

  ticker(symbol: ContractSymbol, more: Partial<Ticker> = {}): void {
    this.guard.onTicker({
      symbol,
      bid: 100,
      ask: 100.01,
      last: 100,
      mark: 100,
      index: 100,
      bidLots: 1,
      askLots: 1,
      fundingRate: 0,
      nextFundingAt: this.now() + 3_600_000,
      openInterestLots: null,
      tsVenue: this.now(),
      tsReceived: this.now(),
      ...more,
    });
  }

  /** The codes of what stands in the way of an entry. */
  codes(symbol: ContractSymbol, direction: 1 | -1 = 1, source = 'trend'): readonly string[] {
    const { pause, connector, market, protections } = this.guard.facts({ symbol, direction, source });
    return [pause, connector, ...market, ...protections].flatMap((each) => each?.code ?? []);
  }

  since(seq: number): readonly KeptRecord[] {
    return this.records.slice(seq);
  }

  /** What was recorded since this was last asked, the first start aside: type, subject and data. */
  news(): readonly (readonly [type: string, subject: string, data: Record<string, unknown>])[] {
    const found = this.records.slice(this.#told).map(({ type, subject, data }) => [type, subject, data] as const);
    this.#told = this.records.length;
    return found;
  }

  #begin(): void {
    const journal = this.#journal();
    const process = this.#process;
    this.state = new TradingStateOwner({
      journal: journal as unknown as ConstructorParameters<typeof TradingStateOwner>[0]['journal'],
      clock: { now: () => this.now() as never, monotonic: () => this.span() },
    });
    this.guard = new Guard({
      journal: journal as unknown as ConstructorParameters<typeof Guard>[0]['journal'],
      time: { now: this.now, span: this.span },
      log: { info: () => undefined, warn: () => undefined, error: fail },
      state: this.state,
      symbols: [
        { symbol: BTC, major: true },
        { symbol: SOL, major: false },
      ],
      staleMs: 10_000,
      venue: {
        name: 'venue',
        probe: () => {
          this.probesSent += 1;
          // Answered within the call of the test: a promise would need a turn of the event loop per probe.
          const then = (answer: (answered: boolean) => void): void => {
            this.probes.push({ process, answer });
          };
          return { then } as unknown as Promise<boolean>;
        },
      },
      fundingRequired: false,
      pauseFor: () => null,
      attended: () => this.attended,
      equity: () => EQUITY,
      ...this.#parts,
    });
    this.guard.start();
    this.state.onChange.on(({ causes }) => {
      const held = new Set(causes.map(({ kind }) => kind));
      if (this.guard.openRisks().some((id) => !held.has(id))) this.guard.onTradingResumed('user');
    });
  }

  #journal() {
    const append = ({ type, subject, data }: JournalDraft): void => {
      const seq = this.records.length + 1;
      const event = { seq, ts: this.now(), type, subject, data: data as Record<string, unknown> };
      this.records.push(event);
      const handler = GUARD_HANDLERS[type as GuardEventType] as ((...args: unknown[]) => void) | null | undefined;
      handler?.({ putFact: (name: string, row: Row) => this.#facts.set(name, row) }, event, data);
    };
    const query = ({ types }: { types: readonly string[] }): readonly KeptRecord[] =>
      this.records.filter(({ type }) => types.includes(type)).reverse();
    const fact = (name: string) => {
      const last = this.records.findLast(({ type }) => type === 'trading.state');
      return name !== 'trading' || last === undefined ? null : { data: last.data, updatedAt: last.ts };
    };
    return { append, store: { query }, state: { rows: () => this.#facts.entries(), fact } };
  }
}

interface TradeOf {
  readonly side: number;
  readonly source: string;
  readonly heldMs: number;
  readonly fees: bigint;
  readonly funding: bigint;
}

/** 10,000 USDT: a result of 1 USDT is 100 ppm. */
export const EQUITY = 1_000_000_000_000n as Money;
/** One USDT. */
export const USDT = 100_000_000n;

const fail = (message: string, about?: unknown): never => {
  throw new Error(`${message} ${JSON.stringify(about)}`);
};
