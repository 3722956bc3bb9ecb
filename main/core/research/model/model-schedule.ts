import { modelTraining } from '#shared/contract/models.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import type { ModelSettings } from '../../settings/sections/models.ts';
import type { ModelDesk } from './model-desk.ts';

/** The timeframe that is trained by schedule: the shortest on which every feature is known at each close. */
const TIMEFRAME: Timeframe = '1h';

export interface ModelScheduleParts {
  readonly desk: Pick<ModelDesk, 'rows' | 'running' | 'train'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly settings: () => ModelSettings;
  /** The symbols of which candles are stored. */
  readonly symbols: () => readonly ContractSymbol[];
  /** False while nothing may be recorded. */
  readonly writable: () => boolean;
}

const BY = 'schedule';

/** Trains again when the latest model is old enough. What it trains waits for a person, as all do. */
export class ModelSchedule implements Disposable {
  readonly #parts: ModelScheduleParts;
  readonly #timer: Disposable;
  /** A training that failed is not tried again before its time. */
  #lastTry = 0;

  constructor(parts: ModelScheduleParts) {
    this.#parts = parts;
    this.#timer = parts.scheduler.every(HOUR, () => this.look());
  }

  /** Starts a training when one is due. */
  look(): void {
    const { desk, clock, settings, symbols, writable } = this.#parts;
    const { retrainDays, historyDays, ...cases } = settings();
    const now = clock.now();
    if (retrainDays <= 0 || desk.running !== null || !writable()) return;
    const latest = desk.rows().find((row) => row.timeframe === TIMEFRAME)?.trainedAt ?? 0;
    if (now - Math.max(latest, this.#lastTry) < retrainDays * DAY) return;
    const stored = symbols();
    if (stored.length === 0) return;
    this.#lastTry = now;
    const from = Math.max(0, now - historyDays * DAY);
    const span = { symbols: stored.slice(0, MOST_SYMBOLS), timeframe: TIMEFRAME, from, to: now };
    desk.train(modelTraining.parse({ ...span, ...cases }), BY);
  }

  dispose(): void {
    this.#timer.dispose();
  }
}

const MOST_SYMBOLS = 200;
