import type { Instrument } from '#shared/domain/instrument.ts';

/**
 * The largest size that passes: it passes, and one lot size more does not (or is more than an order may have). Where sizes
 * pass again above one that does not, the smallest of such ends is found or a larger one; both are true answers.
 * @returns null when not even one lot size passes.
 */
export function largestPassing(
  { lotSize, maxOrderLots }: Pick<Instrument, 'lotSize' | 'maxOrderLots'>,
  passes: (lots: number) => boolean,
): number | null {
  const most = Math.floor(maxOrderLots / lotSize);
  if (most < 1 || !passes(lotSize)) return null;
  let good = 1;
  let bad = most + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (passes(middle * lotSize)) good = middle;
    else bad = middle;
  }
  return good * lotSize;
}
