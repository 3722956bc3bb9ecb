import { newestColumn, type HeatField } from './heat-field.ts';

/** Below this share of what is pointed at, a level counts as another streak. */
const SAME_STREAK = 0.25;

/** The run of columns over which a level stayed about as large. */
export interface Streak {
  /** First column. */
  readonly begin: number;
  /** Last column. */
  readonly end: number;
  /** True when it reaches to the newest known column: nothing took it yet. */
  readonly open: boolean;
}

/** The streak that a cell belongs to; null where nothing is. Columns that are not known end it. */
export function streakAt(field: HeatField, column: number, level: number): Streak | null {
  const { levels, worth, known } = field;
  const here = worth[column * levels + level] ?? 0;
  if (!(here > 0)) return null;
  const same = (at: number): boolean => known[at] === 1 && (worth[at * levels + level] ?? 0) >= here * SAME_STREAK;
  let begin = column;
  while (begin > 0 && same(begin - 1)) begin -= 1;
  let end = column;
  while (end < field.columns - 1 && same(end + 1)) end += 1;
  return { begin, end, open: end === newestColumn(field) };
}

/** The next column left or right at which a streak of this level begins or has ended; the last known when there is none. */
export function nextEdge(field: HeatField, column: number, level: number, step: -1 | 1): number {
  const { levels, worth } = field;
  const at = (one: number): number => worth[one * levels + level] ?? 0;
  const last = newestColumn(field);
  for (let next = column + step; next > 0 && next <= last; next += step) {
    const [before, after] = [at(next - 1), at(next)];
    if (Math.min(before, after) < SAME_STREAK * Math.max(before, after)) return next;
  }
  return step < 0 ? Math.max(0, field.known.indexOf(1)) : Math.max(0, last);
}
