import type { SlotView } from '#shared/contract/portfolio-manager.ts';
import { formatAmount, formatNumber, formatPercent, UNKNOWN } from '#renderer/ui/format.ts';
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
export const ordinal = (place: number): string =>
  say('{place, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}', { place });

/** A score of 0…100 to a tenth; what is not known is said, never a mean of the rest. */
export const scoreWords = (score: number | null): string => (score === null ? say('unknown') : formatNumber(score, 1));

/** Whole days, hours below a day: `5 d`, `7 h`. */
export const spanWords = (ms: number): string =>
  ms >= DAY
    ? say('{days} d', { days: Math.floor(ms / DAY) })
    : say('{hours} h', { hours: Math.floor(Math.max(0, ms) / HOUR) });

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
    const text =
      slot.drain === null
        ? say('Draining')
        : say('Draining, closed by {due}', { due: dueWords(slot.drain.until, now) });
    return { text, tone: 'ember' };
  }
  if (slot.state === 'replacement-candidate')
    return {
      text:
        slot.outOrder === null
          ? say('Candidate, out soon')
          : say('Candidate, out {ordinal}', { ordinal: ordinal(slot.outOrder) }),
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
    return say('Draining {left}, {count, plural, one {# order} other {# orders}}', { left, count: openOrders });
  }
  if (side === 'flat')
    return openOrders === 0
      ? SIDES.flat
      : say('Flat, {count, plural, one {# order} other {# orders}}', { count: openOrders });
  if (value === null) return say('{side}, no mark', { side: SIDES[side] });
  const held = `${SIDES[side]} ${formatAmount(value, { decimals: 0 })}`;
  return used === null ? held : say('{held}, {share} used', { held, share: formatPercent(used, 0) });
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

/** The names of the parts; `least`: for columns of four letters. */
export const PART_WORDS: Readonly<
  Record<PartName, { readonly least: string; readonly short: string; readonly long: string }>
> = {
  technical: { least: say('Tech'), short: say('Tech'), long: say('Technical') },
  fundamental: { least: say('Fund'), short: say('Fund'), long: say('Fundamental') },
  structure: { least: say('Stru'), short: say('Struct'), long: say('Market structure') },
  risk: { least: say('Risk'), short: say('Risk'), long: say('Risk') },
};

/** From this on a part speaks for a symbol; below it, against. */
export const ORDINARY_PART = 50;

/** What a part says, for the title of its cell. */
export function partWords(name: PartName, value: number | null, scoreAsOf: number | null, now: number): string {
  const { long } = PART_WORDS[name];
  if (value === null) return say('{part}: not known, so the score is not known', { part: long });
  const points = formatNumber(value, 1);
  return scoreAsOf === null
    ? say('{part} {points} of 100', { part: long, points })
    : say('{part} {points} of 100, newest datum {age} old', { part: long, points, age: formatAge(now - scoreAsOf) });
}
