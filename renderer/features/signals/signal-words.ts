import type { FunnelView, WhyNotView } from '#shared/contract/signal.ts';
import { DISPOSITIONS, dispositionOfCode, type Disposition } from '#shared/domain/disposition.ts';
import { formatNumber, THIN } from '#renderer/ui/format.ts';
import { inputName } from '#renderer/ui/input-names.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

/** A state as a word, and the meaning of its colour. */
export interface StateWord {
  readonly word: string;
  readonly tone: TagTone;
}

export const DISPOSITION_WORDS: Readonly<Record<Disposition, StateWord>> = {
  'in-work': { word: say('In work'), tone: 'info' },
  waiting: { word: say('Waiting'), tone: 'info' },
  executed: { word: say('Executed'), tone: 'up' },
  refused: { word: say('Refused'), tone: 'down' },
  duplicate: { word: say('Duplicate'), tone: 'neutral' },
  overflow: { word: say('Overflow'), tone: 'warn' },
  paused: { word: say('Paused'), tone: 'warn' },
  expired: { word: say('Expired'), tone: 'neutral' },
};

export const WHY_WORDS: Readonly<Record<WhyNotView['kind'], StateWord>> = {
  'not-listed': { word: say('NOT LISTED'), tone: 'neutral' },
  held: { word: say('HELD'), tone: 'info' },
  halted: { word: say('HALTED'), tone: 'danger' },
  paused: { word: say('PAUSED'), tone: 'warn' },
  frozen: { word: say('FROZEN'), tone: 'danger' },
  locked: { word: say('LOCKED'), tone: 'warn' },
  'no-price': { word: say('NO PRICE'), tone: 'down' },
  waiting: { word: say('WAITING'), tone: 'info' },
  refused: { word: say('REFUSED'), tone: 'down' },
  'in-work': { word: say('IN WORK'), tone: 'info' },
  traded: { word: say('TRADED'), tone: 'up' },
  'warming-up': { word: say('WARMING UP'), tone: 'neutral' },
  'no-signal': { word: say('NO SIGNAL'), tone: 'neutral' },
};

export type DispositionCounts = Readonly<Record<Disposition, number>>;

/** How many signals of the funnel's window ended or stand how. @param waiting how many of those in work wait. */
export function countsOf({ stages }: FunnelView, waiting: number): DispositionCounts {
  const counts = Object.fromEntries(DISPOSITIONS.map((name) => [name, 0])) as Record<Disposition, number>;
  for (const { key, reasons, inWork, passed } of stages) {
    for (const { code, count } of reasons) counts[dispositionOfCode(code)] += count;
    if (key === 'execution') counts.executed += passed;
    // Past the execution it is an order, whose outcome is awaited.
    if (key !== 'outcome') counts['in-work'] += inWork;
  }
  counts.waiting = Math.min(waiting, counts['in-work']);
  counts['in-work'] -= counts.waiting;
  return counts;
}

type Numbers = Readonly<Record<string, number | string>>;

/** A figure by its name; its unit stands beside the value: `limitSeconds` → `limit`, `netExposure` → `net exposure`. */
const figureName = (name: string): string => inputName(name.replace(/(Seconds|Ms)$/, ''));

function valueWords(name: string, value: number | string): string {
  if (typeof value === 'string') return told(value);
  const decimals = Number.isInteger(value) ? 0 : Math.abs(value) < 1 ? 4 : 2;
  const text = formatNumber(value, decimals)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
  if (name.endsWith('Seconds')) return `${text}${THIN}s`;
  return name.endsWith('Ms') ? `${text}${THIN}ms` : text;
}

/** The figures behind a decision: `limit 6 · wait 312 s`; what the row says already is left out. */
export function numbersText(numbers: Numbers, said: readonly string[]): string {
  return Object.entries(numbers)
    .filter(([, value]) => !said.includes(String(value)))
    .map(([name, value]) => `${figureName(name)} ${valueWords(name, value)}`)
    .join(' · ');
}
