import type { ClientOrderId } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import { parseMoney } from '#shared/domain/money.ts';
import { epochMs, type EpochMs } from '#shared/domain/time.ts';
import type { DeskAlarm } from '#core/execution/desk-types.ts';
import { OrderDesk } from '#core/execution/order-desk.ts';
import type { ReconcileAlarm } from '#core/execution/reconcile/reconcile-types.ts';
import { Reconciler } from '#core/execution/reconcile/reconciler.ts';
import type { ReconcileSettings } from '#core/execution/reconcile/settings.ts';
import type { JournalEvent } from '#core/journal/event.ts';
import type { Ids } from '#core/ports/ids.ts';
import type {
  AccountMovement,
  AccountReport,
  Answer,
  CancelOutcome,
  OrderRef,
  OrderReport,
  PositionReport,
  ServiceStatus,
  SubmitOutcome,
  VenueFillReport,
  VenueOrder,
  VenueQuestions,
} from '#core/ports/venue.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import {
  BTC,
  entry,
  INSTRUMENTS,
  ScriptedVenue,
  START,
  TestIds,
  TestJournal,
} from '../../simulation/execution/support.ts';

/** Virtual time whose wall clock can be set apart from its timers. */
export class SplitClock extends VirtualClock {
  shift = 0;

  constructor() {
    super(START);
  }

  override now(): EpochMs {
    return epochMs(super.now() + this.shift);
  }
}

type Question = keyof VenueQuestions;

/** A venue that answers from a book that a test writes; each kind of question can be made to fail. */
export class BookVenue extends ScriptedVenue {
  open: OrderReport[] = [];
  done: OrderReport[] = [];
  fillList: VenueFillReport[] = [];
  positionList: PositionReport[] = [];
  serviceStatus: ServiceStatus = 'open';
  offset = 0;
  readonly failing = new Set<Question>();
  readonly asked: Question[] = [];
  /** What the account is worth, and what moved on it; null: the venue has no such list. */
  account: AccountReport = { cash: parseMoney('1'), equity: parseMoney('1'), available: parseMoney('1') };
  movements: readonly AccountMovement[] | null = null;
  /** Called between a question and its answer. */
  onAsk: (question: Question) => void = () => undefined;
  readonly #clock: SplitClock;

  constructor(clock: SplitClock) {
    super();
    this.#clock = clock;
    this.ask = {
      order: (ref) =>
        this.#answer('order', () => {
          const all = [...this.open, ...this.done];
          const isIt = (one: OrderReport): boolean =>
            one.clientOrderId === ref.clientOrderId || one.venueOrderId === ref.venueOrderId;
          return all.find(isIt) ?? null;
        }),
      openOrders: () => this.#answer('openOrders', () => this.open),
      doneOrders: () => this.#answer('doneOrders', () => this.done),
      fills: (since) => this.#answer('fills', () => this.fillList.filter(({ tsVenue }) => tsVenue >= since)),
      positions: () => this.#answer('positions', () => this.positionList),
      account: () => this.#answer('account', () => this.account),
      movements: (since) =>
        this.#answer('movements', () => this.movements?.filter(({ tsVenue }) => tsVenue >= since) ?? null),
      service: () => this.#answer('service', () => ({ status: this.serviceStatus, reason: 'by the test' })),
      clockOffset: () => this.#answer('clockOffset', () => this.offset),
    };
  }

  override async submit(order: VenueOrder): Promise<SubmitOutcome> {
    const outcome = await super.submit(order);
    const rests = outcome.kind === 'accepted' && order.kind !== 'market';
    if (rests) this.show(order, { state: order.triggerTicks === null ? 'open' : 'waiting' });
    return outcome;
  }

  override async cancel(ref: OrderRef): Promise<CancelOutcome> {
    const outcome = await super.cancel(ref);
    const report = this.open.find(
      (one) => one.clientOrderId === ref.clientOrderId || one.venueOrderId === ref.venueOrderId,
    );
    if (outcome !== 'accepted' || report === undefined) return outcome;
    this.open = this.open.filter((one) => one !== report);
    this.done.push({ ...report, state: 'canceled' });
    return outcome;
  }

  /** Shows an order of ours as live. */
  show(order: VenueOrder, more: Partial<OrderReport> = {}): OrderReport {
    const report = reportOf(order, more);
    this.open.push(report);
    return report;
  }

  hold(lots: number, entryPrice = '100', symbol = BTC): void {
    this.positionList = this.positionList.filter((report) => report.symbol !== symbol);
    if (lots === 0) return;
    this.positionList.push({
      symbol,
      lots: lots as Lots,
      entryPrice,
      marginMode: 'isolated',
      leverage: 3,
      liquidationTicks: null,
      tsVenue: this.#clock.now(),
    });
  }

  async #answer<T>(question: Question, value: () => T): Promise<Answer<T>> {
    this.asked.push(question);
    const askedAt = this.#clock.now();
    await Promise.resolve();
    if (this.failing.has(question)) return { known: false, reason: 'ECONNRESET' };
    const answer = structuredClone(value());
    this.onAsk(question);
    return { known: true, value: answer, askedAt };
  }
}

export const reportOf = (order: VenueOrder, more: Partial<OrderReport> = {}): OrderReport => ({
  clientOrderId: order.clientOrderId,
  venueOrderId: `v-${order.clientOrderId}`,
  symbol: order.symbol,
  side: order.side,
  kind: order.kind,
  lots: order.lots,
  filledLots: 0 as Lots,
  priceTicks: order.priceTicks,
  triggerTicks: order.triggerTicks,
  reduceOnly: order.reduceOnly,
  state: 'open',
  tsVenue: epochMs(START),
  ...more,
});

/** An order that somebody else made. */
export const foreign = (more: Partial<OrderReport> = {}): OrderReport => ({
  clientOrderId: null,
  venueOrderId: 'hand-1',
  symbol: BTC,
  side: 'buy',
  kind: 'limit',
  lots: 5 as Lots,
  filledLots: 0 as Lots,
  priceTicks: 900 as Ticks,
  triggerTicks: null,
  reduceOnly: false,
  state: 'open',
  tsVenue: epochMs(START),
  ...more,
});

export const fillOf = (
  order: Pick<VenueOrder, 'symbol' | 'side'>,
  more: Partial<VenueFillReport>,
): VenueFillReport => ({
  clientOrderId: null,
  venueOrderId: null,
  symbol: order.symbol,
  tradeId: 't1',
  side: order.side,
  lots: 10 as Lots,
  priceTicks: 1_000 as Ticks,
  fee: parseMoney('0.00000003'),
  liquidity: 'taker',
  tsVenue: epochMs(START),
  ...more,
});

export const flush = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
};

/** A desk and a reconciler on a venue with a book, in virtual time. */
export function reconciled(
  settings: Partial<ReconcileSettings> = {},
  history: readonly JournalEvent[] = [],
  ids: Ids = new TestIds(),
) {
  const clock = new SplitClock();
  const venue = new BookVenue(clock);
  venue.answer = (order) => Promise.resolve({ kind: 'accepted', venueOrderId: `v-${order.clientOrderId}` });
  const journal = new TestJournal(clock, history);
  const desk = new OrderDesk({ venue, instruments: INSTRUMENTS, barrier: 'sync', clock, journal, ids });
  const alarms: (ReconcileAlarm | DeskAlarm)[] = [];
  const reduced: string[] = [];
  const woken: number[] = [];
  const reconciler = new Reconciler({
    venue,
    journal,
    desk,
    clock,
    scheduler: clock,
    instruments: INSTRUMENTS,
    settings,
    onReducing: (cause) => reduced.push(cause),
    onWake: (gap) => woken.push(gap),
  });
  reconciler.onAlarm.on((alarm) => alarms.push(alarm));
  desk.onAlarm.on((alarm) => alarms.push(alarm));
  /** Lets time pass in small steps, with everything that follows from each. */
  const pass = async (ms: number, step = 100): Promise<void> => {
    const end = clock.monotonic() + ms;
    while (clock.monotonic() < end) {
      clock.moveTo(START + Math.min(end, clock.monotonic() + step));
      desk.onTime(clock.now());
      await flush();
    }
  };
  /** Starts and lets the pause pass. */
  const begin = async (): Promise<void> => {
    const started = reconciler.start();
    await pass(12_000);
    await started;
  };
  const sent = (index: number): VenueOrder => {
    const order = venue.sent.at(index);
    if (order === undefined) throw new Error(`order ${String(index)} was not sent`);
    return order;
  };
  const row = (id: ClientOrderId) => journal.state.order(id);
  const kinds = (): readonly string[] => reconciler.status().differences.map(({ kind, state }) => `${kind} ${state}`);
  return { clock, ids, venue, journal, desk, reconciler, alarms, reduced, woken, pass, begin, sent, row, kinds };
}

/** A world with a protected position of ten contracts that both sides agree on. */
export async function holding(prepare: (world: Reconciled) => void = () => undefined): Promise<Reconciled> {
  const world = reconciled();
  prepare(world);
  await world.begin();
  await world.desk.enter(entry());
  world.venue.fill(world.sent(0), 't1', 10, 1_000);
  world.venue.hold(10);
  world.venue.fillList.push(fillOf(world.sent(0), { clientOrderId: world.sent(0).clientOrderId }));
  await world.pass(20_000);
  return world;
}

export type Reconciled = ReturnType<typeof reconciled>;
