import type { ChildEnd, ChildFact, ChildOrder, ExecutionReport, ParentOrder, Progress } from './parent-order.ts';

/** `waiting`: no part is out. `doubt`: a part's fate is not proven, and nothing else is placed until it is. */
export type Phase = 'waiting' | 'sent' | 'open' | 'canceling' | 'doubt' | 'stopping' | 'done' | 'stopped' | 'failed';

/** What happens to an execution. Events about a part name its index. */
export type ExecutionEvent =
  | { readonly kind: 'time' }
  | { readonly kind: 'opened'; readonly index: number }
  | { readonly kind: 'fill'; readonly index: number; readonly lots: number; readonly priceTicks: number }
  | { readonly kind: 'ended'; readonly index: number; readonly end: ChildEnd }
  | { readonly kind: 'unknown'; readonly index: number }
  | { readonly kind: 'halt'; readonly reason: string };

/** What is to be done: one part placed, one canceled, or the end told. In this order. */
export type ExecutionCommand =
  | { readonly kind: 'place'; readonly child: ChildOrder }
  | { readonly kind: 'cancel'; readonly index: number }
  | { readonly kind: 'finish'; readonly report: ExecutionReport };

/** The part that is out. */
export interface LiveChild {
  readonly index: number;
  readonly lots: number;
  readonly filledLots: number;
  readonly placedAt: number;
}

/** Where an execution stands. */
export interface ExecutionState extends Progress {
  readonly phase: Phase;
  readonly tickLots: bigint;
  /** How many parts were placed; the next one's index. */
  readonly children: number;
  readonly child: LiveChild | null;
  /** Why it is stopping or over; empty before. */
  readonly reason: string;
}

export const NEW_EXECUTION: ExecutionState = {
  phase: 'waiting',
  filledLots: 0,
  tickLots: 0n,
  lastPlacedAt: null,
  refusals: 0,
  children: 0,
  child: null,
  reason: '',
};

export const isOver = ({ phase }: Pick<ExecutionState, 'phase'>): boolean =>
  phase === 'done' || phase === 'stopped' || phase === 'failed';

/**
 * The state as the journal's facts give it, in any order. A part that was asked for but never became an intent has no
 * fact, and never was. A halt is not a fact of parts and must be told again; that all is filled is told at the next time.
 * @throws RangeError when two parts are live: that was never placed by this machine.
 */
export function stateFromFacts(parent: ParentOrder, facts: readonly ChildFact[]): ExecutionState {
  const ordered = [...facts].sort((a, b) => a.index - b.index);
  const live = ordered.filter((fact) => LIVE[fact.state] !== undefined);
  const [child = null] = live;
  if (live.length > 1) throw new RangeError(`${parent.parentId} has ${String(live.length)} live parts`);
  const filledLots = ordered.reduce((sum, fact) => sum + fact.filledLots, 0);
  return {
    phase: child === null ? 'waiting' : (LIVE[child.state] ?? 'waiting'),
    filledLots,
    tickLots: ordered.reduce((sum, fact) => sum + fact.tickLots, 0n),
    lastPlacedAt: ordered.at(-1)?.placedAt ?? null,
    refusals: refusalsOf(ordered),
    children: (ordered.at(-1)?.index ?? -1) + 1,
    child:
      child === null
        ? null
        : { index: child.index, lots: child.lots, filledLots: child.filledLots, placedAt: child.placedAt },
    reason: '',
  };
}

const LIVE: Readonly<Partial<Record<ChildFact['state'], Phase>>> = { sent: 'sent', open: 'open', unknown: 'doubt' };

/** Parts that ended as refused since the last fill. A cancel may have been asked for, so it does not count here. */
function refusalsOf(facts: readonly ChildFact[]): number {
  let refusals = 0;
  for (const { filledLots, state } of facts) {
    if (filledLots > 0) refusals = 0;
    else if (state === 'rejected' || state === 'not-placed') refusals += 1;
  }
  return refusals;
}
