import { ORPCError } from '@orpc/client';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

/** A failure as shown: a code and a sentence. */
export interface Failure {
  readonly code: string;
  readonly sentence: string;
}

/** The code of what failed without one. */
const UNEXPECTED = 'UNEXPECTED';

/** Reads any thrown thing as a code and a sentence for a person. */
export function describeError(error: unknown): Failure {
  if (error instanceof ORPCError) return { code: String(error.code), sentence: told(error.message) };
  if (error instanceof Error) return { code: UNEXPECTED, sentence: told(error.message) };
  return { code: UNEXPECTED, sentence: say('Something failed without saying why') };
}
