import type { BenchView, SlotsStatus } from '#shared/contract/portfolio-manager.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import { formatNumber, withTrueMinus } from '#renderer/ui/format.ts';
import { formatDay } from '#renderer/ui/format-time.ts';
import type { SlotCondition } from '#shared/domain/slot.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { dueWords, scoreWords, whenWords } from './slot-words.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Each condition in two or three words; the whole sentence stands below it. */
const SHORT: Readonly<Record<SlotCondition, string>> = {
  'not-listed': say('Not listed'),
  banned: say('Banned'),
  'status-unknown': say('Status unknown'),
  'not-trading': say('Closed by the venue'),
  delisting: say('Leaves the venue'),
  age: say('Too young'),
  'turnover-unknown': say('Turnover unknown'),
  turnover: say('Turnover too low'),
  'spread-unknown': say('Spread unknown'),
  spread: say('Spread too wide'),
  'score-unknown': say('Score unknown'),
  'score-stale': say('Score too old'),
  'cool-off': say('Cool-off'),
  'no-slot-to-give': say('No slot to give'),
  'slot-score': say('Slot score unknown'),
  lead: say('Below the line'),
  hold: say('Lead not held'),
  'minimum-stay': say('Minimum stay'),
  'swap-running': say('Swap under way'),
  'swap-limit': say('Swap limit'),
  sector: say('Sector cap'),
  'correlation-unknown': say('Correlation unknown'),
  correlation: say('Too alike'),
  'cost-unknown': say('Cost unknown'),
  cost: say('Not worth its cost'),
};

export interface BenchState {
  readonly word: string;
  readonly tone: TagTone;
  /** The one reason, as a sentence. */
  readonly sentence: string;
}

const numberOf = (value: number | string | undefined): number | null => (typeof value === 'number' ? value : null);

/** Why one is not in: a word, and the one reason in full. */
export function benchState(bench: BenchView, holdMs: number | null, now: number): BenchState {
  const { missing, leadSince, leftAt, banned } = bench;
  if (missing === null)
    return {
      word: say('Comes in'),
      tone: 'ember',
      sentence: say('It meets every condition and comes in at the next review.'),
    };
  const sentence = withTrueMinus(told(missing.sentence));
  const { condition, numbers } = missing;
  if (condition === 'hold' && leadSince !== null && holdMs !== null)
    return { word: say('Ready {due}', { due: dueWords(leadSince + holdMs, now) }), tone: 'ember', sentence };
  if (condition === 'cool-off' && leftAt !== null) {
    const days = numberOf(numbers['limit']);
    const word = days === null ? SHORT[condition] : say('Cool-off to {day}', { day: formatDay(leftAt + days * DAY) });
    return { word, tone: 'neutral', sentence };
  }
  if (condition === 'banned' && banned !== null)
    return {
      word: banned.by === 'trader' ? say('Banned by you') : say('Banned by {name}', { name: banned.by }),
      tone: 'neutral',
      sentence,
    };
  return { word: SHORT[condition], tone: 'neutral', sentence };
}

/** Where it was before: `removed 30 Jul`, `banned 2 Aug`, `never held`. */
export function pastWords({ banned, leftAt }: Pick<BenchView, 'banned' | 'leftAt'>): string {
  if (banned !== null) return say('banned {day}', { day: formatDay(banned.at) });
  return leftAt === null ? say('never held') : say('left {day}', { day: formatDay(leftAt) });
}

/** Points to close to the lead that is needed. */
export const toCloseWords = (toClose: number | null): string =>
  toClose === null ? '–' : toClose <= 0 ? sayAs('lead', 'closed') : formatNumber(toClose, 1);

/** `41 of 48 h`, or that it has not begun. */
export function heldWords(heldMs: number | null, holdMs: number | null): string {
  if (heldMs === null) return say('not started');
  const hours = formatNumber(Math.floor(heldMs / HOUR), 0);
  return holdMs === null
    ? say('{hours} h', { hours })
    : say('{hours} of {needed} h', { hours, needed: formatNumber(holdMs / HOUR, 0) });
}

/** Gain against cost of the swap in basis points of the slot. */
export function gainWords({ gainBps, costBps }: Pick<BenchView, 'gainBps' | 'costBps'>): string {
  if (gainBps === null) return '–';
  return `${formatNumber(gainBps, 1)} / ${scoreWords(costBps)}`;
}

/** The swap that comes next, as one line: `AVAX for ATOM, 21:05 at the earliest`. */
export function nextWords(next: SlotsStatus['next'], coin: (symbol: string) => string, now: number): string | null {
  if (next === null) return null;
  const pair = say('{newcomer} for {leaver}', { newcomer: coin(next.newcomer), leaver: coin(next.leaver) });
  if (next.draining) return say('{pair}, once it has drained, by {due}', { pair, due: dueWords(next.at, now) });
  return next.at <= now
    ? say('{pair}, at the next review', { pair })
    : say('{pair}, {due} at the earliest', { pair, due: dueWords(next.at, now) });
}

/** When the slots were reviewed and will be again. */
export function reviewWords({ reviewedAt, nextReviewAt }: SlotsStatus, now: number): string {
  const last =
    reviewedAt === null ? say('not reviewed yet') : say('reviewed {when}', { when: whenWords(reviewedAt, now) });
  return nextReviewAt === null ? last : say('{last}, next {when}', { last, when: whenWords(nextReviewAt, now) });
}

/** A lead drawn on a scale of −`reach`…+`reach` points, as percent of its width. */
export function leadBar(lead: number, reach: number): { readonly from: number; readonly to: number } {
  const place = (points: number): number => 50 + (Math.max(-reach, Math.min(reach, points)) / reach) * 50;
  const zero = place(0);
  const end = place(lead);
  return { from: Math.min(zero, end), to: Math.max(zero, end) };
}

/** The scale that holds all leads and the one that is needed, in points. */
export const leadReach = (leads: readonly (number | null)[], needed: number): number =>
  Math.max(needed * 2, ...leads.map((lead) => Math.min(25, Math.abs(lead ?? 0) * 1.1)));
