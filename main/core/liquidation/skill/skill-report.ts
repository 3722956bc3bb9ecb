import { DAY, HOUR } from '#shared/domain/time.ts';
import type { Random } from '../../ports/random.ts';
import { blockBootstrapMean, type MeanInterval } from '../../statistics/block-bootstrap.ts';
import { CLUSTER_DEFAULTS } from '../clusters.ts';
import { LIQUIDATION_DEFAULTS, type LiquidationSettings } from '../settings.ts';
import type { ContractTerms } from '../tier-ratios.ts';
import type { AggregateBar } from './aggregate-bars.ts';
import { calibrate, type Calibration } from './calibrate.ts';
import { directionSkill, firstPassages, fitBeta, type DirectionSkill } from './direction-skill.ts';
import { levelCases, type LevelCase } from './level-cases.ts';
import { hitSkill, type HitSkill } from './level-skill.ts';

export const HORIZONS_MS = [4 * HOUR, 12 * HOUR, DAY, 3 * DAY] as const;
/** The horizon by which the agent is judged: the shortest of which four months give enough cases. */
export const DECIDING_HORIZON_MS = 3 * DAY;
/** Which levels are measured: the map's clusters, and every peak from 0.5 % on. */
export const FAMILIES = [
  { name: 'clusters', settings: CLUSTER_DEFAULTS },
  { name: 'near peaks', settings: { ...CLUSTER_DEFAULTS, least: 0.005 } },
] as const;
export type FamilyName = (typeof FAMILIES)[number]['name'];
/** Fewer cases than this decide nothing. */
export const LEAST_CASES = 100;
const EVERY_MS = 4 * HOUR;
const BLOCK_MS = 3 * DAY;
/** The model runs so long before anything is measured. */
const WARM_UP_MS = 10 * DAY;
const FITTED_SHARE = 0.6;

export interface SkillReport {
  readonly symbol: string;
  readonly source: string;
  readonly bars: number;
  readonly from: number;
  readonly to: number;
  /** What is measured lies after this moment; what is fitted before it. */
  readonly until: number;
  readonly halfLifeScale: number;
  readonly shares: readonly { readonly leverage: number; readonly share: number }[];
  /** Realised worth ÷ what the map expected. */
  readonly scale: number;
  /** Gain of ln likelihood a bar and side, of realised liquidations, over what price and the past alone expect. */
  readonly sizeGain: MeanInterval | null;
  readonly sizeCases: number;
  readonly families: readonly FamilySkill[];
  readonly verdict: SkillVerdict;
}

/** Hit rates and direction by the levels of a family, one of each horizon. */
export interface FamilySkill {
  readonly family: FamilyName;
  readonly hits: readonly HitSkill[];
  readonly direction: readonly DirectionSkill[];
}

export interface SkillVerdict {
  /** True when the direction is measurably better than a random walk's: the agent may weigh. */
  readonly mayWeigh: boolean;
  readonly sentence: string;
}

export interface SkillRequest {
  readonly symbol: string;
  readonly source: string;
  readonly bars: readonly AggregateBar[];
  readonly terms: ContractTerms;
  readonly random: Random;
  readonly settings?: LiquidationSettings;
  /** A fit made on another file: then all bars after the warm-up are out of sample. */
  readonly fitted?: SkillFit;
}

/** What a further file is measured with; β by family and horizon. */
export interface SkillFit {
  readonly calibration: Calibration;
  readonly betas: ReadonlyMap<string, number>;
}

interface Span {
  readonly from: number;
  readonly until: number;
}

/** When what is told begins and ends, and from when it is fitted and measured. */
function spanOf(bars: readonly AggregateBar[], fits: boolean) {
  const first = bars[0]?.bar.ts ?? 0;
  const last = bars.at(-1)?.bar;
  const to = last === undefined ? 0 : last.ts + last.ms;
  const from = first + Math.min(WARM_UP_MS, (to - first) / 4);
  const until = fits ? Math.floor((first + FITTED_SHARE * (to - first)) / DAY) * DAY : from;
  return { first, to, from, until };
}

/** Fits on the first part of the bars, measures on the rest. */
export function skillReport(request: SkillRequest): { readonly report: SkillReport; readonly fit: SkillFit } {
  const { bars, terms, random, settings = LIQUIDATION_DEFAULTS, fitted } = request;
  const { first, to, from, until } = spanOf(bars, fitted === undefined);
  const calibration = fitted?.calibration ?? calibrate(bars, terms, settings, { from, until });
  const betas = new Map(fitted?.betas ?? []);
  const families = FAMILIES.map(({ name, settings: clusters }) => {
    const cases = levelCases(bars, terms, calibration.settings, clusters, EVERY_MS);
    return familySkill(name, cases, { bars, random, betas, span: { from, until } });
  });
  const own = fitted === undefined;
  const report = {
    symbol: request.symbol,
    source: request.source,
    bars: bars.length,
    from: first,
    to,
    until,
    halfLifeScale: calibration.halfLifeScale,
    shares: calibration.settings.tiers.map(({ leverage, share }) => ({ leverage, share })),
    scale: calibration.scale,
    sizeGain: own ? blockBootstrapMean(calibration.gains, calibration.times, BLOCK_MS, random) : null,
    sizeCases: own ? calibration.gains.length : 0,
    families,
    verdict: verdictOf(families.find(({ family }) => family === 'clusters')?.direction ?? []),
  };
  return { report, fit: { calibration, betas } };
}

interface FamilyContext {
  readonly bars: readonly AggregateBar[];
  readonly random: Random;
  /** Those that are not there yet are fitted and put in. */
  readonly betas: Map<string, number>;
  readonly span: Span;
}

function familySkill(family: FamilyName, cases: readonly LevelCase[], context: FamilyContext): FamilySkill {
  const { bars, random, betas, span } = context;
  const later = cases.filter(({ ts }) => ts >= span.until);
  const earlier = cases.filter(({ ts }) => ts >= span.from && ts < span.until);
  const direction = HORIZONS_MS.map((horizonMs) => {
    const key = `${family} ${String(horizonMs)}`;
    // What is decided after `until` must not be known when β is fitted.
    const known = earlier.filter(({ ts }) => ts + horizonMs <= span.until);
    const beta = betas.get(key) ?? fitBeta(firstPassages(bars, known, horizonMs));
    betas.set(key, beta);
    return directionSkill(firstPassages(bars, later, horizonMs), beta, horizonMs, random, BLOCK_MS);
  });
  const hits = HORIZONS_MS.map((horizonMs) => hitSkill(bars, later, horizonMs, random, BLOCK_MS));
  return { family, hits, direction };
}

/** The agent may weigh when the whole interval of the deciding horizon lies above 0, on enough cases. */
export function verdictOf(direction: readonly DirectionSkill[]): SkillVerdict {
  const found = direction.find(({ horizonMs }) => horizonMs === DECIDING_HORIZON_MS);
  if (found === undefined || found.cases < LEAST_CASES || found.gain === null) {
    const cases = found?.cases ?? 0;
    const sentence = `Too few cases to tell: ${String(cases)} of ${String(LEAST_CASES)} within three days.`;
    return { mayWeigh: false, sentence };
  }
  const skill = `${(100 * found.skill).toFixed(1)} %`.replace('-', '−');
  return found.gain.lower > 0
    ? { mayWeigh: true, sentence: `Better than a random walk within three days: Brier skill ${skill}.` }
    : {
        mayWeigh: false,
        sentence: `Not measurably better than a random walk within three days: Brier skill ${skill}.`,
      };
}
