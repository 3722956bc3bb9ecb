import { isQuiet, type QuietHours } from '#shared/domain/alert.ts';
import type { Clock } from '../ports/clock.ts';
import type { Notifier } from '../ports/notifier.ts';

/** Passes notices on as the channels do: alarms at any hour, the rest outside the quiet hours only. */
export const heedQuietHours = (
  notifier: Notifier,
  quietHours: () => QuietHours | null,
  clock: Pick<Clock, 'now'>,
): Notifier => ({
  notify(notice) {
    if (notice.level === 'alarm' || !isQuiet(quietHours(), clock.now())) notifier.notify(notice);
  },
});
