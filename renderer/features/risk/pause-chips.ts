import type { BreakerView, ProtectionView } from '#shared/contract/protections.ts';
import type { RiskStatusView } from '#shared/contract/risk.ts';
import { formatMinute } from '#renderer/ui/format-time.ts';
import { withinSentence } from '#renderer/ui/within-sentence.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

type Pause = RiskStatusView['pauses'][number];
export type PauseScope = Pause['scope'];

/** A thing that may be paused, and what keeps it from entering now. */
export interface PauseChip {
  readonly scope: PauseScope;
  readonly target: string;
  readonly label: string;
  /** `paused`: by a person; `locked`: by a protection; `blocked`: by a breaker. */
  readonly kind: 'free' | 'paused' | 'locked' | 'blocked';
  /** Why, in few words; empty when free. */
  readonly why: string;
  /** The whole reason, for the tooltip. */
  readonly detail: string;
}

/** What stands in the way of each symbol beside pauses. */
export interface Obstacles {
  readonly breakers: readonly BreakerView[];
  readonly protections: readonly ProtectionView[];
}

/** Who keeps a symbol out and until when. */
function holderWords(title: string, until: number | null): string {
  const name = withinSentence(told(title));
  return until === null ? name : say('{name}, to {time}', { name, time: formatMinute(until) });
}

const pauseWords = ({ by, until, since }: Pause): string =>
  until === null
    ? say('by {by} since {time}', { by: told(by), time: formatMinute(since) })
    : say('by {by} to {time}', { by: told(by), time: formatMinute(until) });

/** The chip of a target that a pause may name. */
export function pauseChip(scope: PauseScope, target: string, label: string, pauses: readonly Pause[]): PauseChip {
  const pause = pauses.find((one) => one.scope === scope && one.target === target);
  if (pause === undefined) return { scope, target, label, kind: 'free', why: '', detail: '' };
  return {
    scope,
    target,
    label,
    kind: 'paused',
    why: pauseWords(pause),
    detail: `${pause.reason} (${told(pause.by)})`,
  };
}

function lockOf(symbol: string, protections: readonly ProtectionView[]) {
  for (const protection of protections) {
    const lock = protection.locks.find(({ target }) => target === symbol || target.startsWith(`${symbol} `));
    if (lock !== undefined) return { protection, lock };
  }
  return null;
}

/** The chip of a symbol: a person's pause first, then a breaker, then a protection. */
export function symbolChip(symbol: string, coin: string, pauses: readonly Pause[], obstacles: Obstacles): PauseChip {
  const chip = pauseChip('symbol', symbol, coin, pauses);
  if (chip.kind !== 'free') return chip;
  const breaker = obstacles.breakers.find(
    ({ kind, state, key }) => kind === 'market' && state !== 'closed' && key.endsWith(`:${symbol}`),
  );
  if (breaker !== undefined) {
    const why = holderWords(breaker.title.replace(/ of \S+$/, ''), breaker.until);
    return { ...chip, kind: 'blocked', why, detail: told(breaker.sentence) };
  }
  const held = lockOf(symbol, obstacles.protections);
  if (held === null) return chip;
  const why = holderWords(held.protection.title, held.lock.until);
  return { ...chip, kind: 'locked', why, detail: told(held.lock.sentence) };
}

/** `8 of 10 trade`. */
export const freeWords = (chips: readonly PauseChip[]): string =>
  say('{free} of {all} free', { free: chips.filter(({ kind }) => kind === 'free').length, all: chips.length });

/** How long a pause holds. */
export const PAUSE_SPANS = [
  { value: 'open', label: say('Until resumed'), ms: null },
  { value: '1h', label: '1 h', ms: 3_600_000 },
  { value: '4h', label: '4 h', ms: 14_400_000 },
  { value: '24h', label: '24 h', ms: 86_400_000 },
] as const;
export type PauseSpan = (typeof PAUSE_SPANS)[number]['value'];

/** When a pause of a span that begins now ends; null when a person ends it. */
export function pauseEnd(span: PauseSpan, now: number): number | null {
  const ms = PAUSE_SPANS.find(({ value }) => value === span)?.ms ?? null;
  return ms === null ? null : now + ms;
}
