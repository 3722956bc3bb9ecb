import type { CapView, ThrottleView } from '#shared/contract/throttle.ts';
import { formatAge, formatSpan } from '#renderer/ui/format-time.ts';
import { told } from '#shared/language/told.ts';
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
  nextFreeAt === null || nextFreeAt <= now ? say('free') : say('in {span}', { span: formatAge(nextFreeAt - now) });

const OVERFLOW_WORDS: Readonly<Record<ThrottleView['caps']['overflow'], string>> = {
  refuse: say('What is over a cap is refused.'),
  alert: say('What is over a cap is refused, and a person is told.'),
  queue: say('What is over a cap waits for a place.'),
  'drop-lowest': say('What is over a cap waits for a place; the lowest score makes room.'),
};

/** The answer to "Are signals taken?". */
export interface IntakeWords {
  readonly level: 'ok' | 'stop';
  readonly sentence: string;
  readonly detail: string;
}

export function intakeWords({ pause, caps }: ThrottleView, now: number): IntakeWords {
  if (pause.paused) {
    const { reason, since } = pause;
    const by = told(pause.by);
    return {
      level: 'stop',
      sentence: say('Paused, all refused'),
      detail:
        since === null
          ? say('By {by}: {reason}', { by, reason })
          : say('By {by} for {span}: {reason}', { by, span: formatSpan(now - since), reason }),
    };
  }
  return {
    level: 'ok',
    sentence: say('Signals are taken'),
    detail: [rateWords(caps), OVERFLOW_WORDS[caps.overflow]].join(' '),
  };
}

function rateWords({ perSymbolHour: count, symbolSpacingMs }: ThrottleView['caps']): string {
  return symbolSpacingMs === 0
    ? say('{count, plural, one {# signal} other {# signals}} a symbol and hour.', { count })
    : say('{count, plural, one {# signal} other {# signals}} a symbol and hour, {span} between two.', {
        count,
        span: formatSpan(symbolSpacingMs),
      });
}

/** A signal that waits: for what, when it is decided on, until when it may wait. */
export function waitingWords({ at, dueAt, until }: ThrottleView['waiting'][number], now: number): string {
  const values = { again: formatAge(dueAt - now), end: formatAge(until - now) };
  return at === 'throttle'
    ? say('for a place, asked again in {again}, gives up in {end}', values)
    : say('for a conflict to end, asked again in {again}, gives up in {end}', values);
}
