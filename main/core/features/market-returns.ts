import { HOURS_KEPT } from './hour-ring.ts';

/** Returns are summed in whole steps of 1e-12: the sum does not depend on who came first. */
const STEPS = 1e12;

/** Sum and count of all symbols' returns by hour: the market, without the symbol that is compared with it. */
export class MarketReturns {
  readonly #sum = new Float64Array(HOURS_KEPT);
  readonly #count = new Uint32Array(HOURS_KEPT);
  readonly #hour = new Float64Array(HOURS_KEPT).fill(-1);

  /** Rises when a return comes of an hour that others were already past, as when symbols are warmed one after the other. */
  late = 0;
  #newest = -1;

  add(hour: number, value: number): void {
    if (!Number.isFinite(value)) return;
    if (hour < this.#newest) this.late += 1;
    else this.#newest = hour;
    const place = hour % HOURS_KEPT;
    const held = this.#hour[place] as number;
    // What comes after a whole turn of the ring is too late to count.
    if (held > hour) return;
    if (held < hour) {
      this.#hour[place] = hour;
      this.#sum[place] = 0;
      this.#count[place] = 0;
    }
    this.#sum[place] = (this.#sum[place] as number) + Math.round(value * STEPS);
    this.#count[place] = (this.#count[place] as number) + 1;
  }

  /**
   * Mean return of all others in an hour; NaN when there is no other.
   * @param place of the hour in the ring. @param own the return that is left out.
   */
  withoutAt(place: number, hour: number, own: number): number {
    const others = (this.#count[place] as number) - 1;
    if (this.#hour[place] !== hour || others < 1) return Number.NaN;
    return ((this.#sum[place] as number) - Math.round(own * STEPS)) / (STEPS * others);
  }
}
