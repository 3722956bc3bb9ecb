import type { BookMessage, OrderQueueView } from '#shared/contract/depth.ts';
import { BookSide } from './book-side.ts';
import { DepthStore } from './depth-store.ts';

/** The order book of one contract as columns, changed in place with every message. */
export class BookStore extends DepthStore<BookMessage> {
  readonly bids = new BookSide('bid');
  readonly asks = new BookSide('ask');
  /** Best single prices in ticks; null when unknown or the side is empty. */
  bestBid: number | null = null;
  bestAsk: number | null = null;
  /** Prices are put together to multiples of so many ticks. */
  groupTicks = 1;
  sequence = -1;
  /** Where my resting orders stand, estimated. */
  queues: readonly OrderQueueView[] = [];

  protected override fold(message: BookMessage): void {
    if (message.kind === 'snapshot') {
      this.groupTicks = message.groupTicks;
      this.bids.replace(message.bidTicks, message.bidLots);
      this.asks.replace(message.askTicks, message.askLots);
    } else {
      this.bids.change(message.bidTicks, message.bidLots);
      this.asks.change(message.askTicks, message.askLots);
    }
    this.bestBid = message.bestBid;
    this.bestAsk = message.bestAsk;
    this.sequence = message.sequence;
    this.queues = message.queues;
  }
}
