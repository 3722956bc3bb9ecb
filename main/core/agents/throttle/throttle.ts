import { denial, type Denial } from '#shared/domain/denial.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { Gcra } from './gcra.ts';

/** Caps on signals; all per hour except the spacing. */
export interface ThrottleLimits {
  readonly perSymbolHour: number;
  readonly perSourceHour: number;
  readonly totalHour: number;
  /** Least time between two admitted signals of one symbol, ms. */
  readonly symbolSpacingMs: number;
}

export const THROTTLE_DEFAULTS: ThrottleLimits = {
  perSymbolHour: 6,
  perSourceHour: 60,
  totalHour: 100,
  symbolSpacingMs: 60_000,
};

/** How full the caps are after an admission. */
export interface Admission {
  readonly symbolHour: number;
  readonly symbolLimit: number;
  readonly sourceHour: number;
  readonly sourceLimit: number;
  readonly totalHour: number;
  readonly totalLimit: number;
}

const HOUR_MS = 3_600_000;

/** Admits signals within caps per symbol, per source and in all, and holds the emergency pause. */
export class Throttle {
  readonly #limits: ThrottleLimits;
  readonly #symbols = new Map<string, Gcra>();
  readonly #sources = new Map<string, Gcra>();
  readonly #total: Gcra;
  readonly #lastOfSymbol = new Map<string, number>();
  #pause: string | null = null;

  constructor(limits: ThrottleLimits = THROTTLE_DEFAULTS) {
    this.#limits = limits;
    this.#total = new Gcra(limits.totalHour, HOUR_MS, limits.totalHour);
  }

  /** Refuses everything until resumed. */
  pause(reason: string): void {
    this.#pause = reason;
  }

  resume(): void {
    this.#pause = null;
  }

  /** Why intake is paused, or null. */
  get paused(): string | null {
    return this.#pause;
  }

  /** Decides on a signal at `now` and, when it is admitted, takes its places in every cap. */
  admit(symbol: string, source: string, now: number): Result<Admission, Denial> {
    const limits = this.#limits;
    const refusal = this.#refusal(symbol, source, now);
    if (refusal !== null) return err(refusal);
    const perSymbol = gcraOf(this.#symbols, symbol, limits.perSymbolHour);
    const perSource = gcraOf(this.#sources, source, limits.perSourceHour);
    perSymbol.take(now);
    perSource.take(now);
    this.#total.take(now);
    this.#lastOfSymbol.set(symbol, now);
    return ok({
      symbolHour: perSymbol.used(now),
      symbolLimit: limits.perSymbolHour,
      sourceHour: perSource.used(now),
      sourceLimit: limits.perSourceHour,
      totalHour: this.#total.used(now),
      totalLimit: limits.totalHour,
    });
  }

  /** Takes note of an admission found in the journal, so that a restart does not empty the caps. */
  recall(symbol: string, source: string, at: number): void {
    gcraOf(this.#symbols, symbol, this.#limits.perSymbolHour).take(at);
    gcraOf(this.#sources, source, this.#limits.perSourceHour).take(at);
    this.#total.take(at);
    this.#lastOfSymbol.set(symbol, at);
  }

  #refusal(symbol: string, source: string, now: number): Denial | null {
    const limits = this.#limits;
    if (this.#pause !== null) return denial('THROTTLE_PAUSED', { reason: this.#pause });
    const last = this.#lastOfSymbol.get(symbol);
    if (last !== undefined && now - last < limits.symbolSpacingMs) {
      const sinceSeconds = Math.floor((now - last) / 1000);
      return denial('THROTTLE_SYMBOL_SPACING', { symbol, sinceSeconds, limitSeconds: limits.symbolSpacingMs / 1000 });
    }
    const bySymbol = gcraOf(this.#symbols, symbol, limits.perSymbolHour).wait(now);
    if (bySymbol > 0) {
      return denial('THROTTLE_SYMBOL_HOUR', { symbol, limit: limits.perSymbolHour, waitSeconds: seconds(bySymbol) });
    }
    const bySource = gcraOf(this.#sources, source, limits.perSourceHour).wait(now);
    if (bySource > 0) {
      return denial('THROTTLE_SOURCE_QUOTA', { source, limit: limits.perSourceHour, waitSeconds: seconds(bySource) });
    }
    const inAll = this.#total.wait(now);
    if (inAll > 0) return denial('THROTTLE_GLOBAL', { limit: limits.totalHour, waitSeconds: seconds(inAll) });
    return null;
  }
}

const seconds = (ms: number): number => Math.ceil(ms / 1000);

function gcraOf(map: Map<string, Gcra>, key: string, limit: number): Gcra {
  let gcra = map.get(key);
  if (gcra === undefined) {
    gcra = new Gcra(limit, HOUR_MS, limit);
    map.set(key, gcra);
  }
  return gcra;
}
