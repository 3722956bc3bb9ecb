import type { CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { HOUR } from '#shared/domain/time.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { orNull, type DerivativeHistory } from '../../features/derivative-history.ts';
import { FeatureStore } from '../../features/feature-store.ts';
import type { FeatureRow } from '../../features/feature-row.ts';
import { resample } from '../../market/resample.ts';

/** What the feature store is fed with of one symbol. */
export interface FeatureSeries {
  readonly symbol: ContractSymbol;
  /** Candles of the timeframe that is learned on. */
  readonly columns: CandleColumns;
  /** Hourly candles, where the timeframe is longer than an hour; without them what they tell is missing. */
  readonly hours?: CandleColumns;
  /** None: funding and open interest are missing. */
  readonly derivatives?: DerivativeHistory;
}

interface Feed {
  readonly series: FeatureSeries;
  readonly hours: CandleColumns;
  hour: number;
  told: number;
}

const NO_CANDLES: CandleColumns = {
  ...{ ts: new Float64Array(), open: new Float64Array(), high: new Float64Array() },
  ...{ low: new Float64Array(), close: new Float64Array(), volume: new Float64Array() },
};

/** The feature store of the past: fed in order of time, so that at each moment it holds what it held then. */
export class FeatureHistory {
  readonly #store: FeatureStore;
  readonly #feeds: readonly Feed[];

  constructor(series: readonly FeatureSeries[], timeframe: Timeframe) {
    this.#store = new FeatureStore(series.map(({ symbol }) => symbol));
    this.#feeds = series.map((one) => ({ series: one, hours: hoursOf(one, timeframe), hour: 0, told: 0 }));
  }

  /** Takes everything that had closed or was told by a moment, of all symbols; moments come in order. */
  advance(to: number): void {
    for (const feed of this.#feeds) {
      this.#feedHours(feed, to);
      this.#feedDerivatives(feed, to);
    }
  }

  /** The features of a symbol as of the moment last advanced to. */
  row(symbol: ContractSymbol, at: number): FeatureRow {
    return this.#store.row(symbol, at);
  }

  #feedHours(feed: Feed, to: number): void {
    const { ts, open, high, low, close, volume } = feed.hours;
    for (; (ts[feed.hour] ?? Infinity) + HOUR <= to; feed.hour++) {
      const i = feed.hour;
      const [at = NaN, o = NaN, h = NaN, l = NaN, c = NaN, v = NaN] = [
        ...[ts[i], open[i], high[i]],
        ...[low[i], close[i], volume[i]],
      ];
      this.#store.onHour(feed.series.symbol, { ts: at, open: o, high: h, low: l, close: c, volume: v });
    }
  }

  #feedDerivatives(feed: Feed, to: number): void {
    const { symbol, derivatives } = feed.series;
    if (derivatives === undefined) return;
    const { ts, fundingRate, openInterestLots } = derivatives;
    for (; (ts[feed.told] ?? Infinity) <= to; feed.told++) {
      const [rate, interest] = [orNull(fundingRate[feed.told]), orNull(openInterestLots[feed.told])];
      this.#store.onDerivatives(symbol, rate, interest, ts[feed.told] ?? NaN);
    }
  }
}

function hoursOf({ columns, hours }: FeatureSeries, timeframe: Timeframe): CandleColumns {
  const length = timeframeMs(timeframe);
  if (length === HOUR) return columns;
  return length < HOUR ? resample(columns, timeframe, '1h').columns : (hours ?? NO_CANDLES);
}
