import type { DenialNumbers } from '#shared/domain/denial.ts';
import type { Parameters, Rule, TradeOutcome } from './protection.ts';

type TradeTest = Extract<Rule, { watches: 'trades' }>['test'];

const sum = (trades: readonly TradeOutcome[], part: (trade: TradeOutcome) => number): number =>
  trades.reduce((total, trade) => total + part(trade), 0);
const isStop = ({ how }: TradeOutcome): boolean => how === 'stop';
const param = (params: Parameters, name: string): number => params[name] ?? Number.NaN;

/** `count` stops within the look-back (freqtrade's stop-loss guard). */
export const stops: TradeTest = (window, params, ended) => {
  if (!isStop(ended)) return null;
  const count = window.filter(isStop).length;
  return count >= param(params, 'count') ? { count, window: param(params, 'lookback') } : null;
};

/** Any trade that ended, or one that ended so. */
export const endedBy =
  (how: TradeOutcome['how'] | null): TradeTest =>
  (_, __, ended) =>
    how === null || ended.how === how ? {} : null;

/** At least `count` trades that together brought less than `limit` (freqtrade's low-profit pairs). */
export const lowProfit: TradeTest = (window, params) => {
  if (window.length < param(params, 'count')) return null;
  const result = sum(window, ({ resultPpm }) => resultPpm);
  const limit = param(params, 'limit');
  return result < limit ? { count: window.length, result, limit } : null;
};

/** The last `count` trades all lost. */
export const lossStreak: TradeTest = (window, params) => {
  let count = 0;
  for (let i = window.length - 1; i >= 0 && (window[i]?.resultPpm ?? 0) < 0; i--) count += 1;
  return count >= param(params, 'count') ? { count } : null;
};

/** Too few of the last `count` trades won. */
export const hitRate: TradeTest = (window, params) => {
  const last = window.slice(-param(params, 'count'));
  if (last.length < param(params, 'count')) return null;
  const wins = last.filter(({ resultPpm }) => resultPpm > 0).length;
  const limit = param(params, 'limit');
  return wins * 100 < last.length * limit ? { wins, count: last.length, limit } : null;
};

/** Gains of the last `count` trades are too small a share of their losses. */
export const profitFactor: TradeTest = (window, params) => {
  const last = window.slice(-param(params, 'count'));
  if (last.length < param(params, 'count')) return null;
  const gains = sum(last, ({ resultPpm }) => Math.max(0, resultPpm));
  const losses = sum(last, ({ resultPpm }) => Math.max(0, -resultPpm));
  const limit = param(params, 'limit');
  return gains * 100 < losses * limit
    ? { factor: Math.floor((gains * 100) / losses), count: last.length, limit }
    : null;
};

/** The sum of closed results fell by `limit` from its best within the look-back (freqtrade's max drawdown). */
export const tradeDrawdown: TradeTest = (window, params) => {
  if (window.length < param(params, 'count')) return null;
  let total = 0;
  let best = 0;
  let drawdown = 0;
  for (const { resultPpm } of window) {
    total += resultPpm;
    best = Math.max(best, total);
    drawdown = Math.max(drawdown, best - total);
  }
  const limit = param(params, 'limit');
  return drawdown >= limit ? { drawdown, limit } : null;
};

/** Together they lost `limit` within the look-back. */
export const netLoss: TradeTest = (window, params) => {
  const loss = -sum(window, ({ resultPpm }) => resultPpm);
  const limit = param(params, 'limit');
  return loss >= limit ? { loss, limit, window: param(params, 'lookback') } : null;
};

export const singleLoss: TradeTest = (_, params, { resultPpm }): DenialNumbers | null => {
  const limit = param(params, 'limit');
  return -resultPpm >= limit ? { loss: -resultPpm, limit } : null;
};

/** `count` stops that fired within `held` minutes of their entry. */
export const quickStops: TradeTest = (window, params, ended) => {
  const held = param(params, 'held');
  const isQuick = (trade: TradeOutcome): boolean => isStop(trade) && trade.heldMs <= held * 60_000;
  if (!isQuick(ended)) return null;
  const count = window.filter(isQuick).length;
  return count >= param(params, 'count') ? { count, held } : null;
};

export const tradeCount: TradeTest = (window, params) =>
  window.length >= param(params, 'count') ? { count: window.length, window: param(params, 'lookback') } : null;

/** Fees took too large a share of what the trades gained before them. */
export const feeDrag: TradeTest = (window, params) => {
  if (window.length < param(params, 'count')) return null;
  const fees = sum(window, ({ feesPpm }) => feesPpm);
  const gains = sum(window, ({ resultPpm, feesPpm }) => Math.max(0, resultPpm + feesPpm));
  const limit = param(params, 'limit');
  if (fees <= 0 || fees * 100 < gains * limit) return null;
  return { share: gains > 0 ? Math.round((fees * 100) / gains) : 'more than 100', count: window.length, limit };
};

export const fundingDrag: TradeTest = (window, params) => {
  const paid = -sum(window, ({ fundingPpm }) => fundingPpm);
  const limit = param(params, 'limit');
  return paid >= limit ? { paid, limit, window: param(params, 'lookback') } : null;
};
