import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';
import type { WatchdogRules } from './rules.ts';

/**
 * The life of the watchdog:
 *
 *     idle ──armed──► watching ──silent / core gone──► acting ──done──► acted
 *      ▲                 │  ▲                             │               │
 *      └──stood down─────┘  └──────nothing was open───────┘               │
 *                           └───────────────armed again───────────────────┘
 *
 * What has begun is finished: a core that speaks again in the middle is told, and does not stop it.
 */
export type WatchState = 'idle' | 'watching' | 'acting' | 'acted';

export type WatchEvent = 'armed' | 'stood-down' | 'silent' | 'core-gone' | 'nothing-open' | 'done';

const MOVES: Readonly<Record<WatchState, Partial<Record<WatchEvent, WatchState>>>> = {
  idle: { armed: 'watching' },
  watching: { armed: 'watching', 'stood-down': 'idle', silent: 'acting', 'core-gone': 'acting' },
  acting: { 'nothing-open': 'watching', done: 'acted' },
  acted: { armed: 'watching', 'stood-down': 'idle' },
};

/** What was done to the account. */
export interface ActReport {
  /** False when there was nothing to cancel or to close. */
  readonly anythingOpen: boolean;
  readonly canceled: number;
  readonly closed: number;
  readonly tookMs: number;
}

export interface WatchParts {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly rules: WatchdogRules;
  /** Cancels and closes by the rules until nothing is left to do; it asks the venue itself and gives up never. */
  readonly act: (reason: string) => Promise<ActReport>;
  readonly onChange: (change: WatchChange) => void;
  /** A look that comes this late means that this process itself, or the whole machine, stood still, ms. */
  readonly lateMs?: number;
}

export interface WatchChange {
  readonly state: WatchState;
  readonly reason: string;
  readonly report: ActReport | null;
}

/** How often it looks at the clock. */
const TICK_MS = 250;
const LATE_MS = 1_000;

/** Decides when to stand in for the core. It knows no venue and no process. */
export class Watch {
  readonly #parts: WatchParts;
  readonly #timer: Disposable;
  #state: WatchState = 'idle';
  #lastBeat = 0;
  #lastTick: number;
  #lastWall: number;
  #coreGone = false;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#lastTick = parts.clock.monotonic();
    this.#lastWall = parts.clock.now();
    this.#timer = parts.scheduler.every(TICK_MS, () => this.#tick());
  }

  get state(): WatchState {
    return this.#state;
  }

  /** Since the core's last sign of life, ms. */
  get silentMs(): number {
    return this.#parts.clock.monotonic() - this.#lastBeat;
  }

  arm(): void {
    this.beat();
    this.#move('armed', 'armed by the core', null);
  }

  /** A sign of life. */
  beat(): void {
    this.#lastBeat = this.#parts.clock.monotonic();
  }

  /** The core ends in good order, or trades no more: nothing is to be guarded. */
  standDown(reason: string): void {
    this.#move('stood-down', reason, null);
  }

  /** The channel to the core is closed: the process has ended, however it did. */
  coreGone(): void {
    this.#coreGone = true;
    if (this.#state === 'watching') this.#standIn('core-gone', 'the process of the core has ended');
  }

  dispose(): void {
    this.#timer.dispose();
  }

  #tick(): void {
    const { clock, rules, lateMs = LATE_MS } = this.#parts;
    const now = clock.monotonic();
    const wall = clock.now();
    const late = Math.max(now - this.#lastTick, wall - this.#lastWall) > TICK_MS + lateMs;
    this.#lastTick = now;
    this.#lastWall = wall;
    if (this.#state !== 'watching') return;
    // After a sleep or a pause of this process the core's silence proves nothing: it gets its whole time anew.
    if (late) this.beat();
    const silentMs = now - this.#lastBeat;
    if (this.#coreGone) this.#standIn('core-gone', 'the process of the core has ended');
    else if (silentMs >= rules.silenceMs)
      this.#standIn('silent', `no sign of life from the core for ${(silentMs / 1000).toFixed(1)} s`);
  }

  #standIn(event: WatchEvent, reason: string): void {
    this.#move(event, reason, null);
    void this.#parts.act(reason).then((report) => {
      this.beat();
      this.#move(report.anythingOpen ? 'done' : 'nothing-open', reason, report);
    });
  }

  #move(event: WatchEvent, reason: string, report: ActReport | null): void {
    const next = MOVES[this.#state][event];
    if (next === undefined) return;
    this.#state = next;
    this.#parts.onChange({ state: next, reason, report });
  }
}
