import type { AlertChannelView } from '#shared/contract/alerts.ts';
import { reaches, type NoticeLevel } from '#shared/domain/alert.ts';
import { say } from '#shared/language/words.ts';

/** Who hears of a notice of this level besides this window. */
export function heardBy(level: NoticeLevel, channels: readonly AlertChannelView[]): string {
  const names = channels.filter(({ enabled, minLevel }) => enabled && reaches(level, minLevel)).map(({ name }) => name);
  return names.length === 0
    ? say('Told in this window only: no channel takes this level.')
    : say('Told here and over {names}.', { names: names.join(', ') });
}
