import { contractSymbol, sha256Hex, signalId, type ClientOrderId, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Candle } from '#shared/domain/candle.ts';
import type { Instrument, Lots, Ticks } from '#shared/domain/instrument.ts';
import { parseMoney } from '#shared/domain/money.ts';
import { epochMs, type EpochMs } from '#shared/domain/time.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { DeskJournal, EntryRequest, OrderDeskParts } from '#core/execution/desk-types.ts';
import { OrderDesk } from '#core/execution/order-desk.ts';
import { restoredOrders } from '#core/execution/order-records.ts';
import { DEFAULT_PAPER_CONFIG, type PaperConfig } from '#core/execution/paper-config.ts';
import { PaperVenue } from '#core/execution/paper-venue.ts';
import { GENESIS_HASH, type JournalDraft, type JournalEvent } from '#core/journal/event.ts';
import { Fold } from '#core/journal/fold.ts';
import { capitalLines } from '#core/portfolio/ledger.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Ids } from '#core/ports/ids.ts';
import type { Ticker } from '#core/ports/market-feed.ts';
import type {
  AmendOutcome,
  CancelOutcome,
  OrderRef,
  SubmitOutcome,
  Venue,
  VenueCondition,
  VenueEvent,
  VenueOrder,
  VenueQuestions,
} from '#core/ports/venue.ts';
import { unansweredQuestions } from '#tests/support/orders/unanswered-questions.ts';

export const BTC = contractSymbol('XBTUSDTM');
export const ETH = contractSymbol('ETHUSDTM');
export const START = Date.UTC(2025, 2, 11);
export const STEP = 900_000;

export const instrument = (symbol: ContractSymbol, tickValue = 10_000n): Instrument => ({
  symbol,
  coin: symbol.slice(0, 3),
  tickUnits: 1,
  priceScale: 1,
  multiplier: '0.001',
  tickValue,
  lotSize: 1,
  maxOrderLots: 100_000,
  makerFeePpm: 200n,
  takerFeePpm: 600n,
  maxLeverage: 100,
  maintenanceTiers: [],
  fundingIntervalMs: 28_800_000,
  asOf: null,
  assumed: [],
});

export const INSTRUMENTS: ReadonlyMap<ContractSymbol, Instrument> = new Map([
  [BTC, instrument(BTC)],
  [ETH, instrument(ETH, 7_777n)],
]);

/** No spread and all of the volume, so that a test's prices are the fills' prices. */
export const PLAIN: PaperConfig = { ...DEFAULT_PAPER_CONFIG, spreadPpm: 0, participationPpm: 1_000_000 };

export class TestClock implements Clock {
  #now: number;

  constructor(now = START) {
    this.#now = now;
  }

  now(): EpochMs {
    return epochMs(this.#now);
  }

  monotonic(): number {
    return this.#now - START;
  }

  set(now: number): void {
    this.#now = now;
  }
}

/** Ids that count up, as text of the right length. */
export class TestIds implements Ids {
  #count = 0;

  signal() {
    return signalId(String(++this.#count).padStart(20, '0'));
  }

  order() {
    return String(++this.#count).padStart(32, '0') as ClientOrderId;
  }
}

/** The real fold over unsealed records; durability is a number that rises with each commit. */
export class TestJournal implements DeskJournal {
  readonly events: JournalEvent[] = [];
  readonly state = new Fold('all');
  readonly onAppended = new Emitter<JournalEvent>();
  durable = 0;
  readonly #clock: Clock;

  constructor(clock: Clock, history: readonly JournalEvent[] = []) {
    this.#clock = clock;
    for (const event of history) this.#add(event);
    if (history.length === 0) {
      this.append({
        type: 'account.opened',
        subject: 'paper',
        data: { account: 'paper', lines: capitalLines(parseMoney('100000')) },
      });
    }
  }

  append(draft: JournalDraft): JournalEvent {
    const event = {
      seq: this.events.length + 1,
      ts: this.#clock.now(),
      type: draft.type,
      subject: draft.subject,
      data: draft.data,
      prevHash: GENESIS_HASH,
      hash: sha256Hex('0'.repeat(64)),
    } as unknown as JournalEvent;
    this.#add(event);
    return event;
  }

  commit(): void {
    this.durable = this.events.length;
  }

  types(): readonly string[] {
    return this.events.map((event) => event.type);
  }

  #add(event: JournalEvent): void {
    this.state.apply(event);
    this.events.push(event);
    this.onAppended.emit(event);
  }
}

/** A venue whose answers and events a test gives by hand. */
export class ScriptedVenue implements Venue {
  readonly name = 'scripted';
  readonly simulated = false;
  readonly sent: VenueOrder[] = [];
  readonly canceled: ClientOrderId[] = [];
  readonly events = new Emitter<VenueEvent>();
  readonly conditions = new Emitter<VenueCondition>();
  answer: (order: VenueOrder) => Promise<SubmitOutcome> = () =>
    Promise.resolve({ kind: 'accepted', venueOrderId: 'v' });
  cancelAnswer: () => Promise<CancelOutcome> = () => Promise.resolve('accepted');
  onSubmit: (order: VenueOrder) => void = () => undefined;

  submit(order: VenueOrder): Promise<SubmitOutcome> {
    this.onSubmit(order);
    this.sent.push(order);
    return this.answer(order);
  }

  cancel({ clientOrderId }: OrderRef): Promise<CancelOutcome> {
    this.canceled.push(clientOrderId);
    return this.cancelAnswer();
  }

  amend(): Promise<AmendOutcome> {
    return Promise.resolve({ kind: 'unsupported' });
  }

  /** Answers to questions; every one is unknown until a test gives it. */
  ask: VenueQuestions = unansweredQuestions();

  onCondition(listener: (condition: VenueCondition) => void): Disposable {
    return this.conditions.on(listener);
  }

  onEvent(listener: (event: VenueEvent) => void): Disposable {
    return this.events.on(listener);
  }

  fill(order: VenueOrder, tradeId: string, lots: number, priceTicks: number): void {
    this.events.emit({
      kind: 'fill',
      clientOrderId: order.clientOrderId,
      symbol: order.symbol,
      tradeId,
      side: order.side,
      lots: lots as Lots,
      priceTicks: priceTicks as Ticks,
      fee: parseMoney('0.00000003'),
      liquidity: 'taker',
      tsVenue: epochMs(START),
      tsReceived: epochMs(START),
    });
  }

  report(order: VenueOrder, kind: 'triggered' | 'canceled' | 'expired', reason = 'by the venue'): void {
    const { clientOrderId, symbol } = order;
    this.events.emit({ kind, clientOrderId, symbol, reason, tsVenue: epochMs(START), tsReceived: epochMs(START) });
  }
}

export const candle = (ts: number, open: number, high: number, low: number, close: number, volume = 1_000): Candle => ({
  ts,
  open,
  high,
  low,
  close,
  volume,
});

export const ticker = (symbol: ContractSymbol, bid: number, ask: number, more: Partial<Ticker> = {}): Ticker => ({
  symbol,
  bid,
  ask,
  last: bid,
  mark: (bid + ask) / 2,
  index: bid,
  bidLots: 10,
  askLots: 10,
  fundingRate: null,
  nextFundingAt: null,
  openInterestLots: null,
  tsVenue: START,
  tsReceived: START,
  ...more,
});

export const entry = (more: Partial<EntryRequest> = {}): EntryRequest => ({
  signalId: signalId('s1'),
  symbol: BTC,
  side: 'buy',
  lots: 10,
  stopTicks: 950 as Ticks,
  targetTicks: 1_100 as Ticks,
  token: 7,
  maxHoldUntil: START + 100 * STEP,
  holdsLock: () => true,
  ...more,
});

/** A desk on a venue with the real fold. */
export function deskOn<V extends Venue>(
  venue: V,
  more: Partial<OrderDeskParts> & { clock?: TestClock; journal?: TestJournal } = {},
) {
  const clock = more.clock ?? new TestClock();
  const journal = more.journal ?? new TestJournal(clock);
  const ids = more.ids ?? new TestIds();
  const desk = new OrderDesk({ venue, instruments: INSTRUMENTS, barrier: 'sync', ...more, clock, journal, ids });
  return { desk, journal, clock, ids, venue };
}

/** A desk on the paper venue. */
export function paperDesk(config: PaperConfig = PLAIN) {
  const clock = new TestClock();
  return deskOn(new PaperVenue({ instruments: INSTRUMENTS, clock, config }), { clock });
}

/** The fewest records a desk may be restored from. */
function sinceOldestOpenTrade(journal: TestJournal): readonly JournalEvent[] {
  const { state, events } = journal;
  const owners = new Set([
    ...state.positions().flatMap((row) => (row.lots === 0 || row.signalId === null ? [] : [row.signalId])),
    ...state.openOrders().map((row) => row.signalId),
  ]);
  const first = events.findIndex(
    ({ type, data }) => type === 'order.intent' && [...owners].some((owner) => owner === data['signalId']),
  );
  return first < 0 ? [] : events.slice(first);
}

/** The same desk after the process ended: only the journal's records are left. */
export function restarted(
  before: { readonly journal: TestJournal; readonly clock: TestClock; readonly ids: Ids },
  planOf: Parameters<OrderDesk['restore']>[1],
  config: PaperConfig = PLAIN,
) {
  const { clock, ids } = before;
  const journal = new TestJournal(clock, before.journal.events);
  const venue = new PaperVenue({ instruments: INSTRUMENTS, clock, config });
  venue.restore(restoredOrders(journal.state.openOrders()), journal.state.positions());
  const made = deskOn(venue, { clock, journal, ids });
  made.desk.restore(sinceOldestOpenTrade(journal), planOf);
  made.desk.resume();
  return made;
}
