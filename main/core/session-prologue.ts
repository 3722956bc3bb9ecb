import type { CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { DAY, MINUTE } from '#shared/domain/time.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { Core } from './compose.ts';
import type { FeedEvent } from './ports/market-feed.ts';
import type { SimulatedFeed } from './market/sim/simulated-feed.ts';
import type { Store } from './ports/store.ts';

/** History that the demo market has on its first start; enough for the 12-hour scores to be warm. */
const HISTORY_DAYS = 30;
/** The last days of that history are traded through, so that the first look finds an account with a past. */
const RELIVED_DAYS = 3;
/** Events between two chances for the host to answer. */
const BREATHE_EVERY = 4_000;

/** What the prologue of a session needs besides the core. */
export interface PrologueParts {
  readonly core: Core;
  readonly feed: SimulatedFeed;
  readonly store: Store;
  /** The market was never run before on this data folder. */
  readonly first: boolean;
  readonly now: number;
  /** Lets the host answer; false when it is to stop, and the prologue ends there. */
  readonly breathe: () => Promise<boolean>;
}

/**
 * Brings the demo to the present. On the first start the market makes its history, the indicators are warmed with it, and
 * its last days are traded through as they would have been. On a later start the market goes on from where it was left:
 * the venue keeps its orders meanwhile, as an exchange does, but nothing new is decided for a time when nobody watched.
 * @returns false when the host stopped it.
 */
export async function prologue(parts: PrologueParts): Promise<boolean> {
  const { core, feed, store, first, now } = parts;
  const until = now - (now % MINUTE);
  core.trading.scores.historyFrom = until - DAY;
  if (first) {
    feed.prepare(until, HISTORY_DAYS);
    const reliveFrom = until - RELIVED_DAYS * DAY;
    for (const symbol of core.trading.scores.symbols) {
      const columns = feed.series(symbol).columns();
      store.candles.write(symbol, feed.baseTimeframe, columns, 'simulated');
      warm(core, symbol, columns, reliveFrom);
    }
    // Kept before the first record is: a program killed while it relives must not make another past under its journal.
    feed.save();
    core.clock.travel(reliveFrom);
    core.start();
    return relive(parts, reliveFrom, until);
  }
  for (const symbol of core.trading.scores.symbols) {
    warmFromStore(core, store, symbol, feed.baseTimeframe, until - HISTORY_DAYS * DAY, until);
  }
  const made = feed.catchUp(now);
  core.start();
  for (const [symbol, columns] of made.candles) {
    if (columns.ts.length === 0) continue;
    store.candles.write(symbol, feed.baseTimeframe, columns, 'simulated');
    warm(core, symbol, columns, now);
  }
  return absorb(parts, made.from, made.to);
}

/** Reads stored candles of the past into the indicators, without any decision. */
export function warmFromStore(
  core: Core,
  store: Store,
  symbol: ContractSymbol,
  timeframe: Timeframe,
  from: number,
  until: number,
): void {
  warm(core, symbol, store.candles.read(symbol, timeframe, from, until), until);
}

function warm(core: Core, symbol: ContractSymbol, columns: CandleColumns, before: number): void {
  const { ts, open, high, low, close, volume } = columns;
  const at = (column: Float64Array, i: number): number => column[i] ?? 0;
  for (let i = 0; i < ts.length && at(ts, i) < before; i++) {
    core.trading.warm(symbol, {
      ts: at(ts, i),
      open: at(open, i),
      high: at(high, i),
      low: at(low, i),
      close: at(close, i),
      volume: at(volume, i),
    });
  }
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

async function take({ core, breathe }: PrologueParts, events: readonly FeedEvent[]): Promise<boolean> {
  let count = 0;
  for (const event of events) {
    await core.session.relive(event);
    count += 1;
    if (count % BREATHE_EVERY === 0 && !(await breathe())) return false;
  }
  await core.session.settle();
  return true;
}

function collect(feed: SimulatedFeed, from: number, to: number): readonly FeedEvent[] {
  const events: FeedEvent[] = [];
  feed.replayRange(from, to, (event) => events.push(event));
  return events;
}
