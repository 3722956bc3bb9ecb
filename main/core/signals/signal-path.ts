import type { AgentName } from '#shared/domain/agent.ts';
import { denial, type Denial } from '#shared/domain/denial.ts';
import { resource, type FencingToken, type SignalId } from '#shared/domain/ids.ts';
import type { Lots } from '#shared/domain/instrument.ts';
import { formatMoney } from '#shared/domain/money.ts';
import type { Score } from '#shared/domain/score.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import { resolve, type RunningAction } from '../agents/conflict/resolver.ts';
import type { Incoming, Rule } from '../agents/conflict/matrix.ts';
import type { LockManager } from '../agents/locking/lock-manager.ts';
import type { Supervisor } from '../agents/orchestration/supervisor.ts';
import type { EntryProposal, GateContext } from '../agents/risk/context.ts';
import { passGate } from '../agents/risk/gate.ts';
import { judgeScore, SCORE_THRESHOLDS } from '../agents/scoring/scoring.ts';
import type { Throttle } from '../agents/throttle/throttle.ts';
import type { OrderDesk } from '../execution/order-desk.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Intake } from './intake.ts';
import { parseProposal, type SignalProposal } from './proposal.ts';

/** What the path asks of the rest of the core. */
export interface PathContext {
  /** The score of all agents for the signal's symbol on its timeframe, at the last closed candle. */
  score(signal: SignalProposal): Score;
  /** What runs on the symbol, seen from this signal's side. */
  running(signal: SignalProposal): { readonly incoming: Incoming; readonly actions: readonly RunningAction[] };
  /** Everything the gate looks at. */
  gate(signal: SignalProposal): GateContext;
  /** Contracts of the entry; 0 when the smallest lot is too much or the account is not known. */
  size(signal: SignalProposal, context: GateContext): Lots;
  /** The moment at which the position is closed if neither stop nor target was touched. */
  holdUntil(signal: SignalProposal): number;
}

/** How a signal left the path. */
export type PathEnd = { readonly id: SignalId; readonly signal: SignalProposal; readonly executed: boolean };

export interface PathParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly intake: Intake;
  readonly throttle: Throttle;
  readonly locks: LockManager;
  readonly desk: OrderDesk;
  readonly supervisor: Supervisor;
  readonly context: PathContext;
  /** Called once per valid signal when it is decided. */
  readonly onEnd: (end: PathEnd) => void;
}

/** An entry lock outlives the slowest venue answer we wait for. */
const LEASE_MS = 30_000;

/** A signal under way: its id, what it proposes, and the microseconds each stage took so far. */
interface Work {
  readonly id: SignalId;
  readonly signal: SignalProposal;
  readonly stageUs: number[];
  mark: number;
}

/**
 * The way of one signal: intake, throttle, scoring, conflict, lock, risk gate, execution. Every stage is recorded before
 * the next one begins; the first refusal ends the way. All stages up to the gate run in one turn, so that nothing can
 * change between the gate's look at the account and the intent.
 */
export class SignalPath {
  readonly #parts: PathParts;
  readonly #lastEntry = new Map<string, number>();

  constructor(parts: PathParts) {
    this.#parts = parts;
  }

  /** Takes a proposal from a source; resolves when it is decided. */
  async take(input: unknown): Promise<void> {
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
    const work: Work = { id: ids.signal(), signal: parsed.value, stageUs: [], mark: this.#parts.clock.monotonic() };
    this.#receive(work);
    const refusal = this.#admit(work) ?? this.#score(work) ?? this.#clear(work);
    if (refusal !== null) {
      this.#refuse(work, refusal);
      return;
    }
    await this.#lockAndSend(work);
  }

  /** Milliseconds since the same entry (symbol, side, size) was last sent; null when it never was. */
  sameOrderAgo(symbol: string, direction: number, lots: number, now: number): number | null {
    const at = this.#lastEntry.get(`${symbol}|${String(direction)}|${String(lots)}`);
    return at === undefined ? null : now - at;
  }

  #receive({ id, signal }: Work): void {
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
      },
    });
  }

  #admit(work: Work): Denial | null {
    const { intake, throttle, clock, journal } = this.#parts;
    const { symbol, source } = work.signal;
    const now = clock.now();
    const unfit = intake.check(work.signal, now);
    this.#lap(work, 'intake');
    if (unfit !== null) return unfit;
    const admission = throttle.admit(symbol, source, now);
    this.#lap(work, 'throttle');
    if (!admission.ok) return admission.error;
    journal.append({ type: 'signal.admitted', subject: work.id, data: { ...admission.value } });
    return null;
  }

  #score(work: Work): Denial | null {
    const { context, journal } = this.#parts;
    const { signal } = work;
    const score = context.score(signal);
    journal.append({
      type: 'signal.scored',
      subject: work.id,
      data: {
        timeframe: signal.timeframe,
        side: signal.direction,
        threshold: SCORE_THRESHOLDS.score,
        score: score as unknown as { readonly [key: string]: Json },
      },
    });
    this.#lap(work, 'technical');
    return judgeScore(score, signal.direction, signal.symbol, signal.timeframe);
  }

  #clear(work: Work): Denial | null {
    const { signal } = work;
    const { incoming, actions } = this.#parts.context.running(signal);
    const { rule, running } = resolve(incoming, actions);
    this.#lap(work, 'conflict');
    if (rule.decision !== 'proceed') return conflictDenial(signal, incoming, rule, running);
    const label = running?.label ?? 'nothing';
    this.#parts.journal.append({ type: 'signal.cleared', subject: work.id, data: { rule: rule.id, running: label } });
    return null;
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
    locks.release(key, token);
    journal.append({ type: 'lock.released', subject: work.id, data: { resource: key, token, reason: 'decided' } });
    if (refusal !== null) this.#refuse(work, refusal);
    else this.#end(work, true);
  }

  async #riskAndSend(work: Work, token: FencingToken): Promise<Denial | null> {
    const { context, journal } = this.#parts;
    const { signal } = work;
    const gate = context.gate(signal);
    const lots = context.size(signal, gate);
    const { symbol, direction } = signal;
    const order = {
      symbol,
      direction,
      lots,
      priceTicks: signal.priceTicks,
      stopTicks: signal.stopTicks,
    } as EntryProposal;
    const ago = this.sameOrderAgo(symbol, direction, lots, this.#parts.clock.now());
    const result = passGate(order, { ...gate, sameOrderAgoMs: ago });
    this.#lap(work, 'gate');
    if (!result.passed) return result.denial;
    journal.append({
      type: 'signal.passed',
      subject: work.id,
      data: { checks: result.checks, lots, numbers: gateNumbers(gate) },
    });
    return this.#send(work, lots, token);
  }

  async #send(work: Work, lots: Lots, token: FencingToken): Promise<Denial | null> {
    const { desk, locks, journal, clock, context } = this.#parts;
    const { signal } = work;
    const key = resource.symbol(signal.symbol);
    this.#lastEntry.set(`${signal.symbol}|${String(signal.direction)}|${String(lots)}`, clock.now());
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

  #end({ id, signal }: Work, executed: boolean): void {
    this.#parts.onEnd({ id, signal, executed });
  }

  /** Notes the time since the last lap for a stage and as a beat of its agent. */
  #lap(work: Work, agent: AgentName): void {
    const now = this.#parts.clock.monotonic();
    const took = now - work.mark;
    work.mark = now;
    work.stageUs.push(Math.round(took * 1000));
    this.#parts.supervisor.beat(agent, took);
  }
}

/** The refusal that a rule of the conflict matrix stands for. */
export function conflictDenial(
  signal: Pick<SignalProposal, 'symbol' | 'direction'>,
  incoming: Incoming,
  rule: Rule,
  running: RunningAction | null,
): Denial {
  const side = signal.direction === 1 ? 'long' : 'short';
  const other = signal.direction === 1 ? 'short' : 'long';
  const { symbol } = signal;
  if (running?.kind === 'reduction') return denial('CONFLICT_REDUCTION_RUNNING', { symbol, rule: rule.id });
  if (running?.kind !== 'order') {
    return denial('CONFLICT_CANCELED', { running: running?.label ?? '', resource: symbol, rule: rule.id });
  }
  return incoming === 'entry-same-side'
    ? denial('CONFLICT_SAME_SIDE', { side, symbol, rule: rule.id })
    : denial('CONFLICT_OPPOSITE_SIDE', { side: other, symbol, rule: rule.id });
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
