/** What is printed: whole units of 10^-decimals that add up to the printed total, or the fact that they cannot. */
export interface RoundedParts {
  /** Each part in units of 10^-decimals, an integer. */
  readonly units: readonly number[];
  readonly totalUnits: number;
  /** False when the parts do not sum to the total in the first place; the units are then rounded one by one. */
  readonly addsUp: boolean;
}

/** Further apart than this, parts and total are not the same sum printed differently. */
const TOLERANCE = 1e-6;

function spread(exact: readonly number[], missing: number): number[] {
  const units = exact.map(Math.floor);
  const order = exact
    .map((value, index) => ({ index, rest: Math.round((value - Math.floor(value)) * 1e9) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order.slice(0, missing)) units[index] = (units[index] ?? 0) + 1;
  return units;
}

/**
 * Rounds parts so that what is printed adds up to the printed total: largest remainder, ties to the first.
 * A part of exactly zero stays zero.
 */
export function roundToTotal(parts: readonly number[], total: number, decimals: number): RoundedParts {
  const scale = 10 ** decimals;
  const sum = parts.reduce((all, part) => all + part, 0);
  const totalUnits = Math.round(total * scale) + 0;
  const exact = parts.map((part) => part * scale);
  if (Math.abs(sum - total) > TOLERANCE) {
    return { units: exact.map((value) => Math.round(value) + 0), totalUnits, addsUp: false };
  }
  const live = parts.flatMap((part, index) => (part === 0 ? [] : [index]));
  const floors = live.reduce((all, index) => all + Math.floor(exact[index] ?? 0), 0);
  const spreadUnits = spread(
    live.map((index) => exact[index] ?? 0),
    totalUnits - floors,
  );
  const units = parts.map(() => 0);
  live.forEach((index, place) => (units[index] = (spreadUnits[place] ?? 0) + 0));
  return { units, totalUnits, addsUp: units.reduce((all, unit) => all + unit, 0) === totalUnits };
}
