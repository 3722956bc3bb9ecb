/** A liquidation that a feed told of, or one the model takes to have happened. */
export interface TapeEntry {
  readonly ts: number;
  readonly side: 'long' | 'short';
  readonly price: number;
  /** Quote units. */
  readonly worth: number;
  readonly kind: 'realised' | 'estimated';
  /** Of a realised one: whether the map had a level there before; null of estimated ones, and where that is not known. */
  readonly hit: boolean | null;
}

/** The newest liquidations of one contract, a bounded number. */
export class LiquidationTape {
  readonly #most: number;
  #entries: TapeEntry[] = [];
  /** When a realised one was last told; 0 before. */
  realisedAt = 0;

  constructor(most = 500) {
    this.#most = most;
  }

  add(entry: TapeEntry): void {
    if (entry.kind === 'realised') this.realisedAt = entry.ts;
    this.#entries.push(entry);
    if (this.#entries.length >= 2 * this.#most) this.#entries = this.#entries.slice(-this.#most);
  }

  /** Takes what the feed told another tape; in order of time. */
  join(told: readonly TapeEntry[]): void {
    if (told.length === 0) return;
    for (const entry of told) this.add(entry);
    this.#entries.sort((one, other) => one.ts - other.ts);
  }

  /** What was told by the feed, oldest first. */
  realised(): readonly TapeEntry[] {
    return this.#entries.filter(({ kind }) => kind === 'realised');
  }

  /** Newest first. */
  newest(limit: number): readonly TapeEntry[] {
    return this.#entries.slice(-Math.min(limit, this.#most)).reverse();
  }
}
