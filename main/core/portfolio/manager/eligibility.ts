import type { ContractSymbol } from '#shared/domain/ids.ts';
import { unmet, type Unmet } from '#shared/domain/slot.ts';
import { STANDING_PARTS } from '#shared/domain/standing.ts';
import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';
import type { SymbolMemory } from '#core/journal/portfolio-rows.ts';
import type { ReviewContext } from './review-context.ts';

const tenths = (value: number): number => Math.round(value * 10) / 10;
export const daysOf = (ms: number): number => tenths(ms / DAY);
export const hoursOf = (ms: number): number => tenths(ms / HOUR);

type Rule = (symbol: ContractSymbol, context: ReviewContext, memory: SymbolMemory | undefined) => Unmet | null;

/** Why a symbol must not be in, whether it is in already or not; in the order in which they are told. */
const OUT: readonly Rule[] = [
  (symbol, { facts }) => (facts(symbol).listing.listed ? null : unmet('not-listed')),
  (_, __, memory) =>
    memory === undefined || memory.banReason === null ? null : unmet('banned', { reason: memory.banReason }),
  (symbol, { facts }) => (facts(symbol).trading === false ? unmet('not-trading') : null),
  (symbol, { facts, at, settings }) => {
    const { listing } = facts(symbol);
    const endsAt = listing.listed ? listing.endsAt : null;
    if (endsAt === null || endsAt - at > settings.delistingNoticeMs) return null;
    return unmet('delisting', { hours: hoursOf(endsAt - at) });
  },
];

/** What a symbol must have besides to come in. */
const IN: readonly Rule[] = [
  (symbol, { facts }) => (facts(symbol).trading === null ? unmet('status-unknown') : null),
  (symbol, { facts, at, settings }) => {
    const { listing, dataSince } = facts(symbol);
    const since = Math.min(listing.listed ? (listing.since ?? at) : at, dataSince ?? at);
    if (at - since >= settings.minAgeMs) return null;
    return unmet('age', { days: daysOf(at - since), limit: daysOf(settings.minAgeMs) });
  },
  (symbol, { standings, settings }) => {
    const turnover = standings.get(symbol)?.turnover24h ?? null;
    if (turnover === null) return unmet('turnover-unknown');
    if (turnover >= settings.minTurnover) return null;
    return unmet('turnover', { turnover: tenths(turnover / 1e6), limit: tenths(settings.minTurnover / 1e6) });
  },
  (symbol, { standings, settings }) => {
    const standing = standings.get(symbol);
    const spread = standing?.spreadBps ?? null;
    if (spread === null) return unmet('spread-unknown');
    const limit = standing?.spreadEstimated === true ? settings.maxEstimatedSpreadBps : settings.maxSpreadBps;
    return spread <= limit ? null : unmet('spread', { spread: tenths(spread), limit });
  },
  (symbol, { standings }) => {
    const standing = standings.get(symbol);
    if (standing === undefined) return unmet('score-unknown', { missing: 'no agent looked at it' });
    if (standing.score !== null) return null;
    const missing = STANDING_PARTS.filter((part) => standing.parts[part] === null);
    return unmet('score-unknown', { missing: `${missing.join(', ') || 'a part'} is missing` });
  },
  (symbol, { standings, at, settings }) => {
    const age = at - (standings.get(symbol)?.asOf ?? at);
    if (age <= settings.maxScoreAgeMs) return null;
    return unmet('score-stale', {
      minutes: Math.floor(age / MINUTE),
      limit: Math.floor(settings.maxScoreAgeMs / MINUTE),
    });
  },
];

const first = (
  rules: readonly Rule[],
  symbol: ContractSymbol,
  context: ReviewContext,
  memory: SymbolMemory | undefined,
): Unmet | null => {
  for (const rule of rules) {
    const missing = rule(symbol, context, memory);
    if (missing !== null) return missing;
  }
  return null;
};

/** Why a symbol that is in has to go; null when it may stay. */
export const mustLeave = (symbol: ContractSymbol, context: ReviewContext, memory: SymbolMemory | undefined) =>
  first(OUT, symbol, context, memory);

/** The first condition a symbol lacks to come in at all; null when it is eligible. */
export const ineligible = (symbol: ContractSymbol, context: ReviewContext, memory: SymbolMemory | undefined) =>
  first([...OUT, ...IN], symbol, context, memory);
