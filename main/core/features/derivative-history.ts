import type { ContractSymbol } from '#shared/domain/ids.ts';
import { HOUR } from '#shared/domain/time.ts';
import type { DerivativeColumns, DerivativeStore } from '../ports/store.ts';
import type { FeatureStore } from './feature-store.ts';
import { WINDOW } from './feature-table.ts';

/** Funding and open interest of a symbol over time; NaN where it was not told. */
export type DerivativeHistory = Pick<DerivativeColumns, 'ts' | 'fundingRate' | 'openInterestLots'>;

/** The last told of each hour: what the features of a closed hour are made of, without sixty times the samples. */
export function lastOfHours({ ts, fundingRate, openInterestLots }: DerivativeHistory): DerivativeHistory {
  const places: number[] = [];
  const hourOf = (i: number): number => Math.floor((ts[i] ?? Infinity) / HOUR);
  for (let i = 0; i < ts.length; i++) if (hourOf(i) !== hourOf(i + 1)) places.push(i);
  const kept = (of: Float64Array): Float64Array => Float64Array.from(places, (i) => of[i] ?? NaN);
  return { ts: kept(ts), fundingRate: kept(fundingRate), openInterestLots: kept(openInterestLots) };
}

/**
 * Tells the features what was sampled of a symbol before `until`, as far back as their longest window: a restart does
 * not begin their warm-up anew. Each keeps the moment it was sampled at, so that what is old counts as old.
 */
export function restoreDerivatives(
  features: Pick<FeatureStore, 'onDerivatives'>,
  derivatives: Pick<DerivativeStore, 'read'>,
  symbol: ContractSymbol,
  until: number,
): void {
  const { ts, fundingRate, openInterestLots } = lastOfHours(
    derivatives.read(symbol, until - WINDOW.week * HOUR, until),
  );
  for (const [i, at] of ts.entries())
    features.onDerivatives(symbol, orNull(fundingRate[i]), orNull(openInterestLots[i]), at);
}

/** What was told; null for NaN. */
export const orNull = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;
