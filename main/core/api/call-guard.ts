import { ORPCError, type ErrorMap } from '@orpc/server';
import { ROLES, type CallMeta, type Role } from '#shared/contract/base.ts';
import type { Log } from '#core/ports/log.ts';
import { expectedError } from './expected-error.ts';
import { guardStream } from './guarded-stream.ts';
import type { CallerContext } from './handler-types.ts';
import type { StopSignal } from './stop-signal.ts';

/** The call a guard stands before. */
export interface GuardedCall {
  readonly path: readonly string[];
  readonly meta: CallMeta;
  readonly errors: ErrorMap;
  readonly context: CallerContext;
  readonly signal: StopSignal | undefined;
}

/** What the guard needs of the core. */
export interface GuardPorts {
  readonly log: Log;
  /** A short name for one defect, by which its line in the log is found. */
  readonly nextReference: () => string;
}

const rank = (role: Role): number => ROLES.indexOf(role);

function assertRole(call: GuardedCall): void {
  const { role: needs } = call.meta;
  const has = call.context.role;
  if (rank(has) >= rank(needs)) return;
  throw new ORPCError('FORBIDDEN', {
    message: `This needs the role ${needs}; yours is ${has}`,
    data: { needs, has },
  });
}

/** A defect: the log gets everything, the caller a reference to it. */
function hideDefect(error: unknown, call: GuardedCall, ports: GuardPorts): ORPCError<string, unknown> {
  const reference = ports.nextReference();
  const told = error instanceof Error ? { error: error.message, stack: error.stack } : { error: String(error) };
  ports.log.error('A call failed unexpectedly', { reference, call: call.path.join('.'), ...told });
  return new ORPCError('INTERNAL_SERVER_ERROR', {
    message: `Something went wrong inside; the log tells more under ${reference}`,
    data: { reference },
  });
}

async function shownError(error: unknown, call: GuardedCall, ports: GuardPorts): Promise<Error> {
  return (await expectedError(error, call.errors)) ?? hideDefect(error, call, ports);
}

const isStream = (output: unknown): output is AsyncIterator<unknown, unknown, void> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output && 'next' in output;

/** Runs a call for its caller: role first, then the call, then what may be seen of its errors. */
export async function guardCall(call: GuardedCall, ports: GuardPorts, run: () => Promise<unknown>): Promise<unknown> {
  assertRole(call);
  const { signal } = call;
  try {
    const output = await run();
    if (!isStream(output)) return output;
    const toError = async (error: unknown): Promise<Error | null> =>
      signal?.aborted === true ? null : shownError(error, call, ports);
    return guardStream(output, { signal, ready: call.context.ready, toError });
  } catch (error) {
    if (signal?.aborted === true) throw new ORPCError('CLIENT_CLOSED_REQUEST');
    throw await shownError(error, call, ports);
  }
}
