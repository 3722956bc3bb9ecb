import type { BackupView } from '#shared/contract/backup.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { BackupMaker } from '../ports/backup.ts';
import type { Clock } from '../ports/clock.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { JournalStore } from '../ports/store.ts';
import { Topic } from './topic.ts';

/** How often the sizes are looked at while somebody does. */
const SIZES_EVERY_MS = 10_000;

type Run = NonNullable<BackupView['run']>;
type End = Pick<Run, 'state' | 'result' | 'problem'>;

const CANCELED: End = { state: 'canceled', result: null, problem: null };

const failed = (error: unknown): End => ({
  ...{ state: 'failed', result: null },
  problem: error instanceof Error ? error.message : String(error),
});

interface BoardParts {
  /** Null where the data folder cannot be copied. */
  readonly maker: BackupMaker | null;
  readonly journal: JournalStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly dataFolder: string;
}

/** The data folder as the screens show it, and the one backup that may run at a time. */
export class BackupBoard implements Disposable {
  readonly topic: Topic<BackupView>;
  readonly #parts: BoardParts;
  readonly #looking: Disposable;
  #run: Run | null = null;
  #stopped = false;

  constructor(parts: BoardParts) {
    this.#parts = parts;
    this.topic = new Topic(parts.scheduler);
    this.#looking = parts.scheduler.every(SIZES_EVERY_MS, () => {
      if (this.topic.readers > 0) this.show();
    });
  }

  dispose(): void {
    this.#looking.dispose();
  }

  get available(): boolean {
    return this.#parts.maker !== null;
  }

  /** When the running one started; null when none runs. */
  get runningSince(): number | null {
    return this.#run !== null && this.#run.endedAt === null ? this.#run.startedAt : null;
  }

  /** Measures and shows. */
  show(): void {
    const { maker, journal, clock, dataFolder } = this.#parts;
    const sizes = maker?.sizes() ?? { databaseBytes: 0, logBytes: 0, freeBytes: null };
    this.topic.put([
      {
        key: 'backup',
        dataFolder,
        ...sizes,
        records: journal.head()?.seq ?? 0,
        measuredAt: clock.now(),
        run: this.#run,
        stored: [...(maker?.list() ?? [])],
      },
    ]);
  }

  /** Starts a backup in the background; how it goes is told by the topic. @returns when it started, ms. */
  start(): number {
    const { maker, clock } = this.#parts;
    const startedAt = clock.now();
    this.#stopped = false;
    this.#run = { state: 'copying', share: 0, startedAt, endedAt: null, result: null, problem: null };
    this.show();
    const end = (ended: End): void => {
      this.#run = { ...ended, share: 1, startedAt, endedAt: clock.now() };
      this.show();
    };
    maker
      ?.make(startedAt, {
        onProgress: (state, share) => this.#progress(state, share),
        isStopped: () => this.#stopped,
      })
      .then(
        (result) => end({ state: 'done', result, problem: null }),
        (error: unknown) => end(this.#stopped ? CANCELED : failed(error)),
      );
    return startedAt;
  }

  /** Stops the one that runs; it ends before its next part. @returns false when none runs. */
  cancel(): boolean {
    if (this.runningSince === null) return false;
    this.#stopped = true;
    return true;
  }

  #progress(state: 'copying' | 'checking', share: number): void {
    const [row] = this.topic.rows();
    if (this.#run === null || row === undefined) return;
    this.#run = { ...this.#run, state, share };
    this.topic.put([{ ...row, run: this.#run }]);
  }
}
