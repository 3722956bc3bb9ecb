import type { Opinion } from '#shared/domain/agent.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import type { Cluster } from '../../liquidation/clusters.ts';
import type { LiquidationRatio } from '../../liquidation/ratios.ts';
import type { LiquidationVoid } from '../../liquidation/zones.ts';
import { freshness, opinionOfParts, type PartReading } from './weighted-parts.ts';

/** What the map says of a symbol, and what is known of how good it is. */
export interface LiquidationInputs {
  /** Null: nothing was measured for this coin. */
  readonly skill: { readonly mayWeigh: boolean; readonly sentence: string; readonly skill: number } | null;
  /** Null: there is no map yet. */
  readonly map: {
    readonly asOf: number;
    /** True while no open interest was told: only the form of the map means anything. */
    readonly formOnly: boolean;
    readonly optical: LiquidationRatio;
    readonly clusters: readonly Cluster[];
    readonly voids: readonly LiquidationVoid[];
  } | null;
}

const SHARES = { imbalance: 4_000, clusters: 4_000, voids: 2_000 } as const;
const OLD_MS = 10 * MINUTE;
const HALF_LIFE_MS = HOUR;
/** A void that is wider by this share on one side says as much as a void can. */
const FULL_VOID = 0.02;
/** No map is trusted beyond this. */
const MOST_TRUST = 0.5;

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`.replace('-', '−');
const millions = (worth: number): string => `${(worth / 1e6).toFixed(1)} M`;

/**
 * What the estimated map says: price tends to where most would be liquidated. A pure function. A map whose skill was not
 * measured, or is no better than chance, abstains: then it weighs nothing.
 */
export function liquidationOpinion({ skill, map }: LiquidationInputs, at: number): Opinion {
  const problem = problemOf({ skill, map }, at);
  if (problem !== null) return { ...problem, agent: 'liquidation', missing: null };
  const parts = [
    { name: 'imbalance', share: SHARES.imbalance, reading: imbalance(map, skill, at) },
    { name: 'clusters', share: SHARES.clusters, reading: pull(map, skill, at) },
    { name: 'voids', share: SHARES.voids, reading: voids(map, skill, at) },
  ];
  return opinionOfParts('liquidation', parts);
}

type Known = NonNullable<LiquidationInputs['map']>;
type Skill = LiquidationInputs['skill'];
type Problem = { readonly status: 'no-data' | 'warming-up' | 'stale'; readonly reason: string };

function problemOf({ skill, map }: LiquidationInputs, at: number): Problem | null {
  if (skill === null) return { status: 'no-data', reason: 'how good the map of this coin is was never measured' };
  if (!skill.mayWeigh) return { status: 'no-data', reason: `the map weighs nothing: ${skill.sentence}` };
  if (map === null) return { status: 'no-data', reason: 'no liquidation map is computed from this feed' };
  if (map.formOnly) return { status: 'warming-up', reason: 'no open interest was told yet' };
  if (at - map.asOf > OLD_MS)
    return { status: 'stale', reason: `the map is ${String(Math.round((at - map.asOf) / MINUTE))} min old` };
  return null;
}

/** Twice the Brier skill, at most the cap: 10 % better than chance is worth a confidence of 0.2. */
const trust = (skill: Skill, asOf: number, at: number): number =>
  Math.min(MOST_TRUST, 2 * Math.max(0, skill?.skill ?? 0)) * freshness(at - asOf, HALF_LIFE_MS);

const nothing = (what: string): PartReading => ({ state: 'no-data', reason: `there is no ${what}` });

function imbalance(map: Known | null, skill: Skill, at: number): PartReading {
  if (map === null || map.optical.longShare === null) return nothing('level near the price');
  const { longShare } = map.optical;
  return {
    state: 'ok',
    value: 1 - 2 * longShare,
    quality: trust(skill, map.asOf, at),
    measured: `${percent(longShare)} long, ${percent(1 - longShare)} short, estimated`,
    asOf: map.asOf,
  };
}

/** Σ worth ÷ distance² of the clusters above, less that of those below, over both. */
function pull(map: Known | null, skill: Skill, at: number): PartReading {
  if (map === null || map.clusters.length === 0) return nothing('cluster');
  let up = 0;
  let down = 0;
  for (const { distance, worth } of map.clusters) {
    if (distance > 0) up += worth / distance ** 2;
    else down += worth / distance ** 2;
  }
  const nearest = map.clusters.filter(({ rank }) => Math.abs(rank) === 1);
  const told = nearest.map(
    ({ worth, distance }) => `${millions(worth)} at ${distance > 0 ? '+' : ''}${percent(distance)}`,
  );
  return {
    state: 'ok',
    value: (up - down) / (up + down),
    quality: trust(skill, map.asOf, at),
    measured: `${told.join(', ')}, estimated`,
    asOf: map.asOf,
  };
}

/** The price moves with ease through stretches without levels. */
function voids(map: Known | null, skill: Skill, at: number): PartReading {
  if (map === null) return nothing('void');
  const width = (above: boolean): number =>
    map.voids
      .filter(({ distance }) => (above ? distance > 0 : distance < 0))
      .reduce((sum, { from, to }) => sum + to / from - 1, 0);
  const [up, down] = [width(true), width(false)];
  return {
    state: 'ok',
    value: (up - down) / FULL_VOID,
    quality: trust(skill, map.asOf, at),
    measured: `${percent(up)} without levels above, ${percent(down)} below, estimated`,
    asOf: map.asOf,
  };
}
