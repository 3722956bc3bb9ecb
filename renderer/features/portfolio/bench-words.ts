import type { BenchView, SlotsStatus } from '#shared/contract/portfolio-manager.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import { formatNumber, THIN, withTrueMinus } from '#renderer/ui/format.ts';
import { formatDay } from '#renderer/ui/format-time.ts';
import type { SlotCondition } from '#shared/domain/slot.ts';
import { dueWords, whenWords } from './slot-words.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Each condition in two or three words; the whole sentence stands below it. */
const SHORT: Readonly<Record<SlotCondition, string>> = {
  'not-listed': 'Not listed',
  banned: 'Banned',
  'status-unknown': 'Status unknown',
  'not-trading': 'Closed by the venue',
  delisting: 'Leaves the venue',
  age: 'Too young',
  'turnover-unknown': 'Turnover unknown',
  turnover: 'Turnover too low',
  'spread-unknown': 'Spread unknown',
  spread: 'Spread too wide',
  'score-unknown': 'Score unknown',
  'score-stale': 'Score too old',
  'cool-off': 'Cool-off',
  'no-slot-to-give': 'No slot to give',
  'slot-score': 'Slot score unknown',
  lead: 'Below the line',
  hold: 'Lead not held',
  'minimum-stay': 'Minimum stay',
  'swap-running': 'Swap under way',
  'swap-limit': 'Swap limit',
  sector: 'Sector cap',
  'correlation-unknown': 'Correlation unknown',
  correlation: 'Too alike',
  'cost-unknown': 'Cost unknown',
  cost: 'Not worth its cost',
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
    return { word: 'Comes in', tone: 'ember', sentence: 'It meets every condition and comes in at the next review.' };
  const sentence = withTrueMinus(missing.sentence);
  const { condition, numbers } = missing;
  if (condition === 'hold' && leadSince !== null && holdMs !== null)
    return { word: `Ready ${dueWords(leadSince + holdMs, now)}`, tone: 'ember', sentence };
  if (condition === 'cool-off' && leftAt !== null) {
    const days = numberOf(numbers['limit']);
    const word = days === null ? SHORT[condition] : `Cool-off to ${formatDay(leftAt + days * DAY)}`;
    return { word, tone: 'neutral', sentence };
  }
  if (condition === 'banned' && banned !== null)
    return { word: `Banned by ${banned.by === 'trader' ? 'you' : banned.by}`, tone: 'neutral', sentence };
  return { word: SHORT[condition], tone: 'neutral', sentence };
}

/** Where it was before: `removed 30 Jul`, `banned 2 Aug`, `never held`. */
export function pastWords({ banned, leftAt }: Pick<BenchView, 'banned' | 'leftAt'>): string {
  if (banned !== null) return `banned ${formatDay(banned.at)}`;
  return leftAt === null ? 'never held' : `left ${formatDay(leftAt)}`;
}

/** Points to close to the lead that is needed. */
export const toCloseWords = (toClose: number | null): string =>
  toClose === null ? '–' : toClose <= 0 ? 'closed' : formatNumber(toClose, 1);

/** `41 of 48 h`, or that it has not begun. */
export function heldWords(heldMs: number | null, holdMs: number | null): string {
  if (heldMs === null) return 'not started';
  const needed = holdMs === null ? '' : ` of ${formatNumber(holdMs / HOUR, 0)}`;
  return `${formatNumber(Math.floor(heldMs / HOUR), 0)}${needed}${THIN}h`;
}

/** Gain against cost of the swap in basis points of the slot. */
export function gainWords({ gainBps, costBps }: Pick<BenchView, 'gainBps' | 'costBps'>): string {
  if (gainBps === null) return '–';
  return `${formatNumber(gainBps, 1)} / ${costBps === null ? 'unknown' : formatNumber(costBps, 1)}`;
}

/** The swap that comes next, as one line: `AVAX for ATOM, 21:05 at the earliest`. */
export function nextWords(next: SlotsStatus['next'], coin: (symbol: string) => string, now: number): string | null {
  if (next === null) return null;
  const pair = `${coin(next.newcomer)} for ${coin(next.leaver)}`;
  if (next.draining) return `${pair}, once it has drained, by ${dueWords(next.at, now)}`;
  return next.at <= now ? `${pair}, at the next review` : `${pair}, ${dueWords(next.at, now)} at the earliest`;
}

/** When the slots were reviewed and will be again. */
export function reviewWords({ reviewedAt, nextReviewAt }: SlotsStatus, now: number): string {
  const last = reviewedAt === null ? 'not reviewed yet' : `reviewed ${whenWords(reviewedAt, now)}`;
  return nextReviewAt === null ? last : `${last}, next ${whenWords(nextReviewAt, now)}`;
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
