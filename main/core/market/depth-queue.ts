import { DepthColumns } from './depth-columns.ts';

/** Messages that came before their snapshot, in order, in columns that grow up to a bound and are used again. */
export class DepthQueue {
  readonly #changes: DepthColumns;
  readonly #most: number;
  /** Per message: first, final, previous, venue time, end of its rows. */
  #heads: number[] = [];
  readonly #out = new DepthColumns();

  /** @param most changes kept; what comes after that is not, and a snapshot then has to be newer than what is lost. */
  constructor(most = 200_000) {
    this.#most = most;
    this.#changes = new DepthColumns(1_024);
  }

  /** Keeps a copy of a message. When the bound is reached all are dropped: a row with a hole in it is worth nothing. */
  add(message: DepthColumns): void {
    if (this.#changes.count + message.count > this.#most) this.clear();
    const { side, ticks, lots, sequence } = message;
    for (let row = 0; row < message.count; row += 1)
      this.#changes.push(side[row] ?? 0, ticks[row] ?? 0, lots[row] ?? 0, sequence[row] ?? 0);
    this.#heads.push(message.first, message.final, message.previous, message.tsVenue, this.#changes.count);
  }

  get size(): number {
    return this.#heads.length / 5;
  }

  clear(): void {
    this.#heads = [];
    this.#changes.count = 0;
  }

  /** Hands the messages on in order, in one set of columns, and forgets them. Stops early when `take` returns false. */
  drain(take: (message: DepthColumns) => boolean): void {
    const heads = this.#heads;
    const { side, ticks, lots, sequence } = this.#changes;
    let from = 0;
    for (let at = 0; at < heads.length; at += 5) {
      const to = heads[at + 4] ?? from;
      const out = this.#out;
      out.reset();
      [out.first, out.final, out.previous, out.tsVenue] = [
        heads[at] ?? 0,
        heads[at + 1] ?? 0,
        heads[at + 2] ?? 0,
        heads[at + 3] ?? 0,
      ];
      for (let row = from; row < to; row += 1)
        out.push(side[row] ?? 0, ticks[row] ?? 0, lots[row] ?? 0, sequence[row] ?? 0);
      from = to;
      if (!take(out)) break;
    }
    this.clear();
  }
}
