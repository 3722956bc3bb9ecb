import { problemOf, type SettingsProblem } from './problem.ts';

/** What a field holds: `share` is 0…1, `duration` milliseconds, `switch` on or off. */
export type SettingKind = 'number' | 'integer' | 'share' | 'duration' | 'switch';
export type SettingValue = number | boolean;

/** One value a person may change: what it is, its default, and the range and steps in which it is set. */
export interface SettingField<T extends SettingValue = SettingValue> {
  readonly label: string;
  /** As printed beside the value; empty where the kind says it. */
  readonly unit: string;
  readonly kind: SettingKind;
  /** Ends of the range, both allowed; 0 and 1 of a switch. */
  readonly min: number;
  readonly max: number;
  readonly standard: T;
  /** Values are whole multiples of it. */
  readonly step: number;
  readonly sentence: string;
}

type Words = readonly [label: string, sentence: string];
type Range = readonly [min: number, max: number, step: number];

const figure =
  (kind: SettingKind) =>
  (words: Words, unit: string, [min, max, step]: Range, standard: number): SettingField<number> => ({
    label: words[0],
    sentence: words[1],
    unit,
    kind,
    min,
    max,
    step,
    standard,
  });

export const numberField = figure('number');
export const integerField = figure('integer');

/** A share, 0…1. */
export const shareField = (words: Words, range: Range, standard: number): SettingField<number> =>
  figure('share')(words, '', range, standard);

/** Milliseconds. */
export const durationField = (words: Words, range: Range, standard: number): SettingField<number> =>
  figure('duration')(words, 'ms', range, standard);

export const switchField = (words: Words, standard: boolean): SettingField<boolean> => ({
  label: words[0],
  sentence: words[1],
  unit: '',
  kind: 'switch',
  min: 0,
  max: 1,
  step: 1,
  standard,
});

/** Decimal fractions are binary ones in memory: a value this close to a multiple is one. */
const TOLERANCE = 1e-6;

/** What keeps a value from being set; null when nothing does. @param where section and key, as errors name them. */
export function fieldProblem(field: SettingField, value: unknown, where: string): SettingsProblem | null {
  const { kind, min, max, step, label } = field;
  const named = `${label} (${where})`;
  if (kind === 'switch') {
    if (typeof value === 'boolean') return null;
    return problemOf('WRONG_KIND', where, `${named} is a switch; set it to true or false, not ${shown(value)}.`);
  }
  if (typeof value !== 'number' || !Number.isFinite(value))
    return problemOf('WRONG_KIND', where, `${named} is a number; ${shown(value)} is none.`);
  if (value < min || value > max) {
    const range = `from ${String(min)} to ${String(max)}`;
    return problemOf('OUT_OF_RANGE', where, `${named} is set ${range}; ${String(value)} is outside.`);
  }
  const steps = value / step;
  if (Math.abs(steps - Math.round(steps)) > TOLERANCE) {
    const advice = `use ${String(inSteps(field, value))}`;
    return problemOf('OFF_STEP', where, `${named} is set in steps of ${String(step)}; ${advice}.`);
  }
  return null;
}

/** The multiple of the step nearest to a value, without the noise of its arithmetic. */
export function inSteps({ step, min, max }: SettingField, value: number): number {
  const nearest = Math.round(value / step) * step;
  return Math.min(max, Math.max(min, Number(nearest.toPrecision(12))));
}

const shown = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
    ? JSON.stringify(value)
    : typeof value;
