import { Worker } from 'node:worker_threads';
import type { CandleImportRun } from '#shared/contract/candle-imports.ts';
import { canStore } from '#shared/domain/candle-import.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type {
  AnnouncedFile,
  CandleImporter,
  FileChoice,
  FilePart,
  SizedSeries,
  StoredFile,
} from '#core/ports/candle-importer.ts';
import { StoreFailure } from '#core/ports/store.ts';
import { workerFile } from '../system/worker-runs.ts';
import { importedFolder, ImportedSeries } from './imported-store.ts';
import type { CandleJob, CandleMessage, CandleRequest } from './messages.ts';

const isOpen = ({ state }: CandleImportRun): boolean =>
  state === 'reading' || state === 'asking' || state === 'storing';

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Imports candle files in a worker thread, which has them alone until they are stored. */
export class ThreadCandleImporter implements CandleImporter {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #stored: ImportedSeries;
  readonly #changed = new Emitter<readonly StoredFile[] | null>();
  readonly #workers = new Set<Worker>();
  /** Pieces on their way, oldest first. */
  #waiting: ((taken: boolean) => void)[] = [];
  #worker: Worker | null = null;
  #run: CandleImportRun | null = null;
  #count = 0;

  constructor(dataFolder: string, now: () => number) {
    this.#folder = importedFolder(dataFolder);
    this.#stored = new ImportedSeries(dataFolder);
    this.#now = now;
  }

  get run(): CandleImportRun | null {
    return this.#run;
  }

  onChange(listener: (stored: readonly StoredFile[] | null) => void): Disposable {
    return this.#changed.on(listener);
  }

  begin(files: readonly AnnouncedFile[]): string {
    if (this.#run !== null && isOpen(this.#run)) throw new Error(`Import ${this.#run.id} is under way`);
    this.#count += 1;
    const id = `candles-${String(this.#count)}`;
    const startedAt = this.#now();
    this.#run = { id, state: 'reading', startedAt, endedAt: null, share: 0, files: [], result: null, problem: null };
    const worker = this.#start({ kind: 'import', folder: this.#folder, files });
    this.#worker = worker;
    worker.on('message', (message: CandleMessage) => this.#hear(id, message));
    worker.on('error', (error) => this.#hear(id, { kind: 'failed', problem: words(error) }));
    worker.on('exit', () => this.#hear(id, { kind: 'failed', problem: 'Its thread ended without a word.' }));
    this.#changed.emit(null);
    return id;
  }

  part(part: FilePart): Promise<boolean> {
    if (this.#run?.state !== 'reading') return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#ask({ kind: 'part', ...part });
    });
  }

  choose(choice: FileChoice): boolean {
    const run = this.#run;
    if (run === null || (run.state !== 'reading' && run.state !== 'asking')) return false;
    if (run.files[choice.file] === undefined) return false;
    this.#ask({ kind: 'choose', ...choice });
    return true;
  }

  store(): boolean {
    const run = this.#run;
    if (run?.state !== 'asking' || !canStore(run.files)) return false;
    this.#set({ state: 'storing', share: 0 });
    this.#ask({ kind: 'store' });
    return true;
  }

  cancel(): boolean {
    if (this.#run === null || !isOpen(this.#run)) return false;
    this.#ask({ kind: 'cancel' });
    return true;
  }

  series(): readonly SizedSeries[] {
    return this.#stored.list();
  }

  remove(symbol: ContractSymbol, timeframe: Timeframe): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const worker = this.#start({ kind: 'remove', folder: this.#folder, symbol, timeframe });
      worker.on('message', (message: CandleMessage) => {
        if (message.kind !== 'removed') return;
        resolve(message.removed);
        this.#changed.emit(null);
      });
      worker.on('error', (error) => reject(new StoreFailure(words(error))));
      worker.on('exit', () => reject(new StoreFailure('Its thread ended without a word.')));
    });
  }

  /** Ends what runs; what is not committed by then is not stored. */
  async close(): Promise<void> {
    this.#worker = null;
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
    this.#stored.close();
  }

  #start(job: CandleJob): Worker {
    const worker = new Worker(workerFile('candles'), { workerData: job });
    this.#workers.add(worker);
    worker.on('exit', () => this.#workers.delete(worker));
    return worker;
  }

  #ask(request: CandleRequest): void {
    this.#worker?.postMessage(request);
  }

  #set(change: Partial<CandleImportRun>): void {
    if (this.#run !== null) this.#run = { ...this.#run, ...change };
    this.#changed.emit(null);
  }

  #hear(id: string, message: CandleMessage): void {
    const run = this.#run;
    if (run?.id !== id || !isOpen(run)) return;
    switch (message.kind) {
      case 'taken':
        this.#waiting.shift()?.(true);
        return;
      case 'file': {
        const files = [...run.files];
        files[message.file] = message.view;
        return this.#set({ files });
      }
      case 'progress':
        return this.#set({ state: message.state, share: message.share });
      case 'removed':
        return;
      case 'done':
        this.#end({ state: 'done', result: message.result });
        this.#changed.emit(message.stored);
        return;
      case 'canceled':
        return this.#end({ state: 'canceled' });
      case 'failed':
        return this.#end({ state: 'failed', problem: message.problem });
    }
  }

  /** Whoever still hands over a piece is told that nobody wants it. */
  #end(change: Pick<CandleImportRun, 'state'> & Partial<CandleImportRun>): void {
    this.#worker = null;
    for (const answer of this.#waiting) answer(false);
    this.#waiting = [];
    this.#set({ ...change, share: 1, endedAt: this.#now() });
  }
}
