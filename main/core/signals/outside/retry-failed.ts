import type { DenialCode } from '#shared/domain/denial.ts';
import type { SignalId } from '#shared/domain/ids.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { Journal } from '../../journal/journal.ts';
import type { SignalRow } from '../../journal/rows.ts';
import { parseProposal, type SignalProposal } from '../proposal.ts';

/** Tries of one signal, the first included, and how many are tried again at once. */
export const MOST_ATTEMPTS = 3;
export const MOST_AT_ONCE = 10;

/** Failures of the program or of an agent; what the venue refused or may hold is not tried again. */
const TECHNICAL: ReadonlySet<DenialCode> = new Set([
  'SIGNAL_FAILED',
  'SIGNAL_INTERRUPTED',
  'AGENT_PAUSED',
  'AGENT_FAILED',
  'AGENT_QUEUE_FULL',
  'AGENT_BUDGET_SPENT',
  'AGENT_DRAINING',
]);

/** A failed signal that can be tried again. */
export interface Retryable {
  readonly id: SignalId;
  readonly proposal: SignalProposal;
  /** Which try the next one would be: 2 for the first repetition. */
  readonly attempt: number;
}

/** Why a failed signal is not tried again. */
export interface NotRetried {
  readonly id: SignalId;
  readonly reason: string;
}

/** The failed signals of late that can be tried again, oldest first, and why the others cannot. */
export function failedSignals(
  { state, store }: Pick<Journal, 'state' | 'store'>,
  now: number,
): { readonly retry: readonly Retryable[]; readonly not: readonly NotRetried[] } {
  const retry: Retryable[] = [];
  const not: NotRetried[] = [];
  for (const row of state.signals()) {
    if (row.state !== 'FAILED') continue;
    const made = retryable(row, store.bySubject(row.id), now);
    if (typeof made === 'string') not.push({ id: row.id, reason: made });
    else if (retry.length < MOST_AT_ONCE) retry.push(made);
    else not.push({ id: row.id, reason: `${String(MOST_AT_ONCE)} are tried again at once` });
  }
  return { retry, not };
}

type Records = ReturnType<Journal['store']['bySubject']>;

function retryable(row: SignalRow, records: Records, now: number): Retryable | string {
  if (row.code === null || !TECHNICAL.has(row.code)) return 'it did not fail by a fault of the program';
  if (row.stage === 'execution') return 'it failed on its way to the venue, which may hold its order';
  if (records.some(({ type }) => type === 'intake.retried')) return 'it was tried again already';
  const received = records.find(({ type }) => type === 'signal.received')?.data;
  const proposal = parseProposal(received);
  if (!proposal.ok) return `its record cannot be read: ${proposal.error}`;
  if (now >= proposal.value.expiresAt) return 'it has expired';
  const attempt = ((received as Partial<EventDataByType['signal.received']> | undefined)?.attempt ?? 1) + 1;
  if (attempt > MOST_ATTEMPTS) return `it was tried ${String(MOST_ATTEMPTS)} times`;
  return { id: row.id, proposal: proposal.value, attempt };
}
