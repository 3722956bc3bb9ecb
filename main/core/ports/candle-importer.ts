import type { CandleFileView, CandleImportRun } from '#shared/contract/candle-imports.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { SeriesInfo } from './store.ts';

/** A file that is announced. */
export interface AnnouncedFile {
  readonly name: string;
  /** Its size in bytes, as the one who sends it sees it. */
  readonly bytes: number;
}

/** The next piece of a file. */
export interface FilePart {
  readonly file: number;
  /** Base64. */
  readonly data: string;
  /** Bytes of the file that have come with it. */
  readonly received: number;
  readonly last: boolean;
}

/** What a person says of a file; what is absent stays as it is. */
export interface FileChoice {
  readonly file: number;
  readonly symbol?: ContractSymbol | undefined;
  readonly timeframe?: Timeframe | undefined;
  readonly leftOut?: boolean | undefined;
}

/** A file whose candles were stored. */
export interface StoredFile extends Pick<CandleFileView, 'name' | 'symbol' | 'timeframe' | 'rows' | 'from' | 'to'> {
  /** SHA-256 of its text, hex. */
  readonly hash: string;
}

/** A stored series with its size. */
export interface SizedSeries extends SeriesInfo {
  readonly bytes: number;
}

/**
 * Brings candle files into a store of their own beside the running market's, where replays read them. Reading and writing are
 * done beside the process that trades. One import at a time.
 */
export interface CandleImporter {
  /** The import under way, or the last one since the start. */
  readonly run: CandleImportRun | null;
  /** Called at each change of `run`; with what was stored when it is done. */
  onChange(listener: (stored: readonly StoredFile[] | null) => void): Disposable;
  /** @returns its id. @throws Error when one is under way. */
  begin(files: readonly AnnouncedFile[]): string;
  /** Resolves when the piece is taken; false when nothing waits for it any more. */
  part(part: FilePart): Promise<boolean>;
  /** False when there is no such file, or it is too late. */
  choose(choice: FileChoice): boolean;
  /** False unless everything is read, good, and named. */
  store(): boolean;
  /** False when none is under way. */
  cancel(): boolean;
  /** What was imported. @throws StoreFailure when it cannot be read. */
  series(): readonly SizedSeries[];
  /** False when there is no such series. @throws StoreFailure when nothing was removed. */
  remove(symbol: ContractSymbol, timeframe: Timeframe): Promise<boolean>;
}
