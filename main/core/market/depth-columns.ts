/** The sides of a change. */
export const BID = 0;
export const ASK = 1;

/**
 * The changes of one depth message, or the levels of one snapshot, as columns that are used again and again: a reader
 * fills them from the venue's bytes, the book reads them, nothing is allocated. Lots are absolute; 0 removes a level.
 */
export class DepthColumns {
  count = 0;
  /** {@link BID} or {@link ASK}. */
  side: Uint8Array;
  ticks: Float64Array;
  lots: Float64Array;
  /** The sequence of each change, where the venue numbers changes; else the message's `final`. */
  sequence: Float64Array;
  /** First and last sequence number the message covers. Of a snapshot both are the one it is as of. */
  first = 0;
  final = 0;
  /** Last number of the message before this one, where the venue links messages; −1 where it does not. */
  previous = -1;
  /** The venue's time, ms; NaN when the message has none. */
  tsVenue = Number.NaN;

  constructor(capacity = 256) {
    this.side = new Uint8Array(capacity);
    this.ticks = new Float64Array(capacity);
    this.lots = new Float64Array(capacity);
    this.sequence = new Float64Array(capacity);
  }

  /** Empties the columns for the next message. */
  reset(): void {
    this.count = 0;
    this.first = 0;
    this.final = 0;
    this.previous = -1;
    this.tsVenue = Number.NaN;
  }

  /** Makes room for so many rows in all, for readers that fill the columns themselves. */
  reserve(rows: number): void {
    while (this.side.length < rows) this.#grow();
  }

  push(side: number, ticks: number, lots: number, sequence: number): void {
    if (this.count === this.side.length) this.#grow();
    const at = this.count;
    this.side[at] = side;
    this.ticks[at] = ticks;
    this.lots[at] = lots;
    this.sequence[at] = sequence;
    this.count = at + 1;
  }

  /** The first row that is no level: a price that is not a whole positive number, or lots that are not whole; −1 when all are. */
  firstInvalid(): number {
    for (let row = 0; row < this.count; row += 1) {
      const ticks = this.ticks[row] ?? Number.NaN;
      const lots = this.lots[row] ?? Number.NaN;
      if (!(ticks > 0) || !Number.isSafeInteger(ticks) || !(lots >= 0) || !Number.isSafeInteger(lots)) return row;
    }
    return -1;
  }

  #grow(): void {
    const wider = <T extends Uint8Array | Float64Array>(column: T, to: T): T => {
      to.set(column);
      return to;
    };
    const capacity = this.side.length * 2;
    this.side = wider(this.side, new Uint8Array(capacity));
    this.ticks = wider(this.ticks, new Float64Array(capacity));
    this.lots = wider(this.lots, new Float64Array(capacity));
    this.sequence = wider(this.sequence, new Float64Array(capacity));
  }
}
