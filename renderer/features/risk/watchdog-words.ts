import type { WatchdogView } from '#shared/contract/watchdog.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { plural, THIN } from '#renderer/ui/format.ts';

export const WATCHDOG_TONES = {
  off: 'warn',
  starting: 'info',
  watching: 'up',
  acting: 'danger',
  acted: 'down',
  lost: 'down',
} as const;

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
  if (blind !== null) return { name: 'It sees', text: `nothing: ${blind}`, bad: true };
  if (sight === null) return { name: 'It sees', text: 'not looked yet', bad: false };
  const what = `${plural(sight.positions, 'position')}, ${plural(sight.orders, 'order')}`;
  const ago = now === null ? '' : `, ${formatAge(now - sight.at)} ago`;
  if (ours === null) return { name: 'It sees', text: what + ago, bad: false };
  // Orders are on their way in both directions; positions must be equal.
  const equal = sight.positions === ours.positions;
  const compared = equal
    ? sight.orders === ours.orders
      ? 'equal to the core'
      : `the core ${plural(ours.orders, 'order')}`
    : `the core ${plural(ours.positions, 'position')}`;
  return { name: 'It sees', text: `${what}, ${compared}${ago}`, bad: !equal };
}

function rulesFact({ rules, ourRules }: WatchdogView): WatchdogFact {
  if (rules === null) return { name: 'Its rules', text: 'not told yet', bad: false };
  const equal = rules === ourRules;
  return {
    name: 'Its rules',
    text: equal ? `${rules}, equal to the core` : `${rules}, the core ${ourRules}`,
    bad: !equal,
  };
}

const DEEDS = { flatten: 'cancels and closes', 'cancel-entries': 'cancels entries' } as const;

/** What the watchdog knows, line by line. */
export function watchdogFacts(watchdog: WatchdogView, ours: Seen | null, now: number | null): readonly WatchdogFact[] {
  const { heardAt, silenceMs, action, sight, deed, state, reason, optOut } = watchdog;
  const silence = heardAt === null || now === null ? null : now - heardAt;
  const facts: WatchdogFact[] = [
    {
      name: 'Core heartbeat',
      text: `${silence === null ? 'not heard yet' : `${formatAge(silence)} ago`}, ${DEEDS[action]} after ${formatAge(silenceMs)}`,
      bad: state === 'lost' || state === 'acting',
    },
    {
      name: 'Own connection',
      text:
        sight === null
          ? 'no look at the venue yet'
          : `${String(Math.round(sight.tookMs))}${THIN}ms, its own venue session`,
      bad: false,
    },
    rulesFact(watchdog),
    sightFact(watchdog, ours, now),
  ];
  if (state !== 'watching') facts.push({ name: 'State', text: reason, bad: state !== 'starting' });
  if (deed !== null) {
    const took = formatAge(deed.tookMs);
    const text = `${plural(deed.canceled, 'order')} canceled, ${plural(deed.closed, 'position')} closed in ${took}`;
    facts.push({ name: 'What it did', text, bad: true });
  }
  if (optOut !== null) facts.push({ name: 'Left out', text: `by ${optOut.by}: ${optOut.reason}`, bad: true });
  // What is wrong stands where it is seen first.
  return facts.sort((a, b) => Number(b.bad) - Number(a.bad));
}
