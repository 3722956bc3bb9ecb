import type { SymbolView } from '#shared/contract/portfolio-figures.ts';
import type { BenchView, SlotChangeView, SlotView } from '#shared/contract/portfolio-manager.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { notional } from '#shared/domain/instrument.ts';
import { absolute, formatMoney, negate, toPlot, type Money } from '#shared/domain/money.ts';
import { DAY } from '#shared/domain/time.ts';
import type { PortfolioState, SlotChangeRow, SlotRow, SymbolMemory } from '../../journal/portfolio-rows.ts';
import type { Challenger } from '../../portfolio/manager/bench.ts';
import type { PortfolioManager } from '../../portfolio/manager/portfolio-manager.ts';
import type { ReviewContext } from '../../portfolio/manager/review-context.ts';
import { sectorOf } from '../../portfolio/manager/sectors.ts';
import type { SlotResult } from '../../portfolio/manager/slot-results.ts';
import type { TradingCore } from '../../trading-core.ts';
import type { ScoreTrends } from '../score-trends.ts';

/** What every view is made from: the core, its manager, and the moment. */
export interface SlotsAt {
  readonly core: TradingCore;
  readonly manager: PortfolioManager;
  readonly trends: ScoreTrends;
  readonly context: ReviewContext;
  readonly equity: Money | null;
  readonly now: number;
}

/** Seven days of scores are drawn. */
export const TREND_MS = 7 * DAY;

const NO_PARTS = { technical: null, fundamental: null, structure: null, risk: null } as const;
export const provenanceOf = ({ core }: Pick<SlotsAt, 'core'>): 'simulated' | 'measured' =>
  core.parts.config.simulated ? 'simulated' : 'measured';

function scoredView(symbol: ContractSymbol, at: SlotsAt) {
  const { context, trends, now, core } = at;
  const standing = context.standings.get(symbol);
  const coin = core.parts.instruments.get(symbol)?.coin ?? symbol;
  return {
    key: symbol,
    coin,
    sector: sectorOf(coin),
    score: standing?.score ?? null,
    scoreAsOf: standing?.asOf ?? null,
    stale: standing === undefined || now - standing.asOf > context.settings.maxScoreAgeMs,
    parts: standing?.parts ?? NO_PARTS,
    trend: trends.trend(symbol, now - TREND_MS),
  };
}

/** A result as the screens add it up: costs are negative, the four make the net. */
export const resultView = (result: Omit<SlotResult, 'unmeasured'>) => ({
  price: formatMoney(result.price),
  funding: formatMoney(result.funding),
  fees: formatMoney(negate(result.fees)),
  slippage: formatMoney(negate(result.slippage)),
  net: formatMoney(result.net),
});

function positionView({ symbol, weight }: SlotRow, { core, equity }: SlotsAt): SlotView['position'] {
  const { journal, instruments } = core.parts;
  const lots = journal.state.position(symbol)?.lots ?? 0;
  const openOrders = journal.state.openOrders().filter((order) => order.symbol === symbol).length;
  const instrument = instruments.get(symbol);
  const mark = core.marks.get(symbol);
  const value =
    instrument === undefined || mark === undefined ? null : absolute(notional(instrument, mark.ticks, lots));
  const capital = capitalOf(weight, equity);
  return {
    side: lots > 0 ? 'long' : lots < 0 ? 'short' : 'flat',
    value: value === null ? null : formatMoney(value),
    used: value === null || capital === null ? null : toPlot(value) / capital,
    openOrders,
  };
}

/** What a weight stands for, in USDT. */
const capitalOf = (weight: number | null, equity: Money | null): number | null =>
  weight === null || weight === 0 || equity === null ? null : (toPlot(equity) * weight) / 1_000;

export function slotView(slot: SlotRow, at: SlotsAt): SlotView {
  const { manager, context, now, equity } = at;
  const { settings } = context;
  const leaving = manager.state.slots.filter(({ state }) => state === 'replacement-candidate').toReversed();
  const place = leaving.findIndex(({ symbol }) => symbol === slot.symbol);
  const result = manager.results.since(slot.seq);
  const capital = capitalOf(slot.weight, equity);
  const { drain } = slot;
  return {
    ...scoredView(slot.symbol, at),
    rank: slot.rank,
    state: slot.state,
    outOrder: place < 0 ? null : place + 1,
    pinned: slot.pinReason,
    stayLeftMs: Math.max(0, slot.since + settings.minStayMs - now),
    since: slot.since,
    scoreThen: slot.scoreThen,
    weight: slot.weight === null ? null : slot.weight / 10,
    atCap: slot.weight !== null && slot.weight >= settings.weightCap * 1_000,
    position: positionView(slot, at),
    drain:
      drain === null
        ? null
        : { since: drain.since, until: drain.until, reason: drain.reason, replacement: drain.replacement },
    result:
      result === null
        ? null
        : {
            ...resultView(result),
            share: capital === null ? null : toPlot(result.net) / capital,
            unmeasured: result.unmeasured,
          },
    provenance: provenanceOf(at),
  };
}

const banOf = (memory: SymbolMemory | undefined): BenchView['banned'] => {
  if (memory === undefined || memory.banReason === null) return null;
  return { at: memory.bannedAt ?? 0, by: memory.bannedBy ?? '', reason: memory.banReason };
};

/** Where one who is not in stands in a symbol's life. */
function benchState({ eligible, missing }: Challenger, memory: SymbolMemory | undefined): BenchView['state'] {
  if (!eligible) return 'discovered';
  return missing?.condition === 'cool-off' ? (memory?.left ?? 'eligible') : 'eligible';
}

/** What a contract trades like; null where it is not known. */
function marketOf(symbol: ContractSymbol, { standings }: ReviewContext) {
  const standing = standings.get(symbol);
  return { turnover24h: standing?.turnover24h ?? null, spreadBps: standing?.spreadBps ?? null };
}

export function benchView(challenger: Challenger, place: number | null, at: SlotsAt): BenchView {
  const { symbol, lead, leadSince, value, missing } = challenger;
  const { manager, context, now } = at;
  const memory = manager.state.memory.get(symbol);
  return {
    ...scoredView(symbol, at),
    place,
    state: benchState(challenger, memory),
    banned: banOf(memory),
    leftAt: memory?.leftAt ?? null,
    lead,
    toClose: lead === null ? null : Math.max(0, Math.round((context.settings.lead - lead) * 10) / 10),
    leadSince,
    heldMs: leadSince === null ? null : Math.max(0, now - leadSince),
    gainBps: value?.gainBps ?? null,
    costBps: value?.costBps ?? null,
    missing: missing === null ? null : { ...missing, numbers: { ...missing.numbers } },
    ...marketOf(symbol, context),
    provenance: provenanceOf(at),
  };
}

export function slotChangeView(change: SlotChangeRow, manager: PortfolioManager): SlotChangeView {
  const { effect: stored, effectNote, ...row } = change;
  if (change.action !== 'replaced') return { ...row, effect: { state: 'none', amount: null, sentence: '' } };
  if (effectNote !== null) return { ...row, effect: { state: 'final', amount: stored, sentence: effectNote } };
  const found = manager.effectOf(change.seq);
  const effect = found?.effect ?? null;
  const amount = effect === null ? null : formatMoney(effect);
  return { ...row, effect: { state: 'pending', amount, sentence: found?.sentence ?? '' } };
}

export function symbolView(symbol: ContractSymbol, at: SlotsAt, challengers: readonly Challenger[]): SymbolView | null {
  const { core, manager, context } = at;
  const instrument = core.parts.instruments.get(symbol);
  if (instrument === undefined || !context.symbols.includes(symbol)) return null;
  const { listing } = context.facts(symbol);
  const memory = manager.state.memory.get(symbol);
  return {
    symbol,
    coin: instrument.coin,
    sector: sectorOf(instrument.coin),
    ...placeOf(symbol, at, challengers),
    score: context.standings.get(symbol)?.score ?? null,
    banned: banOf(memory) !== null,
    listedAt: listing.listed ? listing.since : null,
    endsAt: listing.listed ? listing.endsAt : null,
    ...marketOf(symbol, context),
    contract: {
      multiplier: instrument.multiplier,
      lotSize: instrument.lotSize,
      maxLeverage: instrument.maxLeverage,
      makerFeePpm: Number(instrument.makerFeePpm),
      takerFeePpm: Number(instrument.takerFeePpm),
      asOf: instrument.asOf,
      assumed: [...instrument.assumed],
    },
  };
}

/** Whether a symbol is in, and what it lacks where it is not. */
function placeOf(
  symbol: ContractSymbol,
  { manager }: SlotsAt,
  challengers: readonly Challenger[],
): Pick<SymbolView, 'state' | 'rank' | 'eligible' | 'missing'> {
  const slot = manager.slot(symbol);
  if (slot !== null) return { state: slot.state, rank: slot.rank, eligible: true, missing: null };
  const challenger = challengers.find((each) => each.symbol === symbol);
  if (challenger === undefined) return { state: 'discovered', rank: null, eligible: false, missing: null };
  const { eligible, missing } = challenger;
  const state = benchState(challenger, manager.state.memory.get(symbol));
  return { state, rank: null, eligible, missing: missing?.sentence ?? null };
}

/** Changes of a kind, newest first. */
export function changesOf(
  { history }: PortfolioState,
  kind: 'all' | 'swaps' | 'by-hand' | 'weights',
  before: number,
  limit: number,
): readonly SlotChangeRow[] {
  const fits = ({ seq, action, override, actor }: SlotChangeRow): boolean => {
    if (seq >= before) return false;
    if (kind === 'swaps') return action === 'replaced' || action === 'draining';
    if (kind === 'weights') return action === 'weighted';
    return kind === 'all' || override || actor !== 'rule';
  };
  return history.filter(fits).toReversed().slice(0, limit);
}
