import { Procedure, traverseContractProcedures, type AnyMiddleware, type Router } from '@orpc/server';
import {
  getEventIteratorSchemaDetails,
  type AnyContractProcedure,
  type AnySchema,
  type ContractProcedureDef,
  type ErrorMap,
} from '@orpc/contract';
import type { CallMeta } from '#shared/contract/base.ts';
import { contract, type Contract } from '#shared/contract/index.ts';
import type { Log } from '#core/ports/log.ts';
import { guardCall, type GuardPorts } from './call-guard.ts';
import type { CallContext, CallerContext, Handlers } from './handler-types.ts';
import type { StopSignal } from './stop-signal.ts';

/** The contract bound to its handlers: what every carrier serves. */
export type ApiRouter = Router<Contract, CallerContext>;

export interface ImplementOptions {
  readonly log: Log;
  /** Checks every message of a stream against its schema: in tests and development. Plain answers are always checked. */
  readonly checkStreams: boolean;
}

type Bound = Procedure<CallerContext, CallerContext, never, never, never, never>;
type Definition = ContractProcedureDef<AnySchema, AnySchema, ErrorMap, Record<never, never> & CallMeta>;
type AnyHandler = (input: unknown, context: CallContext) => unknown;

/** References count up from the start of the program; the log carries the time. */
function countReferences(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `E${String(count).padStart(5, '0')}`;
  };
}

/** The library names a type here that not every environment of the core has. */
const stopOf = (signal: unknown): StopSignal | undefined => signal as StopSignal | undefined;

function toMiddleware(meta: CallMeta, ports: GuardPorts): AnyMiddleware {
  return async ({ context, path, procedure, signal, next }: Parameters<AnyMiddleware>[0]) => {
    const caller = context as CallerContext;
    const call = { path, meta, errors: procedure['~orpc'].errorMap, context: caller, signal: stopOf(signal) };
    return {
      output: await guardCall(call, ports, async () => (await next()).output as unknown),
      context: {},
    };
  };
}

function toProcedure(call: AnyContractProcedure, handler: AnyHandler, ports: GuardPorts, checkStreams: boolean) {
  const { outputSchema, ...definition } = call['~orpc'] as Definition;
  const isStream = getEventIteratorSchemaDetails(outputSchema) !== undefined;
  const bound: Bound = new Procedure({
    ...(definition as object as Bound['~orpc']),
    ...(isStream && !checkStreams ? {} : { outputSchema: outputSchema as never }),
    middlewares: [toMiddleware(definition.meta, ports)],
    // Both checks run inside the guard, so that what they find passes through it too.
    inputValidationIndex: 1,
    outputValidationIndex: 1,
    handler: ({ input, context, signal }) => handler(input, { role: context.role, signal: stopOf(signal) }),
  });
  return bound;
}

/** Binds a function to every call of the contract, behind the checks of role, input, output and errors. */
export function implementContract(handlers: Handlers, options: ImplementOptions): ApiRouter {
  const ports: GuardPorts = { log: options.log, nextReference: countReferences() };
  const table = handlers as unknown as Readonly<Record<string, Readonly<Record<string, AnyHandler | undefined>>>>;
  const router: Record<string, Record<string, unknown>> = {};
  traverseContractProcedures({ router: contract, path: [] }, ({ contract: call, path }) => {
    const [noun = '', verb = ''] = path;
    const handler = table[noun]?.[verb];
    if (handler === undefined) throw new Error(`No handler for ${path.join('.')}`);
    (router[noun] ??= {})[verb] = toProcedure(call, handler, ports, options.checkStreams);
  });
  return router as unknown as ApiRouter;
}
