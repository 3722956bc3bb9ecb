import type { Model, Operation } from './checker.ts';

/** An operation on one lease of the table, with what was answered. Times are ms of the machine's monotonic clock. */
export interface LeaseOperation extends Operation {
  readonly kind: 'acquire' | 'renew' | 'release' | 'write' | 'read';
  readonly process: number;
  /** What was asked with; of `acquire`, what was granted. */
  readonly token: number;
  readonly leaseMs: number;
  /** What was written or read. */
  readonly value: number;
  readonly done: boolean;
  /** When it was decided, as the table says. */
  readonly at: number;
}

export interface LeaseModelState {
  readonly token: number;
  readonly until: number;
  readonly value: number;
}

/** A lease and a value that only its holder may change. */
export const LEASE_MODEL: Model<LeaseModelState, LeaseOperation> = {
  initial: { token: 0, until: 0, value: 0 },
  key: ({ token, until, value }) => `${String(token)} ${String(until)} ${String(value)}`,
  step(state, operation) {
    const { kind, token, value, done, at, call, end } = operation;
    if (at < call || at > end) return null;
    if (kind === 'read') return value === state.value ? state : null;
    const runs = state.until > at;
    if (kind === 'acquire') return done === runs ? null : acquired(state, operation);
    if (done !== (runs && state.token === token)) return null;
    return done ? used(state, operation) : state;
  },
};

function acquired(state: LeaseModelState, { token, leaseMs, done, at }: LeaseOperation): LeaseModelState | null {
  if (!done) return state;
  return token > state.token ? { ...state, token, until: at + leaseMs } : null;
}

/** What the holder of a lease did with it. */
function used(state: LeaseModelState, { kind, leaseMs, value, at }: LeaseOperation): LeaseModelState {
  if (kind === 'write') return { ...state, value };
  return { ...state, until: kind === 'renew' ? at + leaseMs : 0 };
}
