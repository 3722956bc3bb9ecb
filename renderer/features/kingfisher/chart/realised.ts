/** A liquidation as the tape tells it. */
export interface TapeEntry {
  readonly ts: number;
  readonly side: 'long' | 'short';
  readonly price: number;
  /** Quote units. */
  readonly worth: number;
  readonly kind: 'realised' | 'estimated';
  /** Named where it was imported. */
  readonly origin?: string | undefined;
}

/** What was realised on one side in a span of time. */
export interface RealisedBin {
  readonly ts: number;
  readonly side: 'long' | 'short';
  readonly worth: number;
  /** Mean price, weighted by worth. */
  readonly price: number;
  /** Whether any of it was imported. */
  readonly imported: boolean;
}

/** Realised liquidations by side and span, oldest first; what is only estimated does not count. */
export function realisedBins(tape: readonly TapeEntry[], spanMs: number): readonly RealisedBin[] {
  const bins = new Map<string, RealisedBin>();
  for (const { ts, side, price, worth, kind, origin } of tape) {
    if (kind !== 'realised' || !(worth > 0)) continue;
    const begin = Math.floor(ts / spanMs) * spanMs;
    const key = `${side}${String(begin)}`;
    const before = bins.get(key);
    const sum = (before?.worth ?? 0) + worth;
    const mean = ((before?.price ?? 0) * (before?.worth ?? 0) + price * worth) / sum;
    const imported = before?.imported === true || origin !== undefined;
    bins.set(key, { ts: begin, side, worth: sum, price: mean, imported });
  }
  return [...bins.values()].sort((a, b) => a.ts - b.ts);
}
