import { ORPCError } from '@orpc/client';
import { say } from '#shared/language/words.ts';

/** A failure as shown: a code and a sentence. */
export interface Failure {
  readonly code: string;
  readonly sentence: string;
}

/** Reads any thrown thing as a code and a sentence for a person. */
export function describeError(error: unknown): Failure {
  if (error instanceof ORPCError) return { code: String(error.code), sentence: error.message };
  if (error instanceof Error) return { code: say('UNEXPECTED'), sentence: error.message };
  return { code: say('UNEXPECTED'), sentence: say('Something failed without saying why') };
}
