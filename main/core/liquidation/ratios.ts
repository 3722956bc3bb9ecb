import type { LiquidationMap } from './liquidation-map.ts';

/** Dominant share from which one arrow is drawn, and two. Fitted on 60 published samples. */
export const ARROW_SHARES = { one: 0.6, two: 0.75 } as const;

/** What counts as soon to be reached: leverage of 25 and more, or within this distance of the price. */
export const OPTICAL = { leverage: 25, within: 0.05 } as const;

/** Long liquidations against short ones. Positive arrows point up (shorts dominate), negative down. */
export interface LiquidationRatio {
  /** Worth, quote units. */
  readonly long: number;
  readonly short: number;
  /** long ÷ (long + short), 0…1; null when there is nothing. */
  readonly longShare: number | null;
  readonly arrows: -2 | -1 | 0 | 1 | 2;
}

export function ratioOf(long: number, short: number): LiquidationRatio {
  const all = long + short;
  if (!(all > 0)) return { long, short, longShare: null, arrows: 0 };
  const longShare = long / all;
  const dominant = Math.max(longShare, 1 - longShare);
  const count = dominant > ARROW_SHARES.two ? 2 : dominant > ARROW_SHARES.one ? 1 : 0;
  return { long, short, longShare, arrows: (longShare > 0.5 ? -count : count) as LiquidationRatio['arrows'] };
}

/** ΣL ÷ (ΣL + ΣS) of everything, and of what is soon to be reached. */
export function ratiosOf(map: LiquidationMap): { readonly all: LiquidationRatio; readonly optical: LiquidationRatio } {
  const bins = map.prices.length;
  let [long, short, nearLong, nearShort] = [0, 0, 0, 0];
  for (const [tier, leverage] of map.leverages.entries()) {
    for (let bin = 0; bin < bins; bin += 1) {
      const l = map.long[tier * bins + bin] as number;
      const s = map.short[tier * bins + bin] as number;
      long += l;
      short += s;
      const near = Math.abs((map.prices[bin] as number) / map.price - 1) <= OPTICAL.within;
      if (!near && leverage < OPTICAL.leverage) continue;
      nearLong += l;
      nearShort += s;
    }
  }
  return { all: ratioOf(long, short), optical: ratioOf(nearLong, nearShort) };
}
