import { denial, type Denial } from '#shared/domain/denial.ts';
import type { ClientOrderId } from '#shared/domain/ids.ts';
import type { Incoming, Rule } from '../agents/conflict/matrix.ts';
import { resolve, type Claim, type Resolution, type RunningAction } from '../agents/conflict/resolver.ts';
import type { OrderDesk } from '../execution/order-desk.ts';
import type { Journal } from '../journal/journal.ts';
import type { SignalProposal } from './proposal.ts';
import { claimOf, type Stop, type Work } from './signal-work.ts';
import type { Waiter } from './waiting-room.ts';
import type { Waits } from './waits.ts';

/** The longest wait for a conflicting action to end, and how often it is looked at. */
const CONFLICT_WAIT_MS = 60_000;
const CONFLICT_RECHECK_MS = 1_000;
/** Sent entries whose claims are remembered: more than can be on their way at once. */
const CLAIMS_KEPT = 200;

export interface ConflictStageParts {
  readonly journal: Journal;
  readonly desk: Pick<OrderDesk, 'cancel'>;
  readonly waits: Waits;
  /** What runs on the symbol, seen from this signal's side. */
  readonly running: (signal: SignalProposal) => {
    readonly incoming: Incoming;
    readonly actions: readonly RunningAction[];
  };
  /** Two contradicting entries met and one gave way. */
  readonly onPreempted: (sentence: string) => void;
}

/** Settles what a signal meets on its symbol, and carries the outcome out. */
export class ConflictStage {
  readonly #parts: ConflictStageParts;
  readonly #claims = new Map<ClientOrderId, Claim>();

  constructor(parts: ConflictStageParts) {
    this.#parts = parts;
  }

  /** @param lap called when the matrix was asked. @param waited how it waited, when it comes back. */
  decide(work: Work, lap: () => void, waited: Waiter<Work> | null): Stop {
    const { signal } = work;
    const { incoming, actions } = this.#parts.running(signal);
    const made = resolve(incoming, this.#claimed(actions), claimOf(work));
    const { rule, running, outcome } = made;
    lap();
    switch (outcome) {
      case 'proceed': {
        const data = { rule: rule.id, running: running?.label ?? 'nothing' };
        this.#parts.journal.append({ type: 'signal.cleared', subject: work.id, data });
        return null;
      }
      case 'preempt':
        if (waited === null) this.#preempt(work, made);
        return this.#queue(work, made, waited);
      case 'queue':
        return this.#queue(work, made, waited);
      case 'merge':
      case 'refuse':
        return conflictDenial(signal, incoming, rule, running);
    }
  }

  /** What stands against a signal now. */
  standing({ signal }: Work): { readonly resource: string; readonly rule: string } {
    const { incoming, actions } = this.#parts.running(signal);
    return { resource: signal.symbol, rule: resolve(incoming, actions).rule.id };
  }

  /** Remembers what a sent entry claimed, for those that contradict it. */
  remember(orderId: ClientOrderId, work: Work): void {
    this.#claims.set(orderId, claimOf(work));
    const [oldest] = this.#claims.keys();
    if (this.#claims.size > CLAIMS_KEPT && oldest !== undefined) this.#claims.delete(oldest);
  }

  #claimed(actions: readonly RunningAction[]): readonly RunningAction[] {
    if (this.#claims.size === 0 || actions.length === 0) return actions;
    return actions.map((action) => {
      const claim = action.orderId ? this.#claims.get(action.orderId) : undefined;
      return claim === undefined ? action : { ...action, claim };
    });
  }

  /** The running entry gives way: it is canceled, and the signal is decided on again when it is gone. */
  #preempt({ id, signal }: Work, { rule, running, outcome }: Resolution): void {
    const { desk, journal, onPreempted } = this.#parts;
    const orderId = running?.orderId ?? null;
    if (running === null || orderId === null) return;
    const incoming = `signal ${id}`;
    journal.append({
      type: 'conflict.decided',
      subject: signal.symbol,
      data: { incoming, running: running.label, rule: rule.id, outcome, because: rule.because, canceled: [orderId] },
    });
    desk.cancel(orderId, `gives way to ${incoming} (rule ${rule.id})`);
    onPreempted(`${signal.symbol}: ${running.label} gives way to ${incoming} (rule ${rule.id}).`);
  }

  #queue(work: Work, { rule, running }: Resolution, waited: Waiter<Work> | null): Stop {
    const { waits } = this.#parts;
    if (waited !== null) return waits.goOn(waited, CONFLICT_RECHECK_MS);
    const numbers = { running: running?.label ?? '', resource: work.signal.symbol, rule: rule.id };
    return waits.begin(work, 'conflict', CONFLICT_RECHECK_MS, CONFLICT_WAIT_MS, denial('CONFLICT_QUEUED', numbers));
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
  const both = { symbol, rule: rule.id, running: running?.label ?? '' };
  if (running?.kind === 'reduction') return denial('CONFLICT_REDUCTION_RUNNING', both);
  if (running?.kind !== 'order' && running?.kind !== 'position') {
    return denial('CONFLICT_CANCELED', { ...both, resource: symbol });
  }
  return incoming === 'entry-same-side'
    ? denial('CONFLICT_SAME_SIDE', { ...both, side })
    : denial('CONFLICT_OPPOSITE_SIDE', { ...both, side: other });
}
