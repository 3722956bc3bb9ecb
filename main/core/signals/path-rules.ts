import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, Lots } from '#shared/domain/instrument.ts';
import type { Score } from '#shared/domain/score.ts';
import type { TradingState } from '#shared/domain/signal.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import type { Incoming } from '../agents/conflict/matrix.ts';
import type { RunningAction } from '../agents/conflict/resolver.ts';
import { accountFacts, UNVALUED_ENTRY } from '../agents/risk/account-facts.ts';
import type { AccountFacts, GateContext } from '../agents/risk/context.ts';
import { sizeEntry } from '../agents/risk/sizing.ts';
import type { ScoreBoard } from '../agents/scoring/score-board.ts';
import { scoreOf } from '../agents/scoring/scoring.ts';
import type { CoreConfig } from '../config.ts';
import type { OrderDesk } from '../execution/order-desk.ts';
import type { Reconciler } from '../execution/reconcile/reconciler.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock } from '../ports/clock.ts';
import type { EquityTracker } from '../portfolio/equity-tracker.ts';
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
  };
  readonly scores: ScoreBoard;
  readonly desk: OrderDesk;
  /** Null where there is no venue to compare with. */
  readonly reconciler: Pick<Reconciler, 'mayEnter'> | null;
  readonly equity: EquityTracker;
  readonly marks: ReadonlyMap<ContractSymbol, Mark>;
  readonly tradingState: { readonly state: TradingState; readonly cause: string };
  dataAge(symbol: ContractSymbol): number | null;
  value(now: EpochMs): Valuation;
}

/** Answers the path's questions from the state of an account and its market. */
export class PathRules implements PathContext {
  readonly #core: RulesSource;

  constructor(core: RulesSource) {
    this.#core = core;
  }

  score(signal: SignalProposal): Score {
    return scoreOf(this.#core.scores.closed(signal.symbol, signal.timeframe));
  }

  running(signal: Pick<SignalProposal, 'symbol' | 'direction'>): {
    readonly incoming: Incoming;
    readonly actions: readonly RunningAction[];
  } {
    const { state } = this.#core.parts.journal;
    const actions: RunningAction[] = [];
    let side = 0;
    const held = state.position(signal.symbol)?.lots ?? 0;
    if (held !== 0) {
      side = Math.sign(held);
      actions.push({ kind: 'order', label: `position of ${String(held)} contracts` });
    }
    for (const order of state.openOrders()) {
      if (order.symbol !== signal.symbol) continue;
      if (order.role === 'exit') actions.push({ kind: 'reduction', label: `exit ${order.id}` });
      if (order.role !== 'entry') continue;
      side = order.side === 'buy' ? 1 : -1;
      actions.push({ kind: 'order', label: `entry ${order.id}` });
    }
    const opposite = side !== 0 && side !== signal.direction;
    return { incoming: opposite ? 'entry-opposite-side' : 'entry-same-side', actions };
  }

  /** @param without an open order to be left out of the account: the one that is to be changed. */
  gate(signal: Pick<SignalProposal, 'symbol'>, without: ClientOrderId | null = null): GateContext {
    const core = this.#core;
    const { config, journal, instruments } = core.parts;
    const { account, problem } = this.#account(without);
    return {
      limits: config.limits,
      trading: core.tradingState,
      journalIntact: journal.integrity.ok,
      simulated: config.simulated,
      allowed: new Set(config.symbols),
      frozen: this.#frozen(signal.symbol),
      instrument: instruments.get(signal.symbol) ?? null,
      account,
      accountProblem: problem,
      dataAgeMs: core.dataAge(signal.symbol),
      sameOrderAgoMs: null,
    };
  }

  size(signal: SignalProposal, { instrument, account, limits }: GateContext): Lots {
    if (instrument === null || account === null) return 0 as Lots;
    return sizeEntry(instrument, signal.priceTicks, signal.stopTicks, account, limits);
  }

  holdUntil(signal: SignalProposal): number {
    const { clock, config } = this.#core.parts;
    return clock.now() + config.holdCandles * timeframeMs(signal.timeframe);
  }

  #frozen(symbol: ContractSymbol): ReadonlySet<ContractSymbol> {
    const { desk, reconciler } = this.#core;
    const frozen = new Set(desk.frozenSymbols());
    if (reconciler !== null && !reconciler.mayEnter(symbol).ok) frozen.add(symbol);
    return frozen;
  }

  #account(without: ClientOrderId | null): { readonly account: AccountFacts | null; readonly problem: string } {
    const core = this.#core;
    const { journal, instruments, clock, config } = core.parts;
    const now = clock.now();
    const value = core.value(now);
    if (!value.known) return { account: null, problem: `${value.reason} ${value.symbol ?? ''}`.trim() };
    const equity = core.equity.sample(now, value.equity);
    const open = journal.state.openOrders().filter(({ id }) => id !== without);
    const account = accountFacts(value, equity, open, instruments, core.marks, config.limits.leverage);
    return { account, problem: account === null ? UNVALUED_ENTRY : '' };
  }
}
