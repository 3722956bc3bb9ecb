import type { ConflictView, MatrixView } from '#shared/contract/conflicts.ts';
import type { LockEventView, LockView } from '#shared/contract/locks.ts';
import { formatNumber, THIN } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import { say } from '#shared/language/words.ts';

export type Held = Extract<LockView, { kind: 'held' }>;
export type Waiting = Extract<LockView, { kind: 'waiting' }>;

/** One resource: who holds it, and who waits for it in which order. */
export interface LockGroup {
  readonly resource: string;
  readonly held: readonly Held[];
  readonly queue: readonly Waiting[];
}

/** The locks by resource: those that are waited for first, then by name. */
export function groupsOf(rows: readonly LockView[]): readonly LockGroup[] {
  const groups = new Map<string, { held: Held[]; queue: Waiting[] }>();
  for (const row of rows) {
    const group = groups.get(row.resource) ?? { held: [], queue: [] };
    groups.set(row.resource, group);
    if (row.kind === 'held') group.held.push(row);
    else group.queue.push(row);
  }
  return [...groups]
    .map(([resource, { held, queue }]) => ({
      resource,
      held: held.sort((a, b) => a.token - b.token),
      queue: queue.sort((a, b) => a.place - b.place),
    }))
    .sort((a, b) => b.queue.length - a.queue.length || a.resource.localeCompare(b.resource));
}

/** The share of a lease that is left, 0…1. */
export const leftShare = ({ remainingMs, leaseMs }: Held): number =>
  leaseMs <= 0 ? 0 : Math.min(1, Math.max(0, remainingMs / leaseMs));

export const EVENT_WORDS: Readonly<Record<LockEventView['kind'], { readonly word: string; readonly tone: TagTone }>> = {
  acquired: { word: say('ACQUIRED'), tone: 'info' },
  waiting: { word: say('WAITS'), tone: 'warn' },
  'gave-up': { word: say('GAVE UP'), tone: 'down' },
  released: { word: say('RELEASED'), tone: 'neutral' },
  expired: { word: say('EXPIRED'), tone: 'down' },
  broken: { word: say('BROKEN'), tone: 'danger' },
};

/** How long a lock had been held or waited for: `412 ms held`, `at once`. */
export function spanWords({ kind, ms }: Pick<LockEventView, 'kind' | 'ms'>): string {
  const waited = kind === 'acquired' || kind === 'waiting' || kind === 'gave-up';
  if (ms < 1)
    return kind === 'acquired' ? say('at once') : kind === 'waiting' ? say('from now on') : say('< 1 ms held');
  const span = ms < 1_000 ? `${formatNumber(ms, 0)}${THIN}ms` : formatAge(ms);
  return `${span} ${waited ? 'waited' : 'held'}`;
}

type Decision = MatrixView['cells'][number]['decision'];

/** A decision as a word for the cell, what it means in a clause, and its colour. */
export const DECISION_WORDS: Readonly<
  Record<Decision, { readonly word: string; readonly means: string; readonly tone: TagTone }>
> = {
  proceed: { word: 'proceed', means: say('both go on'), tone: 'neutral' },
  merge: { word: 'merge', means: say('what comes joins what runs'), tone: 'info' },
  queue: { word: 'queue', means: say('what comes waits and is decided on again'), tone: 'warn' },
  preempt: { word: 'pre-empt', means: say('what runs is canceled first'), tone: 'up' },
  refuse: { word: 'refuse', means: say('what comes ends here'), tone: 'down' },
  precedence: { word: 'precedence', means: say('the order of claims decides, and a person is told'), tone: 'ember' },
};

export const OUTCOME_WORDS: Readonly<Record<ConflictView['outcome'], string>> = {
  proceed: say('PROCEEDS'),
  merge: say('MERGED'),
  queue: say('QUEUED'),
  preempt: 'PRE-EMPTED',
  refuse: say('REFUSED'),
};

/** A kind of action as a person reads it: `entry-same-side` → `entry, same side`. */
export const actionWords = (name: string): string => name.replace('entry-', 'entry, ').replaceAll('-', ' ');

/** `signal 01J…XYZ` → its id; null when the party is no signal. */
export function signalOf(party: string): string | null {
  const id = /^signal (\S+)$/.exec(party)?.[1];
  return id ?? null;
}
