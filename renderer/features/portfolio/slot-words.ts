import type { SlotView } from '#shared/contract/portfolio-manager.ts';
import { formatAmount, formatNumber, formatPercent, THIN, UNKNOWN } from '#renderer/ui/format.ts';
import { formatAge, formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { say } from '#shared/language/words.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Words with the meaning of their colour. */
export interface Words {
  readonly text: string;
  readonly tone: 'quiet' | 'ember' | 'warn';
}

/** `1st`, `2nd`, `3rd`, `4th`. */
export function ordinal(place: number): string {
  const last = place % 10;
  const teen = Math.floor((place % 100) / 10) === 1;
  const ending = teen ? 'th' : last === 1 ? 'st' : last === 2 ? 'nd' : last === 3 ? 'rd' : 'th';
  return `${String(place)}${ending}`;
}

/** A score of 0…100 to a tenth; what is not known is said, never a mean of the rest. */
export const scoreWords = (score: number | null): string => (score === null ? 'unknown' : formatNumber(score, 1));

/** Whole days, hours below a day: `5 d`, `7 h`. */
export const spanWords = (ms: number): string =>
  ms >= DAY ? `${String(Math.floor(ms / DAY))}${THIN}d` : `${String(Math.floor(Math.max(0, ms) / HOUR))}${THIN}h`;

/** `21:05` on the same day, `11 Aug` on another. */
export const whenWords = (at: number, now: number): string =>
  Math.floor(at / DAY) === Math.floor(now / DAY) ? formatMinute(at) : formatDay(at);

/** `21:05` on the same day, `11 Aug 21:05` on another. */
export const dueWords = (at: number, now: number): string =>
  Math.floor(at / DAY) === Math.floor(now / DAY) ? formatMinute(at) : `${formatDay(at)} ${formatMinute(at)}`;

type Standing = Pick<SlotView, 'state' | 'drain' | 'outOrder' | 'stale' | 'score' | 'pinned' | 'stayLeftMs'>;

/** How a slot stands, in a word; null for one that is active and nothing more. */
export function standingWords(slot: Standing, now: number): Words | null {
  if (slot.state === 'draining') {
    const until = slot.drain === null ? '' : say(', closed by {due}', { due: dueWords(slot.drain.until, now) });
    return { text: say('Draining{until}', { until }), tone: 'ember' };
  }
  if (slot.state === 'replacement-candidate')
    return {
      text: say('Candidate, out {ordinal}', { ordinal: slot.outOrder === null ? 'soon' : ordinal(slot.outOrder) }),
      tone: 'ember',
    };
  if (slot.score === null) return { text: say('Score unknown, not swapped'), tone: 'warn' };
  if (slot.stale) return { text: say('Stale, not swapped'), tone: 'warn' };
  if (slot.pinned !== null) return { text: say('Pinned'), tone: 'quiet' };
  if (slot.stayLeftMs > 0)
    return { text: say('Min. stay, {span} left', { span: spanWords(slot.stayLeftMs) }), tone: 'quiet' };
  return null;
}

const SIDES = { long: say('Long'), short: say('Short'), flat: say('Flat') } as const;

/** What is held and how much of the weight it uses: `Long 14,620, 94 % used`. */
export function positionWords({ state, position }: Pick<SlotView, 'state' | 'position'>): string {
  const { side, value, used, openOrders } = position;
  if (state === 'draining') {
    const left = value === null ? say('value not known') : formatAmount(value, { decimals: 0 });
    return say('Draining {left}, {openOrders, plural, one {# order} other {# orders}}', { left, openOrders });
  }
  if (side === 'flat')
    return openOrders === 0
      ? SIDES.flat
      : say('Flat, {openOrders, plural, one {# order} other {# orders}}', { openOrders });
  if (value === null) return say('{sides}, no mark', { sides: SIDES[side] });
  const share = used === null ? '' : say(', {used} used', { used: formatPercent(used, 0) });
  return `${SIDES[side]} ${formatAmount(value, { decimals: 0 })}${share}`;
}

/** The change of the score over the days it is known for, or the age of a score that is too old to act on. */
export function changeWords(
  { stale, scoreAsOf, trend }: Pick<SlotView, 'stale' | 'scoreAsOf' | 'trend'>,
  now: number,
): { readonly text: string; readonly sign: number } {
  if (stale) return { text: scoreAsOf === null ? UNKNOWN : formatAge(now - scoreAsOf), sign: 0 };
  if (trend.change === null) return { text: UNKNOWN, sign: 0 };
  return { text: formatNumber(trend.change, 1, 'always'), sign: Math.sign(trend.change) };
}

/** How long the scores behind a trend reach back: `7 d`, `18 h`; null with fewer than two. */
export function trendSpan({ at }: SlotView['trend']): string | null {
  const [from] = at;
  const to = at.at(-1);
  return from === undefined || to === undefined || to <= from ? null : spanWords(to - from);
}

/** The parts of a bar up to `full` percent, each as percent of the bar: weight, what of it is used, the tick of the cap. */
export function weightBar(weight: number | null, used: number | null, full: number) {
  if (weight === null || full <= 0) return null;
  const length = Math.min(100, (weight / full) * 100);
  return { length, solid: used === null ? 0 : Math.min(100, length * Math.max(0, used)), over: (used ?? 0) > 1 };
}

export const PART_NAMES = ['technical', 'fundamental', 'structure', 'risk'] as const;
export type PartName = (typeof PART_NAMES)[number];

export const PART_WORDS: Readonly<Record<PartName, { readonly short: string; readonly long: string }>> = {
  technical: { short: say('Tech'), long: say('Technical') },
  fundamental: { short: say('Fund'), long: say('Fundamental') },
  structure: { short: say('Struct'), long: say('Market structure') },
  risk: { short: say('Risk'), long: say('Risk') },
};

/** From this on a part speaks for a symbol; below it, against. */
export const ORDINARY_PART = 50;

/** What a part says, for the title of its cell. */
export function partWords(name: PartName, value: number | null, scoreAsOf: number | null, now: number): string {
  const { long } = PART_WORDS[name];
  if (value === null) return say('{long}: not known, so the score is not known', { long });
  const age = scoreAsOf === null ? '' : say(', newest datum {now} old', { now: formatAge(now - scoreAsOf) });
  return say('{long} {number} of 100{age}', { long, number: formatNumber(value, 1), age });
}
