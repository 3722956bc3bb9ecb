import type { MeanInterval } from '../../statistics/block-bootstrap.ts';
import type { DirectionSkill } from './direction-skill.ts';
import type { HitSkill } from './level-skill.ts';
import type { MeasuredHorizon, MeasuredSkill } from './measured-skill.ts';
import { DECIDING_HORIZON_MS, LEAST_CASES, type SkillReport } from './skill-report.ts';

const DIGITS = 4;
const rounded = (value: number): number => Number(value.toFixed(DIGITS));
const gainOf = (interval: MeanInterval | null, times: number): MeasuredHorizon['gain'] =>
  interval === null
    ? null
    : {
        mean: rounded(interval.mean * times),
        lower: rounded(interval.lower * times),
        upper: rounded(interval.upper * times),
      };

/** What of a report is shown beside the map: the figures by its clusters, none of them where the cases are too few. */
export function measuredOf({ symbol, source, sizeGain, families, verdict }: SkillReport): MeasuredSkill {
  const clusters = families.find(({ family }) => family === 'clusters');
  const direction = clusters?.direction ?? [];
  const horizons = (clusters?.hits ?? []).map((hits) =>
    horizonOf(
      hits,
      direction.find(({ horizonMs }) => horizonMs === hits.horizonMs),
    ),
  );
  return {
    coin: symbol,
    source,
    ...verdict,
    ...decidingOf(direction.find(({ horizonMs }) => horizonMs === DECIDING_HORIZON_MS)),
    sizeGain:
      sizeGain === null ? [0, 0, 0] : [rounded(sizeGain.mean), rounded(sizeGain.lower), rounded(sizeGain.upper)],
    horizons,
  };
}

function horizonOf(hits: HitSkill, direction: DirectionSkill | undefined): MeasuredHorizon {
  const { horizonMs, levels, interval } = hits;
  const told = levels >= LEAST_CASES;
  const cases = direction?.cases ?? 0;
  const judged = direction !== undefined && cases >= LEAST_CASES;
  return {
    horizonMs,
    levels,
    hitRate: told ? rounded(hits.reached) : null,
    hitInterval: told && interval !== null ? [rounded(interval[0]), rounded(interval[1])] : null,
    randomHitRate: told ? rounded(hits.reachedRandom) : null,
    gain: told ? gainOf(hits.gain, 1) : null,
    cases,
    brierSkill: judged ? rounded(direction.skill) : null,
    brierGain: judged ? gainOf(direction.gain, 100) : null,
  };
}

/** The direction at the horizon that decides; nothing where it was not measured. */
function decidingOf(found: DirectionSkill | undefined): Pick<MeasuredSkill, 'cases' | 'skill' | 'gain'> {
  if (found === undefined) return { cases: 0, skill: 0, gain: [0, 0] };
  const { cases, skill, gain } = found;
  return {
    cases,
    skill: rounded(skill),
    gain: gain === null ? [0, 0] : [rounded(100 * gain.lower), rounded(100 * gain.upper)],
  };
}
