import type { DenialCode } from '#shared/domain/denial.ts';
import { isOpenSignal, nextState, refusalMove, type SignalMove } from '#shared/domain/signal-life.ts';
import type { SignalState, Stage } from '#shared/domain/signal.ts';
import type { EventType } from './event-types.ts';

/** Records that move a signal, without the one that creates it. */
export type SignalRecord = Exclude<Extract<EventType, `signal.${string}`>, 'signal.received'>;

/** What a record does to its signal's state and stage. */
interface RecordRule {
  /** Its move in the table of the signal's life; null when it only goes a stage further. */
  readonly move: SignalMove | null;
  /** The stage that must be the last one reached, and the one reached by it; null: any, and it stays. */
  readonly from: Stage | null;
  readonly to: Stage | null;
}

/** The records whose move does not depend on their data. */
const RULES: Readonly<Record<Exclude<SignalRecord, 'signal.refused' | 'signal.evaluated'>, RecordRule>> = {
  'signal.waiting': { move: 'queue', from: null, to: null },
  'signal.admitted': { move: 'evaluate', from: 'intake', to: 'throttle' },
  'signal.scored': { move: null, from: 'throttle', to: 'scoring' },
  'signal.cleared': { move: null, from: 'scoring', to: 'conflict' },
  'signal.locked': { move: null, from: 'conflict', to: 'lock' },
  'signal.passed': { move: null, from: 'lock', to: 'risk' },
  'signal.executed': { move: 'execute', from: 'risk', to: 'execution' },
  'signal.resolved': { move: 'resolve', from: null, to: null },
};

/** The vote's outcome as a move; a rejection leaves the end to the refusal that follows and names the reason. */
const OF_VOTE = { APPROVED: 'approve', CONDITIONAL: 'approve-in-part', REJECTED: null } as const;
/** What an evaluation can end with. */
export type VoteOutcome = keyof typeof OF_VOTE;

/** Where a signal stands before and after a record. */
export interface SignalPlace {
  readonly state: SignalState;
  readonly stage: Stage;
}

/** A refusal: why, and by which stage. */
interface Refused {
  readonly code: DenialCode;
  readonly stage: Stage;
}

/** The place after a record, or null when the record is illegal here. */
export function placeAfter(
  { state, stage }: SignalPlace,
  record: keyof typeof RULES | { readonly outcome: VoteOutcome } | Refused,
): SignalPlace | null {
  if (typeof record === 'object') {
    return 'outcome' in record ? voted({ state, stage }, record.outcome) : refused({ state, stage }, record);
  }
  const { move, from, to } = RULES[record];
  if (from !== null && from !== stage) return null;
  const before =
    record === 'signal.cleared' || record === 'signal.waiting' ? approved(state, stage, 'conflict') : state;
  const next = move === null ? (isOpenSignal(before) ? before : null) : nextState(before, move);
  if (next === null) return null;
  return { state: next, stage: to ?? (state === 'EXECUTED' ? 'outcome' : stage) };
}

function refused({ state, stage }: SignalPlace, { code, stage: by }: Refused): SignalPlace | null {
  const move = refusalMove(code);
  const next = nextState(approved(state, stage, move), move);
  return next === null ? null : { state: next, stage: by };
}

function voted({ state, stage }: SignalPlace, outcome: VoteOutcome): SignalPlace | null {
  const move = OF_VOTE[outcome];
  const next = move === null ? state : nextState(state, move);
  return next === null || state !== 'EVALUATING' || stage !== 'scoring' ? null : { state: next, stage };
}

/** In journals from before the agents voted a score that went on to the conflict check had been enough. */
const approved = (state: SignalState, stage: Stage, move: SignalMove): SignalState =>
  state === 'EVALUATING' && stage === 'scoring' && move === 'conflict' ? 'APPROVED' : state;
