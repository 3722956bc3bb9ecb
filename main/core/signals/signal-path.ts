import type { AgentName } from '#shared/domain/agent.ts';
import { denial, type Denial } from '#shared/domain/denial.ts';
import { resource, type ContractSymbol, type FencingToken, type Sha256Hex, type SignalId } from '#shared/domain/ids.ts';
import type { Lots } from '#shared/domain/instrument.ts';
import { formatMoney } from '#shared/domain/money.ts';
import type { Score } from '#shared/domain/score.ts';
import { isOpenSignal } from '#shared/domain/signal-life.ts';
import { stageAfter } from '#shared/domain/signal.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import type { RunningAction } from '../agents/conflict/resolver.ts';
import type { Incoming } from '../agents/conflict/matrix.ts';
import type { LockManager } from '../agents/locking/lock-manager.ts';
import { AgentError } from '../agents/orchestration/agent-error.ts';
import type { Supervisor } from '../agents/orchestration/supervisor.ts';
import type { EntryProposal, Fact, GateContext, SignalFacts } from '../agents/risk/context.ts';
import { passGate } from '../agents/risk/gate.ts';
import { lockFacts } from '../agents/risk/lock-facts.ts';
import type { Evaluation } from '../agents/evaluation/evaluate.ts';
import type { EvaluationSettings } from '../agents/evaluation/evaluation-settings.ts';
import { voteRecord } from '../agents/evaluation/vote-record.ts';
import type { ScoreInputs } from '../agents/scoring/score-inputs.ts';
import type { Throttle } from '../agents/throttle/throttle.ts';
import type { OrderDesk } from '../execution/order-desk.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Intake } from './intake.ts';
import { parseProposal, type SignalProposal } from './proposal.ts';
import { RecentEntries } from './recent-entries.ts';
import { ConflictStage } from './conflict-stage.ts';
import { addStageTime, stageOf, type Stop, type Work } from './signal-work.ts';
import { ThrottleStage } from './throttle-stage.ts';
import type { Waiter, WaitingAt } from './waiting-room.ts';
import { Waits, type WaitingSignal } from './waits.ts';

/** What the path asks of the rest of the core. */
export interface PathContext {
  /** The score of all agents for the signal's symbol on its timeframe, at the last closed candle. */
  score(signal: SignalProposal): Score;
  /** Everything the score was computed from, and its hash: enough to compute it again. */
  inputs(signal: SignalProposal): { readonly inputs: ScoreInputs; readonly inputHash: Sha256Hex };
  /** What the agents make of the signal. */
  evaluate(signal: SignalProposal, score: Score): Evaluation;
  /** By what it is judged. */
  readonly evaluating: EvaluationSettings;
  /** Version of the settings in force; 0 for their defaults. */
  readonly settingsVersion: number;
  /** What runs on the symbol, seen from this signal's side. */
  running(signal: SignalProposal): { readonly incoming: Incoming; readonly actions: readonly RunningAction[] };
  /** Why its symbol takes no entries by signals now; null when it is in the portfolio, or there is none. */
  outside?(symbol: ContractSymbol): Denial | null;
  /** Everything the gate looks at. */
  gate(signal: SignalProposal): GateContext;
  /** Told of what the gate refused. */
  refused?(signal: SignalProposal, refusal: Denial): void;
  /**
   * Contracts of the entry; 0 when the smallest lot is too much or the account is not known.
   * @param share what the agents' vote allows of the full size, 0…1.
   */
  size(signal: SignalProposal, context: GateContext, share: number): Lots;
  /** The moment at which the position is closed if neither stop nor target was touched. */
  holdUntil(signal: SignalProposal): number;
}

/** A signal that is tried again after a technical failure: the failed one, and which try this is. */
export interface Retried {
  readonly of: SignalId;
  readonly attempt: number;
}

/** How a signal left the path. */
export type PathEnd = { readonly id: SignalId; readonly signal: SignalProposal; readonly executed: boolean };

export interface PathParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly intake: Intake;
  readonly throttle: Throttle;
  /** The time by which the caps count and waits are measured, ms. */
  readonly steadyNow: () => number;
  /** A cap is full and a person is to be told; `about` is the signal's symbol. */
  readonly onOverflow: (refusal: Denial, about: string) => void;
  /** Two contradicting entries met and one gave way. */
  readonly onPreempted: (sentence: string) => void;
  readonly locks: LockManager;
  readonly desk: OrderDesk;
  readonly supervisor: Supervisor;
  /** Why an agent of the path takes no work now; null when all of them work. */
  readonly unavailable: () => Denial | null;
  readonly context: PathContext;
  /** Called once per valid signal when it is decided. */
  readonly onEnd: (end: PathEnd) => void;
}

/** An entry lock outlives the slowest venue answer we wait for. */
const LEASE_MS = 30_000;

/**
 * The way of one signal: intake, throttle, scoring, conflict, lock, risk gate, execution. Every stage is recorded before
 * the next one begins; the first refusal ends the way. All stages up to the gate run in one turn, so that nothing can
 * change between the gate's look at the account and the intent.
 */
export class SignalPath {
  readonly #parts: PathParts;
  /** What was sent lately, by signals and by hand. */
  readonly recent = new RecentEntries();
  readonly #waits: Waits;
  readonly #throttle: ThrottleStage;
  readonly #conflict: ConflictStage;

  constructor(parts: PathParts) {
    this.#parts = parts;
    const refuse = (work: Work, refusal: Denial): void => this.#refuse(work, refusal);
    const waits = new Waits({ ...parts, refuse });
    this.#waits = waits;
    this.#throttle = new ThrottleStage({ ...parts, waits });
    const running = (signal: SignalProposal) => parts.context.running(signal);
    this.#conflict = new ConflictStage({ ...parts, waits, running });
  }

  /** Takes a proposal from a source; resolves when it is decided. @param retried of one that is tried again. */
  async take(input: unknown, retried: Retried | null = null): Promise<void> {
    const { journal, ids } = this.#parts;
    const parsed = parseProposal(input);
    if (!parsed.ok) {
      const refusal = denial('SIGNAL_INVALID', { problem: parsed.error });
      journal.append({
        type: 'intake.invalid',
        subject: ids.signal(),
        data: { code: refusal.code, sentence: refusal.sentence },
      });
      return;
    }
    // A place that came free belongs to those who wait for it.
    if (this.due) await this.retry();
    const work: Work = { id: ids.signal(), signal: parsed.value, stageUs: [], mark: this.#mark(), size: 0 };
    try {
      this.#receive(work, retried);
      await this.#goOn(work, this.#admit(work, retried !== null) ?? this.#score(work) ?? this.#clear(work));
    } catch (error) {
      this.#fail(work, error);
      throw new AgentError(stageOf(work), error);
    }
  }

  /** True when a signal that waits is to be decided on again. Costs one comparison when nobody waits. */
  get due(): boolean {
    const { nextAt } = this.#waits.room;
    if (nextAt === Number.POSITIVE_INFINITY) return false;
    return this.#parts.throttle.paused !== null || nextAt <= this.#parts.steadyNow();
  }

  /** Decides again on the signals that wait and are due; each takes its way from where it waited. */
  async retry(): Promise<void> {
    const { throttle, clock, steadyNow } = this.#parts;
    if (throttle.paused !== null) {
      this.#waits.refuse(({ at }) => at === 'throttle', denial('THROTTLE_PAUSED', { reason: throttle.paused }));
    }
    const order = throttle.limits.overflow === 'drop-lowest' ? 'highest-score' : 'oldest';
    const failures: unknown[] = [];
    for (const waiter of this.#waits.room.takeDue(steadyNow(), order)) {
      waiter.work.mark = clock.monotonic();
      try {
        await this.#goOn(waiter.work, this.#decideAgain(waiter));
      } catch (error) {
        this.#fail(waiter.work, error);
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Signals that waited could not be decided');
  }

  /** The signals that wait now. */
  waiting(): readonly WaitingSignal[] {
    return this.#waits.list();
  }

  /** Takes back a signal that waited when the program ended. @param until wall time at which its wait is over. */
  takeBack(id: SignalId, signal: SignalProposal, at: WaitingAt, until: number, size: number): void {
    this.#waits.takeBack(id, signal, at, until, size);
  }

  /** Refuses the signals that wait on a symbol whose risk is being reduced; their ids. */
  refuseWaiting(symbol: ContractSymbol, rule: string): readonly SignalId[] {
    const refusal = denial('CONFLICT_REDUCTION_RUNNING', { symbol, rule });
    return this.#waits.refuse(({ work }) => work.signal.symbol === symbol, refusal);
  }

  /** Ends the signals that wait although they are not good any more; their ids. */
  expireWaiting(): readonly SignalId[] {
    const now = this.#parts.clock.now();
    const gone = this.#waits.room.all().filter(({ work }) => now >= work.signal.expiresAt);
    return gone.flatMap(({ work: { id, signal } }) => {
      const ageSeconds = Math.floor((now - signal.tsSource) / 1000);
      const limitSeconds = Math.floor((signal.expiresAt - signal.tsSource) / 1000);
      return this.#waits.refuse(({ work }) => work.id === id, denial('SIGNAL_EXPIRED', { ageSeconds, limitSeconds }));
    });
  }

  #receive({ id, signal }: Work, retried: Retried | null): void {
    const { source, symbol, timeframe, direction, strength, confidence } = signal;
    const { priceTicks, stopTicks, targetTicks, tsSource, expiresAt, reason } = signal;
    this.#parts.journal.append({
      type: 'signal.received',
      subject: id,
      data: {
        source,
        symbol,
        timeframe,
        direction,
        strength,
        confidence,
        priceTicks,
        stopTicks,
        targetTicks,
        tsSource,
        expiresAt,
        reason,
        ...(retried === null ? {} : { retryOf: retried.of, attempt: retried.attempt }),
      },
    });
  }

  async #goOn(work: Work, stop: Stop): Promise<void> {
    if (stop === 'waits') return;
    if (stop === null) await this.#lockAndSend(work);
    else this.#refuse(work, stop);
  }

  #decideAgain(waiter: Waiter<Work>): Stop {
    const { work, at } = waiter;
    const over = this.#waits.over(waiter, () => this.#conflict.standing(work));
    const stopped = over ?? this.#parts.unavailable();
    if (stopped !== null) return stopped;
    if (at === 'conflict') return this.#clear(work, waiter);
    return this.#admitted(work, waiter) ?? this.#score(work) ?? this.#clear(work);
  }

  #admit(work: Work, again: boolean): Stop {
    const unfit = this.#parts.intake.check(work.signal, this.#parts.clock.now(), again) ?? this.#parts.unavailable();
    this.#lap(work, 'intake');
    return unfit ?? this.#admitted(work);
  }

  #admitted(work: Work, waited: Waiter<Work> | null = null): Stop {
    return this.#throttle.decide(work, () => this.#lap(work, 'throttle'), waited);
  }

  #score(work: Work): Denial | null {
    const { context, journal } = this.#parts;
    const { signal } = work;
    const score = context.score(signal);
    const { inputs, inputHash } = context.inputs(signal);
    journal.append({
      type: 'signal.scored',
      subject: work.id,
      data: {
        timeframe: signal.timeframe,
        side: signal.direction,
        threshold: context.evaluating.score,
        score: score as unknown as { readonly [key: string]: Json },
        settings: context.settingsVersion,
        inputHash,
        inputs,
      },
    });
    const evaluation = context.evaluate(signal, score);
    journal.append({ type: 'signal.evaluated', subject: work.id, data: voteRecord(evaluation, context.evaluating) });
    work.size = evaluation.size;
    this.#lap(work, 'technical');
    return evaluation.refusal;
  }

  #clear(work: Work, waited: Waiter<Work> | null = null): Stop {
    return this.#conflict.decide(work, () => this.#lap(work, 'conflict'), waited);
  }

  async #lockAndSend(work: Work): Promise<void> {
    const { locks, journal, clock } = this.#parts;
    const key = resource.symbol(work.signal.symbol);
    const granted = locks.acquire([key], `signal ${work.id}`, LEASE_MS);
    this.#lap(work, 'locking');
    if (!granted.ok) {
      this.#refuse(work, granted.error);
      return;
    }
    const token = granted.value[0]?.token ?? (0 as FencingToken);
    journal.append({
      type: 'signal.locked',
      subject: work.id,
      data: { resource: key, token, leaseUntil: clock.now() + LEASE_MS },
    });
    let refusal: Denial | null;
    try {
      refusal = await this.#riskAndSend(work, token);
    } catch (error) {
      // What fails here fails for a reason of its own, which the caller tells; the symbol must not stay locked for it.
      locks.release(key, token);
      throw error;
    }
    // A lease that ran out meanwhile was recorded as such; there is nothing left to give back.
    if (locks.release(key, token)) {
      journal.append({ type: 'lock.released', subject: work.id, data: { resource: key, token, reason: 'decided' } });
    }
    if (refusal !== null) this.#refuse(work, refusal);
    else this.#end(work, true);
  }

  async #riskAndSend(work: Work, token: FencingToken): Promise<Denial | null> {
    const { context, journal } = this.#parts;
    const { signal } = work;
    // In the turn of the intent: a symbol that drains meanwhile takes nothing more.
    const outside = context.outside?.(signal.symbol) ?? null;
    if (outside !== null) return outside;
    const gate = context.gate(signal);
    const lots = context.size(signal, gate, work.size);
    const { symbol, direction } = signal;
    const order = {
      symbol,
      direction,
      lots,
      priceTicks: signal.priceTicks,
      stopTicks: signal.stopTicks,
    } as EntryProposal;
    const ago = this.recent.since(order, this.#parts.clock.now());
    const result = passGate(order, {
      ...gate,
      sameOrderAgoMs: ago,
      lock: lockFacts(this.#parts.locks, resource.symbol(symbol), token, this.#parts.clock.monotonic()),
      signal: this.#signalFacts(work),
    });
    this.#lap(work, 'gate');
    if (!result.passed) {
      context.refused?.(signal, result.denial);
      return result.denial;
    }
    journal.append({
      type: 'signal.passed',
      subject: work.id,
      data: { checks: result.checks, lots, numbers: gateNumbers(gate) },
    });
    return this.#send(work, lots, token);
  }

  /** Its age now, as it is decided: what it waited for a place counts too. */
  #signalFacts({ id, signal }: Work): Fact<SignalFacts> {
    const { journal, clock } = this.#parts;
    const row = journal.state.signal(id);
    if (row === null) return null;
    return { ageMs: Math.max(0, clock.now() - signal.tsSource), seenBefore: row.state === 'EXECUTED' };
  }

  async #send(work: Work, lots: Lots, token: FencingToken): Promise<Denial | null> {
    const { desk, locks, journal, clock, context } = this.#parts;
    const { signal } = work;
    const key = resource.symbol(signal.symbol);
    this.recent.note({ ...signal, lots }, clock.now());
    const outcome = await desk.enter({
      signalId: work.id,
      symbol: signal.symbol,
      side: signal.direction === 1 ? 'buy' : 'sell',
      lots,
      stopTicks: signal.stopTicks,
      targetTicks: signal.targetTicks,
      token,
      maxHoldUntil: context.holdUntil(signal),
      // Asked right before the send: neither a lost lock nor a halt since the gate lets an order out.
      holdsLock: () => locks.isCurrent(key, token) && this.#haltedBy() === null,
    });
    this.#lap(work, 'execution');
    switch (outcome.kind) {
      case 'sent':
        this.#conflict.remember(outcome.orderId, work);
        journal.append({
          type: 'signal.executed',
          subject: work.id,
          data: { orderId: outcome.orderId, lots, stageUs: work.stageUs },
        });
        return null;
      case 'rejected':
        return denial('VENUE_REJECTED', { reason: outcome.reason, venueCode: outcome.code });
      case 'unknown':
        return denial('VENUE_UNKNOWN', { reason: outcome.reason, symbol: signal.symbol, orderId: outcome.orderId });
      case 'lock-lost': {
        const cause = this.#haltedBy();
        return cause === null ? denial('LOCK_STALE', { resource: key, token }) : denial('RISK_HALTED', { cause });
      }
    }
  }

  /** Why trading is halted; null when it is not. */
  #haltedBy(): string | null {
    const trading = this.#parts.journal.state.fact('trading')?.data;
    return trading?.state === 'HALTED' ? trading.cause : null;
  }

  #refuse(work: Work, refusal: Denial): void {
    const { stage, code, sentence, numbers } = refusal;
    this.#parts.journal.append({
      type: 'signal.refused',
      subject: work.id,
      data: { stage, code, sentence, numbers, stageUs: work.stageUs },
    });
    if (stage !== 'intake') this.#end(work, false);
  }

  /** What broke off in the middle has an end too, unless nothing can be recorded any more. */
  #fail(work: Work, error: unknown): void {
    const { journal } = this.#parts;
    const row = journal.state.signal(work.id);
    if (journal.notWritable !== null || row === null || !isOpenSignal(row.state)) return;
    const problem = error instanceof Error ? error.message : String(error);
    this.#refuse(work, { ...denial('SIGNAL_FAILED', { problem }), stage: stageAfter(row.stage) });
  }

  #mark(): number {
    return this.#parts.clock.monotonic();
  }

  #end({ id, signal }: Work, executed: boolean): void {
    this.#parts.onEnd({ id, signal, executed });
  }

  /** Notes the time since the last lap for a stage and as a beat of its agent. */
  #lap(work: Work, agent: AgentName): void {
    const now = this.#parts.clock.monotonic();
    const took = now - work.mark;
    work.mark = now;
    addStageTime(work, agent, Math.round(took * 1000));
    this.#parts.supervisor.beat(agent, took);
  }
}

/** The figures of the gate worth keeping with a passed signal: exact amounts as text. */
function gateNumbers({ account, dataAgeMs }: GateContext): Record<string, number | string> {
  if (account === null) return {};
  return {
    equity: formatMoney(account.equity),
    gross: formatMoney(account.gross),
    net: formatMoney(account.net),
    dayLossPpm: Number(account.dayLossPpm),
    drawdownPpm: Number(account.drawdownPpm),
    dataAgeMs: dataAgeMs ?? -1,
  };
}
