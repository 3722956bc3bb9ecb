import type {
  AttributionView,
  CorrelationView,
  RaceView,
  SectorView,
  SlotStatistics,
  WeightsView,
} from '#shared/contract/portfolio-figures.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { add, formatMoney, parseMoney, ZERO, type Money } from '#shared/domain/money.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import type { Result } from '#shared/kernel/result.ts';
import { ok } from '#shared/kernel/result.ts';
import { effectiveNumber, herfindahlIndex } from '../../portfolio/analytics/concentration.ts';
import { swapsSince, type Challenger } from '../../portfolio/manager/bench.ts';
import type { ReturnWindow } from '../../portfolio/manager/returns.ts';
import { sectorOf } from '../../portfolio/manager/sectors.ts';
import { tiltedWeights } from '../../portfolio/manager/weights.ts';
import { optimizeWeights, WEIGHT_DEFAULTS, type WeightMethod } from '../../portfolio/optimise/optimise-weights.ts';
import { roundWeights } from '../../portfolio/optimise/cap-weights.ts';
import { resultView, TREND_MS, type SlotsAt } from './slot-views.ts';

/** The swap that comes next if nothing changes: one that drains, or the challenger who is furthest. */
export function nextSwap(
  at: SlotsAt,
  challengers: readonly Challenger[],
  over: ContractSymbol | null,
): { newcomer: ContractSymbol; leaver: ContractSymbol; at: number; draining: boolean } | null {
  const { manager, context } = at;
  for (const { symbol, drain } of manager.state.slots) {
    if (drain === null || drain.replacement === null) continue;
    return { newcomer: drain.replacement, leaver: symbol, at: drain.until, draining: true };
  }
  const held = challengers
    .filter(({ missing, leadSince }) => leadSince !== null && (missing === null || missing.condition === 'hold'))
    .sort((a, b) => (a.leadSince ?? 0) - (b.leadSince ?? 0));
  const [first] = held;
  if (first === undefined || over === null) return null;
  const due = Math.max((first.leadSince ?? 0) + context.settings.holdMs, manager.nextReview);
  return { newcomer: first.symbol, leaver: over, at: due, draining: false };
}

export function raceView(at: SlotsAt, challengers: readonly Challenger[], over: ContractSymbol | null): RaceView {
  const { manager, trends, now, context } = at;
  const { settings } = context;
  const others = manager.state.slots.filter(
    ({ state, symbol }) => state === 'replacement-candidate' && symbol !== over,
  );
  const racers = challengers.filter(({ lead }) => lead !== null).slice(0, 4);
  const line = (symbol: ContractSymbol, role: RaceView['lines'][number]['role'], leadSince: number | null) => {
    const { at: times, score } = trends.trend(symbol, now - TREND_MS);
    const earliestAt = leadSince === null ? null : leadSince + settings.holdMs;
    return { symbol, role, at: times, score, leadSince, earliestAt };
  };
  return {
    slot: over,
    lead: settings.lead,
    holdMs: settings.holdMs,
    lines: [
      ...(over === null ? [] : [line(over, 'slot', null)]),
      ...others.map(({ symbol }) => line(symbol, 'next-slot', null)),
      ...racers.map(({ symbol, leadSince }) => line(symbol, 'challenger', leadSince)),
    ],
    now,
  };
}

export function correlationView(
  at: SlotsAt,
  challengers: readonly Challenger[],
  over: ContractSymbol | null,
): CorrelationView {
  const { manager, context, now } = at;
  const slots = manager.state.slots.map(({ symbol }) => symbol);
  const bench = challengers.filter(({ eligible }) => eligible).map(({ symbol }) => symbol);
  const symbols = [...slots, ...bench];
  const least = context.settings.minReturns;
  const table = (window: ReturnWindow) => {
    const cells = symbols.map((a) => symbols.map((b) => manager.returns.correlation(a, b, least, window)));
    return {
      returns: window === 'hours' ? '1 h, 11 days' : '15 min, last 24 h',
      values: cells.map((row) => row.map(({ value }) => value)),
      n: cells.map((row) => row.map(({ n }) => n)),
    };
  };
  const hours = table('hours');
  const mean = (of: readonly ContractSymbol[]): number | null => {
    const values = of.flatMap((a, i) =>
      of.slice(i + 1).map((b) => hours.values[symbols.indexOf(a)]?.[symbols.indexOf(b)] ?? null),
    );
    if (values.length === 0 || values.includes(null)) return null;
    return values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length;
  };
  const next = nextSwap(at, challengers, over);
  const cap = context.settings.correlationCap;
  return {
    symbols,
    slots: slots.length,
    hours,
    quarters: table('quarters'),
    cap,
    least,
    mean: mean(slots),
    atCap: symbols.flatMap((a, i) =>
      symbols.slice(i + 1).flatMap((b, j) => {
        const value = hours.values[i]?.[i + 1 + j] ?? null;
        return value !== null && value >= cap ? [{ a, b, value }] : [];
      }),
    ),
    after:
      next === null
        ? null
        : {
            newcomer: next.newcomer,
            leaver: next.leaver,
            mean: mean(slots.map((symbol) => (symbol === next.leaver ? next.newcomer : symbol))),
          },
    asOf: now,
  };
}

export function sectorView(at: SlotsAt, challengers: readonly Challenger[], over: ContractSymbol | null): SectorView {
  const { manager, core, context } = at;
  const sector = (symbol: ContractSymbol): string => sectorOf(core.parts.instruments.get(symbol)?.coin ?? symbol);
  const weights = manager.state.slots.map(({ symbol, weight }) => ({ symbol, weight: (weight ?? 0) / 10 }));
  const next = nextSwap(at, challengers, over);
  const after = weights.map(({ symbol, weight }) => ({
    symbol: symbol === next?.leaver ? next.newcomer : symbol,
    weight,
  }));
  const sum = (list: typeof weights, name: string): number =>
    list.filter(({ symbol }) => sector(symbol) === name).reduce((total, { weight }) => total + weight, 0);
  const names = [...new Set([...weights, ...after].map(({ symbol }) => sector(symbol)))];
  const shares = weights.map(({ weight }) => weight / 100);
  const tenths = (value: number): number => Math.round(value * 10) / 10;
  return {
    sectors: names
      .map((name) => ({
        sector: name,
        weight: tenths(sum(weights, name)),
        after: tenths(sum(after, name)),
        symbols: weights.filter(({ symbol }) => sector(symbol) === name).map(({ symbol }) => symbol),
      }))
      .sort((a, b) => b.weight - a.weight || (a.sector < b.sector ? -1 : 1)),
    cap: context.settings.sectorCap * 100,
    herfindahl: herfindahlIndex(shares),
    equalNames: effectiveNumber(shares),
    topThree: tenths(
      weights
        .map(({ weight }) => weight)
        .sort((a, b) => b - a)
        .slice(0, 3)
        .reduce((total, weight) => total + weight, 0),
    ),
  };
}

export function attributionView(at: SlotsAt, days: number): AttributionView {
  const { manager, now } = at;
  const { from, rows } = manager.results.attribution(now - days * DAY);
  const zero = { price: ZERO, funding: ZERO, fees: ZERO, slippage: ZERO, net: ZERO };
  const total = [...rows.values()].reduce(
    (sum, row) => ({
      price: add(sum.price, row.price),
      funding: add(sum.funding, row.funding),
      fees: add(sum.fees, row.fees),
      slippage: add(sum.slippage, row.slippage),
      net: add(sum.net, row.net),
    }),
    zero,
  );
  return {
    days,
    from,
    rows: [...rows].map(([symbol, row]) => ({ symbol, in: manager.slot(symbol) !== null, ...resultView(row) })),
    total: resultView(total),
  };
}

export function statisticsView(at: SlotsAt, challengers: readonly Challenger[]): SlotStatistics {
  const { manager, context, now } = at;
  const { slots, history, memory } = manager.state;
  const { settings } = context;
  const scores = slots.map(({ symbol }) => context.standings.get(symbol)?.score ?? null);
  const known = scores.filter((score) => score !== null);
  const swaps = history.filter(({ action }) => action === 'replaced');
  const measured = swaps.filter(({ effect }) => effect !== null);
  const changes: Record<string, number> = {};
  for (const { action } of history) changes[action] = (changes[action] ?? 0) + 1;
  return {
    slots: settings.slots,
    taken: slots.length,
    pinned: slots.filter(({ pinReason }) => pinReason !== null).length,
    draining: slots.filter(({ state }) => state === 'draining').length,
    candidates: slots.filter(({ state }) => state === 'replacement-candidate').length,
    bench: challengers.length,
    eligible: challengers.filter(({ eligible }) => eligible).length,
    banned: [...memory.values()].filter(({ banReason }) => banReason !== null).length,
    meanScore:
      known.length === 0 || known.length < scores.length
        ? null
        : known.reduce((sum, score) => sum + score, 0) / known.length,
    meanStayMs: slots.length === 0 ? null : slots.reduce((sum, { since }) => sum + now - since, 0) / slots.length,
    swaps: {
      week: swapsSince(history, now - 7 * DAY),
      month: swapsSince(history, now - 30 * DAY),
      all: swaps.length,
      weekLimit: settings.swapsPerWeek,
      monthLimit: settings.swapsPerMonth,
    },
    changes,
    effect: {
      total: formatMoney(measured.reduce<Money>((sum, { effect }) => add(sum, parseMoney(effect ?? '0')), ZERO)),
      measured: measured.length,
      notMeasurable: swaps.filter(({ effect, effectNote }) => effect === null && effectNote !== null).length,
      pending: swaps.filter(({ effectNote }) => effectNote === null).length,
    },
    orphans: manager.orphans().length,
  };
}

/** Hours in a year. */
const PERIODS = (365 * DAY) / HOUR;

/** The weights a method would set, within floor and cap, in tenths of a percent. */
export function proposedWeights(at: SlotsAt, method: 'score-tilted' | WeightMethod): Result<WeightsView, string> {
  const { manager, context } = at;
  const { slots } = manager.state;
  const { weightFloor: floor, weightCap: cap } = context.settings;
  const symbols = slots.map(({ symbol }) => symbol);
  if (method === 'score-tilted') {
    const scored = symbols.map((symbol) => ({ symbol, score: context.standings.get(symbol)?.score ?? null }));
    return ok(weightsView(at, method, tiltedWeights(scored, floor, cap), null, ''));
  }
  const maps = symbols.map((symbol) => manager.returns.returns(symbol));
  const hours = [...(maps[0]?.keys() ?? [])].filter((hour) => maps.every((returns) => returns.has(hour)));
  const returns = maps.map((map) => Float64Array.from(hours, (hour) => map.get(hour) ?? Number.NaN));
  const equal = 1 / Math.max(1, symbols.length);
  const bounds = { floor: Math.min(floor, equal), cap: Math.max(cap, equal) };
  const settings = { ...WEIGHT_DEFAULTS, bounds, periods: PERIODS, leastReturns: context.settings.minReturns };
  const solved = optimizeWeights(method, { symbols, returns, kind: 'log', scores: null }, settings);
  if (!solved.ok) return solved;
  const tenths = roundWeights(solved.value.weights, 1_000);
  const weights = new Map(symbols.map((symbol, i) => [symbol, tenths[i] ?? 0]));
  const note = `${String(hours.length)} returns of an hour`;
  return ok(weightsView(at, method, weights, solved.value.volatility, note));
}

export function weightsView(
  { manager }: SlotsAt,
  method: string,
  weights: ReadonlyMap<ContractSymbol, number>,
  volatility: number | null,
  note: string,
): WeightsView {
  const rows = manager.state.slots.map(({ symbol, weight }) => ({
    symbol,
    before: weight,
    after: weights.get(symbol) ?? 0,
  }));
  return {
    method,
    weights: rows.map(({ symbol, before, after }) => ({
      symbol,
      before: before === null ? null : before / 10,
      after: after / 10,
    })),
    applied: false,
    // Half of what is moved: what one loses another gets.
    turnover: rows.reduce((sum, { before, after }) => sum + Math.abs(after - (before ?? 0)), 0) / 2_000,
    volatility,
    note,
  };
}
