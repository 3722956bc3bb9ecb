/** The prices of a position on its way from stop to target. */
export interface RailInput {
  readonly side: 'long' | 'short';
  readonly entry: number;
  readonly mark: number | null;
  readonly stop: number | null;
  readonly target: number | null;
}

/** Places on a rail from 0 (stop) to 1 (target); the mark is held at the ends when it lies outside. */
export interface Rail {
  readonly entry: number;
  readonly mark: number;
  /** True when the mark is on the winning side of the entry. */
  readonly winning: boolean;
}

const hold = (share: number): number => Math.min(1, Math.max(0, share));

/** Where entry and mark stand between stop and target; null when any of them is unknown or stop and target coincide. */
export function railOf({ side, entry, mark, stop, target }: RailInput): Rail | null {
  if (mark === null || stop === null || target === null || stop === target) return null;
  const place = (price: number): number => hold((price - stop) / (target - stop));
  return { entry: place(entry), mark: place(mark), winning: side === 'long' ? mark >= entry : mark <= entry };
}
