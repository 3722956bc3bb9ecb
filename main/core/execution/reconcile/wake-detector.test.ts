import { expect, it } from 'vitest';
import { epochMs } from '#shared/domain/time.ts';
import { WakeDetector } from './wake-detector.ts';

function detector() {
  const at = { wall: 1_700_000_000_000, monotonic: 5_000 };
  const clock = { now: () => epochMs(at.wall), monotonic: () => at.monotonic };
  const wake = new WakeDetector(clock, 1_000, 12_000);
  return (wall: number, monotonic: number): number | null => {
    at.wall += wall;
    at.monotonic += monotonic;
    return wake.look();
  };
}

it('says nothing while both clocks pass alike, or drift by no more than a second', () => {
  const pass = detector();
  expect([pass(2_000, 2_000), pass(0, 0), pass(3_000, 2_000), pass(12_000, 12_000)]).toEqual([null, null, null, null]);
});

it.each([
  ['a sleep in which the monotonic clock stood still', 28_800_000, 10, 28_799_990],
  ['a sleep that both clocks saw', 60_000, 60_000, 60_000],
  ['a clock set forward', 3_602_000, 2_000, 3_600_000],
  ['a clock set back', -3_598_000, 2_000, -3_600_000],
  ['a jump just over a second', 3_001, 2_000, 1_001],
])('notices %s, once', (_, wall, monotonic, gap) => {
  const pass = detector();
  expect(pass(wall, monotonic)).toBe(gap);
  expect(pass(2_000, 2_000)).toBeNull();
});
