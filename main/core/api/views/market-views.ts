import type { InstrumentView, SeriesOf, SeriesView, TickerView } from '#shared/contract/market.ts';
import { formatTicks, type Instrument } from '#shared/domain/instrument.ts';
import type { SeriesInfo } from '../../ports/store.ts';
import type { Ticker } from '../../ports/market-feed.ts';

/** A contract's specification for the screens. */
export function instrumentView(instrument: Instrument): InstrumentView {
  return {
    symbol: instrument.symbol,
    coin: instrument.coin,
    tick: formatTicks(instrument, 1),
    priceDecimals: instrument.priceScale,
    multiplier: instrument.multiplier,
    lotSize: instrument.lotSize,
    maxOrderLots: instrument.maxOrderLots,
    makerFeePpm: Number(instrument.makerFeePpm),
    takerFeePpm: Number(instrument.takerFeePpm),
    maxLeverage: instrument.maxLeverage,
    maintenanceRatePpm: Number(instrument.maintenanceTiers[0]?.maintenanceRatePpm ?? 0n),
    tiers: instrument.maintenanceTiers.length,
    fundingIntervalMs: instrument.fundingIntervalMs,
    asOf: instrument.asOf,
    assumed: [...instrument.assumed],
  };
}

/** A stored series with its coin. */
export const seriesView = (series: SeriesInfo, coin: string, of: SeriesOf): SeriesView => ({ ...series, coin, of });

/** The latest prices of a contract; `closes` are those of the last 24 h, oldest first. */
export function tickerView(
  ticker: Ticker,
  instrument: Instrument,
  closes: readonly number[],
  simulated: boolean,
): TickerView {
  const first = closes.length >= 48 ? closes[0] : undefined;
  const lotValue = Number(instrument.multiplier) * ticker.mark;
  return {
    key: ticker.symbol,
    coin: instrument.coin,
    priceDecimals: instrument.priceScale,
    bid: ticker.bid,
    ask: ticker.ask,
    last: ticker.last,
    mark: ticker.mark,
    index: ticker.index,
    change24h: first === undefined ? null : ticker.last / first - 1,
    fundingRate: ticker.fundingRate,
    nextFundingAt: ticker.nextFundingAt,
    openInterest: ticker.openInterestLots === null ? null : ticker.openInterestLots * lotValue,
    asOf: ticker.tsReceived,
    provenance: simulated ? 'simulated' : 'measured',
    spark: [...closes],
  };
}
