import type { TrackRow, WinChances } from '#shared/contract/signal-management.ts';
import type { Who } from '#shared/domain/reliability.ts';
import type { TrackFigures } from '../../signals/track-record/tally.ts';
import type { TrackKey, TrackRecord } from '../../signals/track-record/track-record.ts';

const rowOf = ({ who, direction, timeframe }: TrackKey, figures: TrackFigures): TrackRow => ({
  key: `${who}|${String(direction ?? 'all')}|${timeframe ?? 'all'}`,
  who,
  direction,
  timeframe,
  figures: { ...figures, curve: [...figures.curve] },
});

/** What of the record is asked for; null asks for all. */
interface TrackAsked extends Omit<TrackKey, 'who'> {
  readonly who: Who | null;
}

/**
 * A line for everybody over all sides and timeframes, or over those asked for; for one of them also each side, and each
 * side and timeframe.
 */
export function trackRows(track: TrackRecord, { who, direction, timeframe }: TrackAsked): TrackRow[] {
  const total = (key: TrackKey): TrackRow[] => {
    const figures = track.figures(key);
    return figures === null ? [] : [rowOf(key, figures)];
  };
  if (who === null) return track.everybody().flatMap((one) => total({ who: one, direction, timeframe }));
  const fits = (key: TrackKey): boolean =>
    (direction === null || key.direction === direction) && (timeframe === null || key.timeframe === timeframe);
  const sides = ([null, 1, -1] as const).map((side) => ({ who, direction: side, timeframe: null })).filter(fits);
  const parts = track.parts().filter((part) => part.who === who && fits(part));
  return [...sides.flatMap(total), ...parts.map(({ figures, ...key }) => rowOf(key, figures))];
}

/** Scores towards a signal's side for which the chance is told. */
const CHANCE_SCORES = [40, 50, 60, 70, 80, 90];

/** The calibrated chance by score, of every timeframe that has enough outcomes. */
export function chanceRows(track: TrackRecord): WinChances[] {
  return track.chanceCases().map(({ timeframe, n }) => ({
    timeframe,
    n,
    at: CHANCE_SCORES.flatMap((score) => {
      const chance = track.chance(timeframe, score);
      return chance === null ? [] : [{ score, chance }];
    }),
  }));
}
