import { formatCount, formatNumber, MINUS } from '#renderer/ui/format.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import type { HorizonSkillView, LiquidationMapView } from '#shared/contract/liquidations.ts';
import { say } from '#shared/language/words.ts';

export type SkillView = NonNullable<LiquidationMapView['skill']>;

/** `4 h`, `1 d`, `3 d`. */
export const horizonText = (ms: number): string =>
  ms < DAY ? `${String(Math.round(ms / HOUR))} h` : `${String(Math.round(ms / DAY))} d`;

export interface Verdict {
  readonly word: string;
  /** The same where there is little room. */
  readonly short: string;
  /** True when the map may weigh. */
  readonly better: boolean;
}

/** What the whole measurement says: too few cases are no verdict. */
export function verdictOf(skill: SkillView | null): Verdict {
  if (skill === null || skill.cases < skill.leastCases) {
    return { word: say('NOT MEASURED'), short: say('NOT MEASURED'), better: false };
  }
  return skill.mayWeigh
    ? { word: say('BETTER THAN CHANCE'), short: say('BETTER'), better: true }
    : { word: say('NO BETTER THAN CHANCE'), short: say('NO BETTER'), better: false };
}

/** True where a horizon has enough levels for a percentage. */
export const isMeasured = ({ hitRate, levels }: HorizonSkillView, leastCases: number): boolean =>
  hitRate !== null && levels >= leastCases;

export interface HorizonVerdict {
  readonly words: string;
  readonly better: boolean;
}

/** What one horizon says against random levels: a difference only where its whole interval lies beside zero. */
export function horizonVerdict(one: HorizonSkillView, leastCases: number): HorizonVerdict {
  if (!isMeasured(one, leastCases))
    return { words: say('not measured, n = {levels}', { levels: formatCount(one.levels) }), better: false };
  if (one.gain === null) return { words: say('too few to tell'), better: false };
  const { mean, lower, upper } = one.gain;
  if (lower <= 0 && upper >= 0) return { words: say('no better'), better: false };
  const points = Math.abs(mean * 100);
  const sign = mean < 0 ? MINUS : '+';
  return {
    words: say('{points} pts', { points: `${sign}${formatNumber(points, points < 1 ? 1 : 0)}` }),
    better: lower > 0,
  };
}

/** The horizon in large figures: a day where it was measured, else the longest that was. */
export function heroHorizon({ horizons, leastCases }: SkillView): HorizonSkillView | null {
  const measured = horizons.filter((one) => isMeasured(one, leastCases));
  return measured.find(({ horizonMs }) => horizonMs === DAY) ?? measured.at(-1) ?? null;
}

/** Ends of the axis of hit rates, shares: every dot, interval and tick lies within; steps are easy numbers. */
export function skillAxis({ horizons, leastCases }: SkillView) {
  const values = horizons
    .filter((one) => isMeasured(one, leastCases))
    .flatMap(({ hitRate, randomHitRate, hitInterval }) => [hitRate, randomHitRate, ...(hitInterval ?? [])])
    .filter((value): value is number => value !== null);
  if (values.length === 0) return { low: 0, high: 1, ticks: [0, 0.5, 1] };
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = [0.01, 0.02, 0.05, 0.1, 0.2].find((size) => (most - least) / size <= 5) ?? 0.5;
  const low = Math.max(0, Math.floor(least / step) * step);
  const high = Math.min(1, Math.ceil(most / step) * step);
  const count = Math.max(1, Math.round((high - low) / step));
  return { low, high: Math.max(high, low + step), ticks: Array.from({ length: count + 1 }, (_, i) => low + i * step) };
}

/** Place of a share on the axis, per cent of its length. */
export const axisPlace = ({ low, high }: { readonly low: number; readonly high: number }, share: number): number =>
  Math.max(0, Math.min(100, ((share - low) / (high - low)) * 100));

/** The Brier skill with its evidence: never a figure on too few cases. */
export function brierWords({ cases, leastCases, skill, gain }: SkillView): string {
  if (cases < leastCases) return say('Brier skill not measured, n = {cases}', { cases: formatCount(cases) });
  const [lower, upper] = gain.map((value) => formatNumber(value, 1, 'always'));
  const value = formatNumber(skill, 2, 'always');
  return say('Brier skill {value}, n = {cases}; gain × 100, 95 %: {lower} to {upper}', {
    value,
    cases: formatCount(cases),
    lower: lower ?? '',
    upper: upper ?? '',
  });
}
