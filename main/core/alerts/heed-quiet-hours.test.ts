import { describe, expect, it } from 'vitest';
import type { NoticeLevel, QuietHours } from '#shared/domain/alert.ts';
import { heedQuietHours } from './heed-quiet-hours.ts';

const NIGHT: QuietHours = { fromMinute: 22 * 60, toMinute: 7 * 60, offsetMinutes: 0 };
const at = (hour: number): number => Date.UTC(2_026, 0, 5, hour);

function toldAt(hour: number, hours: QuietHours | null): NoticeLevel[] {
  const told: NoticeLevel[] = [];
  const notifier = { notify: ({ level }: { readonly level: NoticeLevel }) => void told.push(level) };
  const heeding = heedQuietHours(notifier, () => hours, { now: () => at(hour) as never });
  for (const level of ['info', 'warning', 'alarm'] as const) heeding.notify({ level, title: level, body: '' });
  return told;
}

describe('notices on the desktop', () => {
  it('are alarms alone in quiet hours', () => {
    expect(toldAt(23, NIGHT)).toEqual(['alarm']);
    expect(toldAt(6, NIGHT)).toEqual(['alarm']);
  });

  it('are all of them at any other hour, and where no hours are quiet', () => {
    expect(toldAt(12, NIGHT)).toEqual(['info', 'warning', 'alarm']);
    expect(toldAt(23, null)).toEqual(['info', 'warning', 'alarm']);
  });
});
