import { apportion } from '../agents/scoring/composite.ts';

/** Shares are handed out in whole ten-thousandths, as the weights of a score are. */
const STEPS = 10_000;

/** Weights as shares of their sum, in whole ten-thousandths by largest remainder; they sum to 1. */
export function sharesOf<K extends string>(weights: Readonly<Record<K, number>>): Readonly<Record<K, number>> {
  const keys = Object.keys(weights) as K[];
  const steps = apportion(
    keys.map((key) => weights[key]),
    STEPS,
  );
  return Object.fromEntries(keys.map((key, i) => [key, (steps[i] ?? 0) / STEPS])) as Record<K, number>;
}

/** A sum of weights that is not above zero has no shares. */
export const noWeight = (weights: Readonly<Record<string, number>>, what: string): readonly string[] =>
  Object.values(weights).some((weight) => weight > 0)
    ? []
    : [`At least one ${what} needs a weight above 0: all of them are 0.`];
