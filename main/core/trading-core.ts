import type { Candle } from '#shared/domain/candle.ts';
import { signalId, type ContractSymbol } from '#shared/domain/ids.ts';
import { ticksToPlot, toTicks, type Instrument } from '#shared/domain/instrument.ts';
import { formatMoney, type Money } from '#shared/domain/money.ts';
import type { TradingState } from '#shared/domain/signal.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { isTimeframe, timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { AGENTS } from '#shared/domain/agent.ts';
import { LockManager } from './agents/locking/lock-manager.ts';
import { Supervisor } from './agents/orchestration/supervisor.ts';
import type { TechnicalReading } from './agents/scoring/reading.ts';
import { WITHOUT_SOURCE } from './agents/scoring/scoring.ts';
import { ScoreBoard, type ClosedListener } from './agents/scoring/score-board.ts';
import { Throttle } from './agents/throttle/throttle.ts';
import { configText, type CoreConfig } from './config.ts';
import { OrderDesk } from './execution/order-desk.ts';
import { Reconciler } from './execution/reconcile/reconciler.ts';
import { bookSimulatedLiquidations } from './execution/simulated-liquidations.ts';
import type { Journal } from './journal/journal.ts';
import { ADOPTED_OWNER } from './journal/projections/positions.ts';
import type { Clock } from './ports/clock.ts';
import type { Hasher } from './ports/hasher.ts';
import type { Ids } from './ports/ids.ts';
import type { Log } from './ports/log.ts';
import type { Notifier } from './ports/notifier.ts';
import type { Scheduler } from './ports/scheduler.ts';
import type { Venue } from './ports/venue.ts';
import { EquityTracker } from './portfolio/equity-tracker.ts';
import { capitalLines } from './portfolio/ledger.ts';
import { valuePortfolio, type Mark, type PortfolioValue, type Valuation } from './portfolio/valuation.ts';
import { Intake } from './signals/intake.ts';
import { OutcomeDesk } from './signals/outcome-desk.ts';
import { PathRules } from './signals/path-rules.ts';
import { compareProposals, type SignalProposal } from './signals/proposal.ts';
import { restoreIntake } from './signals/restore-intake.ts';
import { SignalPath } from './signals/signal-path.ts';
import { propose } from './signals/sources.ts';

/** What a trading core is built from. */
export interface TradingParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly ids: Ids;
  readonly hasher: Hasher;
  readonly log: Log;
  readonly notifier: Notifier;
  readonly venue: Venue;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly config: CoreConfig;
  readonly feedName: string;
  /** `grouped` when the whole run can be repeated: nothing leaves this process. */
  readonly barrier: 'sync' | 'grouped';
}

/**
 * The trading core of one account: takes market events and signals, and moves orders. It knows no host, no screen and no
 * transport; live, demo and replay differ only in the parts they pass.
 */
export class TradingCore {
  readonly parts: TradingParts;
  readonly supervisor: Supervisor;
  readonly scores: ScoreBoard;
  readonly throttle: Throttle;
  readonly intake: Intake;
  readonly locks: LockManager;
  readonly desk: OrderDesk;
  /** Null on a simulated venue: its book is folded from the same journal, so there is nothing to compare. */
  readonly reconciler: Reconciler | null;
  readonly equity = new EquityTracker();
  readonly outcomes: OutcomeDesk;
  readonly path: SignalPath;
  readonly marks = new Map<ContractSymbol, Mark>();
  readonly #markedAt = new Map<ContractSymbol, number>();
  #proposals: SignalProposal[] = [];
  #deciding: Promise<void> = Promise.resolve();
  #undecided = 0;
  #decided = 0;
  #nextSample = 0;
  /** Told of every closed candle of a scored timeframe, for the screens. */
  closedListener: ClosedListener | null = null;
  /** Set while history is only read to warm the indicators: nothing is proposed then. */
  #warming = false;

  constructor(parts: TradingParts) {
    const { journal, clock, config, instruments } = parts;
    this.parts = parts;
    this.supervisor = new Supervisor(() => clock.monotonic());
    this.scores = new ScoreBoard(config.symbols, config.baseTimeframe, config.scoreTimeframes, config.keepScoreHistory);
    this.throttle = new Throttle(config.throttle);
    this.intake = new Intake(new Set(instruments.keys()));
    this.locks = new LockManager(() => clock.monotonic(), journal.head?.seq ?? 0);
    this.desk = new OrderDesk({ ...parts, recordsOf: (id) => journal.store.bySubject(id) });
    this.reconciler = parts.venue.simulated ? null : this.#reconcilerOf();
    this.outcomes = new OutcomeDesk(journal, this.desk, instruments, config.holdCandles);
    this.#watchDesk();
    this.path = new SignalPath({
      journal,
      clock,
      ids: parts.ids,
      intake: this.intake,
      throttle: this.throttle,
      locks: this.locks,
      desk: this.desk,
      supervisor: this.supervisor,
      context: new PathRules(this),
      onEnd: (end) => this.outcomes.follow(end, clock.now()),
    });
  }

  /** Opens the account on the first start and restores what the journal knows on a later one. */
  start(): void {
    const { journal, config, hasher, venue, feedName } = this.parts;
    const first = journal.state.balances().size === 0;
    journal.append({
      type: 'system.started',
      subject: config.mode,
      data: {
        mode: config.mode,
        feed: feedName,
        venue: venue.name,
        simulated: config.simulated,
        configHash: hasher.sha256(configText(config)),
        version: config.version,
      },
    });
    if (first && venue.simulated) this.#openAccount(config.capital);
    if (first && config.simulated) this.setTradingState('ACTIVE', 'first start with simulated fills', 'system');
    this.#startAgents();
    restoreIntake(journal, this.intake, this.throttle, this.parts.clock.now());
    this.#restoreDesk();
    // Nothing leaves for a real venue before it was compared with; the reconciler lets the desk go on.
    if (this.reconciler === null) this.desk.resume();
    else this.#startReconciling(this.reconciler);
    this.outcomes.restore();
  }

  /** The trading state by the journal; HALTED until one was recorded. */
  get tradingState(): { readonly state: TradingState; readonly cause: string; readonly since: number } {
    const fact = this.parts.journal.state.fact('trading');
    if (fact === null) return { state: 'HALTED', cause: 'no trading state was ever recorded', since: 0 };
    return { state: fact.data.state, cause: fact.data.cause, since: fact.updatedAt };
  }

  setTradingState(state: TradingState, cause: string, by: string): void {
    this.parts.journal.append({ type: 'trading.state', subject: 'trading', data: { state, cause, by } });
  }

  /** Reads a closed candle of the past into the indicators, without any decision. */
  warm(symbol: ContractSymbol, candle: Candle): void {
    this.#warming = true;
    this.scores.onCandle(symbol, candle, this.#onClosed);
    this.#warming = false;
  }

  /** Takes a closed base candle. What the sources propose waits for {@link decide}. */
  onCandle(symbol: ContractSymbol, candle: Candle, closeTs: number): void {
    this.outcomes.onCandle(symbol, candle, closeTs);
    this.scores.onCandle(symbol, candle, this.#onClosed);
  }

  /** Takes the newest mark price, in quote units, as of the venue's time. */
  onMark(symbol: ContractSymbol, price: number, at: number): void {
    const instrument = this.parts.instruments.get(symbol);
    if (instrument === undefined) return;
    this.marks.set(symbol, { ticks: toTicks(instrument, price), at: at as EpochMs });
    this.#markedAt.set(symbol, this.parts.clock.monotonic());
  }

  /**
   * Age of a contract's mark in ms, the larger by the wall and by the monotonic clock: neither a clock set back nor a
   * sleeping computer makes an old price look fresh. Null when there is none.
   */
  dataAge(symbol: ContractSymbol): number | null {
    const mark = this.marks.get(symbol);
    const markedAt = this.#markedAt.get(symbol);
    if (mark === undefined || markedAt === undefined) return null;
    const { clock } = this.parts;
    return Math.max(clock.now() - mark.at, clock.monotonic() - markedAt);
  }

  /** Decides on everything proposed since the last call, in an order that does not depend on the order of arrival. */
  decide(): Promise<void> {
    if (this.#proposals.length === 0) return this.#deciding;
    const proposals = this.#proposals.sort(compareProposals);
    this.#proposals = [];
    this.#undecided += proposals.length;
    this.#deciding = this.#deciding.then(() => this.#decideAll(proposals));
    return this.#deciding;
  }

  /** True when nothing waits for a decision and no order is on its way to the venue. */
  get quiet(): boolean {
    return this.#proposals.length === 0 && this.#undecided === 0 && this.desk.pending() === 0;
  }

  /** Signals decided since the start. */
  get decided(): number {
    return this.#decided;
  }

  /** Closes what was held too long and samples the equity when it is time. */
  onTime(now: EpochMs): void {
    this.desk.onTime(now);
    if (now < this.#nextSample) return;
    this.#nextSample = now - (now % this.parts.config.equitySampleMs) + this.parts.config.equitySampleMs;
    this.sampleEquity(now);
  }

  /** The portfolio at the present marks, or why it is not known. */
  value(now: EpochMs): Valuation {
    const { journal, instruments, config } = this.parts;
    return valuePortfolio(journal.state.balances(), journal.state.positions(), instruments, this.marks, {
      now,
      maxMarkAgeMs: config.maxMarkAgeMs,
      leverage: config.limits.leverage,
    });
  }

  /** Records the equity; an unknown one is not recorded. */
  sampleEquity(now: EpochMs): PortfolioValue | null {
    const value = this.value(now);
    if (!value.known) return null;
    const { peak } = this.equity.sample(now, value.equity);
    const text = (amount: Money): string => formatMoney(amount);
    this.parts.journal.append({
      type: 'equity.sampled',
      subject: 'equity',
      data: {
        equity: text(value.equity),
        peak: text(peak),
        cash: text(value.cash),
        open: text(value.open),
        gross: text(value.gross),
        net: text(value.net),
      },
    });
    return value;
  }

  /** A price in quote units of a contract's ticks, for screens. */
  price(symbol: ContractSymbol, ticks: number): number {
    const instrument = this.parts.instruments.get(symbol);
    return instrument === undefined ? Number.NaN : ticksToPlot(instrument, ticks);
  }

  #openAccount(capital: Money): void {
    const account = `${this.parts.config.mode} account`;
    const data = { account, lines: capitalLines(capital) };
    this.parts.journal.append({ type: 'account.opened', subject: account, data });
  }

  /**
   * Compares with the venue. On the first start the account is opened with what the venue says it is worth, once nothing
   * differs; until then its value is unknown here, and nothing is risked on an unknown.
   */
  #startReconciling(reconciler: Reconciler): void {
    const { journal, venue, log } = this.parts;
    const isOpened = (): boolean => journal.state.balances().size > 0;
    let asking = false;
    const open = async (): Promise<void> => {
      if (isOpened() || asking || reconciler.status().phase !== 'agreed') return;
      asking = true;
      const answer = await venue.ask.account().finally(() => {
        asking = false;
      });
      if (!answer.known) log.warn('The account could not be opened yet', { reason: answer.reason });
      else if (!isOpened()) this.#openAccount(answer.value.equity);
    };
    const attempt = (): void => {
      open().catch((error: unknown) => log.error('The account could not be opened', { error: String(error) }));
    };
    reconciler.onChange.on(attempt);
    void reconciler.start().then(attempt);
  }

  #reconcilerOf(): Reconciler {
    const { parts, desk, locks } = this;
    const { venue, journal, clock, scheduler, instruments, notifier } = parts;
    const reconciler = new Reconciler({
      venue,
      journal,
      desk,
      clock,
      scheduler,
      instruments,
      onReducing: (cause) => {
        if (this.tradingState.state === 'ACTIVE') this.setTradingState('REDUCING', cause, 'reconciliation');
      },
      onWake: () => {
        for (const { resource, token } of locks.leases()) locks.release(resource, token);
      },
    });
    reconciler.onAlarm.on(({ symbol, sentence }) => {
      notifier.notify({ level: 'alarm', title: `${symbol ?? venue.name} needs a look`, body: sentence });
    });
    return reconciler;
  }

  /** What a person must hear of: an order that is not as it should be, a disk that fails. */
  #watchDesk(): void {
    const { notifier, journal, venue } = this.parts;
    const alarm = (title: string, body: string): void => notifier.notify({ level: 'alarm', title, body });
    this.desk.onAlarm.on(({ symbol, sentence }) => alarm(`${symbol} needs a look`, sentence));
    if (venue.simulated) {
      bookSimulatedLiquidations(venue, this.desk, (sentence) => alarm('A position was closed by the venue', sentence));
    }
    this.desk.onFailure.on((error) => alarm('The journal refused a record', String(error)));
    journal.onFailure.on((error) => alarm('The disk failed: nothing is traded any more', String(error)));
  }

  /** Registers every agent's state; those without a source say so. Each change is recorded. */
  #startAgents(): void {
    this.supervisor.onStateChange.on(({ agent, state, reason }) => {
      this.parts.journal.append({ type: 'agent.state', subject: agent, data: { state, reason } });
    });
    for (const agent of AGENTS) {
      const missing = WITHOUT_SOURCE.get(agent);
      this.supervisor.setState(agent, missing === undefined ? 'active' : 'no-data', missing ?? 'started');
    }
  }

  /** Hands the desk the records since the oldest open trade began, and each signal's plan. */
  #restoreDesk(): void {
    const { journal, config } = this.parts;
    let from = (journal.head?.seq ?? 0) + 1;
    const owners = [
      ...journal.state.positions().flatMap((p) => (p.lots === 0 || p.signalId === null ? [] : [p.signalId])),
      ...journal.state.openOrders().map((order) => order.signalId),
      // What was adopted has no signal: its records are about the symbol and the order itself.
      ...journal.state.positions().flatMap((p) => (p.lots !== 0 && p.signalId === ADOPTED_OWNER ? [p.symbol] : [])),
      ...journal.state.openOrders().map((order) => order.id),
    ];
    for (const id of owners) from = Math.min(from, journal.store.bySubject(id)[0]?.seq ?? from);
    this.desk.restore(journal.store.scan(from), (id) => {
      const row = journal.state.signal(signalId(id));
      if (row === null || !isTimeframe(row.timeframe)) return null;
      const { stopTicks, targetTicks } = row;
      return { stopTicks, targetTicks, maxHoldUntil: row.receivedAt + config.holdCandles * timeframeMs(row.timeframe) };
    });
  }

  readonly #onClosed = (symbol: ContractSymbol, timeframe: Timeframe, reading: TechnicalReading): void => {
    this.closedListener?.(symbol, timeframe, reading);
    if (this.#warming || !this.parts.config.signalTimeframes.includes(timeframe)) return;
    const instrument = this.parts.instruments.get(symbol);
    if (instrument === undefined) return;
    propose(symbol, instrument, timeframe, reading, (proposal) => this.#proposals.push(proposal));
  };

  async #decideAll(proposals: readonly SignalProposal[]): Promise<void> {
    this.supervisor.queued('intake', proposals.length);
    for (const proposal of proposals) {
      try {
        await this.path.take(proposal);
      } catch (error) {
        this.parts.log.error('A signal could not be decided', { symbol: proposal.symbol, error: String(error) });
        this.supervisor.setState('execution', 'error', String(error));
      } finally {
        this.#undecided -= 1;
        this.#decided += 1;
        this.supervisor.queued('intake', -1);
      }
    }
  }
}
