import type { DenialsView } from '#shared/contract/risk-figures.ts';
import { say } from '#shared/language/words.ts';

export const DENIAL_FILTERS = [
  { value: 'all', label: say('All') },
  { value: 'risk', label: say('Gate') },
  { value: 'scoring', label: say('Scoring') },
  { value: 'throttle', label: say('Throttle') },
  { value: 'other', label: say('Other') },
] as const;
export type DenialFilter = (typeof DENIAL_FILTERS)[number]['value'];

const NAMED: readonly string[] = ['risk', 'scoring', 'throttle'];

/** The groups of a stage; `other` is every stage that has no choice of its own. */
export const filterGroups = (groups: DenialsView['groups'], filter: DenialFilter): DenialsView['groups'] =>
  groups.filter(({ stage }) => filter === 'all' || (filter === 'other' ? !NAMED.includes(stage) : stage === filter));

/** A bar of the strip, in CSS pixels from the left and its height from below. */
export interface HourBar {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly count: number;
}

/** Bars of equal width; the largest is as high as the strip, and none that counts something is lower than 3 px. */
export function hourBars(hours: readonly number[], width: number, height: number): readonly HourBar[] {
  const most = Math.max(1, ...hours);
  const step = width / Math.max(1, hours.length);
  return hours.map((count, hour) => ({
    x: hour * step,
    width: Math.max(1, step - 1),
    height: count === 0 ? 1 : Math.max(3, (count / most) * height),
    count,
  }));
}
