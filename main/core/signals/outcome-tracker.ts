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
  /** Funding received less paid, as a fraction of the entry price. */
  readonly funding: number;
}

const R_STEPS = 10_000;

/**
 * Follows signals that were not executed until a barrier is touched. When one candle touches both, the stop counts.
 * A gap through a barrier ends at the candle's open. Costs: taker fee and slippage on both sides, and funding settled meanwhile.
 */
export class OutcomeTracker {
  /** By symbol, in order of arrival. */
  readonly #awaited = new Map<ContractSymbol, Map<SignalId, AwaitedSignal>>();
  /** Funding of signals that saw a settlement, in quote units per unit held. */
  readonly #funding = new Map<SignalId, number>();
  readonly #costRate: (symbol: ContractSymbol) => number;

  /** @param costRate taker fee and slippage of one side as a fraction. */
  constructor(costRate: (symbol: ContractSymbol) => number) {
    this.#costRate = costRate;
  }

  /** Follows a signal; one that is followed already stays as it is. */
  add(signal: AwaitedSignal): void {
    const awaited = this.#awaited.get(signal.symbol);
    if (awaited === undefined) this.#awaited.set(signal.symbol, new Map([[signal.id, signal]]));
    else if (!awaited.has(signal.id)) awaited.set(signal.id, signal);
  }

  /** Stops following a signal; false when it was not followed. */
  remove(symbol: ContractSymbol, id: SignalId): boolean {
    this.#funding.delete(id);
    return this.#awaited.get(symbol)?.delete(id) ?? false;
  }

  /** How many signals are awaited. */
  get size(): number {
    let size = 0;
    for (const awaited of this.#awaited.values()) size += awaited.size;
    return size;
  }

  /** Books a settlement of funding on every awaited signal of a symbol: longs pay a positive rate, shorts receive it. */
  onFunding(symbol: ContractSymbol, rate: number, mark: number): void {
    for (const { id, direction } of this.#awaited.get(symbol)?.values() ?? [])
      this.#funding.set(id, (this.#funding.get(id) ?? 0) - direction * rate * mark);
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
    const awaited = this.#awaited.get(symbol);
    if (awaited === undefined) return;
    for (const signal of awaited.values()) {
      const ended = ts >= signal.since ? judge(signal, closeTs, open, high, low, close) : null;
      if (ended === null) continue;
      awaited.delete(signal.id);
      report(this.#outcome(signal, ended, closeTs));
    }
  }

  #outcome(
    { id, symbol, price, stop, direction, since }: AwaitedSignal,
    ended: Ended,
    closeTs: number,
  ): SimulatedOutcome {
    const { exit } = ended;
    const received = this.#funding.get(id) ?? 0;
    this.#funding.delete(id);
    const costs = (price + exit) * this.#costRate(symbol) - received;
    const result = (exit - price) * direction - costs;
    const r = Math.round((result / Math.abs(price - stop)) * R_STEPS) / R_STEPS;
    return { id, symbol, ...ended, r, heldMs: closeTs - since, funding: received / price };
  }
}

/** Which barrier ended it, and at what price. */
interface Ended {
  readonly outcome: OutcomeKind;
  readonly exit: number;
}

function judge(
  { direction, stop, target, deadline }: AwaitedSignal,
  closeTs: number,
  open: number,
  high: number,
  low: number,
  close: number,
): Ended | null {
  const long = direction === 1;
  if (long ? low <= stop : high >= stop) {
    return { outcome: 'stop', exit: (long ? open < stop : open > stop) ? open : stop };
  }
  if (long ? high >= target : low <= target) {
    return { outcome: 'target', exit: (long ? open > target : open < target) ? open : target };
  }
  return closeTs >= deadline ? { outcome: 'time-out', exit: close } : null;
}
