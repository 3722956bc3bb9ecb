import type { Candle } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';

/** A last change of a candle may come this much after its end. */
const GRACE_MS = 2_000;

interface Running {
  readonly candle: Candle;
  readonly timer: Disposable | null;
}

/**
 * Tells each candle once, when it is closed: when the venue says so, when the next one begins, or a little after its
 * end. What comes later for a told candle is dropped.
 */
export class CandleCloser {
  readonly #scheduler: Scheduler;
  readonly #length: number;
  readonly #venueClock: { now(): number };
  readonly #tell: (symbol: ContractSymbol, candle: Candle) => void;
  readonly #running = new Map<ContractSymbol, Running>();
  readonly #told = new Map<ContractSymbol, number>();

  constructor(
    scheduler: Scheduler,
    lengthMs: number,
    venueClock: { now(): number },
    tell: (symbol: ContractSymbol, candle: Candle) => void,
  ) {
    this.#scheduler = scheduler;
    this.#length = lengthMs;
    this.#venueClock = venueClock;
    this.#tell = tell;
  }

  /** @param closed null when the venue does not mark the last message of a candle. */
  take(symbol: ContractSymbol, candle: Candle, closed: boolean | null): void {
    if (candle.ts <= (this.#told.get(symbol) ?? Number.NEGATIVE_INFINITY)) return;
    const running = this.#running.get(symbol);
    if (running !== undefined && running.candle.ts < candle.ts) this.#close(symbol);
    if (running !== undefined && running.candle.ts > candle.ts) return;
    const timer = closed === null ? (this.#running.get(symbol)?.timer ?? this.#timer(symbol, candle)) : null;
    this.#running.set(symbol, { candle, timer });
    if (closed === true) this.#close(symbol);
  }

  stop(): void {
    for (const { timer } of this.#running.values()) timer?.dispose();
    this.#running.clear();
  }

  #timer(symbol: ContractSymbol, { ts }: Candle): Disposable {
    const wait = Math.max(0, ts + this.#length + GRACE_MS - this.#venueClock.now());
    return this.#scheduler.after(wait, () => {
      if (this.#running.get(symbol)?.candle.ts === ts) this.#close(symbol);
    });
  }

  #close(symbol: ContractSymbol): void {
    const running = this.#running.get(symbol);
    if (running === undefined) return;
    running.timer?.dispose();
    this.#running.delete(symbol);
    this.#told.set(symbol, running.candle.ts);
    this.#tell(symbol, running.candle);
  }
}
