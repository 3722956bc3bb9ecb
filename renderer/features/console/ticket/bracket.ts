import type { DraftSide } from '../draft.ts';
import { onTick } from '../on-tick.ts';

/** A price so many percent from another, on the tick; `winning` is the side that gains. Empty without a price. */
export function priceAway(
  reference: string,
  percent: number,
  { side, winning, tick }: { readonly side: DraftSide; readonly winning: boolean; readonly tick: string },
): string {
  const price = Number(reference);
  if (reference === '' || !(price > 0)) return '';
  const up = (side === 'buy') === winning;
  return onTick(price * (1 + ((up ? 1 : -1) * percent) / 100), tick) ?? '';
}

/** Distance of a price from the entry in percent, above 0; null when one of them is none. */
export function percentAway(price: string, reference: string): number | null {
  const from = Number(reference);
  const to = Number(price);
  if (price === '' || reference === '' || !(from > 0) || !(to > 0)) return null;
  return Math.abs(to / from - 1) * 100;
}

/** Gain at the target in multiples of the loss at the stop, both with fees; null when one is not known or nothing is risked. */
export function multipleOf(gain: string | null, loss: string | null): number | null {
  if (gain === null || loss === null) return null;
  const risked = Number(loss);
  return risked > 0 ? Number(gain) / risked : null;
}
