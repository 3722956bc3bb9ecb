import type { BookStore } from '#renderer/data/book-store.ts';
import type { TapeStore } from '#renderer/data/tape-store.ts';
import { centred, centredOn, followed, rowOf, splitOf, type LadderRows } from './ladder-rows.ts';
import { ownLevels, type OwnLevel, type Resting } from './own-orders.ts';

/** What the ladder shows besides the book, changed from outside React and read when it is drawn. */
export class LadderScene {
  readonly book: BookStore;
  readonly tape: TapeStore;
  rows: LadderRows | null = null;
  /** Rows that fit. */
  room = 0;
  /** The pointer is over the ladder: nothing moves under it. */
  pointed = false;
  /** The row under the pointer and the price under the keyboard's mark, null without. */
  hover: { readonly row: number; readonly zone: 'buy' | 'sell' | 'price' } | null = null;
  cursor: number | null = null;
  oneClick = false;
  /** The draft's limit price in ticks; null without. */
  draftTicks: number | null = null;
  resting: readonly Resting[] = [];
  own: readonly OwnLevel[] = [];
  /** Decimals of sizes, settled once so that figures do not change their form. */
  sizeDecimals: number | null = null;

  constructor(book: BookStore, tape: TapeStore) {
    this.book = book;
    this.tape = tape;
  }

  setOrders(resting: readonly Resting[]): void {
    this.resting = resting;
    this.own = ownLevels(resting, this.book.groupTicks);
  }

  setRoom(room: number): void {
    if (room === this.room) return;
    this.room = room;
    this.rows = null;
  }

  centre(): void {
    this.rows = null;
  }

  centreOn(step: number): void {
    if (this.rows !== null) this.rows = centredOn(this.room, this.rows.split, step);
  }

  /** Brings a price into view. */
  show(step: number): void {
    if (this.rows === null) return;
    const row = rowOf(this.rows, step);
    if (row < 0 || row >= this.rows.rows) this.centreOn(step);
  }

  scroll(rows: number): void {
    if (this.rows !== null) this.rows = { ...this.rows, top: this.rows.top + rows };
  }

  /** Follows the book: to be called before it is drawn. */
  settle(): void {
    const { bids, asks, groupTicks } = this.book;
    const [bid, ask] = [bids.ticks[0], asks.ticks[0]];
    if (bids.count === 0 || asks.count === 0 || bid === undefined || ask === undefined || this.room < 3) return;
    const split = splitOf(Math.round(bid / groupTicks), Math.round(ask / groupTicks));
    this.rows = this.rows === null ? centred(this.room, split) : followed(this.rows, split, this.pointed);
  }
}
