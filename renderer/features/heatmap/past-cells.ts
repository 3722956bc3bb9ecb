import type { CellView } from '#shared/contract/score.ts';
import type { PastScores } from '#shared/contract/scoring.ts';

/** The cells of a past moment as the matrix takes them: what is not kept of the past is not known. */
export const pastCells = ({ at, cells }: PastScores): readonly CellView[] =>
  cells.map(({ symbol, timeframe, score, change1h, opinions }) => ({
    key: `${symbol}:${timeframe}`,
    symbol,
    timeframe,
    status: score === null ? 'no-data' : 'ok',
    score,
    confidence: null,
    completeness: 0,
    veto: false,
    change1h,
    missing: null,
    asOf: at,
    opinions: opinions.map((one) => ({ ...one, confidence: null })),
  }));
