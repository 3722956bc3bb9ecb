import type { AlertPlace, AlertWay } from '#shared/domain/price-alert.ts';

type Seen = Exclude<AlertPlace, 'unseen'>;

/**
 * The way a price goes to a level or through it. A touch is a crossing; what follows it, on or back, is the same one. A level
 * that nobody saw from a side, or that the price stood on, is crossed only when it is come to again.
 */
const CROSSINGS: Readonly<Record<AlertPlace, Readonly<Partial<Record<Seen, 'up' | 'down'>>>>> = {
  unseen: {},
  below: { at: 'up', above: 'up' },
  at: {},
  above: { at: 'down', below: 'down' },
};

/** Where a price is, from a level. */
export const placeOf = (price: number, level: number): Seen =>
  price < level ? 'below' : price > level ? 'above' : 'at';

/** The crossing between two places, where it is one an alert waits for; null otherwise. */
export function crossing(from: AlertPlace, to: Seen, wanted: AlertWay): 'up' | 'down' | null {
  const way = CROSSINGS[from][to] ?? null;
  return wanted === 'any' || way === wanted ? way : null;
}

/** Whether two places are the same to an alert: one that waits for a rise only asks whether the price is below. */
export function alike(a: AlertPlace, b: AlertPlace, wanted: AlertWay): boolean {
  if (a === 'unseen' || b === 'unseen' || wanted === 'any') return a === b;
  const from = wanted === 'up' ? 'below' : 'above';
  return (a === from) === (b === from);
}
