import type { BackupView } from '#shared/contract/backup.ts';
import type { StreamMessage } from '#shared/contract/base.ts';
import type { WorkEnd } from '#renderer/data/long-work.ts';
import { formatNumber, formatPercent, THIN } from '#renderer/ui/format.ts';
import { formatMoment, formatSpan } from '#renderer/ui/format-time.ts';
import { told } from '#shared/language/told.ts';
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

type Run = NonNullable<BackupView['run']>;

/** Reading back takes about a quarter of the time of copying. */
const COPYING = 0.8;

/** How far a backup is in all, 0…1. */
export function runShare({ state, share }: Run): number {
  if (state === 'copying') return COPYING * share;
  return state === 'checking' ? COPYING + (1 - COPYING) * share : 1;
}

/** How a backup stands, as a sentence without its end. */
export function runWords(run: Run): string {
  const share = formatPercent(runShare(run), 0);
  switch (run.state) {
    case 'copying':
      return say('Copying, {share}', { share });
    case 'checking':
      return say('Reading it back, {share}', { share });
    case 'done':
      return say('Made and read back');
    case 'canceled':
      return say('Canceled, nothing was kept');
    case 'failed':
      return say('Nothing was made');
  }
}

/** How a backup ended, when, and how long it took. */
export function endWords({ state, startedAt }: Run, endedAt: number): string {
  const values = { time: formatMoment(endedAt), span: formatSpan(endedAt - startedAt) };
  if (state === 'canceled') return say('Canceled {time} UTC after {span}; nothing was kept.', values);
  return state === 'done'
    ? say('Made and read back {time} UTC, in {span}.', values)
    : say('Nothing was made {time} UTC, in {span}.', values);
}

/** How the backup that began at `startedAt` ended, for whoever looks at something else; null while it goes on. */
export function backupEnd(message: StreamMessage<BackupView>, startedAt: number): WorkEnd | null {
  const [row] = message.kind === 'snapshot' ? message.rows : message.put;
  const run = row?.run ?? null;
  if (run === null || run.startedAt !== startedAt || run.endedAt === null) return null;
  if (run.result !== null)
    return {
      text: say('The backup is made and read back: {path}', { path: run.result.path }),
      tone: 'info',
    };
  if (run.state === 'canceled') return { text: say('The backup was canceled; nothing was kept.'), tone: 'info' };
  const problem = run.problem === null ? '' : told(run.problem);
  return { text: say('The backup failed: {problem}', { problem }), tone: 'problem' };
}
