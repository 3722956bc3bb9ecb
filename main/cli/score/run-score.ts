import type { Score } from '#shared/domain/score.ts';
import { judgeScore } from '#core/agents/evaluation/evaluate.ts';
import { EVALUATION_DEFAULTS } from '#core/agents/evaluation/evaluation-settings.ts';
import type { CliContext } from '../context.ts';
import { openExisting } from '../existing-data.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { grouped, percent, signless, utcMinute } from '../terminal/figures.ts';
import { pairs } from '../terminal/table.ts';
import { contributionsText, evidenceText } from './score-text.ts';
import { storedScore, type ScoreQuery, type StoredScore } from './stored-score.ts';

/** What to score, and how to print it. */
export interface ScoreRequest extends ScoreQuery {
  readonly json: boolean;
  readonly dataFolder: string;
}

/** Scores a symbol at a moment. Ends with {@link EXIT.failed} when there is no score, and says what is missing. */
export function runScore(request: ScoreRequest, { terminal }: CliContext): ExitCode {
  const { symbol, timeframe, at } = request;
  const store = openExisting(request.dataFolder);
  let found: StoredScore;
  try {
    found = storedScore(store.candles, request);
  } finally {
    store.close();
  }
  const verdict = found.score === null ? null : verdictOn(found.score, request);
  if (request.json) terminal.out(`${JSON.stringify({ symbol, timeframe, at, ...found, verdict }, null, 2)}\n`);
  else if (found.score !== null) terminal.out(textOf(request, found, found.score, verdict ?? ''));
  if (found.score !== null) return EXIT.ok;
  terminal.err(`zmart: no score of ${symbol} on ${timeframe} at ${utcMinute(at)} UTC. ${found.missing ?? ''}\n`);
  return EXIT.failed;
}

/** Whether the score admits an entry on the side it speaks for, in a sentence. */
function verdictOn(score: Score, { symbol, timeframe }: ScoreQuery): string {
  const direction = score.score >= 0 ? 1 : -1;
  const refusal = judgeScore(score, direction, symbol, timeframe);
  return refusal?.sentence ?? `It admits a ${direction === 1 ? 'long' : 'short'}.`;
}

function textOf({ symbol, timeframe }: ScoreQuery, found: StoredScore, score: Score, verdict: string): string {
  const summary = pairs([
    ['Score', `${signless(score.score, 2)} of ±100 (an entry needs ${String(EVALUATION_DEFAULTS.score)})`],
    ['Confidence', percent(score.confidence, 1)],
    ['Completeness', `${percent(score.completeness, 1)} of the agents’ weight had data`],
    ['Verdict', verdict],
    ['As of', `${utcMinute(score.asOf)} UTC, the close of the last ${timeframe} candle`],
    ['Computed from', `${grouped(found.candles)} stored ${found.base ?? ''} candles`],
  ]);
  return `${symbol} on ${timeframe}\n\n${summary}\nContributions\n\n${contributionsText(score)}\n${evidenceText(score)}`;
}
