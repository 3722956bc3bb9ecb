import type { Denial } from '#shared/domain/denial.ts';
import { resource, type ClientOrderId, type ContractSymbol, type Sha256Hex } from '#shared/domain/ids.ts';
import type { Instrument, Lots } from '#shared/domain/instrument.ts';
import type { Money } from '#shared/domain/money.ts';
import type { ReliabilityOf } from '#shared/domain/reliability.ts';
import type { Score } from '#shared/domain/score.ts';
import type { TradingState } from '#shared/domain/signal.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import { runningOrders } from '../agents/conflict/conflict-desk.ts';
import type { Incoming } from '../agents/conflict/matrix.ts';
import type { RunningAction } from '../agents/conflict/resolver.ts';
import type { RunningActions } from '../agents/conflict/running-actions.ts';
import { accountFacts, UNVALUED_ENTRY } from '../agents/risk/account-facts.ts';
import type { EquityLosses } from '../agents/risk/breakers/equity-stop.ts';
import { NOT_APPLICABLE, type AccountFacts, type Fact, type GateContext } from '../agents/risk/context.ts';
import type { GateDesk } from '../agents/risk/gate-desk.ts';
import type { GuardedEntry, GuardFacts } from '../agents/risk/guard-facts.ts';
import { sizeEntry } from '../agents/risk/sizing.ts';
import { evaluate, type Evaluation } from '../agents/evaluation/evaluate.ts';
import type { EvaluationSettings } from '../agents/evaluation/evaluation-settings.ts';
import type { ScoreBoard } from '../agents/scoring/score-board.ts';
import { inputHash, type ScoreInputs } from '../agents/scoring/score-inputs.ts';
import type { CoreConfig } from '../config.ts';
import type { OrderDesk } from '../execution/order-desk.ts';
import type { Reconciler } from '../execution/reconcile/reconciler.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { PortfolioManager } from '../portfolio/manager/portfolio-manager.ts';
import type { Mark, Valuation } from '../portfolio/valuation.ts';
import type { SignalProposal } from './proposal.ts';
import type { PathContext } from './signal-path.ts';

/** The state of an account and its market that the rules look at. */
export interface RulesSource {
  readonly parts: {
    readonly config: CoreConfig;
    readonly journal: Journal;
    readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
    readonly clock: Clock;
    readonly hasher: Hasher;
  };
  readonly scores: ScoreBoard;
  /** What a person set of scoring and evaluation. */
  readonly settings: { readonly version: number };
  /** By what the agents vote. */
  readonly evaluation: { settings(): EvaluationSettings; readonly reliability: ReliabilityOf };
  /** What runs beside orders: a replacement, a change of configuration, a movement of the vault. */
  readonly actions: RunningActions;
  readonly desk: OrderDesk;
  /** Null where there is no venue to compare with. */
  readonly reconciler: Pick<Reconciler, 'mayEnter' | 'foreignHoldings'> | null;
  readonly marks: ReadonlyMap<ContractSymbol, Mark>;
  readonly tradingState: { readonly state: TradingState; readonly cause: string };
  readonly gateDesk: GateDesk;
  /** The ten slots; absent or null where every configured symbol may be traded. */
  readonly portfolio?: Pick<PortfolioManager, 'refusal' | 'sizeFactor'> | null;
  /** Pauses, breakers and protections. */
  readonly guard?: { facts(entry: GuardedEntry): GuardFacts };
  dataAge(symbol: ContractSymbol): number | null;
  value(now: EpochMs): Valuation;
  /** The losses of an equity as of now. */
  losses(now: EpochMs, equity: Money): EquityLosses;
}

/** What the gate is asked about: a signal, or an order by hand, which has no source. */
export type GateSubject = Pick<SignalProposal, 'symbol'> & Partial<Pick<SignalProposal, 'direction' | 'source'>>;

/** Answers the path's questions from the state of an account and its market. */
export class PathRules implements PathContext {
  readonly #core: RulesSource;

  constructor(core: RulesSource) {
    this.#core = core;
  }

  score(signal: SignalProposal): Score {
    return this.#core.scores.closedScore(signal.symbol, signal.timeframe);
  }

  inputs({ symbol, timeframe }: SignalProposal): { readonly inputs: ScoreInputs; readonly inputHash: Sha256Hex } {
    const inputs = this.#core.scores.inputs(symbol, timeframe);
    return { inputs, inputHash: inputHash(inputs, this.#core.parts.hasher) };
  }

  evaluate({ symbol, timeframe, direction, strength, confidence }: SignalProposal, score: Score): Evaluation {
    const { evaluation, parts } = this.#core;
    const { reliability } = evaluation;
    const context = { now: parts.clock.now(), reliability, settings: evaluation.settings() };
    return evaluate(score, { symbol, timeframe, direction, strength, confidence }, context);
  }

  get settingsVersion(): number {
    return this.#core.settings.version;
  }

  get evaluating(): EvaluationSettings {
    return this.#core.evaluation.settings();
  }

  running(signal: Pick<SignalProposal, 'symbol' | 'direction'>): {
    readonly incoming: Incoming;
    readonly actions: readonly RunningAction[];
  } {
    const { parts, actions: others } = this.#core;
    const orders = runningOrders(parts.journal, signal.symbol);
    const side = orders.findLast(({ kind }) => kind !== 'reduction')?.side ?? 0;
    const actions = [...orders, ...others.on([resource.symbol(signal.symbol), resource.portfolio])];
    const opposite = side !== 0 && side !== signal.direction;
    return { incoming: opposite ? 'entry-opposite-side' : 'entry-same-side', actions };
  }

  /** @param without an open order to be left out of the account: the one that is to be changed. */
  gate(signal: GateSubject, without: ClientOrderId | null = null): GateContext {
    const core = this.#core;
    const { config, journal, instruments } = core.parts;
    const { symbol, source = null } = signal;
    const facts = core.gateDesk.facts({ symbol, strategy: source }, without);
    const { account, problem } = this.#account(without, facts.limits.leverage);
    return {
      ...facts,
      trading: core.tradingState,
      journalIntact: journal.integrity.ok,
      simulated: config.simulated,
      allowed: new Set(config.symbols),
      frozen: this.#frozen(symbol),
      instrument: instruments.get(symbol) ?? null,
      account,
      accountProblem: problem,
      dataAgeMs: core.dataAge(symbol),
      sameOrderAgoMs: null,
      market: {
        ...facts.market,
        markTicks: core.marks.get(symbol)?.ticks ?? null,
        markAgeMs: core.dataAge(symbol),
        atrTicks: this.#atrTicks(symbol),
      },
      leverage: facts.limits.leverage,
      // Whoever holds the lock and knows the signal says so; a preview has neither.
      lock: NOT_APPLICABLE,
      signal: NOT_APPLICABLE,
      guard: this.#guard(signal),
    };
  }

  size(signal: SignalProposal, { instrument, account, limits }: GateContext, share: number): Lots {
    if (instrument === null || account === null) return 0 as Lots;
    const full = sizeEntry(instrument, signal.priceTicks, signal.stopTicks, account, limits);
    const part = share * (this.#core.portfolio?.sizeFactor(signal.symbol) ?? 1);
    if (part >= 1) return full;
    return (Math.floor((full * part) / instrument.lotSize) * instrument.lotSize) as Lots;
  }

  outside(symbol: ContractSymbol): Denial | null {
    return this.#core.portfolio?.refusal(symbol) ?? null;
  }

  refused({ source, symbol }: SignalProposal, refusal: Denial): void {
    this.#core.gateDesk.noteRefusal(source, symbol, refusal);
  }

  holdUntil(signal: SignalProposal): number {
    const { clock, config } = this.#core.parts;
    return clock.now() + config.holdCandles * timeframeMs(signal.timeframe);
  }

  #guard({ symbol, direction, source = 'manual' }: GateSubject): Fact<GuardFacts> {
    const { guard } = this.#core;
    // A question without a side is about an order that is there already.
    if (guard === undefined || direction === undefined) return NOT_APPLICABLE;
    return guard.facts({ symbol, direction, source });
  }

  /** ATR(14) of the hourly candles in ticks; null until enough of them closed. */
  #atrTicks(symbol: ContractSymbol): Fact<number> {
    const { scores, parts } = this.#core;
    const instrument = parts.instruments.get(symbol);
    if (!scores.timeframes.includes('1h')) return NOT_APPLICABLE;
    if (instrument === undefined || !scores.symbols.includes(symbol)) return null;
    const { atr } = scores.closed(symbol, '1h');
    return Number.isFinite(atr) ? (atr * 10 ** instrument.priceScale) / instrument.tickUnits : null;
  }

  #frozen(symbol: ContractSymbol): ReadonlySet<ContractSymbol> {
    const { desk, reconciler } = this.#core;
    const frozen = new Set(desk.frozenSymbols());
    if (reconciler !== null && !reconciler.mayEnter(symbol).ok) frozen.add(symbol);
    return frozen;
  }

  #account(
    without: ClientOrderId | null,
    leverage: number,
  ): { readonly account: AccountFacts | null; readonly problem: string } {
    const core = this.#core;
    const { journal, instruments, clock } = core.parts;
    const now = clock.now();
    const value = core.value(now);
    if (!value.known) return { account: null, problem: `${value.reason} ${value.symbol ?? ''}`.trim() };
    const losses = core.losses(now, value.equity);
    const open = journal.state.openOrders().filter(({ id }) => id !== without);
    const account = accountFacts(
      value,
      losses,
      open,
      instruments,
      core.marks,
      leverage,
      core.reconciler?.foreignHoldings(),
    );
    return { account, problem: account === null ? UNVALUED_ENTRY : '' };
  }
}
