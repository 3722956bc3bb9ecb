import type { ConflictView, MatrixView } from '#shared/contract/conflicts.ts';
import type { LockEventView, LockView } from '#shared/contract/locks.ts';
import { formatNumber, THIN } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import { say, sayAs } from '#shared/language/words.ts';

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

export const MODE_WORDS: Readonly<Record<LockView['mode'], string>> = {
  READ: sayAs('lock', 'READ'),
  WRITE: sayAs('lock', 'WRITE'),
  EXCLUSIVE: sayAs('lock', 'EXCLUSIVE'),
};

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
  return waited ? say('{span} waited', { span }) : say('{span} held', { span });
}

type Decision = MatrixView['cells'][number]['decision'];

interface DecisionWords {
  /** For a cell. */
  readonly word: string;
  /** For a tag. */
  readonly loud: string;
  /** What it means, in a clause. */
  readonly means: string;
  readonly tone: TagTone;
}

/** The words of a decision and its colour. */
export const DECISION_WORDS: Readonly<Record<Decision, DecisionWords>> = {
  proceed: {
    word: sayAs('decision', 'proceed'),
    loud: sayAs('decision', 'PROCEED'),
    means: say('both go on'),
    tone: 'neutral',
  },
  merge: {
    word: sayAs('decision', 'merge'),
    loud: sayAs('decision', 'MERGE'),
    means: say('what comes joins what runs'),
    tone: 'info',
  },
  queue: {
    word: sayAs('decision', 'queue'),
    loud: sayAs('decision', 'QUEUE'),
    means: say('what comes waits and is decided on again'),
    tone: 'warn',
  },
  preempt: {
    word: sayAs('decision', 'pre-empt'),
    loud: sayAs('decision', 'PRE-EMPT'),
    means: say('what runs is canceled first'),
    tone: 'up',
  },
  refuse: {
    word: sayAs('decision', 'refuse'),
    loud: sayAs('decision', 'REFUSE'),
    means: say('what comes ends here'),
    tone: 'down',
  },
  precedence: {
    word: sayAs('decision', 'precedence'),
    loud: sayAs('decision', 'PRECEDENCE'),
    means: say('the order of claims decides, and a person is told'),
    tone: 'ember',
  },
};

export const OUTCOME_WORDS: Readonly<Record<ConflictView['outcome'], string>> = {
  proceed: say('PROCEEDS'),
  merge: say('MERGED'),
  queue: say('QUEUED'),
  preempt: say('PRE-EMPTED'),
  refuse: say('REFUSED'),
};

const ACTION_WORDS: Readonly<Record<string, string>> = {
  'entry-same-side': say('entry, same side'),
  'entry-opposite-side': say('entry, opposite side'),
  reduction: sayAs('action', 'reduction'),
  replacement: sayAs('action', 'replacement'),
  configuration: sayAs('action', 'configuration'),
  withdrawal: sayAs('action', 'withdrawal'),
  order: sayAs('action', 'order'),
  position: sayAs('action', 'position'),
  vault: sayAs('action', 'vault'),
};

/** A kind of action as a person reads it: `entry-same-side` → `entry, same side`. */
export const actionWords = (name: string): string => ACTION_WORDS[name] ?? name.replaceAll('-', ' ');

/** `signal 01J…XYZ` → its id; null when the party is no signal. */
export function signalOf(party: string): string | null {
  const id = /^signal (\S+)$/.exec(party)?.[1];
  return id ?? null;
}
