import type { LiquidationAlertRule } from '#shared/domain/liquidation-alert.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { clustersWithin } from './strong-clusters.ts';
import type { KnownBook } from '../known-book.ts';
import type { LiquidationMap } from '../liquidation-map.ts';
import type { MapLimits } from '../market-settings.ts';
import { ratiosOf } from '../ratios.ts';
import type { Coverage } from '../symbol-liquidations.ts';
import { VOID_DEFAULTS, voidsOf } from '../zones.ts';
import { expectedOvershoot } from './overshoot.ts';
import { percentText, quoteText } from './words.ts';

/** What a rule sees at one symbol at a moment; `between` is the edge on which nothing changes. */
export interface Look {
  readonly signal: 'unknown' | 'in' | 'out' | 'between' | 'long' | 'short' | 'event';
  /** What it is, with numbers; of `unknown` why. */
  readonly sentence: string;
}

/** What a rule may look at. */
export interface Sight {
  readonly coverage: Coverage;
  readonly map: LiquidationMap | null;
  readonly book: KnownBook | null;
  /** Base units of a contract. */
  readonly basePerLot: number;
}

/** What has begun ends only this far beyond its threshold, so that a price on the edge does not ring twice. */
const AGAIN = { cascade: 0.8, cluster: 1.5, void: 0.001 } as const;
/** A cluster within this distance of the price can be set off at any time. */
export const NEAR = 0.02;
const BOOK_MS = MINUTE;

const NOTHING_TOLD = 'nothing was told yet';
const unknown = (sentence: string): Look => ({ signal: 'unknown', sentence });

/** Why nothing can be said of a map now; null when something can. */
function untold({ coverage, map }: Sight, now: number, limits: MapLimits, told: boolean): string | null {
  if (coverage.to === 0 || map === null) return NOTHING_TOLD;
  if (now - coverage.to > limits.staleMs)
    return `nothing was told for ${String(Math.floor((now - coverage.to) / MINUTE))} min`;
  // A liquidation that is told is no estimate: open interest has no part in it.
  if (!told && !(coverage.openInterest >= limits.coverage)) return `coverage ${percentText(coverage.openInterest, 0)}`;
  return null;
}

type Looker = (rule: LiquidationAlertRule, sight: Sight & { readonly map: LiquidationMap }, now: number) => Look;

const cascade: Looker = ({ threshold }, { map, book, basePerLot }, now) => {
  if (book === null || now - book.at > BOOK_MS) return unknown('the order book is not known');
  const found = clustersWithin(map, NEAR)
    .map((cluster) => ({ cluster, overshoot: expectedOvershoot(map, cluster.price, book, basePerLot) }))
    .sort((a, b) => (b.overshoot ?? 0) - (a.overshoot ?? 0));
  const [worst] = found;
  if (worst === undefined) return { signal: 'out', sentence: `no cluster within ${percentText(NEAR, 0)}` };
  if (worst.overshoot === null) return unknown('too little of the order book is known');
  const { cluster, overshoot } = worst;
  const sentence = `${quoteText(cluster.worth)} of ${cluster.side}s ${percentText(Math.abs(cluster.distance))} away would push the price ${percentText(overshoot)} beyond`;
  if (overshoot >= threshold) return { signal: 'in', sentence };
  return { signal: overshoot < threshold * AGAIN.cascade ? 'out' : 'between', sentence };
};

const clusterReached: Looker = ({ threshold }, { map }) => {
  const [nearest] = clustersWithin(map, 1);
  if (nearest === undefined) return { signal: 'out', sentence: 'no cluster stands out' };
  const away = Math.abs(nearest.distance);
  const sentence = `a cluster of ${quoteText(nearest.worth)} of ${nearest.side}s is ${percentText(away)} away`;
  if (away <= threshold) return { signal: 'in', sentence };
  return { signal: away > threshold * AGAIN.cluster ? 'out' : 'between', sentence };
};

const voidEntered: Looker = ({ threshold }, { map }) => {
  const [nearest] = [...voidsOf(map, { ...VOID_DEFAULTS, width: threshold })].sort(
    (a, b) => Math.abs(a.distance) - Math.abs(b.distance),
  );
  if (nearest === undefined) return { signal: 'out', sentence: 'no void is near' };
  const { from, to, distance } = nearest;
  const width = percentText(to / from - 1);
  if (distance === 0) return { signal: 'in', sentence: `the price is in a void ${width} wide` };
  const sentence = `a void ${width} wide is ${percentText(Math.abs(distance))} away`;
  return { signal: Math.abs(distance) > AGAIN.void ? 'out' : 'between', sentence };
};

const ratioFlip: Looker = ({ threshold }, { map }) => {
  const { longShare } = ratiosOf(map).all;
  if (longShare === null) return unknown('there are no levels');
  const sentence = `longs are ${percentText(longShare, 0)} of the levels`;
  if (longShare >= threshold) return { signal: 'long', sentence };
  return { signal: longShare <= 1 - threshold ? 'short' : 'between', sentence };
};

const LOOKERS: Readonly<Record<Exclude<LiquidationAlertRule['kind'], 'large-liquidation'>, Looker>> = {
  'cascade-imminent': cascade,
  'cluster-reached': clusterReached,
  'void-entered': voidEntered,
  'ratio-flip': ratioFlip,
};

/** What a rule sees at a symbol now. Nothing is seen in a map that is stale or knows too little. */
export function lookAt(rule: LiquidationAlertRule, sight: Sight, now: number, limits: MapLimits): Look {
  const { kind, threshold } = rule;
  const { map } = sight;
  const why = untold(sight, now, limits, kind === 'large-liquidation');
  if (why !== null || map === null) return unknown(why ?? NOTHING_TOLD);
  if (kind === 'large-liquidation') return { signal: 'out', sentence: `from ${quoteText(threshold)} on` };
  return LOOKERS[kind](rule, { ...sight, map }, now);
}

/** A liquidation the feed told of as a rule sees it; one told late is history. */
export function lookAtTold(
  rule: LiquidationAlertRule,
  told: { readonly ts: number; readonly side: string; readonly price: number; readonly worth: number },
  sight: Sight,
  now: number,
  limits: MapLimits,
): Look {
  const seen = lookAt(rule, sight, now, limits);
  if (seen.signal === 'unknown' || now - told.ts > limits.staleMs || told.worth < rule.threshold) return seen;
  const price = String(Number(told.price.toPrecision(8)));
  return { signal: 'event', sentence: `${quoteText(told.worth)} of ${told.side}s were liquidated at ${price}` };
}
