import type { Candle } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { ticksToPlot, toTicks, type Instrument } from '#shared/domain/instrument.ts';
import { formatMoney, type Money } from '#shared/domain/money.ts';
import type { TradingState } from '#shared/domain/signal.ts';
import type { SymbolStanding } from '#shared/domain/standing.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { err, type Result } from '#shared/kernel/result.ts';
import type { EquityLosses } from './agents/risk/breakers/equity-stop.ts';
import { AlarmBook } from './agents/risk/state/alarm-book.ts';
import { HaltFileWatch } from './agents/risk/state/halt-file-watch.ts';
import { type KillSwitch } from './agents/risk/state/kill-switch.ts';
import { isAgent, Pauses } from './agents/risk/state/pauses.ts';
import type { TradingStateView } from './agents/risk/state/trading-cause.ts';
import { TradingStateOwner, type RearmRefusal, type RearmRequest } from './agents/risk/state/trading-state-owner.ts';
import { firstToken, journalLocks } from './agents/locking/lock-journal.ts';
import { LockManager } from './agents/locking/lock-manager.ts';
import type { EventBus } from './agents/orchestration/event-bus.ts';
import type { Orchestrator } from './agents/orchestration/orchestrator.ts';
import type { Supervisor } from './agents/orchestration/supervisor.ts';
import { ClockWatch } from './agents/risk/clock-watch.ts';
import { type GateDesk } from './agents/risk/gate-desk.ts';
import type { Surroundings } from './agents/risk/surroundings.ts';
import type { EvaluationSettings } from './agents/evaluation/evaluation-settings.ts';
import type { TechnicalReading } from './agents/scoring/reading.ts';
import type { ScoreBoard } from './agents/scoring/score-board.ts';
import { ConflictDesk } from './agents/conflict/conflict-desk.ts';
import { RunningActions } from './agents/conflict/running-actions.ts';
import { SteadyTime } from './agents/throttle/steady-time.ts';
import { ThrottleDesk } from './agents/throttle/throttle-desk.ts';
import { Throttle } from './agents/throttle/throttle.ts';
import { configText, type CoreConfig } from './config.ts';
import { type OrderDesk } from './execution/order-desk.ts';
import { type Reconciler } from './execution/reconcile/reconciler.ts';
import { startReconciling } from './execution/reconcile/start-reconciling.ts';
import { Guarding } from './guarding.ts';
import type { Journal } from './journal/journal.ts';
import { Orchestrating } from './orchestrating.ts';
import { gateDeskOf, killSwitchOf, orderDeskOf, reconcilerOf, restoreDesk, watchDesk } from './order-side.ts';
import type { Clock } from './ports/clock.ts';
import { NO_HALT_FILE, type HaltFile } from './ports/halt-file.ts';
import type { Hasher } from './ports/hasher.ts';
import type { Ids } from './ports/ids.ts';
import type { Log } from './ports/log.ts';
import type { Notifier } from './ports/notifier.ts';
import type { Scheduler } from './ports/scheduler.ts';
import { coreStandings, scoreBoardOf } from './scoring-parts.ts';
import { SETTINGS_BASE } from './settings/in-force.ts';
import { SettingsDesk } from './settings/settings-desk.ts';
import type { Venue } from './ports/venue.ts';
import { capitalLines } from './portfolio/ledger.ts';
import { managerOf } from './managing.ts';
import type { PortfolioManager } from './portfolio/manager/portfolio-manager.ts';
import { MANAGER_DEFAULTS } from './portfolio/manager/settings.ts';
import type { Universe } from './portfolio/manager/universe.ts';
import { valuePortfolio, type Mark, type PortfolioValue, type Valuation } from './portfolio/valuation.ts';
import { DecisionQueue } from './signals/decision-queue.ts';
import { Intake } from './signals/intake.ts';
import { OutcomeDesk } from './signals/outcome-desk.ts';
import { PathRules } from './signals/path-rules.ts';
import type { SignalProposal } from './signals/proposal.ts';
import { restoreIntake, restoreWaiting } from './signals/restore-intake.ts';
import { SignalPath } from './signals/signal-path.ts';
import { agentOfSource, propose } from './signals/sources.ts';
import { TrackRecord } from './signals/track-record/track-record.ts';

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
  /** The way to halt when nothing else answers; none in replays and tests that do not ask for it. */
  readonly haltFile?: HaltFile;
  /** How fit every symbol is for the portfolio, at a moment; the score board's when absent. */
  readonly standings?: (at: number) => readonly SymbolStanding[];
  /** Which contracts there were at which date; when absent, those of the configuration at every date. */
  readonly universe?: () => Universe;
  /** What the gate asks of the world outside; when absent nothing is known in live mode, and nothing applies elsewhere. */
  readonly surroundings?: Surroundings;
}

/**
 * The trading core of one account: takes market events and signals, and moves orders. It knows no host, no screen and no
 * transport; live, demo and replay differ only in the parts they pass.
 */
export class TradingCore {
  readonly parts: TradingParts;
  /** The trading state as a table of causes: who raises one, and who ends it. */
  readonly state: TradingStateOwner;
  readonly pauses: Pauses;
  readonly alarms: AlarmBook;
  readonly kill: KillSwitch;
  readonly haltFile: HaltFileWatch;
  /** What the risk gate remembers: limits, rates, executions, approvals. */
  readonly gateDesk: GateDesk;
  /** Breakers and protections, fed from all they watch. */
  readonly guarding: Guarding;
  readonly #agents: Orchestrating;
  /** What the agents' life signs are. */
  readonly supervisor: Supervisor;
  readonly orchestrator: Orchestrator;
  /** The one bus: every record, and work that is not recorded. */
  readonly bus: EventBus;
  readonly scores: ScoreBoard;
  readonly throttle: Throttle;
  /** The time by which the caps on signals count. */
  readonly steady: SteadyTime;
  readonly throttleDesk: ThrottleDesk;
  /** What runs beside orders, and how it gets along with them. */
  readonly actions = new RunningActions();
  readonly conflicts: ConflictDesk;
  /** Weights, thresholds, caps and schedules as a person set them. */
  readonly settings: SettingsDesk;
  /** How sources, agents and the score did so far. */
  readonly trackRecord = new TrackRecord();
  /** By what the agents vote on a signal. */
  readonly evaluation = {
    settings: (): EvaluationSettings => this.settings.inForce.evaluation(),
    reliability: this.trackRecord.reliability,
  };
  readonly intake: Intake;
  readonly locks: LockManager;
  readonly desk: OrderDesk;
  /** Null on a simulated venue: its book is folded from the same journal, so there is nothing to compare. */
  readonly reconciler: Reconciler | null;
  readonly outcomes: OutcomeDesk;
  readonly path: SignalPath;
  /** The ten slots; null where every configured symbol may be traded. */
  readonly portfolio: PortfolioManager | null;
  readonly marks = new Map<ContractSymbol, Mark>();
  readonly #clockWatch: ClockWatch;
  readonly #markedAt = new Map<ContractSymbol, number>();
  readonly #queue: DecisionQueue;
  #nextSample = 0;
  /** Set while history is only read to warm the indicators: nothing is proposed then. */
  #warming = false;

  constructor(parts: TradingParts) {
    const { journal, clock, config, instruments } = parts;
    this.parts = parts;
    this.state = new TradingStateOwner(parts);
    this.alarms = new AlarmBook(parts);
    this.pauses = new Pauses({
      journal,
      clock,
      agentOf: agentOfSource,
      knows: (scope, target) =>
        scope === 'symbol' ? instruments.has(target as ContractSymbol) : scope !== 'agent' || isAgent(target),
    });
    this.#agents = new Orchestrating(this);
    this.supervisor = this.#agents.supervisor;
    this.orchestrator = this.#agents.orchestrator;
    this.bus = this.#agents.bus;
    this.scores = scoreBoardOf(this);
    this.throttle = new Throttle(config.throttle);
    this.steady = new SteadyTime(clock, () => parts.barrier === 'grouped');
    const steadyNow = (): number => this.steady.now();
    const { throttle, actions } = this;
    this.throttleDesk = new ThrottleDesk({ journal, clock, notifier: this.alarms, throttle, actions, steadyNow });
    this.settings = new SettingsDesk({
      journal,
      actions,
      base: { ...SETTINGS_BASE, manager: config.portfolio ?? MANAGER_DEFAULTS },
    });
    this.guarding = new Guarding(this);
    const { venue } = this.guarding;
    this.intake = new Intake(new Set(instruments.keys()));
    this.locks = new LockManager(() => clock.monotonic(), firstToken(journal), parts.scheduler);
    journalLocks(this.locks, journal);
    this.desk = orderDeskOf(this, venue);
    this.reconciler = parts.venue.simulated ? null : reconcilerOf(this, venue);
    this.guarding.follow(this.desk, this.reconciler);
    this.kill = killSwitchOf(this);
    this.haltFile = new HaltFileWatch(parts.haltFile ?? NO_HALT_FILE, this.kill, parts.scheduler);
    this.outcomes = new OutcomeDesk(journal, this.desk, instruments, config.holdCandles);
    this.gateDesk = gateDeskOf(this);
    this.#clockWatch = new ClockWatch({
      offsetMs: () => parts.surroundings?.clockOffsetMs() ?? null,
      state: this.state,
      notifier: this.alarms,
    });
    watchDesk(this);
    this.portfolio = managerOf(this);
    this.path = new SignalPath({
      journal,
      clock,
      ids: parts.ids,
      intake: this.intake,
      throttle,
      steadyNow,
      onOverflow: (refusal, about) => this.throttleDesk.alert(refusal, about),
      onPreempted: (body) =>
        this.alarms.notify({
          level: 'warning',
          title: 'An entry gives way to another',
          body,
          about: { screen: '/locks' },
        }),
      locks: this.locks,
      desk: this.desk,
      supervisor: this.supervisor,
      unavailable: () => this.orchestrator.unavailable('intake'),
      context: new PathRules(this),
      onEnd: (end) => this.outcomes.follow(end, clock.now()),
    });
    this.#queue = new DecisionQueue({ path: this.path, orchestrator: this.orchestrator });
    this.orchestrator.handle('equity.sample', ({ now }) => void this.sampleEquity(now as EpochMs));
    const refuseWaiting = (symbol: ContractSymbol, rule: string) => this.path.refuseWaiting(symbol, rule);
    this.conflicts = new ConflictDesk({ journal, desk: this.desk, actions, refuseWaiting });
  }

  /** Opens the account on the first start and restores what the journal knows on a later one. */
  start(): void {
    const { journal, config, hasher, venue, feedName } = this.parts;
    const first = journal.state.balances().size === 0;
    this.settings.restore();
    journal.append({
      type: 'system.started',
      subject: config.mode,
      data: {
        mode: config.mode,
        feed: feedName,
        venue: venue.name,
        simulated: config.simulated,
        configHash: hasher.sha256(`${configText(config)}\n${this.settings.text()}`),
        version: config.version,
      },
    });
    if (first && venue.simulated) this.#openAccount(config.capital);
    if (first && config.simulated) this.state.allowFirst('first start with simulated fills', 'system');
    this.state.start();
    // Not without a disk: a look every moment of a replayed year would cost more than the year.
    if (this.parts.haltFile !== undefined) this.haltFile.start();
    this.gateDesk.start();
    this.#agents.start();
    this.throttleDesk.restore();
    this.trackRecord.follow(journal);
    restoreIntake(journal, this.intake, this.throttle, this.steady, this.parts.clock.now());
    restoreWaiting(journal, this.path);
    this.guarding.start();
    restoreDesk(this);
    // Nothing leaves for a real venue before it was compared with; the reconciler lets the desk go on.
    if (this.reconciler === null) this.desk.resume();
    else startReconciling(this.reconciler, this.parts, (cash) => this.#openAccount(cash));
    this.kill.start();
    this.outcomes.restore();
  }

  /** What breakers and protections say of an entry. */
  get guard(): Guarding['guard'] {
    return this.guarding.guard;
  }

  /** How fit every symbol is for the portfolio, as of a moment. */
  standings(at: number): readonly SymbolStanding[] {
    return coreStandings(this, at);
  }

  /** The trading state; HALTED until one was recorded. */
  get tradingState(): TradingStateView {
    return this.state.state();
  }

  /** Sets the state without asking anybody: ACTIVE closes every cause, the others open one that a person must end. */
  setTradingState(state: TradingState, cause: string, by: string): void {
    if (state === 'ACTIVE') this.state.allow(cause, by);
    else this.state.raise({ kind: `set by ${by}`, level: state, reason: cause, by, latched: true, holds: false });
  }

  /**
   * Allows entries again because a person typed the phrase; the halt file goes first, so that it does not halt again.
   * @throws Error when the halt file cannot be taken away; then nothing has changed.
   */
  rearm(request: RearmRequest): Result<TradingStateView, RearmRefusal> {
    const refusal = this.state.rearmRefusal(request);
    if (refusal !== null) return err(refusal);
    this.haltFile.remove();
    return this.state.rearm(request);
  }

  /** Reads a closed candle of the past into the indicators, without any decision. */
  warm(symbol: ContractSymbol, candle: Candle): void {
    this.portfolio?.onClose(symbol, candle.ts + timeframeMs(this.parts.config.baseTimeframe), candle.close);
    this.#warming = true;
    this.scores.onCandle(symbol, candle, this.#onClosed);
    this.#warming = false;
  }

  /** Takes a closed base candle. What the sources propose waits for {@link decide}. */
  onCandle(symbol: ContractSymbol, candle: Candle, closeTs: number): void {
    this.portfolio?.onClose(symbol, closeTs, candle.close);
    this.orchestrator.work('outcome', this.#trackOutcomes, symbol, candle, closeTs);
    this.orchestrator.work('technical', this.#readCandle, symbol, candle, closeTs);
  }

  /** Takes the newest mark price, in quote units, as of the venue's time. */
  onMark(symbol: ContractSymbol, price: number, at: number): void {
    const instrument = this.parts.instruments.get(symbol);
    if (instrument === undefined) return;
    const ticks = toTicks(instrument, price);
    this.marks.set(symbol, { ticks, at: at as EpochMs });
    this.#markedAt.set(symbol, this.parts.clock.monotonic());
    this.desk.onMark(symbol, ticks);
    this.guarding.guard.onMark(symbol, price);
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
  async decide(): Promise<void> {
    await this.#queue.decide();
    this.#agents.mustRecord();
  }

  /** Takes a proposal from outside; resolves when it is decided. */
  propose(proposal: SignalProposal): Promise<void> {
    this.#queue.add(proposal);
    return this.decide();
  }

  /** True when nothing waits for a decision and no order is on its way to the venue. */
  get quiet(): boolean {
    return this.#queue.idle && this.desk.pending() === 0;
  }

  /** Signals decided since the start. */
  get decided(): number {
    return this.#queue.decided;
  }

  /** Closes what was held too long and samples the equity when it is time. */
  onTime(now: EpochMs): void {
    this.orchestrator.work('execution', this.#watchOrders, now, null, null);
    this.orchestrator.work('gate', this.#watchRisk, now, null, null);
    this.#queue.onTime();
    if (now >= this.#nextSample) {
      this.#nextSample = now - (now % this.parts.config.equitySampleMs) + this.parts.config.equitySampleMs;
      this.orchestrator.submit('equity.sample', 'equity', { now });
    }
    this.portfolio?.onTime(now);
    this.#agents.onTime();
  }

  /** Books a settlement of funding the feed tells of, unless the venue lists what it really settled. */
  onFunding(symbol: ContractSymbol, rate: number, mark: number): void {
    this.outcomes.onFunding(symbol, rate, mark);
    const instrument = this.parts.instruments.get(symbol);
    if (instrument === undefined || this.reconciler?.expectFunding() === true) return;
    this.desk.settleFunding(symbol, rate, toTicks(instrument, mark));
  }

  /** The portfolio at the present marks, or why it is not known. */
  value(now: EpochMs): Valuation {
    const { journal, instruments, config } = this.parts;
    return valuePortfolio(journal.state.balances(), journal.state.positions(), instruments, this.marks, {
      now,
      maxMarkAgeMs: config.maxMarkAgeMs,
      leverage: this.gateDesk.limits.current.leverage,
    });
  }

  /** The losses of an equity, by the one measure of gate, breakers and screens. */
  losses(now: EpochMs, equity: Money): EquityLosses {
    return this.guarding.measure(now, equity);
  }

  /** Records the equity; an unknown one is not recorded. */
  sampleEquity(now: EpochMs): PortfolioValue | null {
    const value = this.value(now);
    if (!value.known) return null;
    this.guarding.onSample(now, value.equity);
    const peak = this.losses(now, value.equity).drawdown.reference;
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

  // Held once: the work of every candle and every second makes nothing anew.
  readonly #trackOutcomes = (symbol: ContractSymbol, candle: Candle, closeTs: number): void => {
    this.outcomes.onCandle(symbol, candle, closeTs);
  };

  readonly #readCandle = (symbol: ContractSymbol, candle: Candle): void => {
    this.scores.onCandle(symbol, candle, this.#onClosed);
  };

  readonly #watchOrders = (now: EpochMs): void => {
    this.desk.onTime(now);
  };

  readonly #watchRisk = (now: EpochMs): void => {
    this.guarding.onTime(now);
    this.#clockWatch.onTime();
  };

  readonly #onClosed = (symbol: ContractSymbol, timeframe: Timeframe, reading: TechnicalReading): void => {
    // Nobody follows what closed long before the present: to tell of a month would take longer than to read it.
    if (!this.#warming || reading.asOf >= this.scores.historyFrom)
      this.#agents.candleClosed(symbol, timeframe, reading.asOf, reading.close);
    if (this.#warming || !this.parts.config.signalTimeframes.includes(timeframe)) return;
    if (!this.#agents.works('technical')) return;
    const instrument = this.parts.instruments.get(symbol);
    if (instrument === undefined) return;
    const emit = (proposal: SignalProposal): void => this.#queue.add(proposal);
    propose(symbol, instrument, timeframe, reading, emit, this.settings.inForce.source);
  };
}
