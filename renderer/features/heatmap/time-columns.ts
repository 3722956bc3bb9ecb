import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import type { ScoreTimes } from '#shared/contract/scoring.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { say } from '#shared/language/words.ts';
import type { Column } from './columns.ts';

/** How far back the columns of time reach: a day by five minutes, or thirty days by the hour. */
export type TimeSpan = ScoreTimes['span'];

/** A moment as a head, a tooltip and a screen reader say it: the day too, where the columns reach beyond one. */
export const momentWords = (ts: number, span: TimeSpan): string =>
  span === 'day' ? formatMinute(ts) : `${formatDay(ts)} ${formatMinute(ts)}`;

/** One column for each moment of the past, and one of now, which is called by its timeframe as elsewhere. */
export function timeColumns(times: ScoreTimes | null, horizon: Timeframe): readonly Column[] {
  const now: Column = { kind: 'time', id: horizon, label: say('now'), timeframe: horizon, ts: null, step: -1 };
  if (times === null) return [now];
  const { from, stepMs, steps, span, timeframe } = times;
  const past = Array.from({ length: steps }, (_, step): Column => {
    const ts = from + step * stepMs;
    return { kind: 'time', id: `at ${String(ts)}`, label: momentWords(ts, span), timeframe, ts, step };
  });
  return [...past, now];
}

/** The scores of each symbol as numbers in a row; NaN where none was known. */
export const pastBySymbol = (times: ScoreTimes | null): ReadonlyMap<string, Float32Array> =>
  new Map(
    times?.rows.map(({ symbol, scores }) => [symbol, Float32Array.from(scores, (score) => score ?? Number.NaN)]) ?? [],
  );
