import { denial, type Denial } from '#shared/domain/denial.ts';
import { NOT_APPLICABLE, type BookFacts, type EntryProposal, type Level } from '../context.ts';
import type { RiskLimits } from '../limits.ts';
import {
  check,
  checkFact,
  exceeds,
  isMeasured,
  isPrice,
  percentOf,
  ppmToPercent,
  secondsAbove,
  unknown,
} from './check.ts';

const LARGE_COINS: ReadonlySet<string> = new Set(['BTC', 'ETH']);
/** A price that waits on the cheaper side may be this far from the mark. */
const RESTING_PPM = 100_000n;

/** Rows 9 to 11 and 25: whether the prices that the order rests on can be believed. */
export const dataAge = check(25, 'data age', ({ symbol }, { dataAgeMs, limits }) => {
  if (!isMeasured(dataAgeMs)) return unknown(`age of the price of ${symbol}`);
  if (dataAgeMs <= limits.maxDataAgeMs) return null;
  return denial('RISK_DATA_AGE', { symbol, age: Math.round(dataAgeMs / 100) / 10, limit: limits.maxDataAgeMs / 1000 });
});

export const markAge = check(25, 'mark age', ({ symbol }, { market, limits }) => {
  const { markAgeMs } = market;
  if (!isMeasured(markAgeMs)) return unknown(`age of the mark price of ${symbol}`);
  if (markAgeMs <= limits.maxMarkAgeMs) return null;
  return denial('RISK_MARK_AGE', { symbol, age: secondsAbove(markAgeMs), limit: limits.maxMarkAgeMs / 1000 });
});

function collarOf(coin: string, paysMore: boolean, limits: RiskLimits): bigint {
  if (!paysMore) return RESTING_PPM;
  return LARGE_COINS.has(coin) ? limits.collarLargePpm : limits.collarOthersPpm;
}

export const collar = check(9, 'price collar', (order, { market, instrument, limits }) => {
  const near = order.nearTicks ?? market.markTicks;
  if (instrument === null || !isPrice(near)) return unknown(`mark price of ${order.symbol}`);
  if (!isPrice(order.priceTicks)) return unknown(`price of the order on ${order.symbol}`);
  const away = order.priceTicks - near;
  const limit = collarOf(instrument.coin, away * order.direction > 0, limits);
  if (!exceeds(Math.abs(away), near, limit)) return null;
  const distance = percentOf(Math.abs(away), near);
  return denial('RISK_PRICE_COLLAR', { distance, side: away > 0 ? 'above' : 'below', limit: ppmToPercent(limit) });
});

export const indexDeviation = check(11, 'last against index', ({ symbol }, { market, limits }) => {
  const { lastTicks, indexTicks } = market;
  if (lastTicks === NOT_APPLICABLE || indexTicks === NOT_APPLICABLE) return null;
  if (!isPrice(lastTicks) || !isPrice(indexTicks)) return unknown(`last price or index of ${symbol}`);
  const away = Math.abs(lastTicks - indexTicks);
  if (!exceeds(away, indexTicks, limits.indexDeviationPpm)) return null;
  const numbers = { symbol, distance: percentOf(away, indexTicks), limit: ppmToPercent(limits.indexDeviationPpm) };
  return denial('RISK_INDEX_DEVIATION', numbers);
});

/** Only what takes from the book at once meets its depth. */
const takes = ({ kind = 'market' }: EntryProposal): boolean => kind === 'market';

export const bookAge = checkFact(
  10,
  'book age',
  'order book',
  ({ market }, order) => (takes(order) ? market.book : NOT_APPLICABLE),
  ({ ageMs }, { symbol }, { limits }) => {
    if (!isMeasured(ageMs)) return unknown(`age of the book of ${symbol}`);
    if (ageMs <= limits.maxBookAgeMs) return null;
    return denial('RISK_BOOK_AGE', { symbol, age: secondsAbove(ageMs), limit: limits.maxBookAgeMs / 1000 });
  },
);

const isLevel = ([ticks, lots]: Level): boolean => isPrice(ticks) && Number.isSafeInteger(lots) && lots > 0;

export const slippage = checkFact(
  10,
  'slippage',
  'order book',
  ({ market }, order) => (takes(order) ? market.book : NOT_APPLICABLE),
  (book, order, { limits }) => slippageRefusal(book, order, limits),
);

/** What is paid beyond the best price, over all contracts: Σ |level − best| × lots against best × lots. */
function slippageRefusal({ bids, asks }: BookFacts, order: EntryProposal, limits: RiskLimits): Denial | null {
  const { symbol, lots, direction } = order;
  const levels = direction === 1 ? asks : bids;
  const best = levels[0]?.[0] ?? null;
  if (!isPrice(best) || !levels.every(isLevel)) return unknown(`order book of ${symbol}`);
  if (!Number.isSafeInteger(lots) || lots <= 0) return unknown('size of the order');
  let left: number = lots;
  let beyond = 0n;
  for (const [ticks, resting] of levels) {
    const taken = Math.min(left, resting);
    beyond += BigInt(Math.abs(ticks - best)) * BigInt(taken);
    left -= taken;
    if (left === 0) break;
  }
  if (left > 0) return denial('RISK_BOOK_THIN', { symbol, available: lots - left, lots });
  const whole = BigInt(best) * BigInt(lots);
  if (beyond * 1_000_000n <= whole * limits.slippagePpm) return null;
  const hundredths = (beyond * 10_000n + whole - 1n) / whole;
  return denial('RISK_SLIPPAGE', { slippage: Number(hundredths) / 100, limit: ppmToPercent(limits.slippagePpm) });
}
