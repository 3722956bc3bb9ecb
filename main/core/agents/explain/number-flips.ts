import type { DenialCode, DenialNumbers } from '#shared/domain/denial.ts';

/** A refusal in which one figure stood against one limit. */
interface Comparison {
  /** Names of the figure and of its limit among the numbers of the refusal. */
  readonly figure: string;
  readonly limit: string;
  /** What passes. `below` and `above` do not include the limit. */
  readonly passes: 'at most' | 'at least' | 'below' | 'above';
  readonly what: string;
  readonly unit: string;
}

const atMost = (figure: string, what: string, unit: string, limit = 'limit'): Comparison => ({
  ...{ figure, limit, what, unit },
  passes: 'at most',
});
const atLeast = (figure: string, what: string, unit: string, limit = 'limit'): Comparison => ({
  ...{ figure, limit, what, unit },
  passes: 'at least',
});
const beyond = (passes: 'below' | 'above', figure: string, what: string, unit: string): Comparison => ({
  ...{ figure, limit: 'limit', what, unit },
  passes,
});

/** Refusals that one number decided, in the unit they print. */
export const COMPARISONS: Readonly<Partial<Record<DenialCode, Comparison>>> = {
  SIGNAL_EXPIRED: atMost('ageSeconds', 'the age of the signal', 's', 'limitSeconds'),
  SCORE_LOW_CONFIDENCE: atLeast('confidence', 'the confidence of the score', '', 'threshold'),
  RISK_ORDER_VALUE: atMost('value', 'the value of the order', 'USDT'),
  RISK_POSITION_VALUE: atMost('value', 'the value of the position', 'USDT'),
  RISK_GROSS_EXPOSURE: atMost('exposure', 'the gross exposure', '% of equity'),
  RISK_NET_EXPOSURE: atMost('exposure', 'the net exposure', '% of equity'),
  RISK_FREE_MARGIN: atLeast('free', 'the free margin', '% of equity'),
  RISK_DAY_LOSS: beyond('above', 'loss', 'the result of the day', '%'),
  RISK_WEEK_LOSS: beyond('above', 'loss', 'the result of the week', '%'),
  RISK_DRAWDOWN: beyond('below', 'drawdown', 'the drawdown', '%'),
  RISK_STOP_LOSS: atMost('loss', 'the loss at the stop', 'USDT'),
  RISK_DATA_AGE: atMost('age', 'the age of the last price', 's'),
  RISK_MARK_AGE: atMost('age', 'the age of the mark price', 's'),
  RISK_BOOK_AGE: atMost('age', 'the age of the book', 's'),
  RISK_SIGNAL_AGE: atMost('age', 'the age of the signal', 's'),
  RISK_SPECIFICATION_OLD: atMost('age', 'the age of the specification', 'h'),
  RISK_PRICE_COLLAR: atMost('distance', 'the distance from the mark price', '%'),
  RISK_SLIPPAGE: atMost('slippage', 'the slippage', '%'),
  RISK_INDEX_DEVIATION: atMost('distance', 'the distance from the index', '%'),
  RISK_LIQUIDATION_NEAR: atLeast('distance', 'the distance to liquidation', '%'),
  RISK_LIQUIDATION_ATR: atLeast('distance', 'the distance to liquidation', 'hourly ATRs'),
  RISK_BOOK_THIN: atLeast('available', 'what the book holds', 'contracts', 'lots'),
  RISK_DISK_FULL: atLeast('free', 'the free disk', 'MB'),
  RISK_DISK_SLOW: atMost('took', 'the slowest commit in a hundred', 'ms'),
  RISK_CLOCK_OFFSET: atMost('offset', 'the offset of the clock', 'ms'),
  RISK_OPEN_ORDERS: beyond('below', 'count', 'the number of open orders', ''),
  RISK_OPEN_ORDERS_SYMBOL: beyond('below', 'count', 'the number of open orders of the symbol', ''),
};

/** The change of the one figure that decided a refusal. */
export interface NumberFlip {
  readonly what: string;
  readonly from: number;
  readonly to: number;
  readonly unit: string;
}

/** The smallest step of a figure that must not stand at its limit: a count moves by one, the others as they are printed. */
const COUNT_STEP = 1;
const PRINTED_STEP = 0.01;

/**
 * Where the figure that decided would have passed: at its limit, or one step inside it. The comparison is made anew with
 * the recorded and with the changed figure; null when no single figure decided, or when the record does not refuse by it.
 */
export function numberFlip(code: DenialCode, numbers: DenialNumbers): NumberFlip | null {
  const comparison = COMPARISONS[code];
  if (comparison === undefined) return null;
  const from = figureOf(numbers[comparison.figure]);
  const limit = figureOf(numbers[comparison.limit]);
  const { passes, what, unit } = comparison;
  if (from === null || limit === null || holds(passes, from, limit)) return null;
  const step = comparison.figure === 'count' ? COUNT_STEP : PRINTED_STEP;
  const inside = { 'at most': 0, 'at least': 0, below: -step, above: step }[passes];
  const to = inside === 0 ? limit : Math.round((limit + inside) * 100) / 100;
  return holds(passes, to, limit) ? { what, from, to, unit } : null;
}

/** Whether a figure passes its limit. */
export function holds(passes: Comparison['passes'], figure: number, limit: number): boolean {
  switch (passes) {
    case 'at most':
      return figure <= limit;
    case 'at least':
      return figure >= limit;
    case 'below':
      return figure < limit;
    case 'above':
      return figure > limit;
  }
}

function figureOf(value: number | string | undefined): number | null {
  const figure = typeof value === 'string' ? Number(value.replace('−', '-')) : (value ?? NaN);
  return Number.isFinite(figure) ? figure : null;
}
