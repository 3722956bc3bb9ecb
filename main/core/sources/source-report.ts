import { HOUR, MINUTE } from '#shared/domain/time.ts';

/** How the reading of one source goes. */
export interface SourceReport {
  /** When it was read last, ms; null before the first time. */
  readonly at: number | null;
  readonly ok: boolean;
  /** One sentence: what came, or why nothing did. */
  readonly sentence: string;
  /** Failures in a row. */
  readonly failures: number;
  /** When it is read next, ms. */
  readonly nextAt: number;
  /** When it was last read without an error, ms; null when it never was. */
  readonly goodAt: number | null;
}

export const UNREAD: SourceReport = {
  at: null,
  ok: true,
  sentence: 'Not read yet.',
  failures: 0,
  nextAt: 0,
  goodAt: null,
};

/** Between two reads while all goes well, ms. */
export const READ_EVERY_MS = { feed: 5 * MINUTE, 'fear-greed': HOUR, chain: HOUR } as const;
const LONGEST_WAIT_MS = 6 * HOUR;
const FIRST_WAIT_MS = MINUTE;

/** The report after a read. A source that fails is asked less and less: after 1, 2, 4 … minutes, at most six hours. */
export function reportAfter(
  before: SourceReport,
  outcome: { readonly ok: boolean; readonly sentence: string },
  at: number,
  everyMs: number,
): SourceReport {
  const { ok, sentence } = outcome;
  if (ok) return { at, ok, sentence, failures: 0, nextAt: at + everyMs, goodAt: at };
  const failures = before.failures + 1;
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(20, failures - 1));
  return { at, ok, sentence, failures, nextAt: at + wait, goodAt: before.goodAt };
}
