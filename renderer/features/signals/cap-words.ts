import type { CapView, ThrottleView } from '#shared/contract/throttle.ts';
import { formatAge, formatSpan } from '#renderer/ui/format-time.ts';
import { say } from '#shared/language/words.ts';

const KINDS: readonly CapView['kind'][] = ['total', 'source', 'symbol'];

/** All together first, then sources, then symbols, each the fullest first. */
export function inCapOrder(caps: readonly CapView[]): readonly CapView[] {
  return [...caps].sort(
    (a, b) =>
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      b.used / b.limit - a.used / a.limit ||
      a.name.localeCompare(b.name),
  );
}

/** `free` when there is a place now, or how long until there is one. */
export const placeWords = ({ nextFreeAt }: CapView, now: number): string =>
  nextFreeAt === null || nextFreeAt <= now ? 'free' : `in ${formatAge(nextFreeAt - now)}`;

const OVERFLOW_WORDS: Readonly<Record<ThrottleView['caps']['overflow'], string>> = {
  refuse: say('is refused'),
  alert: say('is refused, and a person is told'),
  queue: say('waits for a place'),
  'drop-lowest': say('waits for a place; the lowest score makes room'),
};

/** The answer to "Are signals taken?". */
export interface IntakeWords {
  readonly level: 'ok' | 'stop';
  readonly sentence: string;
  readonly detail: string;
}

export function intakeWords({ pause, caps }: ThrottleView, now: number): IntakeWords {
  if (pause.paused) {
    const since = pause.since === null ? '' : say(' for {now}', { now: formatSpan(now - pause.since) });
    return {
      level: 'stop',
      sentence: say('Paused, all refused'),
      detail: say('By {by}{since}: {reason}', { by: pause.by, since, reason: pause.reason }),
    };
  }
  const spacing =
    caps.symbolSpacingMs === 0
      ? ''
      : say(', {symbolSpacingMs} between two', { symbolSpacingMs: formatSpan(caps.symbolSpacingMs) });
  return {
    level: 'ok',
    sentence: say('Signals are taken'),
    detail: say(
      '{perSymbolHour, plural, one {# signal} other {# signals}} a symbol and hour{spacing}. What is over a cap {overflowwords}.',
      { perSymbolHour: caps.perSymbolHour, spacing, overflowwords: OVERFLOW_WORDS[caps.overflow] },
    ),
  };
}

/** A signal that waits: for what, when it is decided on, until when it may wait. */
export function waitingWords({ at, dueAt, until }: ThrottleView['waiting'][number], now: number): string {
  const what = at === 'throttle' ? say('for a place') : say('for a conflict to end');
  return say('{what}, asked again in {dueAt}, gives up in {until}', {
    what,
    dueAt: formatAge(dueAt - now),
    until: formatAge(until - now),
  });
}
