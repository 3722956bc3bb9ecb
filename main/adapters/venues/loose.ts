import { UnreadableMessage } from './exact-json.ts';
import { exactDecimal } from './exact-number.ts';

/** A market figure as a double, from a number or its text. @throws UnreadableMessage unless it is finite. */
export function loose(value: unknown): number {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
  if (Number.isFinite(number)) return number;
  throw new UnreadableMessage(`Not a number: ${JSON.stringify(value)?.slice(0, 40) ?? 'nothing'}`);
}

/** @throws UnreadableMessage */
export function looseList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new UnreadableMessage('Not a list');
}

export const numberAt = (row: readonly unknown[], index: number): number => loose(row[index]);

/** @throws UnreadableMessage */
export function looseObject(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new UnreadableMessage('Not an object');
}

/** Items so many at a time. */
export function inGroups<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const groups: T[][] = [];
  items.forEach((item, index) => {
    if (index % size === 0) groups.push([]);
    groups.at(-1)?.push(item);
  });
  return groups;
}

/** A size in the venue's unit as a number of our lots, for screens. */
export function perStep(size: unknown, step: string): number {
  const { units, scale } = exactDecimal(step);
  return (loose(size) * 10 ** scale) / Number(units);
}

/** A figure of a column, where NaN is unknown. */
export const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

/** Without the figures that are unknown. */
export function known<T extends Readonly<Record<string, number | null>>>(patch: T): Partial<T> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => !Number.isNaN(value))) as Partial<T>;
}
