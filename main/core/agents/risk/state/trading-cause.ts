import type { TradingState } from '#shared/domain/signal.ts';
import type { CauseData, EventDataByType } from '../../../journal/event-types.ts';

/** How far an open cause takes trading back. */
export type CauseLevel = Exclude<TradingState, 'ACTIVE'>;

/** An open cause: as long as it is open the trading state is at least its level. */
export type OpenCause = CauseData;

/** A cause as whoever found it raises it. */
export interface NewCause {
  /** What it is, once among the open causes: `kill-switch`, `drawdown`, `day-loss`, `reconciliation` … */
  readonly kind: string;
  readonly level: CauseLevel;
  /** One clause for a person, without a full stop. */
  readonly reason: string;
  readonly by: string;
  /** True: it survives restarts and only a person who types the phrase ends it. False: it ends by itself. */
  readonly latched: boolean;
  /**
   * Whether what it names goes on until `clear` is called. While it does, re-arming needs a reason besides the phrase.
   * True when absent; false for a decision of the moment, such as a halt by hand.
   */
  readonly holds?: boolean;
}

/** The trading state and what it follows from. */
export interface TradingStateView {
  readonly state: TradingState;
  /** The reason of the worst open cause; when there is none, why trading is active. */
  readonly cause: string;
  /** Wall time in ms since when the state is this one; 0 when it was never recorded. */
  readonly since: number;
  /** Open causes, worst first, then oldest first. */
  readonly causes: readonly OpenCause[];
}

const RANK: Readonly<Record<TradingState, number>> = { ACTIVE: 0, REDUCING: 1, HALTED: 2 };

/** The stricter of two levels. */
export const stricter = <T extends TradingState>(a: T, b: T): T => (RANK[a] >= RANK[b] ? a : b);

/** Open causes, worst first, then oldest first. */
export const byWeight = (causes: Iterable<OpenCause>): readonly OpenCause[] =>
  [...causes].sort((a, b) => RANK[b.level] - RANK[a.level] || a.since - b.since || (a.kind < b.kind ? -1 : 1));

/** What stands while no trading state was ever recorded: nothing has been allowed yet. */
export const NEVER_RECORDED: OpenCause = {
  kind: 'first-start',
  level: 'HALTED',
  reason: 'no trading state was ever recorded',
  by: 'system',
  since: 0,
  latched: true,
  holds: false,
};

/**
 * The open causes of a recorded state. A record from before there were causes says only what the state was; it then is
 * a cause of its own.
 */
export function recordedCauses(
  fact: { readonly data: EventDataByType['trading.state']; readonly updatedAt: number } | null,
): readonly OpenCause[] {
  if (fact === null) return [NEVER_RECORDED];
  const { state, cause: reason, by, causes } = fact.data;
  if (causes !== undefined) return causes;
  if (state === 'ACTIVE') return [];
  return [{ kind: 'recorded', level: state, reason, by, since: fact.updatedAt, latched: true, holds: false }];
}
