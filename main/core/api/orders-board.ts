import type { OrderView } from '#shared/contract/order.ts';
import type { WorkedOrderView } from '#shared/contract/worked-order.ts';
import { clientOrderId, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { ManualOrders } from '../execution/manual/manual-orders.ts';
import type { OrderRow } from '../journal/rows.ts';
import type { FeedBooks } from '../ports/market-feed.ts';
import type { TradingCore } from '../trading-core.ts';
import type { StopSignal } from './stop-signal.ts';
import { Topic } from './topic.ts';
import { orderView } from './views/order-views.ts';
import { workedOrderView } from './views/worked-order-view.ts';

/** How often changed rows are renewed. */
const RENEW_MS = 250;
/** Orders at their end that stay in the list. */
const LATEST = 200;
/** So many records back the latest orders are looked for at the start. */
const RECORDS = 5_000;

/** The orders as the screens show them, and the way to make them by hand. */
export class OrdersBoard implements Disposable {
  readonly manual: ManualOrders;
  /** Resolves when history is worked through: before that a record would bear a time of the past. */
  readonly present: Promise<void>;
  readonly books: FeedBooks | null;
  readonly #core: TradingCore;
  readonly #topic: Topic<OrderView>;
  readonly #worked: Topic<WorkedOrderView>;
  #workedChanged = false;
  readonly #changed = new Set<string>();
  readonly #shown = new Map<string, OrderView>();
  readonly #subscriptions: Disposable[];
  #disposed = false;

  /** @param books what an entry would meet; null where no book is told. */
  constructor(core: TradingCore, present: Promise<void>, books: FeedBooks | null = null) {
    this.books = books;
    this.#core = core;
    this.present = present;
    this.manual = new ManualOrders(core);
    this.#topic = new Topic(core.parts.scheduler);
    this.#worked = new Topic(core.parts.scheduler);
    this.#subscriptions = [
      this.manual.worked,
      this.manual.worked.onChange.on(() => {
        this.#workedChanged = true;
      }),
      core.parts.journal.onAppended.on(({ type, subject }) => {
        if (type.startsWith('order.')) this.#note(subject);
      }),
    ];
    void present.then(() => this.#start());
  }
  rows(): readonly OrderView[] {
    return this.#topic.rows();
  }

  subscribe(signal: StopSignal | undefined) {
    return this.#topic.subscribe(signal);
  }

  subscribeWorked(signal: StopSignal | undefined) {
    return this.#worked.subscribe(signal);
  }

  instrument(symbol: ContractSymbol): Instrument | undefined {
    return this.#core.parts.instruments.get(symbol);
  }

  dispose(): void {
    this.#disposed = true;
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #start(): void {
    if (this.#disposed) return;
    const { journal, scheduler } = this.#core.parts;
    const from = Math.max(1, (journal.head?.seq ?? 0) - RECORDS);
    for (const { type, subject } of journal.store.scan(from)) if (type.startsWith('order.')) this.#note(subject);
    this.#show(journal.state.openOrders());
    this.manual.worked.restore();
    this.#renew();
    this.#subscriptions.push(scheduler.every(RENEW_MS, () => this.#renew()));
  }

  /** While history is relived far more orders change than are shown: the oldest are let go. */
  #note(id: string): void {
    this.#changed.delete(id);
    this.#changed.add(id);
    const [oldest] = this.#changed;
    if (this.#changed.size > 2 * LATEST && oldest !== undefined) this.#changed.delete(oldest);
  }

  #renew(): void {
    if (this.#workedChanged) this.#showWorked();
    if (this.#changed.size === 0) return;
    const { state } = this.#core.parts.journal;
    const rows = [...this.#changed].flatMap((id) => state.order(clientOrderId(id)) ?? []);
    this.#changed.clear();
    this.#show(rows);
  }

  #showWorked(): void {
    this.#workedChanged = false;
    const { simulated } = this.#core.parts.config;
    const statuses = this.manual.worked.statuses();
    this.#worked.replace(
      statuses.map((one) => workedOrderView(one, this.instrument(one.terms.ticket.symbol), simulated)),
    );
  }

  #show(rows: readonly OrderRow[]): void {
    const { config } = this.#core.parts;
    const views = rows.map((row) => orderView(row, this.instrument(row.symbol), config.simulated));
    for (const view of views) this.#shown.set(view.key, view);
    this.#topic.put(views);
    const done = [...this.#shown.values()].filter(({ open }) => !open);
    if (done.length <= LATEST) return;
    const old = done.sort((a, b) => b.updatedAt - a.updatedAt).slice(LATEST);
    for (const { key } of old) this.#shown.delete(key);
    this.#topic.drop(old.map(({ key }) => key));
  }
}
