import type { WatchdogView } from '#shared/contract/watchdog.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

/** The answer to "Does somebody stand in when this program fails?". */
export interface WatchdogVerdict {
  readonly word: string;
  readonly tone: TagTone;
  readonly sentence: string;
  readonly detail: string;
}

const STATES: Readonly<Record<WatchdogView['state'], Omit<WatchdogVerdict, 'detail'>>> = {
  off: { word: say('OFF'), tone: 'neutral', sentence: say('Nobody watches') },
  starting: { word: say('STARTING'), tone: 'warn', sentence: say('It is being started; entries wait') },
  watching: { word: say('WATCHING'), tone: 'up', sentence: say('It watches this account') },
  acting: { word: say('ACTING'), tone: 'danger', sentence: say('It is closing what is open') },
  acted: { word: say('STOOD IN'), tone: 'danger', sentence: say('It stood in') },
  lost: { word: say('LOST'), tone: 'danger', sentence: say('It does not run; entries are stopped') },
};

/** How the watchdog stands, in one line and the one behind it. A decision to do without goes before its state. */
export function watchdogVerdict(view: WatchdogView): WatchdogVerdict {
  const { available, optOut, state, reason, blind } = view;
  if (!available)
    return { word: say('NOT NEEDED'), tone: 'neutral', sentence: say('Nothing to guard'), detail: told(reason) };
  if (optOut !== null) {
    return {
      word: say('LEFT OUT'),
      tone: 'danger',
      sentence: say('You trade without a watchdog'),
      detail: optOut.reason,
    };
  }
  if (state === 'watching' && blind !== null) {
    return {
      word: say('BLIND'),
      tone: 'danger',
      sentence: say('It cannot see the account; entries are stopped'),
      detail: told(blind),
    };
  }
  if (state === 'watching' && !sameRules(view)) {
    const detail = say('It goes by other rules than this program.');
    return {
      word: say('OTHER RULES'),
      tone: 'danger',
      sentence: say('Its rules are not ours; entries are stopped'),
      detail,
    };
  }
  return { ...STATES[state], detail: told(reason) };
}

/** True when it has told its rules and they are ours. */
export const sameRules = ({ rules, ourRules }: WatchdogView): boolean => rules === ourRules;

/** What it does, and when. */
export function ruleWords({ silenceMs, action }: WatchdogView): string {
  const span = formatAge(silenceMs);
  return action === 'flatten'
    ? say('After {span} of silence of this program it cancels every entry and closes every position at market.', {
        span,
      })
    : say('After {span} of silence of this program it cancels every entry; positions keep their stops at the venue.', {
        span,
      });
}

/** What it saw at the venue by itself. */
export function sightWords({ sight }: WatchdogView, now: number): string {
  if (sight === null) return say('nothing yet');
  const { positions, orders, at } = sight;
  return say(
    '{positions, plural, one {# position} other {# positions}}, {orders, plural, one {# order} other {# orders}}, {age} ago',
    { positions, orders, age: formatAge(now - at) },
  );
}

/** True when asking it to guard again changes something. */
export const canResume = ({ available, optOut, state }: WatchdogView): boolean =>
  available && (optOut !== null || state === 'acted' || state === 'lost' || state === 'off');

/** What keeps the decision to do without it from being sent; null when nothing does. */
export function leaveOutProblem(phrase: string, typed: string, reason: string): string | null {
  if (reason.trim() === '') return say('Say why: the reason is journaled.');
  return typed === phrase ? null : say('Type the line to confirm.');
}
