import type { CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { DAY, MINUTE } from '#shared/domain/time.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { Core } from './compose.ts';
import { restoreDerivatives } from './features/derivative-history.ts';
import type { Breath } from './ports/breath.ts';
import type { FeedEvent } from './ports/market-feed.ts';
import type { HistoryRequest, HistorySpan } from './market/sim/make-history.ts';
import type { SimulatedFeed } from './market/sim/simulated-feed.ts';
import type { Store } from './ports/store.ts';

/** History that the demo market has on its first start; enough for the 12-hour scores to be warm. */
const HISTORY_DAYS = 30;
/** The last day of that history is traded through, so that the first look finds an account with a past. */
const RELIVED_DAYS = 1;
/** Candles that are warmed with between two looks whether the host is to answer; a look costs as much as a few candles. */
const LOOK_EVERY = 256;

/** A past that is being made. */
export interface Past {
  readonly request: HistoryRequest;
  readonly spans: AsyncIterable<HistorySpan>;
}

/** The past that a demo begun now has. */
export function pastUntil(now: number): HistoryRequest {
  const until = now - (now % MINUTE);
  return { from: until - HISTORY_DAYS * DAY, near: until - RELIVED_DAYS * DAY, until };
}

/** What the prologue of a session needs besides the core. */
export interface PrologueParts {
  readonly core: Core;
  readonly feed: SimulatedFeed;
  readonly store: Store;
  /** What the market's past is made of where it was never run before on this data folder; else null. */
  readonly past: Past | null;
  readonly now: number;
  readonly breath: Breath;
}

/**
 * Brings the demo to the present. On the first start the market makes its history, the indicators are warmed with it, and
 * its last days are traded through as they would have been. On a later start the market goes on from where it was left:
 * the venue keeps its orders meanwhile, as an exchange does, but nothing new is decided for a time when nobody watched.
 * @returns false when the host stopped it.
 */
export async function prologue(parts: PrologueParts): Promise<boolean> {
  const { core, feed, store, past, now, breath } = parts;
  if (past !== null) return firstPast(parts, past);
  const until = now - (now % MINUTE);
  core.trading.scores.historyFrom = until - DAY;
  for (const symbol of core.trading.scores.symbols) {
    if (!(await warmFromStore({ core, store, breath }, symbol, feed.baseTimeframe, until - HISTORY_DAYS * DAY, until)))
      return false;
  }
  const made = feed.catchUp(now);
  core.start();
  for (const [symbol, columns] of made.candles) {
    if (columns.ts.length === 0) continue;
    store.candles.write(symbol, feed.baseTimeframe, columns, 'simulated');
    if (!(await warm(core, symbol, columns, now, breath))) return false;
  }
  return absorb(parts, made.from, made.to);
}

/** Takes over the past as it is made, and trades through the end of it. */
async function firstPast(parts: PrologueParts, { request, spans }: Past): Promise<boolean> {
  const { core, feed, store, breath } = parts;
  const { near, until } = request;
  // Before anybody is let in: the clock never goes back behind a moment it has shown.
  core.clock.travel(near);
  core.trading.scores.historyFrom = until - DAY;
  for await (const span of spans) {
    for (const [symbol, columns] of feed.adopt(span))
      if (!(await warm(core, symbol, columns, near, breath))) return false;
  }
  for (const symbol of core.trading.scores.symbols) {
    store.candles.write(symbol, feed.baseTimeframe, feed.series(symbol).columns(), 'simulated');
    if (!(await breath.take())) return false;
  }
  // Kept before the first record is: a program killed while it relives must not make another past under its journal.
  feed.save();
  core.start();
  return relive(parts, near, until);
}

/**
 * Reads what is stored of a symbol's past into indicators and features, without any decision; false when the host is to
 * stop. `timeframe` is that of the candles.
 */
export function warmFromStore(
  { core, store, breath }: Pick<PrologueParts, 'core' | 'store' | 'breath'>,
  symbol: ContractSymbol,
  timeframe: Timeframe,
  from: number,
  until: number,
): Promise<boolean> {
  restoreDerivatives(core.trading.scores.features, store.derivatives, symbol, until);
  return warm(core, symbol, store.candles.read(symbol, timeframe, from, until), until, breath);
}

async function warm(
  core: Core,
  symbol: ContractSymbol,
  columns: CandleColumns,
  before: number,
  breath: Breath,
): Promise<boolean> {
  const { ts, open, high, low, close, volume } = columns;
  const at = (column: Float64Array, i: number): number => column[i] ?? 0;
  for (let i = 0; i < ts.length && at(ts, i) < before; i++) {
    if (i % LOOK_EVERY === 0 && breath.due() && !(await breath.take())) return false;
    core.trading.warm(symbol, {
      ts: at(ts, i),
      open: at(open, i),
      high: at(high, i),
      low: at(low, i),
      close: at(close, i),
      volume: at(volume, i),
    });
  }
  return true;
}

/** Trades through a span of the market's history. */
function relive(parts: PrologueParts, from: number, to: number): Promise<boolean> {
  return take(parts, collect(parts.feed, from, to));
}

/** Lets the venue see what happened while the program was not running: stops and targets that rest there may fill. */
function absorb(parts: PrologueParts, from: number, to: number): Promise<boolean> {
  if (parts.core.trading.parts.journal.state.openOrders().length === 0) return Promise.resolve(true);
  return take(
    parts,
    collect(parts.feed, from, to).filter(({ kind }) => kind === 'ticker'),
  );
}

async function take({ core, breath }: PrologueParts, events: readonly FeedEvent[]): Promise<boolean> {
  for (const event of events) {
    await core.session.relive(event);
    if (breath.due() && !(await breath.take())) return false;
  }
  await core.session.settle();
  return true;
}

function collect(feed: SimulatedFeed, from: number, to: number): readonly FeedEvent[] {
  const events: FeedEvent[] = [];
  feed.replayRange(from, to, (event) => events.push(event));
  return events;
}
