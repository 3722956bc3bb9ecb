import type { ContractSymbol, SignalId } from '#shared/domain/ids.ts';
import type { Direction, OutcomeKind } from '#shared/domain/signal.ts';

/** A signal whose outcome is awaited. Prices in quote units, as the candles it is compared with. */
export interface AwaitedSignal {
  readonly id: SignalId;
  readonly symbol: ContractSymbol;
  readonly direction: Direction;
  readonly price: number;
  readonly stop: number;
  readonly target: number;
  /** After this moment the outcome is a time-out at the candle's close. */
  readonly deadline: number;
  /** Candles that open before this moment do not count. */
  readonly since: number;
}

/** What would have become of a signal, by the triple barrier: target, stop or time-out. */
export interface SimulatedOutcome {
  readonly id: SignalId;
  readonly symbol: ContractSymbol;
  readonly outcome: OutcomeKind;
  readonly exit: number;
  /** Result after fees in multiples of the risk to the stop. */
  readonly r: number;
  readonly heldMs: number;
}

const R_STEPS = 10_000;

/**
 * Follows signals that were not executed until a barrier is touched. When one candle touches both, the stop counts.
 * A gap through a barrier ends at the candle's open. Costs: the taker fee on both sides.
 */
export class OutcomeTracker {
  readonly #awaited = new Map<ContractSymbol, AwaitedSignal[]>();
  readonly #feeRate: (symbol: ContractSymbol) => number;

  /** @param feeRate taker fee of one side as a fraction. */
  constructor(feeRate: (symbol: ContractSymbol) => number) {
    this.#feeRate = feeRate;
  }

  /** Follows a signal; one that is followed already stays as it is. */
  add(signal: AwaitedSignal): void {
    const list = this.#awaited.get(signal.symbol);
    if (list === undefined) this.#awaited.set(signal.symbol, [signal]);
    else if (!list.some(({ id }) => id === signal.id)) list.push(signal);
  }

  /** Stops following a signal; false when it was not followed. */
  remove(symbol: ContractSymbol, id: SignalId): boolean {
    const list = this.#awaited.get(symbol);
    const index = list?.findIndex((signal) => signal.id === id) ?? -1;
    if (list === undefined || index < 0) return false;
    list.splice(index, 1);
    return true;
  }

  /** How many signals are awaited. */
  get size(): number {
    let size = 0;
    for (const list of this.#awaited.values()) size += list.length;
    return size;
  }

  /** Compares a closed candle with every awaited signal of its symbol and reports those that ended, in order of arrival. */
  onCandle(
    symbol: ContractSymbol,
    ts: number,
    closeTs: number,
    open: number,
    high: number,
    low: number,
    close: number,
    report: (outcome: SimulatedOutcome) => void,
  ): void {
    const list = this.#awaited.get(symbol);
    if (list === undefined || list.length === 0) return;
    let kept = 0;
    for (const signal of list) {
      const outcome = ts >= signal.since ? judge(signal, closeTs, open, high, low, close, this.#feeRate(symbol)) : null;
      if (outcome === null) list[kept++] = signal;
      else report(outcome);
    }
    list.length = kept;
  }
}

function judge(
  signal: AwaitedSignal,
  closeTs: number,
  open: number,
  high: number,
  low: number,
  close: number,
  feeRate: number,
): SimulatedOutcome | null {
  const long = signal.direction === 1;
  const stopped = long ? low <= signal.stop : high >= signal.stop;
  if (stopped)
    return end(signal, 'stop', (long ? open < signal.stop : open > signal.stop) ? open : signal.stop, closeTs, feeRate);
  const reached = long ? high >= signal.target : low <= signal.target;
  if (reached)
    return end(
      signal,
      'target',
      (long ? open > signal.target : open < signal.target) ? open : signal.target,
      closeTs,
      feeRate,
    );
  return closeTs >= signal.deadline ? end(signal, 'time-out', close, closeTs, feeRate) : null;
}

function end(
  signal: AwaitedSignal,
  outcome: OutcomeKind,
  exit: number,
  closeTs: number,
  feeRate: number,
): SimulatedOutcome {
  const risk = Math.abs(signal.price - signal.stop);
  const gross = (exit - signal.price) * signal.direction;
  const fees = (signal.price + exit) * feeRate;
  const r = Math.round(((gross - fees) / risk) * R_STEPS) / R_STEPS;
  return { id: signal.id, symbol: signal.symbol, outcome, exit, r, heldMs: closeTs - signal.since };
}
