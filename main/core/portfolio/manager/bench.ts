import type { ContractSymbol } from '#shared/domain/ids.ts';
import { unmet, type Unmet } from '#shared/domain/slot.ts';
import { DAY } from '#shared/domain/time.ts';
import type { PortfolioState, SlotChangeRow, SlotRow } from '#core/journal/portfolio-rows.ts';
import { daysOf, hoursOf, ineligible } from './eligibility.ts';
import { freshScore, type ReviewContext } from './review-context.ts';
import { swapValue, type SwapValue } from './swap-cost.ts';

/** A slot as a review sees it: the same before and after what the review itself changes. */
export type Member = Pick<SlotRow, 'symbol' | 'state' | 'since' | 'pinReason' | 'weight' | 'drain'>;

/** One who is not in, against the slot it would take. */
export interface Challenger {
  readonly symbol: ContractSymbol;
  readonly eligible: boolean;
  /** Points ahead of the slot; null when one of the two scores cannot be acted on. */
  readonly lead: number | null;
  /** Since when it leads far enough without a break; null when it does not. */
  readonly leadSince: number | null;
  readonly value: SwapValue | null;
  /** The one main reason why it is not in; null when it may come in now. */
  readonly missing: Unmet | null;
}

/** What is the same for every challenger of one review. */
export interface Race {
  readonly members: readonly Member[];
  /** The slot that would be given up; null when none can be. */
  readonly leaver: Member | null;
  readonly leaverScore: number | null;
  readonly state: PortfolioState;
}

const points = (value: number): number => Math.round(value * 10) / 10;
const percent = (share: number): number => Math.round(share * 1_000) / 10;

/** Swaps that rules made within a time before `at`; what a person did counts for the person. */
export function swapsSince(history: readonly SlotChangeRow[], from: number): number {
  return history.filter(({ action, override, ts }) => action === 'replaced' && !override && ts > from).length;
}

/**
 * The slot to be given up: of the candidates the lowest that has stayed long enough, or the lowest of all. Pinned and
 * draining slots are never candidates.
 */
export function leaverOf(members: readonly Member[], { at, settings }: ReviewContext): Member | null {
  const candidates = members.filter(({ state }) => state === 'replacement-candidate');
  return candidates.findLast(({ since }) => at - since >= settings.minStayMs) ?? candidates.at(-1) ?? null;
}

/** The share of the weights a sector has without a slot. An unweighted slot counts as an equal part. */
function sectorShare(
  sector: string,
  members: readonly Member[],
  without: ContractSymbol | null,
  context: ReviewContext,
): number {
  const equal = 1 / context.settings.slots;
  return members
    .filter(({ symbol }) => symbol !== without && context.facts(symbol).sector === sector)
    .reduce((sum, { weight }) => sum + (weight === null ? equal : weight / 1_000), 0);
}

/** Judges one who is not in: every condition in its order, the first that is missing is the reason. */
export function judge(symbol: ContractSymbol, race: Race, context: ReviewContext): Challenger {
  const { state, leaver } = race;
  const memory = state.memory.get(symbol);
  const notEligible = ineligible(symbol, context, memory);
  const score = freshScore(context, symbol);
  const lead = score === null || race.leaverScore === null ? null : points(score - race.leaverScore);
  const ahead = lead !== null && lead >= context.settings.lead;
  const leadSince = ahead ? (state.review.leads.get(symbol) ?? context.at) : null;
  const value = leaver === null || lead === null ? null : swapValue(context, symbol, leaver.symbol, lead);
  const missing =
    notEligible ??
    coolOff(memory?.leftAt ?? null, context) ??
    raceProblem({ symbol, lead, leadSince, value }, race, context);
  return { symbol, eligible: notEligible === null, lead, leadSince, value, missing };
}

/** Whether one who left has to wait. */
export function coolOff(leftAt: number | null, { at, settings }: ReviewContext): Unmet | null {
  if (leftAt === null || at - leftAt >= settings.coolOffMs) return null;
  return unmet('cool-off', { days: daysOf(at - leftAt), limit: daysOf(settings.coolOffMs) });
}

type Runner = Pick<Challenger, 'symbol' | 'lead' | 'leadSince' | 'value'>;

function raceProblem(runner: Runner, race: Race, context: ReviewContext): Unmet | null {
  const { settings, at } = context;
  const { leaver } = race;
  if (!settings.rotate) return unmet('no-slot-to-give', { why: 'rotation is switched off' });
  if (leaver === null) return unmet('no-slot-to-give', { why: 'every candidate is pinned or draining' });
  const { symbol: slot } = leaver;
  if (runner.lead === null) return unmet('slot-score', { slot });
  if (runner.leadSince === null) return unmet('lead', { slot, lead: runner.lead, limit: settings.lead });
  const held = at - runner.leadSince;
  if (held < settings.holdMs) return unmet('hold', { hours: hoursOf(held), limit: hoursOf(settings.holdMs) });
  const stayed = at - leaver.since;
  if (stayed < settings.minStayMs) {
    return unmet('minimum-stay', { slot, days: daysOf(stayed), limit: daysOf(settings.minStayMs) });
  }
  return limitProblem(race, context) ?? capProblem(runner.symbol, race, context) ?? costProblem(runner.value, context);
}

function limitProblem({ members, state }: Race, { at, settings }: ReviewContext): Unmet | null {
  const draining = members.find(({ drain }) => drain !== null && drain.replacement !== null);
  if (draining !== undefined) return unmet('swap-running', { slot: draining.symbol });
  for (const [days, limit] of [
    [7, settings.swapsPerWeek],
    [30, settings.swapsPerMonth],
  ] as const) {
    const count = swapsSince(state.history, at - days * DAY);
    if (count >= limit) return unmet('swap-limit', { count, days, limit });
  }
  return null;
}

/** Whether taking a symbol in would break the cap of its sector or of a pair. */
function capProblem(symbol: ContractSymbol, { members, leaver }: Race, context: ReviewContext): Unmet | null {
  const { settings } = context;
  return (
    sectorProblem(symbol, members, leaver, context) ??
    firstOf(members, ({ symbol: other }) => {
      if (other === leaver?.symbol) return null;
      const { value, n } = context.correlation(symbol, other);
      if (value === null) return unmet('correlation-unknown', { other, n, limit: settings.minReturns });
      if (value < settings.correlationCap) return null;
      return unmet('correlation', { other, value: Math.round(value * 100) / 100, limit: settings.correlationCap });
    })
  );
}

/** Whether taking a symbol in would break the cap of its sector; it is counted with the weight of the slot it takes. */
export function sectorProblem(
  symbol: ContractSymbol,
  members: readonly Member[],
  leaver: Member | null,
  context: ReviewContext,
): Unmet | null {
  const { settings } = context;
  const { sector } = context.facts(symbol);
  const given = leaver?.weight ?? null;
  const own = given === null ? 1 / settings.slots : given / 1_000;
  const before = sectorShare(sector, members, null, context);
  const weight = sectorShare(sector, members, leaver?.symbol ?? null, context) + own;
  // What is above already may not grow; a swap within a sector leaves it as it is.
  if (weight <= settings.sectorCap + 1e-9 || weight <= before + 1e-9) return null;
  return unmet('sector', { sector, weight: percent(weight), limit: percent(settings.sectorCap) });
}

function costProblem(value: SwapValue | null, { settings }: ReviewContext): Unmet | null {
  const cost = value?.costBps ?? null;
  if (value === null || cost === null) return unmet('cost-unknown');
  if (value.gainBps >= settings.gainOverCost * cost) return null;
  return unmet('cost', { gain: value.gainBps, cost, times: settings.gainOverCost });
}

function firstOf<T>(list: readonly T[], find: (item: T) => Unmet | null): Unmet | null {
  for (const item of list) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
