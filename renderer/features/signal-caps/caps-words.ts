import type { ThrottleView } from '#shared/contract/throttle.ts';
import type { OverflowPolicy } from '#shared/domain/signal-caps.ts';
import { SCALED_UNITS, scaledText, type ScaledUnit } from '#renderer/ui/scaled-unit.ts';
import { say } from '#shared/language/words.ts';

export type Caps = ThrottleView['caps'];
export type ScheduledHours = Caps['schedule'][number];
export type CapName = 'totalHour' | 'perSymbolHour' | 'perSourceHour' | 'symbolSpacingMs' | 'places' | 'maxWaitMs';

/** One cap as shown: its name, what it means, and the units it is shown and typed in. */
export interface CapWords {
  readonly name: CapName;
  readonly label: string;
  readonly sentence: string;
  readonly units: readonly ScaledUnit[];
  readonly least: number;
}

const COUNT = SCALED_UNITS.number;
const TIME = SCALED_UNITS.ms;

export const CAPS: readonly CapWords[] = [
  {
    name: 'totalHour',
    label: say('All together'),
    sentence: say('Signals of all symbols and sources that may pass in any hour.'),
    units: COUNT,
    least: 1,
  },
  {
    name: 'perSymbolHour',
    label: say('Per symbol'),
    sentence: say('Signals of one symbol that may pass in any hour.'),
    units: COUNT,
    least: 1,
  },
  {
    name: 'perSourceHour',
    label: say('Per source'),
    sentence: say('Signals of one source that may pass in any hour.'),
    units: COUNT,
    least: 1,
  },
  {
    name: 'symbolSpacingMs',
    label: say('Spacing'),
    sentence: say('Least time between two admitted signals of one symbol.'),
    units: TIME,
    least: 0,
  },
  {
    name: 'places',
    label: say('Places to wait'),
    sentence: say('Signals that may wait at once, when those over a cap wait.'),
    units: COUNT,
    least: 1,
  },
  {
    name: 'maxWaitMs',
    label: say('Longest wait'),
    sentence: say('A signal that waited so long is refused; it never waits beyond its own end.'),
    units: TIME,
    least: 1_000,
  },
];

/** A figure of a cap with its unit; no spacing is said in a word. */
export const capText = ({ name, units }: Pick<CapWords, 'name' | 'units'>, value: number): string =>
  name === 'symbolSpacingMs' && value === 0 ? say('none') : scaledText(value, units);

/** What becomes of a signal over a cap; `change` says that it will. */
interface PolicyWords {
  readonly label: string;
  readonly sentence: string;
  readonly change: string;
}

export const POLICY_WORDS: Readonly<Record<OverflowPolicy, PolicyWords>> = {
  refuse: {
    label: say('Refuse'),
    sentence: say('Its way ends at once; the refusal says which cap was full.'),
    change: say('Over a cap: refuse'),
  },
  alert: {
    label: say('Refuse and tell me'),
    sentence: say('As above, and a warning goes to your alert channels.'),
    change: say('Over a cap: refuse and tell me'),
  },
  queue: {
    label: say('Wait, the oldest first'),
    sentence: say('It waits for a place until its longest wait is over.'),
    change: say('Over a cap: wait, the oldest first'),
  },
  'drop-lowest': {
    label: say('Wait, the best score first'),
    sentence: say('It waits; when there is no room the lowest score is dropped.'),
    change: say('Over a cap: wait, the best score first'),
  },
};

export const HOUR_CAPS = ['totalHour', 'perSymbolHour', 'perSourceHour'] as const;
export type HourCaps = Readonly<Record<(typeof HOUR_CAPS)[number], number>>;

const covers = ({ fromHour, untilHour }: ScheduledHours, hour: number): boolean =>
  fromHour < untilHour ? hour >= fromHour && hour < untilHour : hour >= fromHour || hour < untilHour;

/** The caps of an hour of the day, UTC; where several entries hold, the last does. */
export function capsOfHour(caps: Caps, hour: number): HourCaps {
  let { totalHour, perSymbolHour, perSourceHour } = caps;
  for (const entry of caps.schedule.filter((each) => covers(each, hour))) {
    totalHour = entry.totalHour ?? totalHour;
    perSymbolHour = entry.perSymbolHour ?? perSymbolHour;
    perSourceHour = entry.perSourceHour ?? perSourceHour;
  }
  return { totalHour, perSymbolHour, perSourceHour };
}
