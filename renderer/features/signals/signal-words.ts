import type { FunnelView, WhyNotView } from '#shared/contract/signal.ts';
import { DISPOSITIONS, dispositionOfCode, type Disposition } from '#shared/domain/disposition.ts';
import { formatNumber, THIN } from '#renderer/ui/format.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';

/** A state as a word, and the meaning of its colour. */
export interface StateWord {
  readonly word: string;
  readonly tone: TagTone;
}

export const DISPOSITION_WORDS: Readonly<Record<Disposition, StateWord>> = {
  'in-work': { word: 'In work', tone: 'info' },
  waiting: { word: 'Waiting', tone: 'info' },
  executed: { word: 'Executed', tone: 'up' },
  refused: { word: 'Refused', tone: 'down' },
  duplicate: { word: 'Duplicate', tone: 'neutral' },
  overflow: { word: 'Overflow', tone: 'warn' },
  paused: { word: 'Paused', tone: 'warn' },
  expired: { word: 'Expired', tone: 'neutral' },
};

export const WHY_WORDS: Readonly<Record<WhyNotView['kind'], StateWord>> = {
  'not-listed': { word: 'NOT LISTED', tone: 'neutral' },
  held: { word: 'HELD', tone: 'info' },
  halted: { word: 'HALTED', tone: 'danger' },
  paused: { word: 'PAUSED', tone: 'warn' },
  frozen: { word: 'FROZEN', tone: 'danger' },
  locked: { word: 'LOCKED', tone: 'warn' },
  'no-price': { word: 'NO PRICE', tone: 'down' },
  waiting: { word: 'WAITING', tone: 'info' },
  refused: { word: 'REFUSED', tone: 'down' },
  'in-work': { word: 'IN WORK', tone: 'info' },
  traded: { word: 'TRADED', tone: 'up' },
  'warming-up': { word: 'WARMING UP', tone: 'neutral' },
  'no-signal': { word: 'NO SIGNAL', tone: 'neutral' },
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

/** A name of the program in words: `limitSeconds` → `limit`, `netExposure` → `net exposure`. */
const nameWords = (name: string): string =>
  name
    .replace(/(Seconds|Ms)$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();

function valueWords(name: string, value: number | string): string {
  if (typeof value === 'string') return value;
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
    .map(([name, value]) => `${nameWords(name)} ${valueWords(name, value)}`)
    .join(' · ');
}
