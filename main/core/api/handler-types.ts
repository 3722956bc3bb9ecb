import type { ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract';
import type { Role } from '#shared/contract/base.ts';
import type { Contract } from '#shared/contract/index.ts';
import type { StopSignal } from './stop-signal.ts';

/** What a carrier says of the one who calls. */
export interface CallerContext {
  readonly role: Role;
  /** Resolves when the carrier can take the next message of a stream; absent where it never fills. */
  readonly ready?: () => Promise<void>;
}

/** What a handler knows besides its input. */
export interface CallContext {
  readonly role: Role;
  /** Aborted when the caller gave up or its connection went; streams end by it. */
  readonly signal: StopSignal | undefined;
}

/** A value a handler may answer with: the contract's output, which it need not be able to change. */
export type Answer<T> = T extends readonly (infer Item)[]
  ? readonly Answer<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Answer<T[Key]> }
    : T;

type AnswerOf<Output> =
  Output extends AsyncIteratorObject<infer Message, unknown, void>
    ? AsyncGenerator<Answer<Message>, void, void>
    : Promise<Answer<Output>>;

/** The function behind one call: a promise of its output, or a generator for a stream. */
export type Handler<Call> =
  Call extends ContractProcedure<infer Input, infer Output, infer _Errors, infer _Meta>
    ? (input: InferSchemaOutput<Input>, context: CallContext) => AnswerOf<InferSchemaInput<Output>>
    : never;

/** The functions of one noun of the contract. */
export type HandlersOf<Noun extends keyof Contract> = {
  readonly [Call in keyof Contract[Noun]]: Handler<Contract[Noun][Call]>;
};

/** A function for every call of the contract; one that is missing does not compile. */
export type Handlers = { readonly [Noun in keyof Contract]: HandlersOf<Noun> };
