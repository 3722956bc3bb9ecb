import { err, ok, type Result } from '#shared/kernel/result.ts';
import { cell, type Matrix } from '../../portfolio/analytics/matrix.ts';
import { at } from '../../portfolio/analytics/moments.ts';

/** What cross-validation says of choosing the best trial. */
export interface Overfitting {
  /** Share of splits in which the best trial in sample is in the lower half out of sample, 0…1. */
  readonly probability: number;
  /** Share of splits in which the best trial in sample has a Sharpe ratio below zero out of sample. */
  readonly lossProbability: number;
  /** Splits tried: S over S/2. */
  readonly splits: number;
  /** ln(ω/(1 − ω)) per split, ω the relative rank out of sample of the best in sample. */
  readonly logits: Float64Array;
}

/** Blocks the source recommends; 12,870 splits. */
export const USUAL_BLOCKS = 16;
const MOST_BLOCKS = 20;

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation, with the Sharpe ratio as measure.
 * The rows are cut into `blocks` equal parts; rows that do not fill a part are left out at the start.
 * Source: Bailey, Borwein, López de Prado and Zhu, J. of Computational Finance 20 (2017).
 * @param trials a row per period and a column per trial.
 */
export function probabilityOfOverfitting(trials: Matrix, blocks = USUAL_BLOCKS): Result<Overfitting, string> {
  if (!(Number.isInteger(blocks) && blocks >= 2 && blocks <= MOST_BLOCKS && blocks % 2 === 0)) {
    return err(`The number of blocks is even and from 2 to ${MOST_BLOCKS}, not ${blocks}.`);
  }
  if (trials.columns < 2) return err('Overfitting is a matter of choice: at least two trials are needed.');
  if (trials.rows < 2 * blocks) return err(`${trials.rows} periods cannot be cut into ${blocks} blocks of two.`);
  if (!trials.values.every(Number.isFinite)) return err('Every trial needs a return in every period.');
  const sums = blockSums(trials, blocks);
  const logits: number[] = [];
  let losses = 0;
  for (const chosen of halves(blocks)) {
    const inside = sharpes(sums, trials.columns, chosen);
    const outside = sharpes(
      sums,
      trials.columns,
      chosen.map((part) => !part),
    );
    const best = indexOfLargest(inside);
    const share = rankOf(outside, best) / (trials.columns + 1);
    logits.push(Math.log(share / (1 - share)));
    if (at(outside, best) < 0) losses += 1;
  }
  const below = logits.filter((logit) => logit <= 0).length;
  return ok({
    probability: below / logits.length,
    lossProbability: losses / logits.length,
    splits: logits.length,
    logits: Float64Array.from(logits),
  });
}

interface BlockSums {
  readonly rows: number;
  /** Per block and trial: sum and sum of squares of the returns. */
  readonly sums: readonly Float64Array[];
  readonly squares: readonly Float64Array[];
}

function blockSums(trials: Matrix, blocks: number): BlockSums {
  const rows = Math.floor(trials.rows / blocks);
  const start = trials.rows - rows * blocks;
  const sums = Array.from({ length: blocks }, () => new Float64Array(trials.columns));
  const squares = Array.from({ length: blocks }, () => new Float64Array(trials.columns));
  for (let row = start; row < trials.rows; row += 1) {
    const block = Math.floor((row - start) / rows);
    for (let trial = 0; trial < trials.columns; trial += 1) {
      const value = cell(trials, row, trial);
      const [sum, square] = [sums[block], squares[block]];
      if (sum !== undefined) sum[trial] = at(sum, trial) + value;
      if (square !== undefined) square[trial] = at(square, trial) + value * value;
    }
  }
  return { rows, sums, squares };
}

/** Every way to choose half of the blocks. */
function* halves(blocks: number): Generator<readonly boolean[]> {
  for (let bits = 0; bits < 2 ** blocks; bits += 1) {
    const chosen = Array.from({ length: blocks }, (_, block) => ((bits >> block) & 1) === 1);
    if (chosen.filter(Boolean).length === blocks / 2) yield chosen;
  }
}

function sharpes({ rows, sums, squares }: BlockSums, trials: number, chosen: readonly boolean[]): Float64Array {
  const total = new Float64Array(trials);
  const square = new Float64Array(trials);
  let count = 0;
  chosen.forEach((taken, block) => {
    if (!taken) return;
    count += rows;
    const [sum, other] = [sums[block], squares[block]];
    for (let trial = 0; trial < trials; trial += 1) {
      total[trial] = at(total, trial) + (sum?.[trial] ?? Number.NaN);
      square[trial] = at(square, trial) + (other?.[trial] ?? Number.NaN);
    }
  });
  return total.map((sum, trial) => {
    const variance = (at(square, trial) - (sum * sum) / count) / (count - 1);
    return variance > 0 ? sum / count / Math.sqrt(variance) : 0;
  });
}

function indexOfLargest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if (at(values, i) > at(values, best)) best = i;
  return best;
}

/** Rank from 1 (worst); equal values share the mean of their ranks. */
function rankOf(values: Float64Array, place: number): number {
  const own = at(values, place);
  let [below, equal] = [0, 0];
  for (const value of values) {
    if (value < own) below += 1;
    else if (value === own) equal += 1;
  }
  return below + (equal + 1) / 2;
}
