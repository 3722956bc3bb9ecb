import type { ContractSymbol } from '#shared/domain/ids.ts';
import { HOUR } from '#shared/domain/time.ts';
import type { JournalDraft } from '#core/journal/event.ts';
import type { PortfolioEventData, PortfolioEventType } from '#core/journal/portfolio-event-types.ts';
import type { PortfolioState } from '#core/journal/portfolio-rows.ts';
import { coolOff, judge, leaverOf, sectorProblem, type Challenger, type Member } from './bench.ts';
import { ineligible, mustLeave } from './eligibility.ts';
import { freshScore, type ReviewContext } from './review-context.ts';
import { MANAGER_ALGORITHM } from './settings.ts';
import { tiltedWeights } from './weights.ts';

/** A record a review makes. */
export type PortfolioDraft = JournalDraft<PortfolioEventType>;

/** What a review comes to: records to be made in this order, and how each that is not in stands. */
export interface Decision {
  readonly changes: readonly PortfolioDraft[];
  readonly challengers: readonly Challenger[];
  /** The slot that leads are measured over; null when none can be given up. */
  readonly over: ContractSymbol | null;
}

const BY_RULE = { by: 'rule', override: false } as const;

/** The members as the records so far leave them, and those records. */
interface Plan {
  members: readonly Member[];
  readonly changes: PortfolioDraft[];
}

/**
 * Decides what becomes of the portfolio at a review. Pure: the same state and the same context give the same records,
 * whatever the order of the standings.
 */
export function decide(state: PortfolioState, context: ReviewContext): Decision {
  const plan: Plan = { members: state.slots, changes: [] };
  leave(plan, state, context);
  settle(plan, state, context);
  fillUp(plan, state, context);
  order(plan, context);
  const race = raceOf(plan, state, context);
  const challengers = context.symbols
    .filter((symbol) => !plan.members.some((member) => member.symbol === symbol))
    .map((symbol) => judge(symbol, race, context))
    .sort((a, b) => compareScores(context, a.symbol, b.symbol));
  const ready = best(challengers);
  if (ready !== null && race.leaver !== null) swap(plan, ready, race.leaver, context);
  weigh(plan, state, context);
  review(plan, state, challengers, race.leaver?.symbol ?? null);
  return { changes: plan.changes, challengers, over: race.leaver?.symbol ?? null };
}

/** Only what is draining and flat by now: it leaves at once, between two reviews too. */
export function decideDrains(state: PortfolioState, context: ReviewContext): readonly PortfolioDraft[] {
  const plan: Plan = { members: state.slots, changes: [] };
  settle(plan, state, context);
  if (plan.changes.length > 0) weigh(plan, state, context);
  return plan.changes;
}

function raceOf({ members }: Plan, state: PortfolioState, context: ReviewContext) {
  const leaver = leaverOf(members, context);
  return { members, leaver, leaverScore: leaver === null ? null : freshScore(context, leaver.symbol), state };
}

const known = (context: ReviewContext, symbol: ContractSymbol) => {
  const standing = context.standings.get(symbol);
  return {
    score: standing?.score ?? null,
    confidence: standing?.confidence ?? null,
    algorithm: MANAGER_ALGORITHM,
  };
};

/** Highest score first; who has none comes last; equal scores by name, so that the order is total. */
function compareScores(context: ReviewContext, a: ContractSymbol, b: ContractSymbol): number {
  const difference = (freshScore(context, b) ?? -1) - (freshScore(context, a) ?? -1);
  return difference !== 0 ? difference : a < b ? -1 : a > b ? 1 : 0;
}

/** Those that must go: at once when they are flat, else they drain. */
function leave(plan: Plan, state: PortfolioState, context: ReviewContext): void {
  for (const member of plan.members) {
    if (member.state === 'draining') continue;
    const why = mustLeave(member.symbol, context, state.memory.get(member.symbol));
    if (why === null) continue;
    const { listing, flat } = context.facts(member.symbol);
    const data = { ...BY_RULE, ...known(context, member.symbol), code: why.condition, reason: why.sentence };
    if (flat) {
      plan.changes.push({ type: 'portfolio.removed', subject: member.symbol, data });
      plan.members = plan.members.filter((each) => each !== member);
      continue;
    }
    const endsAt = listing.listed ? listing.endsAt : null;
    const latest = context.at + context.settings.drainMs;
    const until = endsAt === null ? latest : Math.max(context.at, Math.min(latest, endsAt - HOUR));
    startDrain(plan, member, { ...data, until, ...NO_SWAP }, context);
  }
}

const NO_SWAP = { replacement: null, replacementScore: null, gainBps: null, costBps: null, heldMs: null } as const;

type DrainData = PortfolioEventData['portfolio.draining'];

function startDrain(plan: Plan, member: Member, data: DrainData, { at }: ReviewContext): void {
  plan.changes.push({ type: 'portfolio.draining', subject: member.symbol, data });
  const replacement = data.replacement as ContractSymbol | null;
  const { until, code, reason, by, override, gainBps, costBps, heldMs } = data;
  const since = at as NonNullable<Member['drain']>['since'];
  const drain = { since, until, code, reason, by, override, replacement, gainBps, costBps, heldMs };
  plan.members = plan.members.map((each) => (each === member ? { ...member, state: 'draining', drain } : each));
}

/** Draining slots that are flat: who was to follow follows if it still may, in the same record. */
function settle(plan: Plan, state: PortfolioState, context: ReviewContext): void {
  for (const member of plan.members) {
    const { drain, symbol } = member;
    if (member.state !== 'draining' || drain === null || !context.facts(symbol).flat) continue;
    const { by, override, code, reason, gainBps, costBps, heldMs } = drain;
    const newcomer = drain.replacement;
    const may = newcomer !== null && mayFollow(newcomer, plan, state, context);
    if (!may) {
      const data = { by, override, code, reason, ...known(context, symbol) };
      plan.changes.push({ type: 'portfolio.removed', subject: symbol, data });
      plan.members = plan.members.filter((each) => each !== member);
      continue;
    }
    const leaverScore = context.standings.get(symbol)?.score ?? null;
    const score = context.standings.get(newcomer)?.score ?? null;
    const difference = score === null || leaverScore === null ? null : Math.round((score - leaverScore) * 10) / 10;
    plan.changes.push({
      type: 'portfolio.replaced',
      subject: newcomer,
      data: {
        ...{ by, override, reason, ...known(context, newcomer) },
        ...{ replaced: symbol, replacedScore: leaverScore, difference },
        ...{ gainBps, costBps, heldMs, drainedSince: drain.since },
      },
    });
    plan.members = plan.members.map((each) => (each === member ? fresh(newcomer, context) : each));
  }
}

const fresh = (symbol: ContractSymbol, { at }: ReviewContext): Member => ({
  symbol,
  state: 'active',
  since: at as Member['since'],
  pinReason: null,
  weight: null,
  drain: null,
});

/** What was decided when the drain began stands, unless the market or a ban forbids it meanwhile. */
function mayFollow(
  symbol: ContractSymbol,
  { members }: Plan,
  { memory }: PortfolioState,
  context: ReviewContext,
): boolean {
  if (members.some((member) => member.symbol === symbol)) return false;
  return mustLeave(symbol, context, memory.get(symbol)) === null;
}

/** Gives empty slots to the best who are eligible; there is nobody to be ahead of, so no lead has to be held. */
function fillUp(plan: Plan, state: PortfolioState, context: ReviewContext): void {
  const { settings } = context;
  const eligible = context.symbols
    .filter((symbol) => !plan.members.some((member) => member.symbol === symbol))
    .filter((symbol) => !plan.members.some(({ drain }) => drain?.replacement === symbol))
    .filter((symbol) => ineligible(symbol, context, state.memory.get(symbol)) === null)
    .filter((symbol) => coolOff(state.memory.get(symbol)?.leftAt ?? null, context) === null)
    .sort((a, b) => compareScores(context, a, b));
  for (const symbol of eligible) {
    if (plan.members.length >= settings.slots) return;
    if (sectorProblem(symbol, plan.members, null, context) !== null) continue;
    const reason = 'A slot was empty and it is the best eligible symbol that keeps the caps';
    plan.changes.push({
      type: 'portfolio.added',
      subject: symbol,
      data: { ...BY_RULE, reason, ...known(context, symbol) },
    });
    plan.members = [...plan.members, fresh(symbol, context)];
  }
}

/** Ranks by score; the lowest that are neither pinned nor draining are first to go. */
function order(plan: Plan, context: ReviewContext): void {
  const ranked = [...plan.members].sort((a, b) => compareScores(context, a.symbol, b.symbol));
  const movable = ranked.filter(({ state, pinReason }) => state !== 'draining' && pinReason === null);
  const { candidates: count, slots } = context.settings;
  // A portfolio that is not full has nobody to give up.
  const full = ranked.length >= slots;
  const candidates = new Set(full && count > 0 ? movable.slice(-count).map(({ symbol }) => symbol) : []);
  const next = ranked.map((member): Member => {
    if (member.state === 'draining') return member;
    const state = candidates.has(member.symbol) ? 'replacement-candidate' : 'active';
    return state === member.state ? member : { ...member, state };
  });
  if (next.every((member, i) => member === plan.members[i])) return;
  plan.members = next;
  plan.changes.push({
    type: 'portfolio.ranked',
    subject: 'portfolio',
    data: { order: next.map(({ symbol }) => symbol), candidates: [...candidates] },
  });
}

/** Of those who may come in, the one furthest ahead. */
function best(challengers: readonly Challenger[]): Challenger | null {
  return challengers
    .filter(({ missing }) => missing === null)
    .reduce<Challenger | null>((top, each) => ((each.lead ?? 0) > (top?.lead ?? -1) ? each : top), null);
}

function swap(
  plan: Plan,
  { symbol, lead, leadSince, value }: Challenger,
  leaver: Member,
  context: ReviewContext,
): void {
  const heldMs = leadSince === null ? null : context.at - leadSince;
  const hours = Math.floor((heldMs ?? 0) / HOUR);
  const reason = `${symbol} leads ${leaver.symbol} by ${String(lead)} points, held ${String(hours)} h`;
  const figures = { gainBps: value?.gainBps ?? null, costBps: value?.costBps ?? null, heldMs };
  const score = context.standings.get(symbol)?.score ?? null;
  const leaverScore = context.standings.get(leaver.symbol)?.score ?? null;
  if (context.facts(leaver.symbol).flat) {
    plan.changes.push({
      type: 'portfolio.replaced',
      subject: symbol,
      data: {
        ...{ ...BY_RULE, reason, ...known(context, symbol), ...figures },
        ...{ replaced: leaver.symbol, replacedScore: leaverScore, difference: lead, drainedSince: null },
      },
    });
    plan.members = plan.members.map((each) => (each === leaver ? fresh(symbol, context) : each));
    return;
  }
  const until = context.at + context.settings.drainMs;
  const data = { ...BY_RULE, reason, ...known(context, leaver.symbol), ...figures, code: 'swap', until };
  startDrain(plan, leaver, { ...data, replacement: symbol, replacementScore: score }, context);
}

/** Weights follow who is in at once, and the scores when one has drifted far enough. */
function weigh(plan: Plan, state: PortfolioState, context: ReviewContext): void {
  const { settings } = context;
  const scored = plan.members.map(({ symbol }) => ({ symbol, score: context.standings.get(symbol)?.score ?? null }));
  const next = tiltedWeights(scored, settings.weightFloor, settings.weightCap);
  const same = plan.members.length === state.slots.length && plan.members.every(({ weight }) => weight !== null);
  const drift = Math.max(
    0,
    ...plan.members.map(({ symbol, weight }) => Math.abs((next.get(symbol) ?? 0) - (weight ?? 0))),
  );
  const moved = drift >= settings.weightDrift * 1_000;
  if (plan.members.length === 0 || (same && !moved)) return;
  const reason = same ? `A weight drifted by ${String(drift / 10)} points` : 'Who is in changed';
  const weights = Object.fromEntries([...next].sort(([a], [b]) => (a < b ? -1 : 1)));
  plan.changes.push({
    type: 'portfolio.weighted',
    subject: 'portfolio',
    data: { weights, method: 'score-tilted', by: 'rule', reason },
  });
}

/** Keeps leads and reasons on record when one of them differs from the last review's. */
function review(
  plan: Plan,
  { review: last }: PortfolioState,
  challengers: readonly Challenger[],
  over: ContractSymbol | null,
): void {
  const leads = new Map<ContractSymbol, number>();
  const verdicts = new Map<ContractSymbol, string>();
  for (const { symbol, leadSince, missing } of [...challengers].sort((a, b) => (a.symbol < b.symbol ? -1 : 1))) {
    if (plan.members.some((member) => member.symbol === symbol)) continue;
    if (leadSince !== null) leads.set(symbol, leadSince);
    verdicts.set(symbol, missing?.condition ?? 'ready');
  }
  if (over === last.over && equal(leads, last.leads) && equal(verdicts, last.verdicts)) return;
  plan.changes.push({
    type: 'portfolio.reviewed',
    subject: 'portfolio',
    data: { leads: Object.fromEntries(leads), verdicts: Object.fromEntries(verdicts), over },
  });
}

const equal = <K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
