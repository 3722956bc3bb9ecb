import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { isTimeframe, timeframeMs, TIMEFRAMES, type Timeframe } from '#shared/domain/timeframe.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { BadRow } from './candle-csv.ts';
import { CONTRACT_CATALOGUE } from './contract-catalogue.ts';

/** So many equal steps in a row are another timeframe and no holes. */
const STRETCH = 30;

const words = (name: string): readonly string[] => name.toUpperCase().split(/[^A-Z0-9]+/);

/** The one contract that the name of a file speaks of, as in `BTC-USDT-15m-2025.csv.gz`; null when it names none or several. */
export function symbolInName(name: string): ContractSymbol | null {
  const parts = words(name);
  const found = CONTRACT_CATALOGUE.filter(({ symbol, coin }) =>
    [symbol, coin, `${coin}USDT`, `${coin}USDTM`, `${coin}USD`].some((text) => parts.includes(text)),
  );
  const [only] = found;
  return found.length === 1 && only !== undefined ? contractSymbol(only.symbol) : null;
}

/** The timeframe that the name of a file speaks of; null when it names none. */
export const timeframeInName = (name: string): Timeframe | null =>
  words(name)
    .map((word) => word.toLowerCase())
    .find(isTimeframe) ?? null;

/** The step that lies between most candles, ms; 0 for fewer than two. */
function usualStep(ts: Float64Array): number {
  const counts = new Map<number, number>();
  for (let row = 1; row < ts.length; row += 1) {
    const step = (ts[row] ?? 0) - (ts[row - 1] ?? 0);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
}

const named = (step: number): Timeframe | null => TIMEFRAMES.find((one) => timeframeMs(one) === step) ?? null;

const stepWords = (step: number): string => named(step) ?? `${String(step / MINUTE)} minutes`;

/** The timeframe of candles by what lies between most of them, or a sentence that says why there is none. */
export function timeframeOf(ts: Float64Array): Result<Timeframe, string> {
  if (ts.length < 2) return err('One candle does not say how long it is; choose the timeframe.');
  const step = usualStep(ts);
  const timeframe = named(step);
  if (timeframe !== null) return ok(timeframe);
  return err(
    `The candles lie ${stepWords(step)} apart; known are ${TIMEFRAMES.join(', ')}. Give a file of one of these.`,
  );
}

/** Where a long stretch of candles begins that lie `step` apart and another timeframe before it, by row; null when none does. */
function firstChange(
  ts: Float64Array,
): { readonly row: number; readonly before: number; readonly after: number } | null {
  let [known, run, begun] = [0, 0, 0];
  for (let row = 1; row <= ts.length; row += 1) {
    const step = (ts[row] ?? Number.NaN) - (ts[row - 1] ?? 0);
    if (step === run) continue;
    if (row - 1 - begun >= STRETCH && named(run) !== null) {
      if (known !== 0 && run !== known) return { row: begun, before: known, after: run };
      known = run;
    }
    [run, begun] = [step, row - 1];
  }
  return null;
}

/**
 * What is wrong with the spacing of good rows, null when it is that of the timeframe with or without holes. Rows of a file
 * without blank lines: the first stands in line 2.
 */
export function spacingFault(file: string, ts: Float64Array, timeframe: Timeframe): BadRow | null {
  const change = firstChange(ts);
  if (change !== null) {
    const { row, before, after } = change;
    const reason = `The candles lie ${stepWords(before)} apart before this line and ${stepWords(after)} apart from here on: the file mixes timeframes. Split it here.`;
    return { file, line: row + 2, reason };
  }
  const usual = usualStep(ts);
  if (ts.length < 3 || usual <= timeframeMs(timeframe)) return null;
  return {
    file,
    line: 2,
    reason: `The candles lie ${stepWords(usual)} apart, not ${timeframe}; choose that timeframe.`,
  };
}
