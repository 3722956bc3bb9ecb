/** What makes a proof of absence (rule R4). */
export interface AbsenceRule {
  /** The least time between the attempt and a conclusion: longer than a request can be under way, ms. */
  readonly settleMs: number;
  /** The least time between two answers that count, ms, and how many must. */
  readonly apartMs: number;
  readonly notFound: number;
  /** How far before the attempt the lists must begin, ms. */
  readonly listsFromMs: number;
}

export const ABSENCE_RULE: AbsenceRule = { settleMs: 30_000, apartMs: 5_000, notFound: 3, listsFromMs: 60_000 };

/**
 * What is known about an order that may never have arrived. All times are ms on one monotonic clock, except `since`, which
 * is how far before the attempt a list reaches back, in ms. Null: not answered. An error or a timeout is never evidence.
 */
export interface AbsenceEvidence {
  /** When the attempt was made, or later: when it was first known to be in doubt. */
  readonly attemptedAt: number;
  readonly now: number;
  /** When each clean "there is no such order" was asked for, oldest first. */
  readonly notFoundAt: readonly number[];
  readonly openOrders: ListEvidence | null;
  readonly doneOrders: (ListEvidence & { readonly reachesBackMs: number }) | null;
  readonly fills: (ListEvidence & { readonly reachesBackMs: number }) | null;
  readonly position: { readonly askedAt: number; readonly equalsFills: boolean } | null;
}

/** A complete list and whether the order is in it. */
export interface ListEvidence {
  readonly askedAt: number;
  readonly contains: boolean;
}

/** What a proof of absence still lacks. `found`: there is a sign of the order, so it is not absent. */
export type AbsenceGap =
  | 'too-early'
  | 'not-found-too-few'
  | 'open-orders'
  | 'done-orders'
  | 'fills'
  | 'position'
  | 'found';

/**
 * Rule R4: an order is proven absent only if all five parts hold. Each list must have been asked for when the time to
 * settle was over, and so must the last "not found": an answer from before may be older than a late arrival.
 * @returns what is missing; empty when the order is proven absent.
 */
export function absenceGaps(evidence: AbsenceEvidence, rule: AbsenceRule): readonly AbsenceGap[] {
  const { attemptedAt, now, openOrders, doneOrders, fills, position } = evidence;
  const settled = attemptedAt + rule.settleMs;
  const gaps: AbsenceGap[] = [];
  if ([openOrders, doneOrders, fills].some((list) => list?.contains === true)) gaps.push('found');
  if (now < settled) gaps.push('too-early');
  if (!enoughNotFound(evidence, rule)) gaps.push('not-found-too-few');
  if (openOrders === null || openOrders.askedAt < settled) gaps.push('open-orders');
  if (!reaches(doneOrders, settled, rule)) gaps.push('done-orders');
  if (!reaches(fills, settled, rule)) gaps.push('fills');
  if (position === null || position.askedAt < settled || !position.equalsFills) gaps.push('position');
  return gaps;
}

function reaches(list: AbsenceEvidence['fills'], settled: number, { listsFromMs }: AbsenceRule): boolean {
  return list !== null && list.askedAt >= settled && list.reachesBackMs >= listsFromMs;
}

/** Counts answers far enough from the one counted before; the last must be from after the settling. */
function enoughNotFound({ attemptedAt, notFoundAt }: AbsenceEvidence, rule: AbsenceRule): boolean {
  let counted = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const at of notFoundAt) {
    if (at < attemptedAt || at - last < rule.apartMs) continue;
    counted += 1;
    last = at;
  }
  return counted >= rule.notFound && (notFoundAt.at(-1) ?? 0) >= attemptedAt + rule.settleMs;
}
