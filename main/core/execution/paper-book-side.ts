import type { OrderSide } from '../ports/venue.ts';
import type { Take } from './paper-order.ts';

/** One price level: ticks and contracts. */
export interface BookLevel {
  readonly priceTicks: number;
  readonly lots: number;
}

/**
 * One side of a book, best level first, with what our orders have taken from it. On a ticker only the first level is
 * seen, the ones behind it are assumed.
 */
export class BookSide {
  readonly levels: readonly BookLevel[];
  readonly #seen: number;
  readonly #taken: number[];

  /** @param seen how many levels the market showed. */
  constructor(levels: readonly BookLevel[], seen = levels.length) {
    this.levels = levels;
    this.#seen = seen;
    this.#taken = levels.map(() => 0);
  }

  get bestTicks(): number | null {
    return this.levels[0]?.priceTicks ?? null;
  }

  /**
   * What others have resting at a price on this side, ours not among it; null when the market did not show it.
   * @param side of the orders that rest here.
   */
  lotsAt(side: OrderSide, priceTicks: number): number | null {
    for (let i = 0; i < this.#seen; i++) {
      const level = this.levels[i];
      if (level === undefined) break;
      if (level.priceTicks === priceTicks) return level.lots;
      const passed = side === 'buy' ? level.priceTicks < priceTicks : level.priceTicks > priceTicks;
      if (passed) return 0;
    }
    return null;
  }

  /** What an order could take here up to its limit. */
  available(side: OrderSide, limit: number | null): number {
    let lots = 0;
    for (const [i, level] of this.levels.entries()) {
      if (limit !== null && isBeyond(side, level.priceTicks, limit)) break;
      lots += level.lots - (this.#taken[i] ?? 0);
    }
    return lots;
  }

  /** Takes up to `wanted` contracts, best level first, up to a limit; a maker's price is its own. */
  walk(side: OrderSide, wanted: number, limit: number | null, makes: boolean): readonly Take[] {
    const takes: Take[] = [];
    for (const [i, { priceTicks, lots: all }] of this.levels.entries()) {
      if (wanted <= 0 || (limit !== null && isBeyond(side, priceTicks, limit))) break;
      const lots = Math.min(wanted, all - (this.#taken[i] ?? 0));
      if (lots <= 0) continue;
      this.#taken[i] = (this.#taken[i] ?? 0) + lots;
      wanted -= lots;
      if (makes && limit !== null) takes.push({ lots, priceTicks: limit, liquidity: 'maker' });
      else takes.push({ lots, priceTicks, liquidity: 'taker' });
    }
    return takes;
  }

  /** Keeps what was taken from levels that the next picture shows unchanged: nobody has refilled them. */
  inherit(before: BookSide): void {
    for (const [i, level] of before.levels.entries()) {
      const taken = before.#taken[i] ?? 0;
      if (taken === 0) continue;
      const same = this.levels.findIndex(
        ({ priceTicks, lots }) => priceTicks === level.priceTicks && lots === level.lots,
      );
      if (same >= 0) this.#taken[same] = taken;
    }
  }
}

const isBeyond = (side: OrderSide, priceTicks: number, limit: number): boolean =>
  side === 'buy' ? priceTicks > limit : priceTicks < limit;
