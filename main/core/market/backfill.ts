import type { CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { bucketStart, timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import type { Clock } from '../ports/clock.ts';
import type { MarketFeed } from '../ports/market-feed.ts';
import type { CandleStore, Store } from '../ports/store.ts';
import {
  DEFAULT_BACKFILL,
  planBackfill,
  without,
  type BackfillLimits,
  type CandleRange,
  type EmptyRange,
} from './backfill-plan.ts';
import { candleGapsWithin } from './gaps.ts';

/** A series to be made whole. */
export interface BackfillRequest {
  readonly symbol: ContractSymbol;
  readonly timeframe: Timeframe;
  /** The last candle that matters is the one before the open candle of `to`. */
  readonly from: number;
  readonly to: number;
}

/** Candles that are still not there, and why. */
export interface MissingCandles {
  readonly symbol: ContractSymbol;
  readonly timeframe: Timeframe;
  readonly from: number;
  readonly missing: number;
  /** One sentence. */
  readonly reason: string;
}

export interface BackfillReport {
  readonly asked: number;
  readonly failed: number;
  readonly candles: number;
  readonly missing: readonly MissingCandles[];
}

export interface BackfillParts {
  readonly feed: Pick<MarketFeed, 'name' | 'simulated' | 'history'>;
  readonly candles: CandleStore;
  /** Remembers what the venue does not have, so that each start does not ask for it again. */
  readonly scratch: Store['scratch'];
  readonly clock: Clock;
}

const NOT_THERE = 'The venue has no candles there.';

/**
 * Fetches the candles that are missing in stored series, one question after the other. A failed question is listed with
 * its reason and leaves the rest alone; nothing is ever filled in.
 */
export async function runBackfill(
  requests: readonly BackfillRequest[],
  parts: BackfillParts,
  limits: BackfillLimits = DEFAULT_BACKFILL,
): Promise<BackfillReport> {
  const total = { asked: 0, failed: 0, candles: 0 };
  const missing: MissingCandles[] = [];
  for (const request of requests) {
    const filling = new SeriesBackfill(request, parts, limits);
    await filling.run();
    total.asked += filling.asked;
    total.failed += filling.failures.length;
    total.candles += filling.candles;
    missing.push(...filling.missing());
  }
  return { ...total, missing };
}

class SeriesBackfill {
  asked = 0;
  candles = 0;
  readonly failures: (CandleRange & { readonly reason: string })[] = [];
  readonly #request: BackfillRequest;
  readonly #parts: BackfillParts;
  readonly #limits: BackfillLimits;
  readonly #key: string;
  #empty: readonly EmptyRange[];

  constructor(request: BackfillRequest, parts: BackfillParts, limits: BackfillLimits) {
    // The candle that is still open is nobody's to fetch.
    this.#request = { ...request, to: bucketStart(Math.min(request.to, parts.clock.now()), request.timeframe) };
    this.#parts = parts;
    this.#limits = limits;
    this.#key = `backfill:${parts.feed.name}:${request.symbol}:${request.timeframe}`;
    this.#empty = parseEmpty(parts.scratch.read(this.#key));
  }

  async run(): Promise<void> {
    const now = this.#parts.clock.now();
    const plan = planBackfill({ ...this.#request, held: this.#held(), empty: this.#empty, now }, this.#limits);
    for (const range of plan) await this.#ask(range);
    if (plan.length > 0) this.#parts.scratch.write(this.#key, JSON.stringify(this.#empty));
  }

  /** What is not there now, each hole with the reason that is known. */
  missing(): readonly MissingCandles[] {
    const { symbol, timeframe, from, to } = this.#request;
    const step = timeframeMs(timeframe);
    return candleGapsWithin(this.#held(), step, from, to).flatMap((gap) => {
      const hole = { from: gap.from, to: gap.from + gap.missing * step };
      const failed = this.failures.flatMap((failure) => overlap(hole, failure));
      const listed = [
        ...failed.map((piece) => ({ ...piece })),
        ...without(hole, failed).map((piece) => ({ ...piece, reason: NOT_THERE })),
      ].sort((a, b) => a.from - b.from);
      return listed.map(({ from: at, to: end, reason }) => ({
        symbol,
        timeframe,
        from: at,
        missing: Math.round((end - at) / step),
        reason,
      }));
    });
  }

  async #ask(range: CandleRange): Promise<void> {
    const { feed, candles, clock } = this.#parts;
    const { symbol, timeframe } = this.#request;
    this.asked += 1;
    try {
      const columns = within(await feed.history(symbol, timeframe, range.from, range.to), range, timeframe);
      candles.write(symbol, timeframe, columns, feed.simulated ? 'simulated' : feed.name);
      this.candles += columns.ts.length;
      const step = timeframeMs(timeframe);
      const holes = candleGapsWithin(columns.ts, step, range.from, range.to);
      this.#empty = [
        ...this.#empty.flatMap((old) => without(old, [range]).map((piece) => ({ ...piece, askedAt: old.askedAt }))),
        ...holes.map(({ from, missing }) => ({ from, to: from + missing * step, askedAt: clock.now() })),
      ];
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.failures.push({ ...range, reason: `The question failed: ${why}` });
    }
  }

  #held(): Float64Array {
    const { symbol, timeframe, from, to } = this.#request;
    return this.#parts.candles.read(symbol, timeframe, from, to).ts.slice();
  }
}

/** @throws Error when an answer has candles nobody asked for or between the grid: then none of it is trusted. */
function within(columns: CandleColumns, { from, to }: CandleRange, timeframe: Timeframe): CandleColumns {
  const step = timeframeMs(timeframe);
  for (const [row, ts] of columns.ts.entries()) {
    const rises = row === 0 || ts > (columns.ts[row - 1] ?? 0);
    if (ts < from || ts >= to || ts % step !== 0 || !rises) throw new Error(`The answer has a candle at ${String(ts)}`);
  }
  return columns;
}

function overlap(hole: CandleRange, failure: CandleRange & { readonly reason: string }) {
  const [from, to] = [Math.max(hole.from, failure.from), Math.min(hole.to, failure.to)];
  return from < to ? [{ from, to, reason: failure.reason }] : [];
}

/** Small state that was lost or is unreadable costs a question, no more. */
function parseEmpty(text: string | null): readonly EmptyRange[] {
  if (text === null) return [];
  try {
    const ranges: unknown = JSON.parse(text);
    return Array.isArray(ranges) ? ranges.filter(isEmptyRange) : [];
  } catch {
    return [];
  }
}

function isEmptyRange(value: unknown): value is EmptyRange {
  if (typeof value !== 'object' || value === null) return false;
  const { from, to, askedAt } = value as Record<keyof EmptyRange, unknown>;
  return [from, to, askedAt].every(Number.isSafeInteger);
}
