import { MOST_CANDLES, MOST_PACKED_BYTES, type CandleFileView } from '#shared/contract/candle-imports.ts';
import { canStore } from '#shared/domain/candle-import.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import type { CandleColumns } from '#shared/domain/candle.ts';
import type { BadRow } from '#core/market/candle-csv.ts';
import { symbolInName } from '#core/market/candle-guess.ts';
import { overlapOf } from '#core/market/candle-overlap.ts';
import { NO_CANDLES } from '#core/market/candle-series.ts';
import { candleGaps } from '#core/market/gaps.ts';
import { storeCandles, type ReadFile } from '#core/market/import-candles.ts';
import type { AnnouncedFile, FileChoice, FilePart } from '#core/ports/candle-importer.ts';
import type { CandleArchive, CandleStore } from '#core/ports/store.ts';
import { mergeColumns } from '../storage/candle-columns.ts';
import type { CandleMessage, CandleRequest } from './messages.ts';
import { ImportProblem, readCandles, Unwanted } from './read-candles.ts';

/** Bad rows of a file that are told. */
const MOST_TOLD = 25;
/** Between two tellings of how far it is, ms. */
const TOLD_EVERY_MS = 100;

interface WorkFile {
  view: CandleFileView;
  readonly pieces: Uint8Array[];
  columns: CandleColumns;
  hash: string;
}

/** What the work of an import has to do with the world. */
export interface ImportWorld {
  /** Lends the stored candles for reading; null while nothing is stored. */
  readonly reading: <T>(use: (candles: CandleStore | null) => T) => T;
  /** Lends them for writing. */
  readonly writing: <T>(use: (candles: CandleArchive) => Promise<T>) => Promise<T>;
  readonly post: (message: CandleMessage) => void;
  /** Milliseconds that only rise. */
  readonly stopwatch: () => number;
  /** Lets requests come in. */
  readonly breath: () => Promise<void>;
}

const announced = ({ name, bytes }: AnnouncedFile): WorkFile => ({
  view: {
    ...{ name, bytes, received: 0, state: 'coming', leftOut: false, symbol: symbolInName(name), timeframe: null },
    ...{ rows: 0, from: null, to: null, gaps: 0, missing: 0, overlap: null, bad: [], badCount: 0 },
  },
  ...{ pieces: [], columns: NO_CANDLES, hash: '' },
});

/** One import: takes pieces of files, reads each as soon as it is whole, and stores all of them or none when it is told to. */
export class ImportWork {
  readonly #files: readonly WorkFile[];
  readonly #world: ImportWorld;
  #turn: Promise<void> = Promise.resolve();
  #ended = false;
  #unwanted = false;
  #packed = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(files: readonly AnnouncedFile[], world: ImportWorld) {
    this.#files = files.map(announced);
    this.#world = world;
    this.#files.forEach((_, file) => this.#show(file, {}));
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Takes a request; they are worked off one after the other, but a cancel is seen at once. */
  take(request: CandleRequest): Promise<void> {
    this.#unwanted ||= request.kind === 'cancel';
    this.#turn = this.#turn
      .then(() => (this.#ended ? undefined : this.#work(request)))
      .catch((error: unknown) => {
        if (error instanceof Unwanted) this.#end({ kind: 'canceled' });
        else this.#end({ kind: 'failed', problem: error instanceof Error ? error.message : String(error) });
      });
    return this.#turn;
  }

  async #work(request: CandleRequest): Promise<void> {
    switch (request.kind) {
      case 'part':
        return this.#part(request);
      case 'choose':
        return this.#choose(request);
      case 'store':
        return this.#store();
      case 'cancel':
        return this.#end({ kind: 'canceled' });
    }
  }

  #end(message: CandleMessage): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#world.post(message);
  }

  #show(index: number, change: Partial<CandleFileView>): void {
    const file = this.#files[index];
    if (file === undefined) return;
    file.view = { ...file.view, ...change };
    this.#world.post({ kind: 'file', file: index, view: file.view });
  }

  #progress(state: 'reading' | 'asking' | 'storing', share: number): void {
    const now = this.#world.stopwatch();
    if (share > 0 && share < 1 && now - this.#toldAt < TOLD_EVERY_MS) return;
    this.#toldAt = now;
    this.#world.post({ kind: 'progress', state, share });
  }

  async #part({ file: index, data, received, last }: FilePart): Promise<void> {
    const file = this.#files[index];
    if (file?.view.state !== 'coming') throw new Error('A piece came of a file that is whole or was not announced.');
    const piece = Buffer.from(data, 'base64');
    this.#packed += piece.length;
    if (this.#packed > MOST_PACKED_BYTES)
      throw new ImportProblem(
        `The files are more than ${String(MOST_PACKED_BYTES / 1e6)} MB even when packed; import them in several turns.`,
      );
    file.pieces.push(piece);
    this.#show(index, { received, ...(last ? { state: 'reading' } : {}) });
    this.#world.post({ kind: 'taken' });
    this.#shareOfAll(0);
    if (last) await this.#read(index, null);
  }

  /** How much of all files has come and is read; reading counts as much again as coming. */
  #shareOfAll(reading: number): void {
    const sizes = this.#files.map(({ view }) => view);
    const total =
      2 *
      Math.max(
        1,
        sizes.reduce((sum, { bytes }) => sum + bytes, 0),
      );
    const done = sizes.reduce((sum, { bytes, received, state }) => {
      const read = state === 'read' || state === 'bad' ? bytes : state === 'reading' ? bytes * reading : 0;
      return sum + Math.min(received, bytes) + read;
    }, 0);
    this.#progress('reading', Math.min(1, done / total));
  }

  async #read(index: number, chosen: Timeframe | null): Promise<void> {
    const file = this.#files[index];
    if (file === undefined) return;
    this.#show(index, { state: 'reading' });
    await this.#world.breath();
    const { name } = file.view;
    const onShare = (share: number): void => {
      if (this.#unwanted) throw new Unwanted();
      this.#shareOfAll(share);
    };
    const read = await readCandles({ name, pieces: file.pieces, onShare }, chosen);
    if (read.ok) {
      file.columns = read.value.columns;
      file.hash = read.value.hash;
      this.#show(index, {
        ...lengthOf(file.columns),
        state: 'read',
        timeframe: read.value.timeframe,
        bad: [],
        badCount: 0,
      });
    } else {
      file.columns = NO_CANDLES;
      this.#show(index, { ...lengthOf(NO_CANDLES), state: 'bad', timeframe: chosen, ...badOf(read.error) });
    }
    this.#mustFit();
    this.#compareFrom(index);
    this.#lookAround();
  }

  #mustFit(): void {
    const rows = this.#files.reduce((sum, { columns }) => sum + columns.ts.length, 0);
    if (rows > MOST_CANDLES)
      throw new ImportProblem(
        `The files hold more than ${MOST_CANDLES.toLocaleString('en')} candles; import them in several turns.`,
      );
  }

  /** What a file holds decides what those after it change. */
  #compareFrom(index: number): void {
    for (let at = index; at < this.#files.length; at += 1) this.#compare(at);
  }

  /** Says what a file would change. */
  #compare(index: number): void {
    const file = this.#files[index];
    if (file === undefined) return;
    const { state, symbol, timeframe } = file.view;
    if (state !== 'read' || timeframe === null) return this.#show(index, { overlap: null, gaps: 0, missing: 0 });
    const gaps = candleGaps(file.columns.ts, timeframeMs(timeframe));
    const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0);
    const overlap = symbol === null ? null : this.#overlapOf(index, file.columns, symbol, timeframe);
    this.#show(index, { overlap, gaps: gaps.length, missing });
  }

  /** Compares with what will be there when its turn comes: what is stored, and the files before it that hold the same. */
  #overlapOf(index: number, columns: CandleColumns, symbol: string, timeframe: Timeframe) {
    const [from, to] = [columns.ts[0] ?? 0, (columns.ts.at(-1) ?? 0) + 1];
    const stored = this.#world.reading(
      (candles) => candles?.read(contractSymbol(symbol), timeframe, from, to) ?? NO_CANDLES,
    );
    const before = this.#files.slice(0, index).filter(({ view }) => {
      return !view.leftOut && view.state === 'read' && view.symbol === symbol && view.timeframe === timeframe;
    });
    return overlapOf(
      columns,
      before.reduce((known, file) => mergeColumns(known, file.columns), stored),
    );
  }

  /** All files are whole and read: a person says what is stored. */
  #lookAround(): void {
    const open = this.#files.some(({ view }) => view.state === 'coming' || view.state === 'reading');
    if (!open) this.#progress('asking', 1);
  }

  async #choose({ file: index, symbol, timeframe, leftOut }: FileChoice): Promise<void> {
    const file = this.#files[index];
    if (file === undefined || file.view.state === 'coming') return;
    const { view } = file;
    this.#show(index, { symbol: symbol ?? view.symbol, leftOut: leftOut ?? view.leftOut });
    if (timeframe !== undefined && timeframe !== view.timeframe) await this.#read(index, timeframe);
    else this.#compareFrom(index);
    this.#lookAround();
  }

  async #store(): Promise<void> {
    const files = this.#files.filter(({ view }) => !view.leftOut);
    if (!canStore(this.#files.map(({ view }) => view))) return this.#progress('asking', 1);
    // A series may have been removed since it was looked at.
    this.#compareFrom(0);
    const result = { fresh: 0, changed: 0, same: 0 };
    for (const { view } of files)
      for (const kind of ['fresh', 'changed', 'same'] as const) result[kind] += view.overlap?.[kind] ?? 0;
    const news = files.filter(({ view: { overlap } }) => overlap !== null && overlap.fresh + overlap.changed > 0);
    this.#progress('storing', 0);
    if (news.length > 0) await this.#write(news);
    this.#end({ kind: 'done', result, stored: news.map(({ view, hash }) => ({ ...storedOf(view), hash })) });
  }

  async #write(files: readonly WorkFile[]): Promise<void> {
    const total = files.reduce((sum, { columns }) => sum + columns.ts.length, 0);
    const stored = await this.#world.writing((candles) =>
      storeCandles(candles, files.flatMap(readFileOf), async (done) => {
        this.#progress('storing', done / total);
        await this.#world.breath();
        return !this.#unwanted;
      }),
    );
    if (!stored) throw new Unwanted();
  }
}

const lengthOf = ({ ts }: CandleColumns) => ({ rows: ts.length, from: ts[0] ?? null, to: ts.at(-1) ?? null });

const badOf = (rows: readonly BadRow[]) => ({
  bad: rows.slice(0, MOST_TOLD).map(({ line, reason }) => ({ line, reason })),
  badCount: rows.length,
});

const storedOf = ({ name, symbol, timeframe, rows, from, to }: CandleFileView) => ({
  ...{ name, symbol, timeframe, rows, from, to },
});

function readFileOf({ view, columns }: WorkFile): readonly ReadFile[] {
  const { name, symbol, timeframe } = view;
  if (symbol === null || timeframe === null) return [];
  return [{ file: name, symbol: contractSymbol(symbol), timeframe, columns }];
}
