import { CohortBook } from '../cohort-book.ts';
import { LONG, SHORT, type LiquidationSettings } from '../settings.ts';
import type { ContractTerms } from '../tier-ratios.ts';
import type { AggregateBar } from './aggregate-bars.ts';
import { exponentialFit, fittedMeans, logLikelihoods, type ExponentialFit } from './exponential-fit.ts';

/** Factors on all half-lives that are tried. */
export const HALF_LIFE_SCALES = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4] as const;
/** Bars whose extremes a new extreme is measured against. */
const EXTREME_BARS = 24;

/** What was really liquidated in each (bar, side), what the map expected, and what is expected without a map. */
export interface SweepTable {
  readonly ts: Float64Array;
  /** Realised, quote units. */
  readonly realised: Float64Array;
  /** By the map alone, one column a tier. */
  readonly byTier: readonly Float64Array[];
  /**
   * Without the map: a constant; what was liquidated in the bar before; open interest × how far the price went against the
   * side, that squared, and how far it went beyond the extremes of the last bars.
   */
  readonly plain: readonly Float64Array[];
}

/** A fit on the bars before `until`, measured on those from then on. */
export interface Calibration {
  readonly halfLifeScale: number;
  /** Fitted share of each tier, 0…1. */
  readonly shares: readonly number[];
  /** Realised ÷ expected by the map: below 1, because positions close before. */
  readonly scale: number;
  readonly settings: LiquidationSettings;
  readonly until: number;
  /** Gain of ln likelihood of each (bar, side) out of sample over what is expected without the map, with its time. */
  readonly gains: Float64Array;
  readonly times: Float64Array;
}

/** The model told of every bar, with every tier opening the same; what it swept by tier beside what was realised. */
export function sweepTable(
  bars: readonly AggregateBar[],
  terms: ContractTerms,
  settings: LiquidationSettings,
): SweepTable {
  const even = settings.tiers.map((tier) => ({ ...tier, share: 1 / settings.tiers.length }));
  const book = new CohortBook(terms, { ...settings, tiers: even });
  const told = bars.filter(({ longWorth, shortWorth }) => longWorth >= 0 && shortWorth >= 0);
  const n = 2 * told.length;
  const empty = (): Float64Array => new Float64Array(n);
  const table = { ts: empty(), realised: empty(), byTier: even.map(empty), plain: Array.from({ length: 5 }, empty) };
  let before: readonly [number, number] = [0, 0];
  let at = 0;
  for (const [i, { bar, longWorth, shortWorth }] of told.entries()) {
    const window = told.slice(Math.max(0, i - EXTREME_BARS), i);
    const held = (Number.isNaN(book.openInterest) ? bar.openInterest : book.openInterest) * bar.open;
    book.update(bar);
    for (const side of [LONG, SHORT]) {
      const against = side === LONG ? 1 - bar.low / bar.open : bar.high / bar.open - 1;
      table.ts[at] = bar.ts;
      table.realised[at] = side === LONG ? longWorth : shortWorth;
      for (const [tier, column] of table.byTier.entries())
        column[at] = (book.swept[side * even.length + tier] as number) * bar.close;
      const beyond = Math.max(0, side === LONG ? lowestOf(window) / bar.low - 1 : bar.high / highestOf(window) - 1);
      for (const [j, value] of [
        1,
        before[side],
        held * against,
        held * against * against,
        held * (beyond > 0 ? beyond : 0),
      ].entries())
        (table.plain[j] as Float64Array)[at] = value as number;
      at += 1;
    }
    before = [longWorth, shortWorth];
  }
  return table;
}

const lowestOf = (window: readonly AggregateBar[]): number =>
  window.reduce((least, { bar }) => Math.min(least, bar.low), window[0]?.bar.low ?? Number.NaN);
const highestOf = (window: readonly AggregateBar[]): number =>
  window.reduce((most, { bar }) => Math.max(most, bar.high), window[0]?.bar.high ?? Number.NaN);

const part = (column: Float64Array, ts: Float64Array, from: number, to: number): Float64Array =>
  column.filter((_, i) => (ts[i] as number) >= from && (ts[i] as number) < to);

interface Fitted {
  readonly scale: number;
  readonly likelihood: number;
  readonly weights: ExponentialFit;
  readonly table: SweepTable;
}

/** Fits the shares of the tiers and one factor on their half-lives to the bars in `from <= t < until`. */
export function calibrate(
  bars: readonly AggregateBar[],
  terms: ContractTerms,
  settings: LiquidationSettings,
  { from, until }: { readonly from: number; readonly until: number },
): Calibration {
  const tries = HALF_LIFE_SCALES.map((scale): Fitted => {
    const table = sweepTable(bars, terms, scaled(settings, scale));
    const columns = [...table.plain, ...table.byTier].map((column) => part(column, table.ts, from, until));
    const y = part(table.realised, table.ts, from, until);
    const weights = exponentialFit(columns, y);
    const likelihood = logLikelihoods(fittedMeans(columns, weights), y).reduce((a, b) => a + b, 0);
    return { scale, likelihood, weights, table };
  });
  const best = tries.reduce((a, b) => (b.likelihood > a.likelihood ? b : a));
  const { table, weights } = best;
  const tiers = weights.coefficients.slice(table.plain.length);
  const sum = tiers.reduce((a, b) => a + b, 0);
  const shares = [...tiers].map((weight) => (sum > 0 ? weight / sum : 1 / tiers.length));
  const { gains, times } = gainsOf(table, weights, { from, until });
  const fitted = scaled(settings, best.scale);
  return {
    halfLifeScale: best.scale,
    shares,
    scale: sum / tiers.length,
    settings: { ...fitted, tiers: fitted.tiers.map((tier, t) => ({ ...tier, share: shares[t] ?? 0 })) },
    until,
    gains,
    times,
  };
}

/** Both fits are made before `until`; the gain is measured after it. */
function gainsOf(table: SweepTable, weights: ExponentialFit, { from, until }: { from: number; until: number }) {
  const cut = (columns: readonly Float64Array[], a: number, b: number) =>
    columns.map((column) => part(column, table.ts, a, b));
  const plain = exponentialFit(cut(table.plain, from, until), part(table.realised, table.ts, from, until));
  const y = part(table.realised, table.ts, until, Infinity);
  const withMap = logLikelihoods(fittedMeans(cut([...table.plain, ...table.byTier], until, Infinity), weights), y);
  const without = logLikelihoods(fittedMeans(cut(table.plain, until, Infinity), plain), y);
  return {
    gains: withMap.map((one, i) => one - (without[i] as number)),
    times: part(table.ts, table.ts, until, Infinity),
  };
}

const scaled = (settings: LiquidationSettings, by: number): LiquidationSettings => ({
  ...settings,
  tiers: settings.tiers.map((tier) => ({ ...tier, halfLifeMs: tier.halfLifeMs * by })),
});
