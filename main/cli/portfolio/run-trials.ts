import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { simpleReturns } from '#core/portfolio/analytics/returns.ts';
import { judgeTrials, type TrialVerdict } from '#core/research/statistics/trial-verdict.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { percent, signless } from '../terminal/figures.ts';
import { pairs } from '../terminal/table.ts';
import { openSeries } from './open-series.ts';
import { priceRule, returnRule } from './series-table.ts';

/** The bootstrap draws the same samples for the same file. */
const SEED = 1;

/** Trials to judge, a column each. */
export interface TrialsRequest {
  readonly input: string;
  readonly kind: 'returns' | 'prices';
  readonly json: boolean;
}

/** Judges whether the best column is more than luck. Ends with {@link EXIT.failed} when it is not. */
export async function runTrials({ input, kind, json }: TrialsRequest, context: CliContext): Promise<ExitCode> {
  const table = await openSeries(input, kind === 'prices' ? priceRule : returnRule, context);
  const trials = kind === 'prices' ? table.columns.map(simpleReturns) : table.columns;
  const judged = judgeTrials(trials, new Sfc32(SEED));
  if (!judged.ok) throw new CliError(EXIT.badInput, judged.error);
  const verdict = judged.value;
  const column = table.names[verdict.best] ?? '';
  context.terminal.out(json ? `${JSON.stringify({ column, ...verdict }, null, 2)}\n` : textOf(column, verdict));
  return verdict.passes ? EXIT.ok : EXIT.failed;
}

function textOf(column: string, verdict: TrialVerdict): string {
  const { interval, overfitting, neededReturns } = verdict;
  const facts = pairs([
    ['Best of the trials', `${column}, of ${verdict.trials}`],
    ['Sharpe ratio of a period', signless(verdict.sharpe, 4)],
    ['Its 95 % interval', interval === null ? 'N/A' : `${signless(interval.low, 4)} to ${signless(interval.high, 4)}`],
    ['What luck would show', signless(verdict.luck, 4)],
    ['Deflated Sharpe ratio', percent(verdict.deflated)],
    ['Probability of overfitting', overfitting === null ? 'N/A  There is one trial.' : percent(overfitting)],
    ['Returns needed', neededReturns === null ? 'N/A  It is not above luck.' : String(neededReturns)],
    ['Verdict', verdict.passes ? 'more than luck' : 'not more than luck'],
  ]);
  return `${facts}${verdict.reasons.map((reason) => `${reason}\n`).join('')}`;
}
