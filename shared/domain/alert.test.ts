import { describe, expect, it } from 'vitest';
import { isQuiet, reaches } from './alert.ts';

const at = (text: string): number => Date.parse(`2025-03-11T${text}Z`);

describe('quiet hours', () => {
  it.each([
    ['21:59:59', false],
    ['22:00:00', true],
    ['23:59:59', true],
    ['00:00:00', true],
    ['06:59:59', true],
    ['07:00:00', false],
  ])('over midnight, at %s', (time, quiet) => {
    expect(isQuiet({ fromMinute: 22 * 60, toMinute: 7 * 60, offsetMinutes: 0 }, at(time))).toBe(quiet);
  });

  it('are of the local day that is meant', () => {
    const hours = { fromMinute: 60, toMinute: 120, offsetMinutes: -300 };
    expect(isQuiet(hours, at('06:30:00'))).toBe(true);
    expect(isQuiet(hours, at('01:30:00'))).toBe(false);
    expect(isQuiet({ ...hours, offsetMinutes: 330 }, at('20:00:00'))).toBe(true);
  });

  it('of no length, and none at all, are never', () => {
    expect(isQuiet({ fromMinute: 60, toMinute: 60, offsetMinutes: 0 }, at('01:00:00'))).toBe(false);
    expect(isQuiet(null, at('01:00:00'))).toBe(false);
  });
});

it('an alarm reaches every level, an info only its own', () => {
  expect([reaches('alarm', 'info'), reaches('alarm', 'alarm'), reaches('info', 'warning')]).toEqual([
    true,
    true,
    false,
  ]);
});
