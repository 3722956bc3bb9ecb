import type { ConflictView, MatrixView } from '#shared/contract/conflicts.ts';
import { INCOMING, MATRIX, NO_CONFLICT, RUNNING, type Outcome, type Rule } from '../../agents/conflict/matrix.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { JournalEvent } from '../../journal/event.ts';

const CELLS = INCOMING.flatMap((incoming) =>
  RUNNING.map((running) => ({ incoming, running, rule: MATRIX[incoming][running] })),
);
const RULES: ReadonlyMap<string, Rule> = new Map([NO_CONFLICT, ...CELLS.map(({ rule }) => rule)].map((r) => [r.id, r]));

/** The decision matrix as a table. */
export const matrixView = (): MatrixView => ({
  incoming: [...INCOMING],
  running: [...RUNNING],
  cells: CELLS.map(({ incoming, running, rule: { id, decision, because } }) => ({
    rule: id,
    incoming,
    running,
    decision,
    because,
  })),
  precedence: [
    'risk, a person, a stop or target, a signal, optimisation',
    'the higher confidence',
    'the older',
    'the smaller id',
  ],
});

/** The types of record that tell of a conflict, and the text that a signal's must hold. */
export const CONFLICT_TYPES = [
  'conflict.decided',
  'signal.refused',
  'signal.waiting',
  'signal.cleared',
  'manual.decided',
];

/** What a record says of a conflict; null when it is about something else. */
export function conflictView(event: JournalEvent): ConflictView | null {
  switch (event.type) {
    case 'conflict.decided':
      return decided(event);
    case 'signal.cleared': {
      const { rule, running } = event.data as unknown as EventDataByType['signal.cleared'];
      return rule === NO_CONFLICT.id ? null : of(event, `signal ${event.subject}`, rule, running, 'proceed');
    }
    case 'signal.waiting':
    case 'signal.refused': {
      const { stage, numbers } = event.data as unknown as EventDataByType['signal.waiting'];
      return stage === 'conflict' ? refused(event, `signal ${event.subject}`, numbers) : null;
    }
    case 'manual.decided': {
      const { code, by, action, numbers } = event.data as unknown as EventDataByType['manual.decided'];
      return code?.startsWith('CONFLICT_') === true ? refused(event, `${action} by ${by}`, numbers) : null;
    }
    default:
      return null;
  }
}

function decided(event: JournalEvent): ConflictView {
  const data = event.data as unknown as EventDataByType['conflict.decided'];
  const { incoming, rule, running, because, canceled } = data;
  const outcome = data.outcome as Outcome;
  return { ...base(event), on: event.subject, incoming, running, rule, outcome, because, canceled: [...canceled] };
}

function refused(event: JournalEvent, incoming: string, numbers: Readonly<Record<string, string | number>>) {
  const rule = String(numbers['rule'] ?? '');
  const decision = RULES.get(rule)?.decision;
  // What waited in vain was refused in the end, whatever its rule said.
  const waits = event.type === 'signal.waiting';
  const outcome = waits ? 'queue' : decision === 'merge' ? 'merge' : 'refuse';
  return of(event, incoming, rule, String(numbers['running'] ?? ''), outcome, numbers);
}

const of = (
  event: JournalEvent,
  incoming: string,
  rule: string,
  running: string,
  outcome: Outcome,
  numbers: Readonly<Record<string, string | number>> = {},
): ConflictView => ({
  ...base(event),
  on: String(numbers['symbol'] ?? numbers['resource'] ?? ''),
  incoming,
  running,
  rule,
  outcome,
  because: RULES.get(rule)?.because ?? '',
  canceled: [],
});

const base = ({ seq, ts }: JournalEvent) => ({ key: String(seq), at: ts });
