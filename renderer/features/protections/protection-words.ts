import type { ProtectionView } from '#shared/contract/protections.ts';
import type { LockScope, ParameterUnit, ProtectionInput } from '#shared/domain/guard.ts';
import { SCALED_UNITS, scaledText, type ScaledUnit } from '#renderer/ui/scaled-unit.ts';
import { UNKNOWN } from '#renderer/ui/format.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';

export type ParameterView = ProtectionView['params'][number];

export const INPUT_WORDS: Readonly<Record<ProtectionInput, string>> = {
  trades: say('closed trades'),
  equity: say('equity'),
  market: say('the market'),
  orders: say('answers to orders'),
};

/** For whom a lock holds. */
export const SCOPE_WORDS: Readonly<Record<LockScope, string>> = {
  account: say('everything'),
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

/** What the host tells with a unit that the figure itself shows. */
const WITHOUT_UNIT: Readonly<Record<string, string>> = {
  'Widest spread, ppm of the price': say('Widest spread, of the price'),
  'Widest gap, ppm of the index': say('Widest gap, of the index'),
  'Largest jump, ppm of the price': say('Largest jump, of the price'),
};

/** What a parameter is, without the unit that the figure itself shows. */
export const parameterName = ({ what }: Pick<ParameterView, 'what'>): string => WITHOUT_UNIT[what] ?? told(what);

const figureOf = (params: readonly ParameterView[], name: string): string | null => {
  const found = params.find((param) => param.name === name);
  return found === undefined ? null : parameterText(found.unit, found.value);
};

type Figures = Readonly<Record<string, string>>;

/** When it locks, by the names of the figures it has. */
const WHEN_WORDS: Readonly<Record<string, (figures: Figures) => string>> = {
  'count span': (figures) => say('{count} in {span}', figures),
  'count limit': (figures) => say('{count} at {limit}', figures),
  'count limit span': (figures) => say('{count} at {limit} in {span}', figures),
  'count held span': (figures) => say('{count} within {held} in {span}', figures),
  'limit span': (figures) => say('{limit} in {span}', figures),
};

/** The figures in one line: `3 in 24 h, locks for 4 h`. */
export function figureWords(params: readonly ParameterView[]): string {
  const known = Object.entries({
    count: figureOf(params, 'count'),
    limit: figureOf(params, 'limit'),
    held: figureOf(params, 'held'),
    span: figureOf(params, 'lookback'),
  }).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  const whenWords = WHEN_WORDS[known.map(([name]) => name).join(' ')];
  const when = whenWords === undefined ? known.map(([, value]) => value) : [whenWords(Object.fromEntries(known))];
  return [...when, say('locks for {span}', { span: figureOf(params, 'lock') ?? UNKNOWN })].join(', ');
}

/** How a protection stands, as a word. */
export function protectionState({ enabled, locks }: Pick<ProtectionView, 'enabled' | 'locks'>): {
  readonly word: string;
  readonly tone: TagTone;
} {
  if (locks.length > 0) return { word: sayAs('it locks', 'LOCKS'), tone: 'down' };
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
