import { type Contract, markNumber, priceNumber, priceText, type Quote, type VenueEngine } from '../engine/index.ts';
import { dayOf } from '../wire/day.ts';
import { nanos } from '../wire/json.ts';

const fraction = (ppm: number | bigint): number => Number(ppm) / 1e6;

function fixedFields(contract: Contract): Record<string, unknown> {
  const tick = 10 ** -contract.priceDecimals;
  const first = contract.tiers[0];
  return {
    symbol: contract.symbol,
    rootSymbol: 'USDT',
    type: 'FFWCSX',
    firstOpenDate: contract.firstOpenAt,
    expireDate: null,
    settleDate: null,
    baseCurrency: contract.base,
    quoteCurrency: 'USDT',
    settleCurrency: 'USDT',
    maxOrderQty: contract.maxOrderLots,
    maxPrice: 1_000_000,
    lotSize: 1,
    tickSize: Number(tick.toFixed(contract.priceDecimals)),
    indexPriceTickSize: Number((tick / contract.markPerTick).toFixed(contract.priceDecimals + 2)),
    multiplier: Number(contract.multiplier),
    initialMargin: fraction(first?.initialPpm ?? 0),
    maintainMargin: fraction(first?.maintenancePpm ?? 0),
    maxRiskLimit: first?.maxNotional ?? 0,
    minRiskLimit: first?.maxNotional ?? 0,
    riskStep: (first?.maxNotional ?? 0) / 2,
    makerFeeRate: fraction(contract.makerFeePpm),
    takerFeeRate: fraction(contract.takerFeePpm),
    takerFixFee: 0,
    makerFixFee: 0,
    settlementFee: null,
    isDeleverage: true,
    isQuanto: true,
    isInverse: false,
    markMethod: 'FairPrice',
    fairMethod: 'FundingRate',
    fundingBaseSymbol: `.${contract.base}INT8H`,
    fundingQuoteSymbol: '.USDTINT8H',
    fundingRateSymbol: `.${contract.symbol}FPI8H`,
    indexSymbol: `.K${contract.base}USDT`,
    settlementSymbol: '',
  };
}

/** A contract as `GET /api/v1/contracts/active` lists it. */
export function contractView(engine: VenueEngine, contract: Contract): Record<string, unknown> {
  const quote = engine.quote(contract.symbol);
  const day = dayOf(engine, contract);
  const change = quote.lastTicks - day.first;
  return {
    ...fixedFields(contract),
    status: 'Open',
    fundingFeeRate: fraction(quote.fundingPpm),
    predictedFundingFeeRate: fraction(quote.fundingPpm),
    fundingRateGranularity: contract.fundingIntervalMs,
    openInterest: String(quote.openInterestLots),
    turnoverOf24h: Number(day.turnover.toFixed(4)),
    volumeOf24h: Number((day.lots * Number(contract.multiplier)).toFixed(6)),
    markPrice: markNumber(contract, quote.markUnits),
    indexPrice: markNumber(contract, quote.indexUnits),
    lastTradePrice: priceNumber(contract, quote.lastTicks),
    nextFundingRateTime: quote.nextFundingAt - engine.now,
    maxLeverage: contract.maxLeverage,
    sourceExchanges: ['okex', 'binance', 'kucoin', 'bybit', 'bitmart', 'gateio'],
    premiumsSymbol1M: `.${contract.symbol}PI`,
    premiumsSymbol8H: `.${contract.symbol}PI8H`,
    fundingBaseSymbol1M: `.${contract.base}INT`,
    fundingQuoteSymbol1M: '.USDTINT',
    lowPrice: priceNumber(contract, day.low),
    highPrice: priceNumber(contract, day.high),
    priceChgPct: Number((change / Math.max(1, day.first)).toFixed(4)),
    priceChg: Number((change / 10 ** contract.priceDecimals).toFixed(contract.priceDecimals)),
    k: 490,
    m: 300,
    f: 1.3,
    mmrLimit: 0.3,
    mmrLevConstant: contract.maxLeverage,
    supportCross: true,
    buyLimit: Number((priceNumber(contract, quote.lastTicks) * 1.05).toFixed(4)),
    sellLimit: Number((priceNumber(contract, quote.lastTicks) * 0.95).toFixed(4)),
  };
}

/** The ticker of `GET /api/v1/ticker` and of the first ticker topic. */
export function tickerView(contract: Contract, quote: Quote, sequence: number): Record<string, unknown> {
  return {
    sequence,
    symbol: contract.symbol,
    side: quote.lastSide,
    size: quote.lastLots,
    tradeId: quote.lastTradeId,
    price: priceText(contract, quote.lastTicks),
    bestBidPrice: priceText(contract, quote.bidTicks),
    bestBidSize: quote.bidLots,
    bestAskPrice: priceText(contract, quote.askTicks),
    bestAskSize: quote.askLots,
    ts: nanos(quote.at),
  };
}
