import type { ContractSymbol } from '#shared/domain/ids.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import { StoreFailure } from '#core/ports/store.ts';

/** @throws StoreFailure when figures are not of a whole minute. */
export function mustBeMinutes(figures: readonly { readonly symbol: ContractSymbol; readonly ts: number }[]): void {
  const odd = figures.find(({ ts }) => ts < 0 || ts % MINUTE !== 0);
  if (odd !== undefined)
    throw new StoreFailure(`Figures of ${odd.symbol} at ${String(odd.ts)} are not of a whole minute.`);
}

/** The first and the last hour, counted from 1970, that hold minutes with `from <= ts < to`. */
export const hoursWithin = (from: number, to: number): readonly [first: number, last: number] => [
  Math.max(0, Math.floor(from / HOUR)),
  Math.floor((to - 1) / HOUR),
];
