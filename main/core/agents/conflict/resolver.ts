import type { ClientOrderId } from '#shared/domain/ids.ts';
import { MATRIX, NO_CONFLICT, RUNNING, type Incoming, type Outcome, type Rule, type Running } from './matrix.ts';

/** Whose action goes first, smaller first. */
export const PRIORITY = { risk: 0, person: 1, exit: 2, signal: 3, optimisation: 4 } as const;

/** An action that asks to run, with what orders it among others of the same moment. */
export interface Claim {
  readonly id: string;
  /** Smaller goes first: risk 0, person 1, stop or target 2, signal 3, optimisation 4. */
  readonly priority: number;
  /** 0…1; larger goes first at equal priority. */
  readonly confidence: number;
  /** When it arose, ms; older goes first at equal confidence. */
  readonly since: number;
}

/** What is found to be running on a resource when a claim arrives. */
export interface RunningAction {
  readonly kind: Running;
  /** What it is, for the record: `position long`, `order 3f…`. */
  readonly label: string;
  /** What it claimed when it began; null or absent when that is not known, and then it stands. */
  readonly claim?: Claim | null;
  /** The order, where it is one. */
  readonly orderId?: ClientOrderId | null;
}

/** A decision and the pair that led to it. */
export interface Resolution {
  readonly rule: Rule;
  readonly running: RunningAction | null;
  /** What the rule comes to for this pair. */
  readonly outcome: Outcome;
}

/** The strictest outcome wins when several actions run: refuse, queue, preempt, merge, proceed. */
const STRICTNESS: Readonly<Record<Outcome, number>> = { refuse: 0, queue: 1, merge: 2, preempt: 3, proceed: 4 };

/**
 * Decides on an incoming action given everything that runs on its resource. The result does not depend on the order in
 * which the running actions are listed.
 * @param claim of the incoming action; without one it goes first before nobody.
 */
export function resolve(incoming: Incoming, running: readonly RunningAction[], claim: Claim | null = null): Resolution {
  let best: Resolution = { rule: NO_CONFLICT, running: null, outcome: 'proceed' };
  if (running.length === 0) return best;
  const ordered = [...running].sort(compareActions);
  for (const action of ordered) {
    const rule = MATRIX[incoming][action.kind];
    const outcome = outcomeOf(rule, claim, action);
    if (best.running === null || STRICTNESS[outcome] < STRICTNESS[best.outcome]) {
      best = { rule, running: action, outcome };
    }
  }
  return best;
}

function outcomeOf({ decision }: Rule, claim: Claim | null, running: RunningAction): Outcome {
  if (decision !== 'precedence') return decision;
  const other = running.claim ?? null;
  return claim !== null && other !== null && compareClaims(claim, other) < 0 ? 'preempt' : 'refuse';
}

const compareActions = (a: RunningAction, b: RunningAction): number =>
  RUNNING.indexOf(a.kind) - RUNNING.indexOf(b.kind) || compareText(a.label, b.label) || compareHeld(a.claim, b.claim);

const compareHeld = (a: Claim | null = null, b: Claim | null = null): number =>
  a === null || b === null ? Number(a === null) - Number(b === null) : compareClaims(a, b);

/** The total order in which claims of the same moment are decided: priority, confidence, age, id. */
export function compareClaims(a: Claim, b: Claim): number {
  return a.priority - b.priority || b.confidence - a.confidence || a.since - b.since || compareText(a.id, b.id);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
