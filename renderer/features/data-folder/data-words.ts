import type { BackupView } from '#shared/contract/backup.ts';
import { formatNumber, formatPercent, THIN } from '#renderer/ui/format.ts';
import { formatMoment, formatSpan } from '#renderer/ui/format-time.ts';
import { say } from '#shared/language/words.ts';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in the unit that leaves few digits: `412.3 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  if (unit === 0) return say('{count} bytes', { count: formatNumber(value, 0) });
  return `${formatNumber(value, 1)}${THIN}${UNITS[unit] ?? ''}`;
}

/** How a backup stands, as a sentence without its end. */
export function runWords({ state, share }: NonNullable<BackupView['run']>): string {
  if (state === 'copying') return say('Copying, {share}', { share: formatPercent(share, 0) });
  if (state === 'checking') return say('Reading it back, {share}', { share: formatPercent(share, 0) });
  return state === 'done' ? say('Made and read back') : say('Nothing was made');
}

/** How a backup ended, when, and how long it took. */
export function endWords({ state, startedAt }: NonNullable<BackupView['run']>, endedAt: number): string {
  const values = { time: formatMoment(endedAt), span: formatSpan(endedAt - startedAt) };
  return state === 'done'
    ? say('Made and read back {time} UTC, in {span}.', values)
    : say('Nothing was made {time} UTC, in {span}.', values);
}
