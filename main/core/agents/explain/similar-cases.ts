import type { Score } from '#shared/domain/score.ts';

/** The inputs of a score by `agent/name`, −100…+100. */
export type InputVector = ReadonlyMap<string, number>;

/** An earlier decision with what it saw. */
export interface PastCase {
  readonly id: string;
  /** When its outcome was known, ms. */
  readonly resolvedAt: number;
  readonly inputs: InputVector;
}

/** A case and how unlike it is. */
export interface Neighbour {
  readonly id: string;
  readonly distance: number;
}

const LEAST = 8;
const MOST = 20;
/** A case that shares less of the inputs than this is not comparable. */
const SHARED = 0.5;
/** Inputs that hardly vary are divided by this instead, so that noise in them does not decide: a twentieth of the scale. */
const LEAST_SPREAD = 5;

/** Every input of a score. */
export const inputsOf = (score: Score): InputVector =>
  new Map(
    score.contributions.flatMap(({ opinion }) =>
      opinion.status === 'ok'
        ? opinion.evidence
            .filter(({ weight }) => weight > 0)
            .map(({ name, input }) => [`${opinion.agent}/${name}`, input] as const)
        : [],
    ),
  );

/** How many neighbours are asked: the root of the cases, 8 to 20. */
export const neighboursAsked = (cases: number): number => Math.min(MOST, Math.max(LEAST, Math.round(Math.sqrt(cases))));

/**
 * The cases most alike that had ended when the decision was made, nearest first, ties by id. Distance is the root mean
 * square of the differences, each in standard deviations of that input over all those cases, over the inputs both have.
 */
export function similarCases(subject: InputVector, decidedAt: number, all: readonly PastCase[]): readonly Neighbour[] {
  const ended = all.filter(({ resolvedAt }) => resolvedAt <= decidedAt);
  const spread = spreads(subject, ended);
  const near: Neighbour[] = [];
  for (const { id, inputs } of ended) {
    const distance = distanceOf(subject, inputs, spread);
    if (distance !== null) near.push({ id, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1));
  return near.slice(0, neighboursAsked(ended.length));
}

function distanceOf(subject: InputVector, other: InputVector, spread: ReadonlyMap<string, number>): number | null {
  let sum = 0;
  let shared = 0;
  for (const [name, value] of subject) {
    const there = other.get(name);
    if (there === undefined) continue;
    shared += 1;
    sum += ((value - there) / (spread.get(name) ?? LEAST_SPREAD)) ** 2;
  }
  return shared === 0 || shared < SHARED * subject.size ? null : Math.round(Math.sqrt(sum / shared) * 1e6) / 1e6;
}

/** The standard deviation of each input over the cases that have it. */
function spreads(subject: InputVector, cases: readonly PastCase[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const name of subject.keys()) {
    let n = 0;
    let mean = 0;
    let squares = 0;
    for (const { inputs } of cases) {
      const value = inputs.get(name);
      if (value === undefined) continue;
      // Welford's recurrence.
      n += 1;
      const off = value - mean;
      mean += off / n;
      squares += off * (value - mean);
    }
    found.set(name, Math.max(LEAST_SPREAD, n > 1 ? Math.sqrt(squares / (n - 1)) : 0));
  }
  return found;
}
