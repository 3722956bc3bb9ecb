import type { AdoptionPlan, DifferenceView } from '#shared/contract/reconcile.ts';
import { say } from '#shared/language/words.ts';

/** The fields as typed. */
export interface PlanDraft {
  readonly stop: string;
  readonly target: string;
  readonly holdHours: string;
}

export const NO_PLAN: PlanDraft = { stop: '', target: '', holdHours: '48' };

export type PlanOutcome =
  | { readonly ok: true; readonly plan: AdoptionPlan }
  | { readonly ok: false; readonly problem: string };

const PRICE = /^\d{1,12}(\.\d{1,12})?$/;
const LONGEST_HOURS = 720;

const isPrice = (text: string): boolean => PRICE.test(text);

function priceProblem(stop: string, target: string, lots: number): string | null {
  if (stop === '' || target === '') return say('Give a stop and a target.');
  const wrong = [stop, target].find((text) => !isPrice(text));
  if (wrong !== undefined) return say('“{wrong}” is not a price: write it as 3846.00.', { wrong });
  const below = Number(stop) < Number(target);
  if (lots > 0 && !below) return say('It is long: the stop lies below the target.');
  const above = Number(stop) > Number(target);
  return lots < 0 && !above ? say('It is short: the stop lies above the target.') : null;
}

/** Reads the typed plan; the stop must lie on the losing side of the target for the position's direction. */
export function readPlan(draft: PlanDraft, { theirs, ours }: Pick<DifferenceView, 'ours' | 'theirs'>): PlanOutcome {
  const [stop, target] = [draft.stop.trim(), draft.target.trim()];
  const problem = priceProblem(stop, target, theirs?.lots ?? ours?.lots ?? 0);
  if (problem !== null) return { ok: false, problem };
  const holdHours = Number(draft.holdHours.trim());
  if (!Number.isInteger(holdHours) || holdHours < 1 || holdHours > LONGEST_HOURS)
    return {
      ok: false,
      problem: say('The longest time is 1 to {hours} whole hours.', { hours: LONGEST_HOURS }),
    };
  return { ok: true, plan: { stop, target, holdHours } };
}
