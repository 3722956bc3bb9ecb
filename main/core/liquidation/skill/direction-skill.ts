import type { Random } from '../../ports/random.ts';
import { blockBootstrapMean, type MeanInterval } from '../../statistics/block-bootstrap.ts';
import { logit, sigmoid } from '../../statistics/probability.ts';
import type { AggregateBar } from './aggregate-bars.ts';
import { firstTouch, type LevelCase } from './level-cases.ts';
import { withinOne } from './level-skill.ts';

/** Which of the two nearest clusters the price came to first. */
export interface FirstPassage {
  readonly ts: number;
  /** 1 when the upper one. */
  readonly up: number;
  /** Chance of the upper one for a price without memory: distance of the lower ÷ both. */
  readonly chance: number;
  /** ln(worth above ÷ worth below). */
  readonly lean: number;
}

/** Brier score of the map's forecast of which cluster is reached first, against that of a random walk. */
export interface DirectionSkill {
  readonly horizonMs: number;
  /** Moments at which one of the two was reached. */
  readonly cases: number;
  /** How much the worths were found to count, in log odds; fitted before the cases. */
  readonly beta: number;
  readonly brier: number;
  readonly brierRandomWalk: number;
  /** 1 − brier ÷ brierRandomWalk; above 0 is better than chance. */
  readonly skill: number;
  /** Random walk's squared error less the map's, with its interval. */
  readonly gain: MeanInterval | null;
}

/** First passages at every moment with a cluster on either side; a bar that reaches both says nothing. */
export function firstPassages(
  bars: readonly AggregateBar[],
  cases: readonly LevelCase[],
  horizonMs: number,
): readonly FirstPassage[] {
  const moments = new Map<number, { above?: LevelCase; below?: LevelCase }>();
  for (const one of cases) {
    const both = moments.get(one.ts) ?? {};
    if (one.rank === 1) both.above = one;
    if (one.rank === -1) both.below = one;
    moments.set(one.ts, both);
  }
  return [...moments].flatMap(([ts, { above, below }]) => {
    if (above === undefined || below === undefined) return [];
    const up = firstOf(bars, above, below, horizonMs);
    const chance = -below.away / (above.away - below.away);
    return up === null ? [] : [{ ts, up, chance, lean: Math.log(above.worth / below.worth) }];
  });
}

/** 1 when the upper level was reached first, 0 when the lower; null when neither, or both in one bar. */
function firstOf(bars: readonly AggregateBar[], above: LevelCase, below: LevelCase, horizonMs: number): number | null {
  const at = (one: LevelCase) => firstTouch(bars, one.at, one.price * Math.exp(one.away), one.side, horizonMs);
  const [up, down] = [at(above), at(below)];
  if (up === null || down === null || up === down) return null;
  return down < 0 || (up >= 0 && up < down) ? 1 : 0;
}

/** The β of greatest likelihood in logit p = logit chance + β × lean, by Newton's steps. */
export function fitBeta(passages: readonly FirstPassage[]): number {
  let beta = 0;
  for (let step = 0; step < 50; step += 1) {
    let slope = 0;
    let curve = 1e-9;
    for (const { up, chance, lean } of passages) {
      const p = sigmoid(logit(chance) + beta * lean);
      slope += (up - p) * lean;
      curve += p * (1 - p) * lean * lean;
    }
    const by = Math.max(-0.5, Math.min(0.5, slope / curve));
    beta += by;
    if (Math.abs(by) < 1e-10) break;
  }
  return beta;
}

/** The skill of a β fitted before on passages that came after. */
export function directionSkill(
  passages: readonly FirstPassage[],
  beta: number,
  horizonMs: number,
  random: Random,
  blockMs: number,
): DirectionSkill {
  const own = passages.map(({ up, chance, lean }) => (sigmoid(logit(chance) + beta * lean) - up) ** 2);
  const walk = passages.map(({ up, chance }) => (chance - up) ** 2);
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    horizonMs,
    cases: passages.length,
    beta,
    brier: mean(own),
    brierRandomWalk: mean(walk),
    skill: 1 - mean(own) / mean(walk),
    gain: withinOne(
      blockBootstrapMean(
        walk.map((one, i) => one - (own[i] ?? 0)),
        passages.map(({ ts }) => ts),
        blockMs,
        random,
      ),
    ),
  };
}
