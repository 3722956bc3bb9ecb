import type { TrackRow } from '#shared/contract/signal-management.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { kindOf, whoName, type WhoKind } from './track-words.ts';

/** Which lines are shown; `all` and null ask for all. */
export interface TrackFilter {
  readonly kind: WhoKind | 'all';
  readonly direction: 'all' | '1' | '-1';
  readonly timeframe: Timeframe | 'all';
}

export const NO_FILTER: TrackFilter = { kind: 'all', direction: 'all', timeframe: 'all' };

/** What a column is sorted by. */
export type TrackColumn = 'who' | 'n' | 'rate' | 'meanR' | 'brier' | 'calibrationError';

export interface TrackSort {
  readonly by: TrackColumn;
  readonly falling: boolean;
}

const KIND_ORDER: Readonly<Record<WhoKind, number>> = { score: 0, agent: 1, source: 2 };

/** Small errors are good: these columns rise at the first click. */
const RISING: ReadonlySet<TrackColumn> = new Set(['who', 'brier', 'calibrationError']);

/** The next order of a head: its better end first, then the other, then as usual. */
export function nextTrackSort(now: TrackSort | null, by: TrackColumn): TrackSort | null {
  const first = !RISING.has(by);
  if (now?.by !== by) return { by, falling: first };
  return now.falling === first ? { by, falling: !first } : null;
}

function figureOf({ figures }: TrackRow, by: Exclude<TrackColumn, 'who'>): number | null {
  if (by === 'rate') return figures.reliability?.rate ?? null;
  return figures[by];
}

const byName = (a: TrackRow, b: TrackRow): number =>
  KIND_ORDER[kindOf(a.who)] - KIND_ORDER[kindOf(b.who)] ||
  Number(b.who === 'agents') - Number(a.who === 'agents') ||
  whoName(a.who).localeCompare(whoName(b.who));

/** The lines in order; what is not known comes last whichever way it runs. */
export function orderTrack(rows: readonly TrackRow[], sort: TrackSort | null): readonly TrackRow[] {
  const by = sort?.by ?? 'who';
  const way = sort?.falling === true ? -1 : 1;
  if (by === 'who') return [...rows].sort((a, b) => byName(a, b) * way);
  return [...rows].sort((a, b) => {
    const [x, y] = [figureOf(a, by), figureOf(b, by)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byName(a, b);
    return (x - y) * way || byName(a, b);
  });
}

export const filterTrack = (rows: readonly TrackRow[], { kind }: TrackFilter): readonly TrackRow[] =>
  kind === 'all' ? rows : rows.filter(({ who }) => kindOf(who) === kind);
