import type { Direction } from '#shared/domain/signal.ts';

/** An entry as it is compared with others. */
export interface EntryTerms {
  readonly symbol: string;
  readonly direction: Direction;
  readonly lots: number;
  /** Null for an order without a price, at market: it is the same at any. */
  readonly priceTicks: number | null;
}

interface Sent {
  readonly priceTicks: number | null;
  readonly at: number;
}

/** No window for equal orders is longer. */
const KEPT_MS = 3_600_000;
/** Prices this near are the same order. */
const NEAR_TICKS = 1;

const keyOf = ({ symbol, direction, lots }: EntryTerms): string => `${symbol}|${String(direction)}|${String(lots)}`;

const isNear = (a: number | null, b: number | null): boolean =>
  a === null || b === null || Math.abs(a - b) <= NEAR_TICKS;

/** The entries that were sent lately: an order with the same symbol, side and size, its price within a tick, is the same. */
export class RecentEntries {
  readonly #sent = new Map<string, Sent[]>();

  /** Milliseconds since the same entry was last sent; null when it was not within the last hour. */
  since(entry: EntryTerms, now: number): number | null {
    const same = this.#sent.get(keyOf(entry))?.findLast(({ priceTicks }) => isNear(priceTicks, entry.priceTicks));
    return same === undefined ? null : now - same.at;
  }

  note(entry: EntryTerms, now: number): void {
    const key = keyOf(entry);
    const kept = (this.#sent.get(key) ?? []).filter(({ at }) => at > now - KEPT_MS);
    kept.push({ priceTicks: entry.priceTicks, at: now });
    this.#sent.set(key, kept);
  }
}
