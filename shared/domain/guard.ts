/**
 * What can stop entries by itself. The three kinds of breakers never share a switch: `connector` (errors and latency of the
 * venue's answers) closes by probes, `market` (volatility, stale data, funding) after a time, `risk` (loss, drawdown,
 * streak, mismatch, audit) by a person only.
 */
export const BREAKER_KINDS = ['connector', 'market', 'risk'] as const;
export type BreakerKind = (typeof BREAKER_KINDS)[number];

/** `closed` lets entries pass; `half-open` is being probed and lets none pass; `open` lets none pass. */
export const BREAKER_STATES = ['closed', 'half-open', 'open'] as const;
export type BreakerState = (typeof BREAKER_STATES)[number];

/** How bad it is: yellow warns, orange allows reductions only, red halts. */
export const RISK_LEVELS = ['green', 'yellow', 'orange', 'red'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** What opens a risk breaker. */
export const RISK_CAUSES = ['day-loss', 'week-loss', 'drawdown', 'loss-streak', 'mismatch', 'audit'] as const;
export type RiskCause = (typeof RISK_CAUSES)[number];

/** For whom a lock of a protection holds: everything, one source of signals, one side, one symbol, one side of a symbol. */
export const LOCK_SCOPES = ['account', 'agent', 'side', 'symbol', 'symbol-side'] as const;
export type LockScope = (typeof LOCK_SCOPES)[number];

/** What a protection looks at. */
export const PROTECTION_INPUTS = ['trades', 'equity', 'market', 'orders'] as const;
export type ProtectionInput = (typeof PROTECTION_INPUTS)[number];

/** Units of a protection's parameters; `ppm` is parts per million of equity unless its text says otherwise. */
export const PARAMETER_UNITS = ['count', 'minutes', 'ppm', 'percent'] as const;
export type ParameterUnit = (typeof PARAMETER_UNITS)[number];
