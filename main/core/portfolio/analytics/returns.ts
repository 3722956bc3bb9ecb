import { measured, missing, type Measure } from './measure.ts';
import { at, mean, present } from './moments.ts';

/** Returns of prices: pₜ ÷ pₜ₋₁ − 1; NaN where either price is missing or not positive. */
export function simpleReturns(prices: Float64Array): Float64Array {
  return changes(prices, (from, to) => to / from - 1);
}

/** Returns of prices: ln(pₜ ÷ pₜ₋₁); NaN where either price is missing or not positive. */
export function logReturns(prices: Float64Array): Float64Array {
  return changes(prices, (from, to) => Math.log(to / from));
}

function changes(prices: Float64Array, change: (from: number, to: number) => number): Float64Array {
  const result = new Float64Array(Math.max(0, prices.length - 1)).fill(Number.NaN);
  for (let i = 1; i < prices.length; i += 1) {
    const from = at(prices, i - 1);
    const to = at(prices, i);
    if (from > 0 && to > 0) result[i - 1] = change(from, to);
  }
  return result;
}

/** ∏(1 + r); a period without a return (NaN) changes nothing. */
export function growth(returns: Float64Array): number {
  let value = 1;
  for (const each of returns) if (!Number.isNaN(each)) value *= 1 + each;
  return value;
}

/** The running value of `start` under the returns, one element per return. */
export function wealth(returns: Float64Array, start = 1): Float64Array {
  let value = start;
  return returns.map((each) => {
    if (!Number.isNaN(each)) value *= 1 + each;
    return value;
  });
}

/** Cumulative return as a fraction: ∏(1 + r) − 1. */
export const cumulativeReturn = (returns: Float64Array): Measure =>
  returns.length === 0 ? missing('too-few-returns') : measured(growth(returns) - 1);

/**
 * Compound annual growth rate as a fraction: ∏(1 + r)^(periods ÷ n) − 1; n counts every period, also those without a
 * return. @param periods periods in a year, for example 365 for days of a market that never closes.
 */
export function annualReturn(returns: Float64Array, periods: number): Measure {
  if (returns.length === 0) return missing('too-few-returns');
  const value = growth(returns);
  return value < 0 ? missing('total-loss') : measured(value ** (periods / returns.length) - 1);
}

/** Arithmetic mean return of a year as a fraction: mean(r) · periods. */
export function meanAnnualReturn(returns: Float64Array, periods: number): Measure {
  const values = present(returns);
  return values.length === 0 ? missing('too-few-returns') : measured(mean(values) * periods);
}

/** A span of the UTC calendar; weeks begin on Monday (ISO 8601). */
export type CalendarSpan = 'weekly' | 'monthly' | 'quarterly' | 'yearly';

/** Compounded return of every calendar span that holds a return, in order. */
export function aggregateReturns(returns: Float64Array, times: readonly number[], span: CalendarSpan): Float64Array {
  const values: number[] = [];
  let key = Number.NaN;
  let product = 1;
  for (let i = 0; i < returns.length; i += 1) {
    const now = spanKey(times[i] ?? Number.NaN, span);
    if (now !== key && i > 0) {
      values.push(product - 1);
      product = 1;
    }
    key = now;
    const each = at(returns, i);
    if (!Number.isNaN(each)) product *= 1 + each;
  }
  if (returns.length > 0) values.push(product - 1);
  return Float64Array.from(values);
}

function spanKey(time: number, span: CalendarSpan): number {
  const date = new Date(time);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
  switch (span) {
    case 'weekly':
      // 1 January 1970 was a Thursday.
      return Math.floor((time / 86_400_000 + 3) / 7);
    case 'monthly':
      return month;
    case 'quarterly':
      return Math.floor(month / 3);
    case 'yearly':
      return date.getUTCFullYear();
  }
}
