import { denial, type Denial } from '#shared/domain/denial.ts';
import { HARD_CAPS } from '#shared/domain/signal-caps.ts';
import { HOUR } from '#shared/domain/time.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { capsAt, capsProblem, THROTTLE_DEFAULTS, untilOpen, type ThrottleLimits } from './caps.ts';
import { SlidingLog } from './sliding-log.ts';

/** How full the caps are after an admission. */
export interface Admission {
  readonly symbolHour: number;
  readonly symbolLimit: number;
  readonly sourceHour: number;
  readonly sourceLimit: number;
  readonly totalHour: number;
  readonly totalLimit: number;
}

/** How full one cap is. */
export interface CapState {
  readonly kind: 'total' | 'symbol' | 'source';
  /** The symbol's or source's name; empty for all together. */
  readonly name: string;
  readonly used: number;
  readonly limit: number;
  /** Milliseconds until a place is free; 0 when one is. */
  readonly waitMs: number;
}

/** Names of sources come from outside; beyond this many the unused are forgotten. */
const MOST_NAMES = 1_000;

/**
 * Admits signals within caps per symbol, per source and in all, and holds the emergency pause. Every moment is given
 * twice: by the steady time, by which the caps count, and by the wall, which says what hour of the day it is.
 */
export class Throttle {
  #limits: ThrottleLimits;
  readonly #symbols = new Map<string, SlidingLog>();
  readonly #sources = new Map<string, SlidingLog>();
  readonly #total = new SlidingLog(HARD_CAPS.totalHour, HOUR);
  readonly #lastOfSymbol = new Map<string, number>();
  #pause: string | null = null;

  /** @throws RangeError when the limits are not within the hard caps. */
  constructor(limits: ThrottleLimits = THROTTLE_DEFAULTS) {
    this.#limits = checked(limits);
  }

  get limits(): ThrottleLimits {
    return this.#limits;
  }

  /** Changes the caps; what was admitted still counts. @throws RangeError when they are not within the hard caps. */
  change(limits: ThrottleLimits): void {
    this.#limits = checked(limits);
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

  /** Decides on a signal and, when it is admitted, takes its places in every cap. */
  admit(symbol: string, source: string, now: number, wall: number = now): Result<Admission, Denial> {
    if (this.#pause !== null) return err(denial('THROTTLE_PAUSED', { reason: this.#pause }));
    const full = this.#full(symbol, source, now, wall);
    if (full !== null) return err(full);
    this.recall(symbol, source, now);
    const caps = capsAt(this.#limits, wall);
    return ok({
      symbolHour: this.#symbols.get(symbol)?.used(now) ?? 0,
      symbolLimit: caps.perSymbolHour,
      sourceHour: this.#sources.get(source)?.used(now) ?? 0,
      sourceLimit: caps.perSourceHour,
      totalHour: this.#total.used(now),
      totalLimit: caps.totalHour,
    });
  }

  /** Takes note of an admission found in the journal, so that a restart does not empty the caps. */
  recall(symbol: string, source: string, at: number): void {
    logOf(this.#symbols, symbol, HARD_CAPS.perSymbolHour, at).take(at);
    logOf(this.#sources, source, HARD_CAPS.perSourceHour, at).take(at);
    this.#total.take(at);
    this.#lastOfSymbol.set(symbol, Math.max(at, this.#lastOfSymbol.get(symbol) ?? at));
  }

  /** Milliseconds until every cap has a place for such a signal, by the caps of this hour; 0 when it has now. */
  waitFor(symbol: string, source: string, now: number, wall: number = now): number {
    const caps = capsAt(this.#limits, wall);
    return Math.max(
      this.#spacing(symbol, now),
      this.#waitOf('perSymbolHour', caps.perSymbolHour, this.#symbols.get(symbol), now, wall),
      this.#waitOf('perSourceHour', caps.perSourceHour, this.#sources.get(source), now, wall),
      this.#waitOf('totalHour', caps.totalHour, this.#total, now, wall),
    );
  }

  /** How full every cap is that was used in the last hour, that of all together first. */
  states(now: number, wall: number = now): readonly CapState[] {
    const caps = capsAt(this.#limits, wall);
    const state = (kind: CapState['kind'], name: string, cap: keyof typeof caps, log: SlidingLog): CapState => ({
      kind,
      name,
      used: log.used(now),
      limit: caps[cap],
      waitMs: this.#waitOf(cap, caps[cap], log, now, wall),
    });
    const symbols = [...this.#symbols].map(([name, log]) => {
      const made = state('symbol', name, 'perSymbolHour', log);
      return { ...made, waitMs: Math.max(made.waitMs, this.#spacing(name, now)) };
    });
    const sources = [...this.#sources].map(([name, log]) => state('source', name, 'perSourceHour', log));
    const used = [...symbols, ...sources].filter((cap) => cap.used > 0 || cap.waitMs > 0);
    return [state('total', '', 'totalHour', this.#total), ...used];
  }

  #full(symbol: string, source: string, now: number, wall: number): Denial | null {
    const spacing = this.#spacing(symbol, now);
    if (spacing > 0) {
      const { symbolSpacingMs } = this.#limits;
      const sinceSeconds = Math.floor((symbolSpacingMs - spacing) / 1000);
      const limitSeconds = symbolSpacingMs / 1000;
      return denial('THROTTLE_SYMBOL_SPACING', { symbol, sinceSeconds, limitSeconds });
    }
    const { perSymbolHour, perSourceHour, totalHour } = capsAt(this.#limits, wall);
    const bySymbol = this.#waitOf('perSymbolHour', perSymbolHour, this.#symbols.get(symbol), now, wall);
    if (bySymbol > 0) {
      return denial('THROTTLE_SYMBOL_HOUR', { symbol, limit: perSymbolHour, waitSeconds: seconds(bySymbol) });
    }
    const bySource = this.#waitOf('perSourceHour', perSourceHour, this.#sources.get(source), now, wall);
    if (bySource > 0) {
      return denial('THROTTLE_SOURCE_QUOTA', { source, limit: perSourceHour, waitSeconds: seconds(bySource) });
    }
    const inAll = this.#waitOf('totalHour', totalHour, this.#total, now, wall);
    return inAll > 0 ? denial('THROTTLE_GLOBAL', { limit: totalHour, waitSeconds: seconds(inAll) }) : null;
  }

  /** Milliseconds until the symbol's spacing is over. */
  #spacing(symbol: string, now: number): number {
    const last = this.#lastOfSymbol.get(symbol);
    if (last === undefined) return 0;
    return Math.max(0, last + this.#limits.symbolSpacingMs - Math.max(now, last));
  }

  #waitOf(
    cap: 'perSymbolHour' | 'perSourceHour' | 'totalHour',
    limit: number,
    log: SlidingLog | undefined,
    now: number,
    wall: number,
  ): number {
    if (limit === 0) return untilOpen(this.#limits, cap, wall);
    return log?.wait(now, limit) ?? 0;
  }
}

function checked(limits: ThrottleLimits): ThrottleLimits {
  const problem = capsProblem(limits);
  if (problem !== null) throw new RangeError(`These caps cannot be set: ${problem}`);
  return limits;
}

/** An hour that never opens is told as a day: the schedule of the next day may differ. */
const seconds = (ms: number): number => Math.ceil(Math.min(ms, 24 * HOUR) / 1000);

function logOf(map: Map<string, SlidingLog>, key: string, capacity: number, now: number): SlidingLog {
  const known = map.get(key);
  if (known !== undefined) return known;
  if (map.size >= MOST_NAMES) for (const [name, log] of map) if (log.used(now) === 0) map.delete(name);
  const made = new SlidingLog(capacity, HOUR);
  map.set(key, made);
  return made;
}
