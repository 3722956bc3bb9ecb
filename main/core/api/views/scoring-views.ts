import type { FeatureView, StandingView, SymbolScores } from '#shared/contract/scoring.ts';
import { SCORING_AGENTS, type Opinion } from '#shared/domain/agent.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Score } from '#shared/domain/score.ts';
import type { StandingPart, SymbolStanding } from '#shared/domain/standing.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { HistoryOf } from '../../agents/scoring/agent-history.ts';
import type { ScoreBoard } from '../../agents/scoring/score-board.ts';
import type { FeatureRow } from '../../features/feature-row.ts';
import { FEATURES, MISSING_WORDS } from '../../features/feature-table.ts';

/** Every feature of a symbol with its age. */
export function featureViews(row: FeatureRow, now: number): FeatureView[] {
  return FEATURES.map(({ name, unit, what, sources, kind, maxAgeMs, warmUp }) => {
    const reason = row.reason(name);
    const asOf = row.at(name) > 0 ? row.at(name) : null;
    return {
      name,
      unit,
      what,
      sources: [...sources],
      kind,
      value: reason === null ? row.get(name) : null,
      missing: reason === null ? '' : MISSING_WORDS[reason],
      asOf,
      ageMs: asOf === null ? null : Math.max(0, now - asOf),
      maxAgeMs,
      warmUp,
    };
  });
}

type Series = SymbolScores['timeframes'][number]['series'][number];

/** Score and opinions of a symbol on a timeframe, each with its past. */
export function scoreSeriesOf(board: ScoreBoard, symbol: ContractSymbol, timeframe: Timeframe, now: number): Series[] {
  const { score, missing } = board.openScore(symbol, timeframe);
  const history = board.agentHistory(symbol, timeframe);
  const past = (of: HistoryOf, value: number | null): Pick<Series, 'percentile' | 'history'> => ({
    percentile: value === null ? null : (history?.percentile(of, value) ?? null),
    history: history?.samples(of) ?? [],
  });
  const agents = SCORING_AGENTS.map((agent): Series => {
    const opinion = score.contributions.find((one) => one.opinion.agent === agent)?.opinion;
    return { of: agent, ...opinionFigures(opinion, now), ...past(agent, valueOf(opinion)) };
  });
  const known = missing === 0 && score.completeness > 0 ? score : null;
  return [{ of: 'score', ...totalFigures(known, now), ...past('score', known?.score ?? null) }, ...agents];
}

const valueOf = (opinion: Opinion | undefined): number | null => (opinion?.status === 'ok' ? opinion.opinion : null);

type Figures = Pick<Series, 'now' | 'confidence' | 'reason' | 'ageMs'>;

const ageOf = (asOf: number, now: number): number => Math.max(0, now - asOf);

function opinionFigures(opinion: Opinion | undefined, now: number): Figures {
  if (opinion?.status !== 'ok') return { now: null, confidence: null, reason: opinion?.reason ?? '', ageMs: null };
  return { now: opinion.opinion, confidence: opinion.confidence, reason: '', ageMs: ageOf(opinion.asOf, now) };
}

function totalFigures(score: Score | null, now: number): Figures {
  if (score === null) return { now: null, confidence: null, reason: 'no agent has data here', ageMs: null };
  return { now: score.score, confidence: score.confidence, reason: '', ageMs: ageOf(score.asOf, now) };
}

/** Standings by the whole or by a part, best first; what is not known comes last without a rank. */
export function rankingView(standings: readonly SymbolStanding[], by: 'standing' | StandingPart): StandingView[] {
  const figure = (standing: SymbolStanding): number | null => (by === 'standing' ? standing.score : standing.parts[by]);
  const order = (standing: SymbolStanding): number => figure(standing) ?? Number.NEGATIVE_INFINITY;
  return [...standings]
    .sort((a, b) => order(b) - order(a) || (a.symbol < b.symbol ? -1 : 1))
    .map((standing, i) => ({
      rank: figure(standing) === null ? null : i + 1,
      ...standing,
      parts: { ...standing.parts },
    }));
}
