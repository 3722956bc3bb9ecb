import type { BreakerKind, LockScope, RiskLevel } from '#shared/domain/guard.ts';

type Numbers = { readonly [key: string]: number | string };

/** The data of records about breakers (subject: the breaker's id) and protections (subject: its id, `|`, its target). */
export interface GuardEventData {
  /** Opened, or an open one got worse or longer. `until` is wall time; null when only probes or a person close it. */
  'breaker.opened': {
    kind: BreakerKind;
    level: RiskLevel;
    code: string;
    until: number | null;
    numbers: Numbers;
    sentence: string;
  };
  'breaker.half-open': { kind: BreakerKind; sentence: string };
  'breaker.closed': { kind: BreakerKind; by: string; sentence: string };
  /**
   * What losses are measured against from now on: the equity at the start of day and week and at its peak, each carried
   * through deposits and withdrawals in proportion. Exact decimals; `paidIn` is capital paid in less paid out.
   */
  'equity.reference': {
    equity: string;
    paidIn: string;
    day: string;
    dayAt: number;
    week: string;
    weekAt: number;
    peak: string;
    by: string;
  };
  /** A lock begins or grows. */
  'protection.locked': { protection: string; scope: LockScope; target: string; until: number; numbers: Numbers };
  'protection.unlocked': { protection: string; target: string; by: string; reason: string };
  /** A person set a protection, for all targets or for the one in `target`. */
  'protection.configured': {
    protection: string;
    target: string;
    enabled: boolean;
    scope: LockScope;
    params: { readonly [name: string]: number };
    by: string;
    reason: string;
  };
  /** A position is flat: what the protections count. Shares in ppm of the equity then; the subject is the symbol. */
  'trade.closed': {
    signalId: string;
    source: string;
    side: number;
    how: string;
    heldMs: number;
    resultPpm: number;
    feesPpm: number;
    fundingPpm: number;
  };
}

export type GuardEventType = keyof GuardEventData;

export const GUARD_EVENT_TYPES = [
  'breaker.opened',
  'breaker.half-open',
  'breaker.closed',
  'equity.reference',
  'protection.locked',
  'protection.unlocked',
  'protection.configured',
  'trade.closed',
] as const satisfies readonly GuardEventType[];
