import type { BackupView } from '#shared/contract/backup.ts';
import { formatNumber, formatPercent, THIN } from '#renderer/ui/format.ts';
import { say } from '#shared/language/words.ts';

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in the unit that leaves few digits: `412.3 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${formatNumber(value, unit === 0 ? 0 : 1)}${THIN}${UNITS[unit] ?? ''}`;
}

/** How a backup stands, as a sentence without its end. */
export function runWords({ state, share }: NonNullable<BackupView['run']>): string {
  if (state === 'copying') return say('Copying, {share}', { share: formatPercent(share, 0) });
  if (state === 'checking') return say('Reading it back, {share}', { share: formatPercent(share, 0) });
  return state === 'done' ? say('Made and read back') : say('Nothing was made');
}
