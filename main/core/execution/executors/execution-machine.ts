import {
  isOver,
  type ExecutionCommand,
  type ExecutionEvent,
  type ExecutionState,
  type Phase,
} from './execution-state.ts';
import type { ChildOrder, ExecutionReport, Schedule } from './parent-order.ts';

/** Parts in a row that may end unasked without a fill before the execution gives up. */
export const MOST_REFUSALS = 3;

type EventKind = ExecutionEvent['kind'];

const over = (phase: Phase): Readonly<Record<EventKind, Phase>> => ({
  time: phase,
  opened: phase,
  fill: phase,
  ended: phase,
  unknown: phase,
  halt: phase,
});

/**
 * `(phase, event) → phase`, for events about the part that is out; every cell is decided. Refined by size and time: see
 * {@link advance}. A fill in doubt proves that the part lived, not that it still does.
 */
export const EXECUTION_PHASES: Readonly<Record<Phase, Readonly<Record<EventKind, Phase>>>> = {
  waiting: {
    time: 'waiting',
    opened: 'waiting',
    fill: 'waiting',
    ended: 'waiting',
    unknown: 'waiting',
    halt: 'stopped',
  },
  sent: { time: 'sent', opened: 'open', fill: 'open', ended: 'waiting', unknown: 'doubt', halt: 'stopping' },
  open: { time: 'open', opened: 'open', fill: 'open', ended: 'waiting', unknown: 'doubt', halt: 'stopping' },
  canceling: {
    time: 'canceling',
    opened: 'canceling',
    fill: 'canceling',
    ended: 'waiting',
    unknown: 'doubt',
    halt: 'stopping',
  },
  doubt: { time: 'doubt', opened: 'open', fill: 'doubt', ended: 'waiting', unknown: 'doubt', halt: 'stopping' },
  stopping: {
    time: 'stopping',
    opened: 'stopping',
    fill: 'stopping',
    ended: 'stopped',
    unknown: 'stopping',
    halt: 'stopping',
  },
  done: over('done'),
  stopped: over('stopped'),
  failed: over('failed'),
};

/** The next state and what is to be done. Pure. */
export interface Advance {
  readonly state: ExecutionState;
  readonly commands: readonly ExecutionCommand[];
}

/**
 * Advances an execution by one event. At most one part is out at any time, and a part is never larger than what is
 * missing, so that the parts together never exceed the parent. Fills are counted in every phase. A late fill of a part
 * that had ended can leave the part that is out too large: that one is canceled.
 */
export function advance(schedule: Schedule, state: ExecutionState, event: ExecutionEvent, now: number): Advance {
  const counted = event.kind === 'fill' ? afterFill(state, event) : state;
  const concerns = !('index' in event) || event.index === state.child?.index;
  const moved = concerns ? afterPhase(counted, event) : counted;
  return settle(schedule, isOver(state) ? { ...moved, phase: state.phase } : moved, { state, event }, now);
}

function afterFill(state: ExecutionState, fill: Extract<ExecutionEvent, { kind: 'fill' }>): ExecutionState {
  const { child } = state;
  const own = child?.index === fill.index;
  return {
    ...state,
    filledLots: state.filledLots + fill.lots,
    tickLots: state.tickLots + BigInt(fill.lots) * BigInt(fill.priceTicks),
    refusals: 0,
    child: own ? { ...child, filledLots: child.filledLots + fill.lots } : child,
  };
}

function afterPhase(state: ExecutionState, event: ExecutionEvent): ExecutionState {
  const phase = EXECUTION_PHASES[state.phase][event.kind];
  const full = state.child !== null && state.child.filledLots >= state.child.lots;
  if (event.kind === 'ended' || full) {
    const asked = state.phase === 'canceling' || state.phase === 'stopping';
    const refused = !asked && !full && (state.child?.filledLots ?? 0) === 0 && state.child !== null;
    const ended = EXECUTION_PHASES[state.phase].ended;
    return { ...state, phase: ended, child: null, refusals: state.refusals + (refused ? 1 : 0) };
  }
  return { ...state, phase, reason: event.kind === 'halt' && state.reason === '' ? event.reason : state.reason };
}

/** Where the execution stood, and what happened then. */
interface Before {
  readonly state: ExecutionState;
  readonly event: ExecutionEvent;
}

/** What follows from where the execution stands now. */
function settle(schedule: Schedule, state: ExecutionState, before: Before, now: number): Advance {
  const { parent } = schedule;
  if (isOver(before.state)) return { state, commands: [] };
  if (isOver(state)) return finished(schedule, state, now);
  if (state.child === null) {
    if (state.filledLots >= parent.lots) return finished(schedule, { ...state, phase: 'done', reason: 'filled' }, now);
    if (state.refusals >= MOST_REFUSALS) return finished(schedule, { ...state, phase: 'failed', reason: REFUSED }, now);
    if (parent.lots - state.filledLots < parent.lotSize) {
      return finished(schedule, { ...state, phase: 'stopped', reason: REST }, now);
    }
    if (isLate(schedule, now)) return finished(schedule, { ...state, phase: 'stopped', reason: LATE }, now);
    return place(schedule, state, now);
  }
  return manageChild(schedule, state, before, now);
}

const LATE = 'the time is over';
const REST = 'what is missing is less than the smallest order';
const REFUSED = `${String(MOST_REFUSALS)} parts in a row ended without a fill`;

const isLate = ({ parent }: Schedule, now: number): boolean => parent.endAt !== null && now >= parent.endAt;

/** Cancels a part that is too large, outlived, or to be stopped. */
function manageChild(schedule: Schedule, state: ExecutionState, before: Before, now: number): Advance {
  const { child } = state;
  if (child === null) return { state, commands: [] };
  const cancel = { kind: 'cancel', index: child.index } as const;
  if (state.phase === 'stopping') {
    const { phase } = before.state;
    // Asked again when the part turns out to live: the first cancel may have come before it, or have been lost with it.
    const again = before.event.kind === 'opened' && before.event.index === child.index;
    return { state, commands: again || (phase !== 'stopping' && phase !== 'canceling') ? [cancel] : [] };
  }
  if (isLate(schedule, now)) {
    const asked = state.phase === 'canceling';
    return { state: { ...state, phase: 'stopping', reason: LATE }, commands: asked ? [] : [cancel] };
  }
  if (state.phase !== 'open') return { state, commands: [] };
  const tooLarge = state.filledLots + child.lots - child.filledLots > schedule.parent.lots;
  if (!tooLarge && !schedule.outlived(child.placedAt, now)) return { state, commands: [] };
  return { state: { ...state, phase: 'canceling' }, commands: [cancel] };
}

function place(schedule: Schedule, state: ExecutionState, now: number): Advance {
  const { parent } = schedule;
  const terms = now < parent.startAt ? null : schedule.due(state, now);
  if (terms === null) return { state, commands: [] };
  const most = Math.min(terms.lots, parent.lots - state.filledLots, parent.largestChild);
  const lots = most - (most % parent.lotSize);
  if (lots <= 0) return { state, commands: [] };
  const { parentId, symbol, side, reduceOnly } = parent;
  const { priceTicks, postOnly } = terms;
  const index = state.children;
  const child: ChildOrder = { parentId, index, symbol, side, lots, reduceOnly, priceTicks, postOnly, placedAt: now };
  const live = { index, lots, filledLots: 0, placedAt: now };
  return {
    state: { ...state, phase: 'sent', child: live, children: index + 1, lastPlacedAt: now },
    commands: [{ kind: 'place', child }],
  };
}

function finished({ parent }: Schedule, state: ExecutionState, now: number): Advance {
  const { filledLots, tickLots, children, phase, reason } = state;
  const all = phase !== 'failed' && filledLots >= parent.lots;
  const outcome = all ? 'done' : phase === 'failed' ? 'failed' : 'stopped';
  const report: ExecutionReport = {
    parentId: parent.parentId,
    outcome,
    reason: all ? 'filled' : reason,
    lots: parent.lots,
    filledLots,
    tickLots,
    children,
    finishedAt: now,
  };
  return { state: { ...state, phase: outcome }, commands: [{ kind: 'finish', report }] };
}
