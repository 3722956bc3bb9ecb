import type { CapView, ThrottleView } from '#shared/contract/throttle.ts';
import { formatAge, formatSpan } from '#renderer/ui/format-time.ts';
import { plural } from '#renderer/ui/format.ts';

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
  refuse: 'is refused',
  alert: 'is refused, and a person is told',
  queue: 'waits for a place',
  'drop-lowest': 'waits for a place; the lowest score makes room',
};

/** The answer to "Are signals taken?". */
export interface IntakeWords {
  readonly level: 'ok' | 'stop';
  readonly sentence: string;
  readonly detail: string;
}

export function intakeWords({ pause, caps }: ThrottleView, now: number): IntakeWords {
  if (pause.paused) {
    const since = pause.since === null ? '' : ` for ${formatSpan(now - pause.since)}`;
    return { level: 'stop', sentence: 'Paused, all refused', detail: `By ${pause.by}${since}: ${pause.reason}` };
  }
  const spacing = caps.symbolSpacingMs === 0 ? '' : `, ${formatSpan(caps.symbolSpacingMs)} between two`;
  return {
    level: 'ok',
    sentence: 'Signals are taken',
    detail: `${plural(caps.perSymbolHour, 'signal')} a symbol and hour${spacing}. What is over a cap ${OVERFLOW_WORDS[caps.overflow]}.`,
  };
}

/** A signal that waits: for what, when it is decided on, until when it may wait. */
export function waitingWords({ at, dueAt, until }: ThrottleView['waiting'][number], now: number): string {
  const what = at === 'throttle' ? 'for a place' : 'for a conflict to end';
  return `${what}, asked again in ${formatAge(dueAt - now)}, gives up in ${formatAge(until - now)}`;
}
