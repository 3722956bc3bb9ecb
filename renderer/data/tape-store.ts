import type { TapeMessage } from '#shared/contract/depth.ts';
import { DepthStore } from './depth-store.ts';

/** Trades kept on the page. */
const KEPT = 512;

/** The latest trades of one contract: a ring of columns. */
export class TapeStore extends DepthStore<TapeMessage> {
  /** Trades since the page began to look. */
  total = 0;
  readonly #ticks = new Float64Array(KEPT);
  readonly #lots = new Float64Array(KEPT);
  readonly #side = new Int8Array(KEPT);
  readonly #ts = new Float64Array(KEPT);

  /** Trades that are there. */
  get count(): number {
    return Math.min(this.total, KEPT);
  }

  /** Column values of the trade `back` steps before the newest one. */
  ticks(back: number): number {
    return this.#ticks[this.#slot(back)] ?? 0;
  }
  lots(back: number): number {
    return this.#lots[this.#slot(back)] ?? 0;
  }
  /** 1: the taker bought; −1: the taker sold. */
  side(back: number): number {
    return this.#side[this.#slot(back)] ?? 0;
  }
  /** The venue's time, ms. */
  ts(back: number): number {
    return this.#ts[this.#slot(back)] ?? 0;
  }

  protected override fold({ kind, ticks, lots, side, ts }: TapeMessage): void {
    if (kind === 'snapshot') this.total = 0;
    for (let i = 0; i < ticks.length; i += 1) {
      const at = this.total % KEPT;
      this.#ticks[at] = ticks[i] ?? 0;
      this.#lots[at] = lots[i] ?? 0;
      this.#side[at] = side[i] ?? 0;
      this.#ts[at] = ts[i] ?? 0;
      this.total += 1;
    }
  }

  #slot(back: number): number {
    return (((this.total - 1 - back) % KEPT) + KEPT) % KEPT;
  }
}
