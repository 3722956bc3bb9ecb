import { ORPCError } from '@orpc/server';
import type * as z from 'zod';
import { ERRORS } from '#shared/contract/base.ts';

type Errors = typeof ERRORS;
type ErrorCode = keyof Errors;

/**
 * An expected failure of a call, thrown by its handler. It reaches the caller with its code, sentence and numbers when
 * the call declares it in the contract; a code the call does not declare is a defect and becomes INTERNAL_SERVER_ERROR.
 */
export function contractError<Code extends ErrorCode>(
  code: Code,
  data: z.input<Errors[Code]['data']>,
  sentence: string = ERRORS[code].message,
): ORPCError<Code, unknown> {
  const declared: object & { readonly status?: number } = ERRORS[code];
  return new ORPCError(code, {
    message: sentence,
    data,
    ...(declared.status === undefined ? {} : { status: declared.status }),
  });
}

/** What is asked for cannot be done here or now. @param reason why, one sentence. */
export const notAvailable = (reason: string): ORPCError<'NOT_AVAILABLE', unknown> =>
  contractError('NOT_AVAILABLE', { reason }, reason);
