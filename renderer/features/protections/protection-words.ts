import type { ProtectionView } from '#shared/contract/protections.ts';
import type { LockScope, ParameterUnit, ProtectionInput } from '#shared/domain/guard.ts';
import { SCALED_UNITS, scaledText, type ScaledUnit } from '#renderer/ui/scaled-unit.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import { say } from '#shared/language/words.ts';

export type ParameterView = ProtectionView['params'][number];

export const INPUT_WORDS: Readonly<Record<ProtectionInput, string>> = {
  trades: say('closed trades'),
  equity: 'equity',
  market: say('the market'),
  orders: say('answers to orders'),
};

/** For whom a lock holds. */
export const SCOPE_WORDS: Readonly<Record<LockScope, string>> = {
  account: 'everything',
  agent: say('the source'),
  side: say('the side'),
  symbol: say('the symbol'),
  'symbol-side': say('one side of the symbol'),
};

const PERCENT: readonly ScaledUnit[] = [{ name: '%', scale: 1 }];
const UNITS: Readonly<Record<ParameterUnit, readonly ScaledUnit[]>> = {
  count: SCALED_UNITS.number,
  minutes: SCALED_UNITS.minutes,
  ppm: SCALED_UNITS.ppm,
  percent: PERCENT,
};

/** The units a parameter is shown and typed in, the largest first. */
export const parameterUnits = (unit: ParameterUnit): readonly ScaledUnit[] => UNITS[unit];

/** A figure of a parameter with its unit. */
export const parameterText = (unit: ParameterUnit, value: number): string => scaledText(value, UNITS[unit]);

/** What a parameter is, without the unit that the figure itself shows. */
export const parameterName = ({ what }: Pick<ParameterView, 'what'>): string => what.replace(say(', ppm of'), ', of');

const valueOf = (params: readonly ParameterView[], name: string): string | null => {
  const found = params.find((param) => param.name === name);
  return found === undefined ? null : parameterText(found.unit, found.value);
};

/** The figures in one line: `3 in 24 h, locks for 4 h`. */
export function figureWords(params: readonly ParameterView[]): string {
  const [count, lookback, lock, limit, held] = ['count', 'lookback', 'lock', 'limit', 'held'].map((name) =>
    valueOf(params, name),
  );
  const when = [
    ...(count === null || count === undefined ? [] : [count]),
    ...(limit === null || limit === undefined ? [] : [count === null ? limit : `at ${limit}`]),
    ...(held === null || held === undefined ? [] : [say('within {held}', { held })]),
    ...(lookback === null || lookback === undefined ? [] : [`in ${lookback}`]),
  ].join(' ');
  return [when, say('locks for {lock}', { lock: lock ?? '–' })].filter((part) => part !== '').join(', ');
}

/** How a protection stands, as a word. */
export function protectionState({ enabled, locks }: Pick<ProtectionView, 'enabled' | 'locks'>): {
  readonly word: string;
  readonly tone: TagTone;
} {
  if (locks.length > 0) return { word: say('LOCKS'), tone: 'down' };
  return enabled ? { word: say('ON'), tone: 'up' } : { word: say('OFF'), tone: 'neutral' };
}

/** Which of them a list shows. */
export const SHOWN = ['all', 'on', 'locks', 'changed'] as const;
export type Shown = (typeof SHOWN)[number];

const SHOWS: Readonly<Record<Shown, (protection: ProtectionView) => boolean>> = {
  all: () => true,
  on: ({ enabled }) => enabled,
  locks: ({ locks }) => locks.length > 0,
  changed: ({ changed, apart }) => changed || apart.length > 0,
};

export const shownOf = (rows: readonly ProtectionView[], shown: Shown): ProtectionView[] => rows.filter(SHOWS[shown]);
