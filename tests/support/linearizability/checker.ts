/** One operation as its caller saw it: it took effect at some moment between `call` and `end`. */
export interface Operation {
  readonly call: number;
  readonly end: number;
}

/** What the operations mean one after the other: the state after an operation, or null where its answer is wrong. */
export interface Model<State, Op extends Operation> {
  readonly initial: State;
  step(state: State, operation: Op): State | null;
  /** Equal for equal states. */
  key(state: State): string;
}

/** Histories of at most this many operations: which of them are placed is one 32-bit number. */
const MOST = 31;

/**
 * Whether the operations can be put into one order that keeps their order in time and in which every answer is right.
 * Wing and Gong's search ("Testing and Verifying Concurrent Objects", 1993) with Lowe's memory of what was tried
 * ("Testing for linearizability", 2017): the same operations placed with the same state lead to the same end.
 */
export function isLinearizable<State, Op extends Operation>(model: Model<State, Op>, history: readonly Op[]): boolean {
  if (history.length > MOST) throw new RangeError(`A history has at most ${String(MOST)} operations`);
  const all = 2 ** history.length - 1;
  const tried = new Set<string>();
  const search = (placed: number, state: State): boolean => {
    if (placed === all) return true;
    const key = `${String(placed)} ${model.key(state)}`;
    if (tried.has(key)) return false;
    tried.add(key);
    const rest = history.map((operation, index) => ({ operation, index })).filter(({ index }) => !isIn(placed, index));
    const firstEnd = Math.min(...rest.map(({ operation }) => operation.end));
    return rest.some(({ operation, index }) => {
      if (operation.call > firstEnd) return false;
      const next = model.step(state, operation);
      return next !== null && search(placed + 2 ** index, next);
    });
  };
  return search(0, model.initial);
}

const isIn = (placed: number, index: number): boolean => Math.floor(placed / 2 ** index) % 2 === 1;
