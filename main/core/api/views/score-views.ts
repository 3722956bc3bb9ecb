import type { CellExplanation, CellView, ScoreView } from '#shared/contract/score.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Score } from '#shared/domain/score.ts';
import { HOUR } from '#shared/domain/time.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { ScoreBoard } from '../../agents/scoring/score-board.ts';
import { judgeScore } from '../../agents/evaluation/evaluate.ts';
import type { EvaluationSettings } from '../../agents/evaluation/evaluation-settings.ts';
import { counterfactualsOf } from './explanation-view.ts';

/** A score older than this is stale: the feed stopped. */
const STALE_AFTER_MS = 60_000;

function statusOf(score: Score, missing: number, now: number): CellView['status'] {
  if (missing > 0) return 'warming-up';
  if (score.completeness === 0) return 'no-data';
  return now - score.asOf > STALE_AFTER_MS ? 'stale' : 'ok';
}

/** A score as the contract carries it: the same figures, lists a reader may change. */
export const scoreView = (score: Score): ScoreView => score as unknown as ScoreView;

/** One cell of the heatmap, with the candle that is still open. */
export function cellView(
  board: ScoreBoard,
  symbol: ContractSymbol,
  timeframe: Timeframe,
  now: number,
  { score, missing } = board.openScore(symbol, timeframe),
): CellView {
  const status = statusOf(score, missing, now);
  const known = status === 'ok' || status === 'stale';
  const before = board.history(symbol, timeframe)?.at(now - HOUR) ?? null;
  return {
    key: `${symbol}:${timeframe}`,
    symbol,
    timeframe,
    status,
    score: known ? score.score : null,
    confidence: known ? score.confidence : null,
    completeness: score.completeness,
    veto: score.veto,
    change1h: known && before !== null ? score.score - before : null,
    missing: missing > 0 ? missing : null,
    asOf: score.asOf > 0 ? score.asOf : null,
    opinions: score.contributions.map(({ opinion }) =>
      opinion.status === 'ok'
        ? { agent: opinion.agent, opinion: opinion.opinion, confidence: opinion.confidence }
        : { agent: opinion.agent, opinion: null, confidence: null },
    ),
  };
}

/** Why a cell is the colour it is. */
export function cellExplanation(
  board: ScoreBoard,
  symbol: ContractSymbol,
  timeframe: Timeframe,
  now: number,
  settings: EvaluationSettings,
): CellExplanation {
  const cell = cellView(board, symbol, timeframe, now);
  const { score } = board.openScore(symbol, timeframe);
  const direction = score.score >= 0 ? 1 : -1;
  const known = cell.score !== null;
  const refusal = judgeScore(score, direction, symbol, timeframe, settings);
  const side = direction === 1 ? 'long' : 'short';
  return {
    cell,
    score: known ? scoreView(score) : null,
    threshold: settings.score,
    counterfactuals: known ? counterfactualsOf(score, direction, settings.score) : [],
    history: board.history(symbol, timeframe)?.samples() ?? [],
    sentence: known ? (refusal?.sentence ?? `The score admits a ${side} now.`) : unknownSentence(cell),
  };
}

const unknownSentence = (cell: CellView): string =>
  cell.missing === null
    ? 'No agent has data here.'
    : `${String(cell.missing)} more closed candles are needed before a first score.`;
