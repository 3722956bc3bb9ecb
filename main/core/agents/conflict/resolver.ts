import { MATRIX, NO_CONFLICT, RUNNING, type Incoming, type Rule, type Running } from './matrix.ts';

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
}

/** A decision and the pair that led to it. */
export interface Resolution {
  readonly rule: Rule;
  readonly running: RunningAction | null;
}

/** The strictest outcome wins when several actions run: refuse, queue, preempt, merge, proceed. */
const STRICTNESS = { refuse: 0, queue: 1, merge: 2, preempt: 3, proceed: 4 } as const;

/**
 * Decides on an incoming action given everything that runs on its resource. The result does not depend on the order in
 * which the running actions are listed.
 */
export function resolve(incoming: Incoming, running: readonly RunningAction[]): Resolution {
  let best: Resolution = { rule: NO_CONFLICT, running: null };
  const ordered = [...running].sort(
    (a, b) => RUNNING.indexOf(a.kind) - RUNNING.indexOf(b.kind) || compareText(a.label, b.label),
  );
  for (const action of ordered) {
    const rule = MATRIX[incoming][action.kind];
    if (best.running === null || STRICTNESS[rule.decision] < STRICTNESS[best.rule.decision])
      best = { rule, running: action };
  }
  return best;
}

/** The total order in which claims of the same moment are decided: priority, confidence, age, id. */
export function compareClaims(a: Claim, b: Claim): number {
  return a.priority - b.priority || b.confidence - a.confidence || a.since - b.since || compareText(a.id, b.id);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
