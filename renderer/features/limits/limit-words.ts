import type { GateLimitView } from '#shared/contract/limits.ts';
import { SCALED_UNITS, scaledText, type ScaledUnit } from '#renderer/ui/scaled-unit.ts';
import { say } from '#shared/language/words.ts';
import { told } from '#shared/language/told.ts';

/** A group of limits as shown, with the checks whose limits it holds. */
interface Group {
  readonly title: string;
  readonly rows: readonly number[];
}

const GROUPS: readonly Group[] = [
  { title: say('Risk and loss'), rows: [29, 30, 31, 32, 33, 34] },
  { title: say('Exposure and margin'), rows: [13, 14, 15, 16, 17, 18] },
  { title: say('Price and size of an order'), rows: [8, 9, 10, 11, 12] },
  { title: say('Pace'), rows: [19, 20, 21, 22, 23] },
  { title: say('Age of signals and prices'), rows: [24, 25, 26, 27, 28] },
];
/** What belongs to none of the groups. */
const REST: Group = { title: say('Machine and venue'), rows: [] };

export interface LimitGroup {
  readonly title: string;
  readonly limits: readonly GateLimitView[];
}

/** The limits by groups; what belongs to none of them comes last. */
export function limitGroups(limits: readonly GateLimitView[]): LimitGroup[] {
  const groupOf = ({ row }: GateLimitView): Group => GROUPS.find(({ rows }) => rows.includes(row)) ?? REST;
  return [...GROUPS, REST]
    .map((group) => ({ title: group.title, limits: limits.filter((limit) => groupOf(limit) === group) }))
    .filter((group) => group.limits.length > 0);
}

/** Limits whose sentence or unit reads on from the one before, or is no share. */
const OWN_WORDS: Readonly<Record<string, { readonly name: string; readonly units: readonly ScaledUnit[] }>> = {
  liquidationAtrPpm: {
    name: say('Distance of the liquidation price, in hourly ATRs'),
    units: [{ name: 'ATR', scale: 1_000_000 }],
  },
  leverage: { name: say('Leverage of a position'), units: [{ name: '×', scale: 1 }] },
};

/** A limit's name as a row shows it. */
export const limitName = ({ key, sentence }: Pick<GateLimitView, 'key' | 'sentence'>): string =>
  OWN_WORDS[key]?.name ?? told(sentence).replace(/[.。]$/, '');

/** The units a limit is shown and typed in, the largest first. */
export const limitUnits = ({ key, unit }: Pick<GateLimitView, 'key' | 'unit'>): readonly ScaledUnit[] =>
  OWN_WORDS[key]?.units ?? SCALED_UNITS[unit];

/** A figure of a limit with its unit. */
export const limitText = (limit: Pick<GateLimitView, 'key' | 'unit'>, value: number): string =>
  scaledText(value, limitUnits(limit));

/** Used ÷ limit; of a floor the floor ÷ what is left. Null when the use is not known, or is asked per order. */
export function usedShare({ used, value, looser }: Pick<GateLimitView, 'used' | 'value' | 'looser'>): number | null {
  if (used === null) return null;
  const [part, whole] = looser === 'higher' ? [used, value] : [value, used];
  return whole <= 0 ? 1 : part / whole;
}
