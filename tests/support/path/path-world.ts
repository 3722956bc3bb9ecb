import type { Opinion } from '#shared/domain/agent.ts';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { toTicks, type Instrument, type Ticks } from '#shared/domain/instrument.ts';
import { parseMoney } from '#shared/domain/money.ts';
import type { Score } from '#shared/domain/score.ts';
import type { SymbolStanding } from '#shared/domain/standing.ts';
import { HOUR } from '#shared/domain/time.ts';
import { compose } from '#core/agents/scoring/composite.ts';
import type { CoreConfig } from '#core/config.ts';
import { CONFIG_DEFAULTS } from '#core/config.ts';
import { DEFAULT_PAPER_CONFIG } from '#core/execution/paper-config.ts';
import { PaperVenue } from '#core/execution/paper-venue.ts';
import type { JournalEvent } from '#core/journal/event.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import type { Ticker } from '#core/ports/market-feed.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';
import type { JournalStore } from '#core/ports/store.ts';
import type { OrderChange, OrderRef, SubmitOutcome, Venue, VenueOrder } from '#core/ports/venue.ts';
import { DeterministicIds } from '#core/research/deterministic-ids.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import { PathRules } from '#core/signals/path-rules.ts';
import type { SignalProposal } from '#core/signals/proposal.ts';
import { SignalPath } from '#core/signals/signal-path.ts';
import { TradingCore } from '#core/trading-core.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { warmHours } from './warm-hours.ts';
import { MemoryJournalStore } from '../storage/memory-journal-store.ts';

export const START = Date.UTC(2025, 2, 11, 12);
export const BTC = contractSymbol('XBTUSDTM');
export const ETH = contractSymbol('ETHUSDTM');

const contract = (symbol: ContractSymbol, coin: string): Instrument => ({
  symbol,
  coin,
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

export const INSTRUMENTS: ReadonlyMap<ContractSymbol, Instrument> = new Map([
  [BTC, contract(BTC, 'BTC')],
  [ETH, contract(ETH, 'ETH')],
]);

/** A valid long on BTC at 100.0 with its stop at 95.0 and its target at 110.0. */
export const proposalOf = (more: Partial<SignalProposal> = {}): SignalProposal => ({
  source: 'trend',
  symbol: BTC,
  timeframe: '1h',
  direction: 1,
  strength: 0.8,
  confidence: 0.7,
  priceTicks: 1_000 as Ticks,
  stopTicks: 950 as Ticks,
  targetTicks: 1_100 as Ticks,
  tsSource: START,
  expiresAt: START + HOUR,
  reason: 'MACD turned up with the trend',
  ...more,
});

/** The score of one agent that thinks `opinion` of the symbol. */
export function scoreWith(opinion: number, confidence = 0.9, veto = false, asOf = START): Score {
  const evidence = [{ name: 'trend', measured: '+1.00 ATR', input: opinion, weight: 1, asOf }];
  const given: Opinion = { status: 'ok', agent: 'technical', opinion, confidence, evidence, veto, asOf };
  return compose([given]);
}

export const NO_SCORE: Score = compose([
  { status: 'no-data', agent: 'technical', reason: 'nothing is connected', missing: null },
]);

/** The paper venue with answers that a test may replace. */
class AnsweringVenue implements Venue {
  readonly name = 'paper';
  readonly simulated: boolean;
  readonly sent: VenueOrder[] = [];
  answer: SubmitOutcome | null = null;
  readonly #inner: PaperVenue;

  constructor(inner: PaperVenue, simulated: boolean) {
    this.simulated = simulated;
    this.#inner = inner;
  }

  submit(order: VenueOrder): Promise<SubmitOutcome> {
    this.sent.push(order);
    return this.answer === null ? this.#inner.submit(order) : Promise.resolve(this.answer);
  }

  /** Answers of the test in place of the paper venue's. */
  answers: Partial<Pick<Venue['ask'], 'account' | 'movements'>> = {};

  get ask(): Venue['ask'] {
    const { ask } = this.#inner;
    return {
      order: (ref) => ask.order(ref),
      openOrders: () => ask.openOrders(),
      doneOrders: (since) => ask.doneOrders(since),
      fills: (since) => ask.fills(since),
      positions: () => ask.positions(),
      account: () => ask.account(),
      movements: (since) => ask.movements(since),
      service: () => ask.service(),
      clockOffset: () => ask.clockOffset(),
      ...this.answers,
    };
  }

  cancel(order: OrderRef): ReturnType<Venue['cancel']> {
    return this.#inner.cancel(order);
  }

  amend(order: OrderRef, change: OrderChange): ReturnType<Venue['amend']> {
    return this.#inner.amend(order, change);
  }

  onCondition(listener: Parameters<Venue['onCondition']>[0]): ReturnType<Venue['onCondition']> {
    return this.#inner.onCondition(listener);
  }

  onEvent(listener: Parameters<Venue['onEvent']>[0]): ReturnType<Venue['onEvent']> {
    return this.#inner.onEvent(listener);
  }
}

/** The rules of the core, with a score that the test sets. */
class SetScore extends PathRules {
  given: Score = scoreWith(80);

  override score(): Score {
    return this.given;
  }

  /** A score that is given was computed from nothing. */
  override inputs(): ReturnType<PathRules['inputs']> {
    return { inputs: '', inputHash: systemHasher.sha256('') };
  }
}

export interface WorldOptions {
  readonly store?: JournalStore;
  readonly startAt?: number;
  readonly config?: Partial<CoreConfig>;
  readonly seed?: number;
  /** False: the core takes the venue for a real one, and compares with it before anything is sent. */
  readonly simulatedVenue?: boolean;
  /** When groups of records are written; the virtual clock's turns when absent. */
  readonly turns?: Scheduler;
  /** What symbols are ranked by, in place of the score board's. */
  readonly standings?: (at: number) => readonly SymbolStanding[];
}

/** A trading core on a journal in memory and the paper venue, with marks on both symbols, and a path into it. */
export function pathWorld({
  store = new MemoryJournalStore(),
  startAt = START,
  config = {},
  seed = 1,
  simulatedVenue = true,
  turns,
  standings,
}: WorldOptions = {}) {
  const clock = new VirtualClock(startAt);
  const journal = openJournal({ store, hasher: systemHasher, clock, scheduler: turns ?? clock });
  const paper = new PaperVenue({
    instruments: INSTRUMENTS,
    clock,
    config: { ...DEFAULT_PAPER_CONFIG, spreadPpm: 0, participationPpm: 1_000_000 },
  });
  const venue = new AnsweringVenue(paper, simulatedVenue);
  const logged: string[] = [];
  const note = (message: string): void => void logged.push(message);
  const core = new TradingCore({
    journal,
    clock,
    scheduler: clock,
    ids: new DeterministicIds(seed),
    hasher: systemHasher,
    log: { info: note, warn: note, error: note },
    notifier: { notify: ({ title }) => note(title) },
    venue,
    instruments: INSTRUMENTS,
    config: {
      ...CONFIG_DEFAULTS,
      mode: 'demo',
      simulated: true,
      version: 'test',
      baseTimeframe: '1h',
      scoreTimeframes: ['1h'],
      signalTimeframes: ['1h'],
      capital: parseMoney('10000'),
      symbols: [BTC, ETH],
      equitySampleMs: HOUR,
      maxMarkAgeMs: 60_000,
      keepScoreHistory: false,
      ...config,
    },
    feedName: 'test',
    barrier: 'sync',
    ...(standings === undefined ? {} : { standings }),
  });
  const rules = new SetScore(core);
  const path = new SignalPath({
    journal,
    clock,
    ids: core.parts.ids,
    intake: core.intake,
    throttle: core.throttle,
    steadyNow: () => core.steady.now(),
    onOverflow: (refusal, about) => core.throttleDesk.alert(refusal, about),
    onPreempted: note,
    locks: core.locks,
    desk: core.desk,
    supervisor: core.supervisor,
    unavailable: () => core.orchestrator.unavailable('intake'),
    context: rules,
    onEnd: (end) => {
      core.outcomes.follow(end, clock.now());
    },
  });
  const price = (symbol: ContractSymbol, at: number): void => {
    core.onMark(symbol, at, clock.now());
    paper.onTicker(tickerAt(symbol, at, clock.now()));
  };
  const since = (seq: number): readonly JournalEvent[] => [...storeOf(journal).scan(seq + 1)];
  return {
    clock,
    journal,
    core,
    venue,
    paper,
    rules,
    path,
    logged,
    price,
    /** Opens the account and gives both symbols a price. */
    start(): void {
      for (const symbol of [BTC, ETH]) warmHours(core, symbol, 100);
      core.start();
      price(BTC, 100);
      price(ETH, 100);
      journal.commit();
    },
    /** Takes a proposal to its end; the records it made. */
    async take(input: unknown): Promise<readonly JournalEvent[]> {
      const from = journal.head?.seq ?? 0;
      await path.take(input);
      await core.desk.quiescent();
      journal.commit();
      return since(from);
    },
  };
}

const storeOf = ({ store }: { readonly store: JournalStore }): JournalStore => store;

function tickerAt(symbol: ContractSymbol, at: number, now: number): Ticker {
  const instrument = INSTRUMENTS.get(symbol);
  const price = instrument === undefined ? at : toTicks(instrument, at) / 10;
  return {
    symbol,
    bid: price,
    ask: price,
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
  };
}
