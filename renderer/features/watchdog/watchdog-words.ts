import type { WatchdogView } from '#shared/contract/watchdog.ts';
import { plural } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';

/** The answer to "Does somebody stand in when this program fails?". */
export interface WatchdogVerdict {
  readonly word: string;
  readonly tone: TagTone;
  readonly sentence: string;
  readonly detail: string;
}

const STATES: Readonly<Record<WatchdogView['state'], Omit<WatchdogVerdict, 'detail'>>> = {
  off: { word: 'OFF', tone: 'neutral', sentence: 'Nobody watches' },
  starting: { word: 'STARTING', tone: 'warn', sentence: 'It is being started; entries wait' },
  watching: { word: 'WATCHING', tone: 'up', sentence: 'It watches this account' },
  acting: { word: 'ACTING', tone: 'danger', sentence: 'It is closing what is open' },
  acted: { word: 'STOOD IN', tone: 'danger', sentence: 'It stood in' },
  lost: { word: 'LOST', tone: 'danger', sentence: 'It does not run; entries are stopped' },
};

/** How the watchdog stands, in one line and the one behind it. A decision to do without goes before its state. */
export function watchdogVerdict(view: WatchdogView): WatchdogVerdict {
  const { available, optOut, state, reason, blind } = view;
  if (!available) return { word: 'NOT NEEDED', tone: 'neutral', sentence: 'Nothing to guard', detail: reason };
  if (optOut !== null) {
    return { word: 'LEFT OUT', tone: 'danger', sentence: 'You trade without a watchdog', detail: optOut.reason };
  }
  if (state === 'watching' && blind !== null) {
    return { word: 'BLIND', tone: 'danger', sentence: 'It cannot see the account; entries are stopped', detail: blind };
  }
  if (state === 'watching' && !sameRules(view)) {
    const detail = 'It goes by other rules than this program.';
    return { word: 'OTHER RULES', tone: 'danger', sentence: 'Its rules are not ours; entries are stopped', detail };
  }
  return { ...STATES[state], detail: reason };
}

/** True when it has told its rules and they are ours. */
export const sameRules = ({ rules, ourRules }: WatchdogView): boolean => rules === ourRules;

export const ACTION_WORDS: Readonly<Record<WatchdogView['action'], string>> = {
  flatten: 'cancels every entry and closes every position at market',
  'cancel-entries': 'cancels every entry; positions keep their stops at the venue',
};

/** What it does, and when. */
export const ruleWords = ({ silenceMs, action }: WatchdogView): string =>
  `After ${formatAge(silenceMs)} of silence of this program it ${ACTION_WORDS[action]}.`;

/** What it saw at the venue by itself. */
export function sightWords({ sight }: WatchdogView, now: number): string {
  if (sight === null) return 'nothing yet';
  const { positions, orders, at } = sight;
  return `${plural(positions, 'position')}, ${plural(orders, 'order')}, ${formatAge(now - at)} ago`;
}

/** True when asking it to guard again changes something. */
export const canResume = ({ available, optOut, state }: WatchdogView): boolean =>
  available && (optOut !== null || state === 'acted' || state === 'lost' || state === 'off');

/** What keeps the decision to do without it from being sent; null when nothing does. */
export function leaveOutProblem(phrase: string, typed: string, reason: string): string | null {
  if (reason.trim() === '') return 'Say why: the reason is journaled.';
  return typed === phrase ? null : 'Type the line to confirm.';
}
