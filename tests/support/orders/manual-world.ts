import { contractSymbol, type ClientOrderId, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, Ticks } from '#shared/domain/instrument.ts';
import { parseMoney } from '#shared/domain/money.ts';
import { HOUR } from '#shared/domain/time.ts';
import { CONFIG_DEFAULTS, type CoreConfig } from '#core/config.ts';
import { ManualOrders } from '#core/execution/manual/manual-orders.ts';
import type { ManualOutcome, ManualTicket } from '#core/execution/manual/ticket.ts';
import { restoredOrders } from '#core/execution/order-records.ts';
import { DEFAULT_PAPER_CONFIG } from '#core/execution/paper-config.ts';
import { PaperVenue } from '#core/execution/paper-venue.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import type { OrderRow } from '#core/journal/rows.ts';
import type { AmendOutcome, VenueOrder } from '#core/ports/venue.ts';
import { DeterministicIds } from '#core/research/deterministic-ids.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import { TradingCore } from '#core/trading-core.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { warmHours } from '../path/warm-hours.ts';
import { MemoryJournalStore } from '../storage/memory-journal-store.ts';

export const SYMBOLS: readonly ContractSymbol[] = Array.from({ length: 10 }, (_, n) =>
  contractSymbol(`COIN${String(n)}USDTM`),
);
export const [COIN = contractSymbol('COIN0USDTM')] = SYMBOLS;

/** One contract at 100.0 is worth 0.1 USDT. */
const contract = (symbol: ContractSymbol): Instrument => ({
  symbol,
  coin: symbol.slice(0, 5),
  tickUnits: 1,
  priceScale: 1,
  multiplier: '0.001',
  tickValue: 10_000n,
  lotSize: 1,
  maxOrderLots: 1_000_000,
  makerFeePpm: 200n,
  takerFeePpm: 600n,
  maxLeverage: 100,
  maintenanceTiers: [{ maxNotional: parseMoney('100000'), maxLeverage: 100, maintenanceRatePpm: 4_000n }],
  fundingIntervalMs: 28_800_000,
  asOf: '2025-03-11',
  assumed: [],
});

export const CONTRACTS: ReadonlyMap<ContractSymbol, Instrument> = new Map(SYMBOLS.map((s) => [s, contract(s)]));

/** A bid for 1,000 contracts at 99.0 under a market at 100.0, with its stop at 95.0 and its target at 110.0. */
export const ticketOf = (more: Partial<ManualTicket> = {}): ManualTicket => ({
  symbol: COIN,
  side: 'buy',
  kind: 'limit',
  lots: 1_000,
  priceTicks: 990 as Ticks,
  triggerTicks: null,
  timeInForce: 'gtc',
  postOnly: false,
  leverage: null,
  stopTicks: 950 as Ticks,
  targetTicks: 1_100 as Ticks,
  holdMs: null,
  ...more,
});

export const MARKET = { kind: 'market', priceTicks: null } as const;

/** The paper venue that keeps what was sent, and may answer a change as a test wants. */
class WatchedVenue extends PaperVenue {
  readonly sent: VenueOrder[] = [];
  /** The trading state in which each left. */
  readonly sentIn: string[] = [];
  tradingState: () => string = () => '';
  amendAnswer: AmendOutcome | null = null;

  override submit(order: VenueOrder): ReturnType<PaperVenue['submit']> {
    this.sent.push(order);
    this.sentIn.push(this.tradingState());
    return super.submit(order);
  }

  override amend(...args: Parameters<PaperVenue['amend']>): ReturnType<PaperVenue['amend']> {
    return this.amendAnswer === null ? super.amend(...args) : Promise.resolve(this.amendAnswer);
  }
}

export interface ManualWorldOptions {
  readonly store?: MemoryJournalStore;
  readonly startAt?: number;
  readonly config?: Partial<CoreConfig>;
  readonly seed?: number;
}

/** A trading core on the paper venue with ten contracts at 100.0, and a person before it. */
export function manualWorld({ store = new MemoryJournalStore(), startAt, config, seed = 1 }: ManualWorldOptions = {}) {
  const clock = new VirtualClock(startAt ?? Date.UTC(2025, 2, 11, 12));
  const journal = openJournal({ store, hasher: systemHasher, clock, scheduler: clock });
  const paper = { ...DEFAULT_PAPER_CONFIG, spreadPpm: 0, participationPpm: 1_000_000 };
  const venue = new WatchedVenue({ instruments: CONTRACTS, clock, config: paper });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const core = new TradingCore({
    journal,
    clock,
    scheduler: clock,
    ids: new DeterministicIds(seed),
    hasher: systemHasher,
    log,
    notifier: { notify: () => undefined },
    venue,
    instruments: CONTRACTS,
    config: {
      ...CONFIG_DEFAULTS,
      mode: 'demo',
      simulated: true,
      version: 'test',
      baseTimeframe: '1h',
      scoreTimeframes: ['1h'],
      signalTimeframes: ['1h'],
      capital: parseMoney('10000'),
      symbols: SYMBOLS,
      equitySampleMs: HOUR,
      maxMarkAgeMs: 60_000,
      keepScoreHistory: false,
      ...config,
    },
    feedName: 'test',
    barrier: 'sync',
  });
  const { state } = journal;
  const prices = new Map(SYMBOLS.map((symbol) => [symbol, 100]));
  venue.restore(restoredOrders(state.openOrders()), state.positions());
  venue.tradingState = () => state.fact('trading')?.data.state ?? 'HALTED';
  const manual = new ManualOrders(core);
  const settle = async (): Promise<void> => {
    await core.desk.quiescent();
    journal.commit();
  };
  /** A second passes, and the market shows its prices. */
  const tick = async (changes: Readonly<Record<string, number>> = {}): Promise<void> => {
    for (const [symbol, price] of Object.entries(changes)) prices.set(contractSymbol(symbol), price);
    clock.moveTo(clock.now() + 1_000);
    for (const [symbol, price] of prices) {
      core.onMark(symbol, price, clock.now());
      venue.onTicker(tickerAt(symbol, price, clock.now()));
    }
    core.onTime(clock.now());
    await settle();
  };
  return {
    clock,
    store,
    journal,
    venue,
    core,
    manual,
    tick,
    settle,
    /** Somebody sells into the bids, or buys from the offers. */
    async trade(symbol: ContractSymbol, price: number, lots: number, takerSide: 'buy' | 'sell'): Promise<void> {
      venue.onTrade(symbol, price, lots, takerSide, clock.now());
      await settle();
    },
    async place(more: Partial<ManualTicket> = {}): Promise<ManualOutcome> {
      const outcome = await manual.place(ticketOf(more), 'trader');
      await settle();
      return outcome;
    },
    order: (id: ClientOrderId): OrderRow => {
      const row = state.order(id);
      if (row === null) throw new Error(`order ${id} is missing`);
      return row;
    },
    held: (symbol: ContractSymbol = COIN): number => state.position(symbol)?.lots ?? 0,
    live: (role: OrderRow['role'], symbol: ContractSymbol = COIN): readonly OrderRow[] =>
      state.openOrders().filter((row) => row.role === role && row.symbol === symbol),
    async start(): Promise<void> {
      for (const symbol of SYMBOLS) warmHours(core, symbol, 100);
      core.start();
      await tick();
    },
  };
}

export type ManualWorld = ReturnType<typeof manualWorld>;

const tickerAt = (symbol: ContractSymbol, price: number, now: number) => ({
  symbol,
  bid: price,
  ask: price + 0.1,
  last: price,
  mark: price,
  index: price,
  bidLots: 1_000_000,
  askLots: 1_000_000,
  fundingRate: null,
  nextFundingAt: null,
  openInterestLots: null,
  tsVenue: now,
  tsReceived: now,
});
