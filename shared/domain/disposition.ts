import type { DenialCode } from './denial.ts';

/** What became of a signal, as a person sorts them. */
export const DISPOSITIONS = [
  'in-work',
  'waiting',
  'executed',
  'refused',
  'duplicate',
  'overflow',
  'paused',
  'expired',
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** Refusals that are more than a refusal: the rest are shown as refused. */
const OF_CODE: Readonly<Partial<Record<DenialCode, Disposition>>> = {
  SIGNAL_DUPLICATE: 'duplicate',
  SIGNAL_EXPIRED: 'expired',
  THROTTLE_WAIT_OVER: 'expired',
  CONFLICT_WAIT_OVER: 'expired',
  THROTTLE_PAUSED: 'paused',
  THROTTLE_SYMBOL_HOUR: 'overflow',
  THROTTLE_SYMBOL_SPACING: 'overflow',
  THROTTLE_SOURCE_QUOTA: 'overflow',
  THROTTLE_GLOBAL: 'overflow',
  THROTTLE_DROPPED: 'overflow',
  THROTTLE_QUEUE_FULL: 'overflow',
};

/** What a signal is counted as that ended with this code. */
export const dispositionOfCode = (code: DenialCode): Disposition => OF_CODE[code] ?? 'refused';
