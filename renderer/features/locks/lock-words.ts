import type { ConflictView, MatrixView } from '#shared/contract/conflicts.ts';
import type { LockEventView, LockView } from '#shared/contract/locks.ts';
import { formatNumber, THIN } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';

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
  acquired: { word: 'ACQUIRED', tone: 'info' },
  waiting: { word: 'WAITS', tone: 'warn' },
  'gave-up': { word: 'GAVE UP', tone: 'down' },
  released: { word: 'RELEASED', tone: 'neutral' },
  expired: { word: 'EXPIRED', tone: 'down' },
  broken: { word: 'BROKEN', tone: 'danger' },
};

/** How long a lock had been held or waited for: `412 ms held`, `at once`. */
export function spanWords({ kind, ms }: Pick<LockEventView, 'kind' | 'ms'>): string {
  const waited = kind === 'acquired' || kind === 'waiting' || kind === 'gave-up';
  if (ms < 1) return kind === 'acquired' ? 'at once' : kind === 'waiting' ? 'from now on' : `<${THIN}1${THIN}ms held`;
  const span = ms < 1_000 ? `${formatNumber(ms, 0)}${THIN}ms` : formatAge(ms);
  return `${span} ${waited ? 'waited' : 'held'}`;
}

type Decision = MatrixView['cells'][number]['decision'];

/** A decision as a word for the cell, what it means in a clause, and its colour. */
export const DECISION_WORDS: Readonly<
  Record<Decision, { readonly word: string; readonly means: string; readonly tone: TagTone }>
> = {
  proceed: { word: 'proceed', means: 'both go on', tone: 'neutral' },
  merge: { word: 'merge', means: 'what comes joins what runs', tone: 'info' },
  queue: { word: 'queue', means: 'what comes waits and is decided on again', tone: 'warn' },
  preempt: { word: 'pre-empt', means: 'what runs is canceled first', tone: 'up' },
  refuse: { word: 'refuse', means: 'what comes ends here', tone: 'down' },
  precedence: { word: 'precedence', means: 'the order of claims decides, and a person is told', tone: 'ember' },
};

export const OUTCOME_WORDS: Readonly<Record<ConflictView['outcome'], string>> = {
  proceed: 'PROCEEDS',
  merge: 'MERGED',
  queue: 'QUEUED',
  preempt: 'PRE-EMPTED',
  refuse: 'REFUSED',
};

/** A kind of action as a person reads it: `entry-same-side` → `entry, same side`. */
export const actionWords = (name: string): string => name.replace('entry-', 'entry, ').replaceAll('-', ' ');

/** `signal 01J…XYZ` → its id; null when the party is no signal. */
export function signalOf(party: string): string | null {
  const id = /^signal (\S+)$/.exec(party)?.[1];
  return id ?? null;
}
