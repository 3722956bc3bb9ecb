import type { OverflowPolicy } from '#shared/domain/signal-caps.ts';
import type { ThrottleView } from '#shared/contract/throttle.ts';
import { fittingUnit, typedFigure, typedText, type ScaledUnit } from '#renderer/ui/scaled-unit.ts';
import { say } from '#shared/language/words.ts';
import { CAPS, capText, HOUR_CAPS, POLICY_WORDS, type CapName, type Caps, type CapWords } from './caps-words.ts';

type HourCap = (typeof HOUR_CAPS)[number];

/** Other caps for some hours as typed; an empty cap stays as it is otherwise. */
export type ScheduleDraft = Readonly<Record<'from' | 'until' | HourCap, string>>;

/** The caps as typed. `version` is the one they were read from. */
export interface CapsDraft {
  readonly version: number;
  readonly figures: Readonly<Record<CapName, string>>;
  readonly overflow: OverflowPolicy;
  readonly schedule: readonly ScheduleDraft[];
}

/** The unit in which a cap is typed: that in which it was read. */
export const capUnit = ({ units }: CapWords, value: number): ScaledUnit => fittingUnit(value, units);

const textOf = (value: number | null): string => (value === null ? '' : String(value));

export function draftOf({ version, caps }: Pick<ThrottleView, 'version' | 'caps'>): CapsDraft {
  const figures = Object.fromEntries(
    CAPS.map((cap) => [cap.name, typedText(caps[cap.name], capUnit(cap, caps[cap.name]))]),
  ) as Record<CapName, string>;
  const schedule = caps.schedule.map(({ fromHour, untilHour, totalHour, perSymbolHour, perSourceHour }) => ({
    from: String(fromHour),
    until: String(untilHour),
    totalHour: textOf(totalHour),
    perSymbolHour: textOf(perSymbolHour),
    perSourceHour: textOf(perSourceHour),
  }));
  return { version, figures, overflow: caps.overflow, schedule };
}

/** A new entry of the schedule: nothing passes at night. */
export const NEW_HOURS: ScheduleDraft = {
  from: '22',
  until: '6',
  totalHour: '0',
  perSymbolHour: '',
  perSourceHour: '',
};

type Bounds = Pick<ThrottleView, 'caps' | 'hardCaps'>;

/** What keeps a typed cap from being set, one sentence; null when nothing does. */
export function figureProblem(cap: CapWords, text: string, { caps, hardCaps }: Bounds): string | null {
  const value = typedFigure(text, capUnit(cap, caps[cap.name]));
  if (value === null) return say('Give a number that this unit can hold.');
  const most = hardCaps[cap.name];
  if (value >= cap.least && value <= most) return null;
  return say('From {least} to the hard cap, {most}.', { least: capText(cap, cap.least), most: capText(cap, most) });
}

const whole = (text: string): number | null => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : null);

/** What keeps an entry of the schedule from being set; null when nothing does. */
export function scheduleProblem(entry: ScheduleDraft, { hardCaps }: Pick<Bounds, 'hardCaps'>): string | null {
  const [from, until] = [whole(entry.from), whole(entry.until)];
  if (from === null || from > 23) return say('The first hour is 0 to 23.');
  if (until === null || until < 1 || until > 24) return say('The hour after the last is 1 to 24.');
  if (HOUR_CAPS.every((name) => entry[name].trim() === '')) return say('Give at least one cap for these hours.');
  for (const name of HOUR_CAPS) {
    const value = whole(entry[name]);
    if (entry[name].trim() !== '' && (value === null || value > hardCaps[name])) {
      return say('A cap is a whole number from 0 to {most}.', { most: hardCaps[name] });
    }
  }
  return null;
}

/** The caps a draft stands for; null while something in it cannot be set. */
export function capsOf(draft: CapsDraft, bounds: Bounds): Caps | null {
  const figures: Partial<Record<CapName, number>> = {};
  for (const cap of CAPS) {
    const text = draft.figures[cap.name];
    if (figureProblem(cap, text, bounds) !== null) return null;
    figures[cap.name] = typedFigure(text, capUnit(cap, bounds.caps[cap.name])) ?? 0;
  }
  if (draft.schedule.some((entry) => scheduleProblem(entry, bounds) !== null)) return null;
  const schedule = draft.schedule.map((entry) => ({
    fromHour: Number(entry.from),
    untilHour: Number(entry.until),
    totalHour: whole(entry.totalHour),
    perSymbolHour: whole(entry.perSymbolHour),
    perSourceHour: whole(entry.perSourceHour),
  }));
  return { ...bounds.caps, ...figures, overflow: draft.overflow, schedule };
}

/** What differs, as lines; empty when nothing does. */
export function changeWords(before: Caps, after: Caps): string[] {
  const figures = CAPS.filter(({ name }) => before[name] !== after[name]).map(
    (cap) => `${cap.label}: ${capText(cap, before[cap.name])} → ${capText(cap, after[cap.name])}`,
  );
  const overflow = before.overflow === after.overflow ? [] : [POLICY_WORDS[after.overflow].change];
  const moved = JSON.stringify(before.schedule.map(inOrder)) !== JSON.stringify(after.schedule.map(inOrder));
  return [
    ...figures,
    ...overflow,
    ...(moved
      ? [say('Schedule: {count, plural, one {# entry} other {# entries}}', { count: after.schedule.length })]
      : []),
  ];
}

const inOrder = ({ fromHour, untilHour, totalHour, perSymbolHour, perSourceHour }: Caps['schedule'][number]) => [
  fromHour,
  untilHour,
  totalHour,
  perSymbolHour,
  perSourceHour,
];
