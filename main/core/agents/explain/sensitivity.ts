import type { ScoringAgentName } from '#shared/domain/agent.ts';
import { flips } from './counterfactual.ts';
import { decisionFlips } from './decision-flips.ts';
import { judge, passesWith, type DecisionRecord, type Judgement } from './what-if.ts';

export interface SensitivityPoint extends Pick<Judgement, 'score' | 'passes'> {
  readonly value: number;
}

/** How the decision hangs on one agent's weight. */
export interface WeightSensitivity {
  readonly agent: ScoringAgentName;
  /** Score with its weight a fifth lower and higher. */
  readonly lower: number;
  readonly higher: number;
  /** The smallest change of its weight that turns the decision, in hundredths from −1 to +1; null when none does. */
  readonly flipsAt: number | null;
}

export interface Sensitivity {
  readonly agent: ScoringAgentName;
  readonly name: string;
  readonly now: SensitivityPoint;
  /** The nearest value that turns the decision; null when none within ±100 does. */
  readonly flipsAt: number | null;
  readonly curve: readonly SensitivityPoint[];
  readonly weights: readonly WeightSensitivity[];
}

const BOUND = 100;
const STEP = 5;
const SWING = 0.2;
const PERCENT = 100;

/** What a decision hangs on; null when no agent had data. Every point is a run of the functions that decided. */
export function sensitivity(decision: DecisionRecord): Sensitivity | null {
  const input = decisiveInput(decision);
  if (input === null) return null;
  const { agent, name, now, flipsAt } = input;
  const at = (value: number): SensitivityPoint => {
    const { score, passes } = judge(decision, { kind: 'input', agent, name, value });
    return { value, score, passes };
  };
  const values = new Set([now, ...(flipsAt === null ? [] : [flipsAt])]);
  for (let value = -BOUND; value <= BOUND; value += STEP) values.add(value);
  const curve = [...values].sort((a, b) => a - b).map(at);
  return { agent, name, now: at(now), flipsAt, curve, weights: weightSensitivities(decision) };
}

interface Decisive {
  readonly agent: ScoringAgentName;
  readonly name: string;
  readonly now: number;
  readonly flipsAt: number | null;
}

/** The input whose smallest change turns the decision; where none does, the one that weighs most in the score. */
function decisiveInput(decision: DecisionRecord): Decisive | null {
  const { score } = decision;
  const [first] = turnings(decision);
  const inputs = score.contributions.flatMap(({ opinion, weight }) =>
    opinion.status === 'ok'
      ? opinion.evidence.map((one) => ({
          agent: opinion.agent,
          name: one.name,
          now: one.input,
          flipsAt: null,
          size: one.weight * weight,
        }))
      : [],
  );
  const turning = inputs.find(({ agent, name }) => agent === first?.agent && name === first.input);
  if (first !== undefined && turning !== undefined) return { ...turning, flipsAt: first.to };
  return inputs.reduce<(typeof inputs)[number] | null>(
    (best, one) => (best === null || one.size > best.size ? one : best),
    null,
  );
}

/** The single changes of an input that turn score and votes, whichever way they went. */
function turnings(decision: DecisionRecord) {
  const { score, direction, threshold, votes } = decision;
  if (votes === null) return flips(score, direction, threshold);
  const code = judge(decision).passes ? null : 'SCORE_BELOW_THRESHOLD';
  return decisionFlips({ score, direction, threshold, votes, code });
}

function weightSensitivities(decision: DecisionRecord): readonly WeightSensitivity[] {
  const { passes } = judge(decision);
  return decision.score.contributions.flatMap(({ opinion: { agent, status }, baseWeight }) => {
    if (status !== 'ok' || baseWeight === 0) return [];
    const by = (change: number) => ({ kind: 'weight' as const, agent, factor: 1 + change });
    let flipsAt: number | null = null;
    // The nearest first, a hundredth at a time: neither score nor consensus need be monotone in a weight.
    for (let percent = 1; percent <= PERCENT && flipsAt === null; percent++) {
      const turned = [-percent, percent].find((one) => passesWith(decision, by(one / PERCENT)) !== passes);
      if (turned !== undefined) flipsAt = turned / PERCENT;
    }
    return [{ agent, lower: judge(decision, by(-SWING)).score, higher: judge(decision, by(SWING)).score, flipsAt }];
  });
}
