import type { SignalView } from '#shared/contract/signal.ts';
import type { TrackFilter } from './track-filter.ts';

/** More lines than this are not looked through by eye. */
const MOST_SHOWN = 100;

/** The resolved signals behind a record: of a source its own, of score and agents all that were scored. */
export function casesOf(
  signals: readonly SignalView[],
  who: string | null,
  { direction, timeframe }: TrackFilter,
): readonly SignalView[] {
  const source = who?.startsWith('source:') === true ? who.slice('source:'.length) : null;
  return signals
    .filter(
      (signal) =>
        signal.r !== null &&
        (source === null ? who === null || signal.score !== null : signal.source === source) &&
        (direction === 'all' || String(signal.direction) === direction) &&
        (timeframe === 'all' || signal.timeframe === timeframe),
    )
    .slice(0, MOST_SHOWN);
}
