import type { ChangePreview } from '#shared/contract/portfolio-figures.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { swapValue } from '../../portfolio/manager/swap-cost.ts';
import { tiltedWeights } from '../../portfolio/manager/weights.ts';
import { slotView, type SlotsAt } from './slot-views.ts';

/** A change by hand that is thought of. */
export interface ThoughtChange {
  readonly action: 'add' | 'remove' | 'replace' | 'ban';
  readonly symbol: ContractSymbol;
  readonly newcomer: ContractSymbol | null;
}

type Weights = ReadonlyMap<ContractSymbol, number | null>;

/** Who is in once it is done. */
function membersAfter(members: readonly ContractSymbol[], { action, symbol, newcomer }: ThoughtChange) {
  if (action === 'add') return members.includes(symbol) ? members : [...members, symbol];
  const stay = action === 'replace' ? newcomer : null;
  return members.flatMap((each) => (each !== symbol ? [each] : stay === null ? [] : [stay]));
}

function meanPair(members: readonly ContractSymbol[], { context }: SlotsAt): number | null {
  const pairs = members.flatMap((a, i) => members.slice(i + 1).map((b) => context.correlation(a, b).value));
  if (pairs.length === 0 || pairs.includes(null)) return null;
  return pairs.reduce<number>((sum, value) => sum + (value ?? 0), 0) / pairs.length;
}

function sectorsOf(before: Weights, after: Weights, { context }: SlotsAt): ChangePreview['sectors'] {
  const sum = (weights: Weights, sector: string): number =>
    [...weights].reduce(
      (total, [symbol, weight]) => total + (context.facts(symbol).sector === sector ? (weight ?? 0) : 0),
      0,
    ) / 10;
  const names = [...new Set([...before.keys(), ...after.keys()].map((symbol) => context.facts(symbol).sector))];
  return names
    .map((sector) => ({ sector, before: sum(before, sector), after: sum(after, sector) }))
    .sort((a, b) => b.after - a.after || b.before - a.before);
}

function closestPair(
  newcomer: ContractSymbol | null,
  members: readonly ContractSymbol[],
  { context }: SlotsAt,
): ChangePreview['closestPair'] {
  if (newcomer === null) return null;
  const known = members.flatMap((other) => {
    const value = other === newcomer ? null : context.correlation(newcomer, other).value;
    return value === null ? [] : [{ other, value }];
  });
  return known.sort((a, b) => b.value - a.value)[0] ?? null;
}

function drainOf(leaver: ContractSymbol | null, at: SlotsAt): ChangePreview['drain'] {
  const slot = leaver === null ? null : at.manager.slot(leaver);
  if (slot === null || leaver === null || at.context.facts(leaver).flat) return null;
  const { side, value, openOrders } = slotView(slot, at).position;
  return { side, value, openOrders, forMs: at.context.settings.drainMs };
}

function valueOf({ symbol, newcomer }: ThoughtChange, { context }: SlotsAt) {
  if (newcomer === null) return { gainBps: null, costBps: null };
  const [mine, other] = [newcomer, symbol].map((each) => context.standings.get(each)?.score ?? null);
  const lead = mine === null || mine === undefined || other === null || other === undefined ? null : mine - other;
  const { gainBps, costBps } = swapValue(context, newcomer, symbol, lead ?? 0);
  return { gainBps: lead === null ? null : gainBps, costBps };
}

/** What a change by hand would do to weights, sectors, correlation and what is held; the weights are those of the rule. */
export function previewView(change: ThoughtChange, at: SlotsAt): ChangePreview {
  const { manager, context, now } = at;
  const { settings, standings } = context;
  const before = new Map(manager.state.slots.map(({ symbol, weight }) => [symbol, weight]));
  const members = membersAfter([...before.keys()], change);
  const scored = members.map((symbol) => ({ symbol, score: standings.get(symbol)?.score ?? null }));
  const after = tiltedWeights(scored, settings.weightFloor, settings.weightCap);
  const percent = (tenths: number | null | undefined): number | null =>
    tenths === null || tenths === undefined ? null : tenths / 10;
  const newcomer = change.action === 'add' ? change.symbol : change.newcomer;
  return {
    weights: [...new Set([...before.keys(), ...members])].map((symbol) => ({
      symbol,
      before: percent(before.get(symbol)),
      after: percent(after.get(symbol)),
    })),
    sectors: sectorsOf(before, after, at),
    sectorCap: settings.sectorCap * 100,
    meanPair: { before: meanPair([...before.keys()], at), after: meanPair(members, at) },
    closestPair: closestPair(newcomer, members, at),
    correlationCap: settings.correlationCap,
    ...(change.action === 'replace' ? valueOf(change, at) : { gainBps: null, costBps: null }),
    drain: drainOf(change.action === 'add' ? null : change.symbol, at),
    asOf: now,
  };
}
