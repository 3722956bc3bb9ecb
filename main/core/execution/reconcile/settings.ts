import { ABSENCE_RULE, type AbsenceRule } from './absence-proof.ts';

/** Times and limits of reconciliation, in ms unless said otherwise. Rule numbers: `docs/technical/reconciliation.md`. */
export interface ReconcileSettings {
  /** Pause after the comparison at the start before the first entry (R9). */
  readonly startPauseMs: number;
  /** Largest difference between our clock and the venue's (R9). */
  readonly maxClockOffsetMs: number;
  /** Period of the in-doubt round; other periods are multiples of it (R10). */
  readonly beatMs: number;
  readonly openOrdersEveryMs: number;
  readonly positionsEveryMs: number;
  readonly fullEveryMs: number;
  /** How often movements are asked for and the balance is compared. */
  readonly accountEveryMs: number;
  /** How long a difference of the balance must last before it counts: the venue's lists are behind its balance. */
  readonly balanceSettleMs: number;
  /** Pause before a full comparison is tried again after one that failed. */
  readonly retryMs: number;
  /** Single-order questions per round, and the pause between two (R10). */
  readonly questionsPerRound: number;
  readonly questionGapMs: number;
  /** A question not answered by then counts as not answered. */
  readonly answerWithinMs: number;
  /** When an order in doubt is asked for, after it came into doubt; then every last of them (R4). */
  readonly askAfterMs: readonly number[];
  /** What proves that an order never arrived (R4). */
  readonly absence: AbsenceRule;
  /** After this long in doubt a person is told (R4). */
  readonly tellAfterMs: number;
  /** How long a sent order, cancel or change may wait for its answer before it is asked for. */
  readonly answerDueMs: number;
  /** No correction on an order or position with a local event this young (R11). */
  readonly freshMs: number;
  /** How far before the last complete list of fills the next one begins (R9). */
  readonly fillOverlapMs: number;
  /** First and larger look back for missing fills of a position that differs (R8). */
  readonly mismatchLookBackMs: number;
  /** Wall and monotonic clock may drift apart by this much between two beats; more is sleep or a jump. */
  readonly clockJumpMs: number;
}

/** The values of the rules. */
export const DEFAULT_RECONCILE_SETTINGS: ReconcileSettings = {
  startPauseMs: 10_000,
  maxClockOffsetMs: 1_500,
  beatMs: 2_000,
  openOrdersEveryMs: 10_000,
  positionsEveryMs: 30_000,
  fullEveryMs: 900_000,
  accountEveryMs: 60_000,
  balanceSettleMs: 20_000,
  retryMs: 10_000,
  questionsPerRound: 10,
  questionGapMs: 100,
  answerWithinMs: 10_000,
  askAfterMs: [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000],
  absence: ABSENCE_RULE,
  tellAfterMs: 600_000,
  answerDueMs: 5_000,
  freshMs: 5_000,
  fillOverlapMs: 600_000,
  mismatchLookBackMs: 3_600_000,
  clockJumpMs: 1_000,
};
