import type { WatchdogView } from '#shared/contract/watchdog.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

export const WATCHDOG_TONES = {
  off: 'warn',
  starting: 'info',
  watching: 'up',
  acting: 'danger',
  acted: 'down',
  lost: 'down',
} as const;

export const WATCHDOG_WORDS: Readonly<Record<WatchdogView['state'], string>> = {
  off: say('OFF'),
  starting: say('STARTING'),
  watching: say('WATCHING'),
  acting: say('ACTING'),
  acted: say('ACTED'),
  lost: say('LOST'),
};

/** A line of the panel; `bad` is drawn in red. */
export interface WatchdogFact {
  readonly name: string;
  readonly text: string;
  readonly bad: boolean;
}

interface Seen {
  readonly positions: number;
  readonly orders: number;
}

function sightFact({ sight, blind }: WatchdogView, ours: Seen | null, now: number | null): WatchdogFact {
  if (blind !== null)
    return { name: say('It sees'), text: say('nothing: {reason}', { reason: told(blind) }), bad: true };
  if (sight === null) return { name: say('It sees'), text: say('not looked yet'), bad: false };
  const what = [
    say('{count, plural, one {# position} other {# positions}}', { count: sight.positions }),
    say('{count, plural, one {# order} other {# orders}}', { count: sight.orders }),
  ];
  const ago = now === null ? [] : [say('{age} ago', { age: formatAge(now - sight.at) })];
  if (ours === null) return { name: say('It sees'), text: [...what, ...ago].join(', '), bad: false };
  // Orders are on their way in both directions; positions must be equal.
  const equal = sight.positions === ours.positions;
  const compared = equal
    ? sight.orders === ours.orders
      ? say('equal to the core')
      : say('the core {count, plural, one {# order} other {# orders}}', { count: ours.orders })
    : say('the core {count, plural, one {# position} other {# positions}}', { count: ours.positions });
  return { name: say('It sees'), text: [...what, compared, ...ago].join(', '), bad: !equal };
}

function rulesFact({ rules, ourRules }: WatchdogView): WatchdogFact {
  if (rules === null) return { name: say('Its rules'), text: say('not told yet'), bad: false };
  const equal = rules === ourRules;
  return {
    name: say('Its rules'),
    text: equal
      ? say('{rules}, equal to the core', { rules })
      : say('{rules}, the core {ours}', { rules, ours: ourRules }),
    bad: !equal,
  };
}

/** What it does when the core is silent for a span. */
const deedWords = (action: WatchdogView['action'], span: string): string =>
  action === 'flatten'
    ? say('cancels and closes after {span}', { span })
    : say('cancels entries after {span}', { span });

/** What the watchdog knows, line by line. */
export function watchdogFacts(watchdog: WatchdogView, ours: Seen | null, now: number | null): readonly WatchdogFact[] {
  const { heardAt, silenceMs, action, sight, deed, state, reason, optOut } = watchdog;
  const silence = heardAt === null || now === null ? null : now - heardAt;
  const facts: WatchdogFact[] = [
    {
      name: say('Core heartbeat'),
      text: [
        silence === null ? say('not heard yet') : say('{age} ago', { age: formatAge(silence) }),
        deedWords(action, formatAge(silenceMs)),
      ].join(', '),
      bad: state === 'lost' || state === 'acting',
    },
    {
      name: say('Own connection'),
      text:
        sight === null
          ? say('no look at the venue yet')
          : say('{took} ms, its own venue session', { took: Math.round(sight.tookMs) }),
      bad: false,
    },
    rulesFact(watchdog),
    sightFact(watchdog, ours, now),
  ];
  if (state !== 'watching') facts.push({ name: say('State'), text: told(reason), bad: state !== 'starting' });
  if (deed !== null) {
    const took = formatAge(deed.tookMs);
    const text = say(
      '{canceled, plural, one {# order} other {# orders}} canceled, {closed, plural, one {# position} other {# positions}} closed in {took}',
      { canceled: deed.canceled, closed: deed.closed, took },
    );
    facts.push({ name: say('What it did'), text, bad: true });
  }
  if (optOut !== null)
    facts.push({
      name: say('Left out'),
      text: say('by {by}: {reason}', { by: told(optOut.by), reason: optOut.reason }),
      bad: true,
    });
  // What is wrong stands where it is seen first.
  return facts.sort((a, b) => Number(b.bad) - Number(a.bad));
}
