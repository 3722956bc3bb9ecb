import { SCORING_AGENTS } from '#shared/domain/agent.ts';
import type { Score } from '#shared/domain/score.ts';
import type { Direction } from '#shared/domain/signal.ts';

const STEPS = 1e5;

/**
 * The score towards a side if everybody who speaks against it were quite sure: the least weighted mean of the opinions
 * over all confidences not below the present ones. The composite itself rises when an opponent grows less sure; this
 * cannot, which is what makes a decision on it monotone. Equal to the composite when one agent speaks. NaN when none does.
 */
export function cautiousScore({ contributions }: Score, direction: Direction): number {
  const speakers = contributions
    .flatMap(({ opinion, baseWeight }) =>
      opinion.status === 'ok' && baseWeight > 0
        ? [{ side: opinion.opinion * direction, agent: opinion.agent, full: baseWeight, sure: opinion.confidence }]
        : [],
    )
    .sort((a, b) => a.side - b.side || SCORING_AGENTS.indexOf(a.agent) - SCORING_AGENTS.indexOf(b.agent));
  let weight = 0;
  let sum = 0;
  for (const { side, full, sure } of speakers) {
    weight += full * sure;
    sum += side * full * sure;
  }
  let least = Number.NaN;
  // The minimum gives full weight to the lowest opinions up to some place, and the others theirs.
  for (const { side, full, sure } of speakers) {
    weight += full * (1 - sure);
    sum += side * full * (1 - sure);
    const mean = sum / weight;
    if (!(mean >= least)) least = mean;
  }
  return Math.round(least * STEPS) / STEPS;
}
