import type { Candle, CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { bucketStart, timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import type { ChartBar, ChartPage } from '#shared/contract/chart.ts';
import type { CandleStore } from '../../ports/store.ts';
import { candlesOf } from '../candle-reader.ts';
import type { ChartStudy, StudyRun } from './chart-study.ts';

/** What a chart shows. */
export interface ChartRequest {
  readonly symbol: ContractSymbol;
  readonly timeframe: Timeframe;
  readonly studies: readonly ChartStudy[];
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
const longestWarmUp = ({ studies, timeframe }: ChartRequest): number =>
  Math.max(0, ...studies.map(({ warmUp }) => warmUp(timeframeMs(timeframe))));

function candleAt({ ts, open, high, low, close, volume }: CandleColumns, row: number): Candle {
  const at = (column: Float64Array): number => column[row] ?? Number.NaN;
  return { ts: at(ts), open: at(open), high: at(high), low: at(low), close: at(close), volume: at(volume) };
}

/** Closed candles with `from <= ts < to` and the values of the studies at each. */
export function chartPage(store: CandleStore, request: ChartRequest, from: number, to: number): ChartPage {
  const { symbol, timeframe, studies } = request;
  const warmFrom = bucketStart(from, timeframe) - longestWarmUp(request) * timeframeMs(timeframe);
  const columns = candlesOf(store, symbol, timeframe, Math.max(0, warmFrom), to);
  const found = columns.ts.findIndex((ts) => ts >= from);
  const first = found < 0 ? columns.ts.length : found;
  const part = (column: Float64Array): number[] => [...column.subarray(first)];
  const { ts, open, high, low, close, volume } = columns;
  return {
    ts: part(ts),
    open: part(open),
    high: part(high),
    low: part(low),
    close: part(close),
    volume: part(volume),
    studies: studies.map((study) => {
      const run = study.start();
      const outputs = study.outputs.map((name) => ({ name, values: [] as (number | null)[] }));
      for (let row = 0; row < ts.length; row += 1) {
        const values = run.commit(candleAt(columns, row));
        if (row >= first) outputs.forEach((output, k) => output.values.push(known(values[k] ?? Number.NaN)));
      }
      return { study: study.text, outputs };
    }),
  };
}

interface LiveParts {
  readonly store: CandleStore;
  readonly base: Timeframe;
  /** Base candles of the contract that are not closed yet, from a moment on. */
  readonly open: (from: number) => readonly Candle[];
  readonly now: () => number;
}

const merged = (a: Candle | null, b: Candle): Candle =>
  a === null
    ? b
    : {
        ...a,
        high: Math.max(a.high, b.high),
        low: Math.min(a.low, b.low),
        close: b.close,
        volume: a.volume + b.volume,
      };

/** The newest bars of one chart: the last closed one and what is open, with the studies carried on from bar to bar. */
export class LiveBars {
  readonly #parts: LiveParts;
  readonly #request: ChartRequest;
  readonly #lengthMs: number;
  readonly #runs: readonly StudyRun[];
  #last: ChartBar | null = null;
  /** Everything before it is closed and committed. */
  #next: number;
  /** The part of the open bar whose base candles are closed, and up to where they were read. */
  #part: Candle | null = null;
  #partOf = 0;
  #readTo: number;

  constructor(parts: LiveParts, request: ChartRequest) {
    this.#parts = parts;
    this.#request = request;
    this.#lengthMs = timeframeMs(request.timeframe);
    this.#runs = request.studies.map((study) => study.start());
    const present = bucketStart(parts.now(), request.timeframe);
    this.#next = Math.max(0, present - (longestWarmUp(request) + 1) * this.#lengthMs);
    this.#readTo = this.#next;
    this.#commitClosed();
  }

  /** The last closed bar and the open one. */
  rows(): readonly ChartBar[] {
    if (this.#parts.now() >= this.#next + this.#lengthMs) this.#commitClosed();
    const bars: ChartBar[] = this.#last === null ? [] : [this.#last];
    const open = this.#openBar();
    if (open !== null) bars.push(this.#bar(open, false, (run) => run.peek(open)));
    return bars;
  }

  /** Commits what the store closed since; a bar whose last base candle is on its way stays open until it is there. */
  #commitClosed(): void {
    const { store, now } = this.#parts;
    const { symbol, timeframe } = this.#request;
    const columns = candlesOf(store, symbol, timeframe, this.#next, bucketStart(now(), timeframe));
    for (let row = 0; row < columns.ts.length; row += 1) {
      const candle = candleAt(columns, row);
      this.#last = this.#bar(candle, true, (run) => run.commit(candle));
    }
    if (this.#last === null || this.#last.ts < this.#next) return;
    this.#next = this.#last.ts + this.#lengthMs;
    this.#readTo = this.#next;
  }

  /** The bar after the last closed one, as far as it is known; null when nothing was traded since. */
  #openBar(): Candle | null {
    const { store, base, now, open } = this.#parts;
    const start = bucketStart(Math.max(this.#next, now()), this.#request.timeframe);
    const oldest = this.#last === null || start - this.#next >= 2 * this.#lengthMs ? start : this.#next;
    if (oldest !== this.#partOf) {
      this.#partOf = oldest;
      this.#part = null;
    }
    const from = Math.max(this.#readTo, oldest);
    const until = oldest + this.#lengthMs;
    if (now() >= from + timeframeMs(base)) {
      const closed = store.read(this.#request.symbol, base, from, until);
      for (let row = 0; row < closed.ts.length; row += 1) this.#part = merged(this.#part, candleAt(closed, row));
      const newest = closed.ts.at(-1);
      if (newest !== undefined) this.#readTo = newest + timeframeMs(base);
    }
    const rest = open(Math.max(this.#readTo, oldest)).filter(({ ts }) => ts < until);
    const bar = rest.reduce<Candle | null>(merged, this.#part);
    return bar === null ? null : { ...bar, ts: oldest };
  }

  #bar(candle: Candle, closed: boolean, valuesOf: (run: StudyRun) => Float64Array): ChartBar {
    const { ts, open, high, low, close, volume } = candle;
    const values = this.#runs.flatMap((run) => [...valuesOf(run)].map(known));
    return { key: String(ts), ts, closed, open, high, low, close, volume, values };
  }
}
