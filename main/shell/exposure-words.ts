import type { Mode } from '#shared/domain/signal.ts';
import type { Exposure } from '#shared/domain/exposure.ts';
import { say } from '#shared/language/words.ts';

/** What is open now, in one sentence. */
export function openWords({ positions, entries, exits }: Exposure): string {
  if (positions.length + entries + exits === 0) return say('Nothing is open.');
  return say(
    'Open: {positions, plural, one {# position} other {# positions}}, {entries, plural, one {# entry} other {# entries}}, {exits, plural, one {# stop or target} other {# stops and targets}}.',
    { positions: positions.length, entries, exits },
  );
}

/** What becomes of what is open while the program does not run. */
const AWAY: Readonly<Record<Exclude<Mode, 'replay'>, () => string>> = {
  demo: () =>
    say(
      'The market is simulated. At the next start it makes up for the time in between, and stops and targets work in it as at an exchange.',
    ),
  paper: () =>
    say(
      'Fills are simulated by this program: while it is closed no stop and no target works, whatever the price does.',
    ),
  live: () =>
    say(
      'Stops and targets stay at the exchange and work there. Nothing else is watched, moved or closed until the next start, and the watchdog stands down.',
    ),
};

/** What to know before the program is ended with this open. */
export function leavingWords(mode: Exclude<Mode, 'replay'>, { positions }: Exposure): string {
  const bare = positions.filter(({ stopped }) => !stopped).map(({ symbol }) => symbol);
  if (bare.length === 0) return AWAY[mode]();
  return `${AWAY[mode]()}\n\n${say('Without a stop: {symbols}.', { symbols: bare.join(', ') })}`;
}
