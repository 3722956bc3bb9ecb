import type { Opinion } from '#shared/domain/agent.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { STANDING_PARTS, type SymbolStanding } from '#shared/domain/standing.ts';
import { compose } from '../agents/scoring/composite.ts';
import type { AgentWeights } from '../agents/scoring/scoring.ts';
import { weighted } from '../agents/scoring/standing.ts';
import type { PortfolioValues } from './sections/portfolio.ts';
import type { RankingSettings } from './sections/ranking.ts';
import type { ScoringSettings } from './sections/scoring.ts';

/** What a symbol is ranked by: higher is better; null when it is not known, and why. */
export interface Figure {
  readonly symbol: ContractSymbol;
  readonly score: number | null;
  readonly missing: string | null;
}

/** A place in a ranking, from 1; null without a score. */
export interface Place {
  readonly rank: number | null;
  readonly score: number | null;
}

/** A symbol's place before and after. */
export interface Move {
  readonly symbol: ContractSymbol;
  readonly before: Place;
  readonly after: Place;
  readonly heldBefore: boolean;
  readonly heldAfter: boolean;
  readonly missing: string | null;
}

/** The ranking before and after, by the places after; and who would be among the first. */
export interface WhatIf {
  readonly moves: readonly Move[];
  readonly enters: readonly ContractSymbol[];
  readonly leaves: readonly ContractSymbol[];
}

/** The opinions on a symbol now. */
export interface Opinions {
  readonly symbol: ContractSymbol;
  readonly opinions: readonly Opinion[];
  /** The weights it is scored by when the base weights are these: the regime it is in has its say. */
  readonly weightsUnder: (base: AgentWeights) => AgentWeights;
}

/** Places by score, best first; equal scores by symbol, so that the same figures give the same ranking. */
export function ranked(figures: readonly Figure[]): ReadonlyMap<ContractSymbol, Place> {
  const order = [...figures].sort(
    (a, b) => (b.score ?? -Infinity) - (a.score ?? -Infinity) || (a.symbol < b.symbol ? -1 : 1),
  );
  return new Map(order.map(({ symbol, score }, i) => [symbol, { rank: score === null ? null : i + 1, score }]));
}

/**
 * Compares two rankings of the same symbols.
 * @param before the figures now, with as many of the first as are in the portfolio.
 * @param after the figures as they would be.
 */
export function compare(
  before: { readonly figures: readonly Figure[]; readonly held: ReadonlySet<ContractSymbol> },
  after: { readonly figures: readonly Figure[]; readonly held: ReadonlySet<ContractSymbol> },
): WhatIf {
  const [was, will] = [ranked(before.figures), ranked(after.figures)];
  const none: Place = { rank: null, score: null };
  const missing = new Map(after.figures.map((figure) => [figure.symbol, figure.missing]));
  const moves = [...will].map(([symbol, place]) => ({
    symbol,
    before: was.get(symbol) ?? none,
    after: place,
    heldBefore: before.held.has(symbol),
    heldAfter: after.held.has(symbol),
    missing: missing.get(symbol) ?? null,
  }));
  return {
    moves,
    enters: moves.filter(({ heldBefore, heldAfter }) => heldAfter && !heldBefore).map(({ symbol }) => symbol),
    leaves: moves.filter(({ heldBefore, heldAfter }) => heldBefore && !heldAfter).map(({ symbol }) => symbol),
  };
}

/** The first of a ranking. */
export function firstOf(figures: readonly Figure[], count: number): ReadonlySet<ContractSymbol> {
  const known = new Map(figures.map(({ symbol, missing }) => [symbol, missing === null]));
  const fit = [...ranked(figures)].filter(([symbol, { rank }]) => rank !== null && known.get(symbol) === true);
  return new Set(fit.slice(0, count).map(([symbol]) => symbol));
}

type Eligibility = Pick<PortfolioValues, 'minTurnover' | 'maxSpreadBps' | 'maxEstimatedSpreadBps'>;

/** Why a symbol may not come in by what its standing tells; null when it may. */
function unfit(
  { turnover24h, spreadBps, spreadEstimated }: SymbolStanding,
  { minTurnover, maxSpreadBps, maxEstimatedSpreadBps }: Eligibility,
): string | null {
  if (turnover24h === null) return 'its turnover is not known';
  if (turnover24h < minTurnover) return 'its turnover is below the least';
  if (spreadBps === null) return 'its spread is not known';
  const most = spreadEstimated ? maxEstimatedSpreadBps : maxSpreadBps;
  return spreadBps > most ? 'its spread is above the largest' : null;
}

/** What symbols are ranked by under these settings. */
export const standingFigures = (
  standings: readonly SymbolStanding[],
  weights: RankingSettings,
  eligibility: Eligibility,
): readonly Figure[] =>
  standings.map((standing) => {
    const { symbol, parts } = standing;
    const score = weighted(parts, weights);
    const absent = STANDING_PARTS.filter((part) => parts[part] === null);
    const missing = absent.length > 0 ? `${absent.join(', ')} is not known` : unfit(standing, eligibility);
    return { symbol, score, missing };
  });

/** The strength of each symbol's score under these weights. */
export const scoreFigures = (all: readonly Opinions[], weights: ScoringSettings): readonly Figure[] =>
  all.map(({ symbol, opinions, weightsUnder }) => {
    const { strength, completeness } = compose(opinions, weightsUnder(weights));
    if (completeness > 0) return { symbol, score: strength, missing: null };
    const reason = opinions.flatMap((opinion) => (opinion.status === 'ok' ? [] : [opinion.reason]))[0];
    return { symbol, score: null, missing: reason ?? 'no agent has data' };
  });
