import type { AskedWhy } from '#shared/contract/explain.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { DAY, MINUTE } from '#shared/domain/time.ts';
import { bucketStart, timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { TechnicalBoard } from '../agents/scoring/technical-board.ts';
import type { TechnicalReading } from '../agents/scoring/reading.ts';
import type { EventDataByType, EventType } from '../journal/event-types.ts';
import type { JournalEvent } from '../journal/event.ts';
import { newestFirst } from '../journal/newest-first.ts';
import { parseSignalRow, type SignalRow } from '../journal/rows.ts';
import type { Store } from '../ports/store.ts';
import { nearestRule, ruleConditions, type RuleConditions } from '../signals/source-conditions.ts';
import type { TradingCore } from '../trading-core.ts';
import { candlesOf } from './candle-reader.ts';
import { signalView } from './views/signal-views.ts';

/** What is asked. */
export interface PastQuestion {
  readonly symbol: ContractSymbol;
  /** Null: either side. */
  readonly direction: Direction | null;
  /** ms since 1970. */
  readonly at: number;
}

type Kind = AskedWhy['kind'];
type Reason = Pick<AskedWhy, 'kind' | 'sentence'>;
type Nearest = RuleConditions & { readonly timeframe: Timeframe; readonly barAt: number };

/** Candles a reading is computed from: far more than the slowest average remembers. */
const CANDLES = 300;
/** Rows of signals looked through for a decision. */
const MOST_ROWS = 20_000;
const PAGE = 500;

/** Why something did or did not happen on a symbol at a moment: its decision, or the one main reason for there being none. */
export function pastWhy(core: TradingCore, store: Store, instrument: Instrument, question: PastQuestion): AskedWhy {
  const { symbol, at } = question;
  const said = { symbol, coin: instrument.coin, at, decision: null, nearest: null, keptDays: null };
  if (at > core.parts.clock.now()) return { ...said, kind: 'future', sentence: 'That moment has not come yet.' };
  const row = decisionNear(core, store, question);
  if (row === 'too-far') {
    const sentence = `More than ${String(MOST_ROWS)} signals came since that moment; open its decision from the journal.`;
    return { ...said, kind: 'inputs-gone', sentence };
  }
  if (row !== null) {
    const decision = signalView(row, instrument);
    return { ...said, kind: 'decision', sentence: decision.sentence, decision };
  }
  const { rules, missing, keptDays } = readingsAt(core, store, question);
  const nearest = nearestRule(rules);
  const shown = nearest === null ? null : shownRule(nearest);
  const reason = stateReason(core, store, question) ?? ruleReason(core, nearest, missing);
  return { ...said, ...reason, nearest: shown, keptDays };
}

const shownRule = ({ source, direction, timeframe, barAt, conditions }: Nearest): AskedWhy['nearest'] => ({
  ...{ source, direction, timeframe, barAt },
  conditions: conditions.map(({ what, measured, needed, met }) => ({ what, measured, needed, met })),
});

/** The signal received nearest to the moment, within a bar of its timeframe; `too-far` when so many came since. */
function decisionNear(
  { parts }: TradingCore,
  store: Store,
  { symbol, direction, at }: PastQuestion,
): SignalRow | null | 'too-far' {
  let nearest: SignalRow | null = null;
  let before: string | null = null;
  const away = (row: SignalRow): number => Math.abs(row.receivedAt - at);
  const longest = Math.max(...parts.config.signalTimeframes.map(timeframeMs));
  for (let read = 0; read < MOST_ROWS; read += PAGE) {
    const page: readonly SignalRow[] = store.journal.latestRows('signals', PAGE, before).map(parseSignalRow);
    for (const row of page) {
      if (row.receivedAt < at - longest) return nearest;
      if (row.symbol !== symbol || (direction !== null && row.direction !== direction)) continue;
      const near = away(row) <= Math.min(timeframeMs(row.timeframe), NEAR_MS);
      if (near && (nearest === null || away(row) < away(nearest))) nearest = row;
    }
    if (page.length < PAGE) return nearest;
    before = page.at(-1)?.id ?? null;
  }
  return 'too-far';
}

/** A decision further away than this is another story. */
const NEAR_MS = 15 * MINUTE;

type Moment = (types: readonly EventType[]) => JournalEvent | null;
type State = (moment: Moment, question: PastQuestion) => Reason | null;

const notRunning: State = (moment) => {
  const run = moment(['system.started', 'system.stopped']);
  if (run === null) return { kind: 'not-running', sentence: 'The program had not been started yet.' };
  if (run.type === 'system.started') return null;
  const { reason } = run.data as EventDataByType['system.stopped'];
  return { kind: 'not-running', sentence: `The program did not run: ${reason}.` };
};

const halted: State = (moment) => {
  const trading = moment(['trading.state'])?.data as EventDataByType['trading.state'] | undefined;
  if (trading === undefined || trading.state === 'ACTIVE') return null;
  const what = trading.state === 'HALTED' ? 'Trading was halted' : 'Only reductions were allowed';
  return { kind: 'halted', sentence: `${what}: ${trading.cause}.` };
};

const intakePaused: State = (moment) => {
  const throttle = moment(['throttle.pause'])?.data as EventDataByType['throttle.pause'] | undefined;
  return throttle?.paused === true
    ? { kind: 'paused', sentence: `Signal intake was paused: ${throttle.reason}.` }
    : null;
};

const entriesPaused: State = (moment, { symbol, at }) => {
  const pauses = (moment(['risk.pauses'])?.data as EventDataByType['risk.pauses'] | undefined)?.pauses ?? [];
  const here = pauses.filter(({ scope, target }) => scope === 'all' || (scope === 'symbol' && target === symbol));
  const mine = here.find(({ until }) => until === null || until > at);
  return mine === undefined ? null : { kind: 'paused', sentence: `Entries were paused: ${mine.reason}.` };
};

/** In the order in which they are asked: what stands in the way of most first. */
const STATES: readonly State[] = [notRunning, halted, intakePaused, entriesPaused];

/** What stood in the way of everything at that moment, by the journal; null when nothing did. */
function stateReason(core: TradingCore, store: Store, question: PastQuestion): Reason | null {
  const { symbol, at } = question;
  if (!core.parts.config.symbols.includes(symbol)) {
    return { kind: 'not-listed', sentence: `${symbol} is not on the list of symbols to trade.` };
  }
  const moment: Moment = (types) => {
    for (const event of newestFirst(store.journal, types)) if (event.ts <= at) return event;
    return null;
  };
  for (const state of STATES) {
    const reason = state(moment, question);
    if (reason !== null) return reason;
  }
  return null;
}

interface Readings {
  readonly rules: readonly Nearest[];
  /** Why nothing could be computed; empty when something was. */
  readonly missing: string;
  readonly keptDays: number | null;
}

/** The rules at the last closed bar of every signal timeframe, computed anew from the stored candles. */
function readingsAt({ parts }: TradingCore, store: Store, { symbol, direction, at }: PastQuestion): Readings {
  const series = store.candles.series().filter((one) => one.symbol === symbol);
  if (series.length === 0) return { rules: [], missing: `No candles of ${symbol} are stored.`, keptDays: null };
  const first = Math.min(...series.map(({ from }) => from));
  const keptDays = Math.round(((Math.max(...series.map(({ to }) => to)) - first) / DAY) * 10) / 10;
  const rules = parts.config.signalTimeframes.flatMap((timeframe) => {
    const reading = readingAt(store, symbol, timeframe, at);
    if (reading === null) return [];
    return ruleConditions(reading)
      .filter((one) => direction === null || one.direction === direction)
      .map((one) => ({ ...one, timeframe, barAt: reading.asOf }));
  });
  const missing = rules.length > 0 ? '' : `Inputs of ${symbol} are kept for ${String(keptDays)} days; not this moment.`;
  return { rules, missing, keptDays };
}

/** The reading at the last bar that had closed; null when it is not stored or too young a series. */
function readingAt(store: Store, symbol: ContractSymbol, timeframe: Timeframe, at: number): TechnicalReading | null {
  const length = timeframeMs(timeframe);
  const close = bucketStart(at, timeframe);
  const { ts, open, high, low, ...rest } = candlesOf(store.candles, symbol, timeframe, close - CANDLES * length, close);
  const board = new TechnicalBoard(1);
  for (let i = 0; i < ts.length; i++) {
    const of = (column: Float64Array): number => column[i] ?? NaN;
    board.commit(0, of(ts) + length, of(open), of(high), of(low), of(rest.close), of(rest.volume));
  }
  const reading = board.closed(0);
  return reading.asOf === close && reading.missing === 0 && reading.atr > 0 ? reading : null;
}

const utc = (ts: number): string => {
  const minutes = Math.floor(ts / MINUTE) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};

/** No state stood in the way: what the nearest rule lacked. */
function ruleReason({ settings }: TradingCore, nearest: Nearest | null, missing: string): Reason {
  const say = (kind: Kind, sentence: string): Reason => ({ kind, sentence });
  if (nearest === null) return say('inputs-gone', missing);
  const { source, timeframe, direction, barAt, conditions } = nearest;
  const side = direction === 1 ? 'long' : 'short';
  const where = `${source} ${side} on ${timeframe} at the bar that closed ${utc(barAt)} UTC`;
  const lacking = conditions.filter(({ met }) => !met);
  const [first] = lacking;
  if (first === undefined) {
    const off = !settings.inForce.source(source).enabled;
    return off
      ? say('switched-off', `The pattern of ${where} was there; the source is switched off by the settings now.`)
      : say('no-signal', `The pattern of ${where} was there, but no signal of it is within 15 min of the moment.`);
  }
  const more = lacking.length === 1 ? '' : ` and ${String(lacking.length - 1)} more`;
  return say(
    'no-signal',
    `No source saw its pattern. Nearest was ${where}: ${first.what} was ${first.measured}, ${first.needed} was needed${more}.`,
  );
}
