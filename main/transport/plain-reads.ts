import {
  getEventIteratorSchemaDetails,
  type AnySchema,
  type ContractProcedureDef,
  type ErrorMap,
} from '@orpc/contract';
import { traverseContractProcedures } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';

type Definition = ContractProcedureDef<AnySchema, AnySchema, ErrorMap, Record<never, never>>;

/**
 * Plain reads of the contract: calls by GET that answer once. HTTP promises that a GET changes nothing, and every one of the
 * contract is open to the least role, so the same question at the same moment has one answer.
 */
export interface PlainReads {
  /** Whether the call at a path of the RPC protocol, `/noun/verb`, is one. */
  isCall(path: string): boolean;
  /** Whether a GET of a path under `/api` is one; not where a stream could be meant. */
  isAddress(path: string): boolean;
}

/** A path of the contract: `{name}` stands for one part, `{+name}` for all that follow. */
const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split('/')
      .map((part) =>
        part.startsWith('{+') ? '.+' : part.startsWith('{') ? '[^/]+' : part.replace(/[^\w-]/g, (sign) => `\\${sign}`),
      )
      .join('/')}$`,
  );

class Addresses {
  readonly #fixed = new Set<string>();
  readonly #patterns: RegExp[] = [];

  add(path: string): void {
    if (path.includes('{')) this.#patterns.push(patternOf(path));
    else this.#fixed.add(path);
  }

  isFixed(path: string): boolean {
    return this.#fixed.has(path);
  }

  fits(path: string): boolean {
    return this.#patterns.some((pattern) => pattern.test(path));
  }
}

function derive(): PlainReads {
  const calls = new Set<string>();
  const plain = new Addresses();
  const streams = new Addresses();
  traverseContractProcedures({ router: contract, path: [] }, ({ contract: call, path }) => {
    const { route, outputSchema } = call['~orpc'] as Definition;
    if (route.method !== 'GET' || route.path === undefined) return;
    const isStream = getEventIteratorSchemaDetails(outputSchema) !== undefined;
    (isStream ? streams : plain).add(route.path);
    if (!isStream) calls.add(`/${path.join('/')}`);
  });
  return {
    isCall: (path) => calls.has(path),
    // A fixed path is meant before a pattern.
    isAddress: (path) => plain.isFixed(path) || (!streams.isFixed(path) && plain.fits(path) && !streams.fits(path)),
  };
}

/** Derived from the contract once. */
export const plainReads: PlainReads = derive();
