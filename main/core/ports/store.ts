import type { CandleColumns, CandleGap } from '#shared/domain/candle.ts';
import type { ContractSymbol, Sha256Hex } from '#shared/domain/ids.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { JournalEvent } from '../journal/event.ts';
import type { Row, RowChange, TableName } from '../journal/tables.ts';
import type { ExternalStore } from './external-store.ts';

/** The last record of the chain. */
export interface JournalHead {
  readonly seq: number;
  readonly hash: Sha256Hex;
}

/** Which journal records to list, newest first. */
export interface JournalQuery {
  /** Only records with a smaller sequence number; null starts at the newest. */
  readonly before: number | null;
  readonly limit: number;
  /** Record types, all when empty. A type ending in `.` matches by prefix: `signal.`. */
  readonly types: readonly string[];
  /** Only records about this subject (a signal's or an order's id, a symbol). */
  readonly subject: string | null;
  /** Plain text to be found in subject or data, case-insensitive. */
  readonly text: string | null;
}

/** The append-only journal and the tables folded from it. All calls are synchronous; a write is durable when it returns. */
export interface JournalStore {
  /** True when another process holds the data folder: nothing can be written. */
  readonly readOnly: boolean;
  head(): JournalHead | null;
  /**
   * Writes records and the row changes they cause in one transaction with `synchronous=FULL`.
   * A record made under a lock is checked against the newest token of its resource within the same transaction.
   * @throws StoreFailure on any error of the disk; the caller stops trading and does not retry. StaleToken when a record
   * was made under a lock that someone else has taken since; nothing is written then.
   */
  append(events: readonly JournalEvent[], changes: readonly RowChange[]): void;
  /** Records from `fromSeq` on, oldest first. */
  scan(fromSeq: number): IterableIterator<JournalEvent>;
  query(query: JournalQuery): readonly JournalEvent[];
  /** All records about a subject, oldest first. */
  bySubject(subject: string): readonly JournalEvent[];
  /** The highest fencing token any record was written under; 0 before the first. */
  lastToken(): number;
  /** All rows of a table, in order of its key. */
  rows(table: TableName): IterableIterator<Row>;
  /** The row of a key, or null. */
  row(table: TableName, key: string | number): Row | null;
  /** Rows of a table by descending key, for lists; `before` is a key. */
  latestRows(table: TableName, limit: number, before: string | null): readonly Row[];
}

/** A stored series and what is known of it. */
export interface SeriesInfo {
  readonly symbol: ContractSymbol;
  readonly timeframe: Timeframe;
  readonly from: number;
  /** Open time of the last candle. */
  readonly to: number;
  readonly count: number;
  readonly gaps: number;
  /** Where it came from: `import:BTC-USDT-15m-2025.csv.gz`, `simulated`, a venue's name. */
  readonly origin: string;
}

/** Candle series as blocks of columns. */
export interface CandleStore {
  /**
   * Adds candles (any overlap replaces what was there) in one transaction and renews the gap list.
   * @throws StoreFailure when nothing was written.
   */
  write(symbol: ContractSymbol, timeframe: Timeframe, columns: CandleColumns, origin: string): void;
  /**
   * Candles with `from <= ts < to`.
   * @param into columns to fill when they are long enough (else new ones are made), for callers that read again and
   * again: fresh memory costs more than the reading. What is returned are views of them.
   */
  read(symbol: ContractSymbol, timeframe: Timeframe, from: number, to: number, into?: CandleColumns): CandleColumns;
  gaps(symbol: ContractSymbol, timeframe: Timeframe): readonly CandleGap[];
  series(): readonly SeriesInfo[];
}

/** Writes of several series that count together or not at all. The store must write nothing else until it has ended. */
export interface CandleBatch {
  /** As {@link CandleStore.write}, seen by others with the commit. */
  write: CandleStore['write'];
  /** @throws StoreFailure when nothing of the batch was written. */
  commit(): void;
  /** Forgets what was not committed. */
  discard(): void;
}

/** A candle store whose series are brought in and removed as a whole. */
export interface CandleArchive extends CandleStore {
  /** @throws StoreFailure when this process may not write. */
  begin(): CandleBatch;
  /** Removes a series; false when there is none. @throws StoreFailure when nothing was removed. */
  remove(symbol: ContractSymbol, timeframe: Timeframe): boolean;
  /** What the candles of a series take on the disk. */
  bytes(symbol: ContractSymbol, timeframe: Timeframe): number;
}

/** What a feed told of a contract beside its candles, at one moment. Null: the feed did not say. */
export interface DerivativeSample {
  readonly symbol: ContractSymbol;
  /** When it was sampled, ms; a whole minute. */
  readonly ts: number;
  readonly openInterestLots: number | null;
  /** Fraction per funding interval, + means longs pay. */
  readonly fundingRate: number | null;
  /** Quote units. */
  readonly mark: number | null;
  readonly index: number | null;
}

/** Samples of one contract as columns of equal length; `ts` strictly rising. NaN: the feed did not say. */
export interface DerivativeColumns {
  readonly ts: Float64Array;
  readonly openInterestLots: Float64Array;
  readonly fundingRate: Float64Array;
  readonly mark: Float64Array;
  readonly index: Float64Array;
}

/** Open interest, funding rate, mark and index price over time. */
export interface DerivativeStore {
  /**
   * Adds samples of any contracts in one transaction; a sample of the same minute replaces the one before.
   * @throws StoreFailure when nothing was written.
   */
  write(samples: readonly DerivativeSample[]): void;
  /** Samples with `from <= ts < to`; minutes that were not sampled are missing. */
  read(symbol: ContractSymbol, from: number, to: number): DerivativeColumns;
  /** The contracts of which there are samples, by name. */
  symbols(): readonly ContractSymbol[];
}

/** Figures of one contract and minute for the liquidation model: their meaning and number are the model's own. NaN: not known. */
export interface FlowMinute {
  readonly symbol: ContractSymbol;
  /** Begin of the minute, ms. */
  readonly ts: number;
  readonly values: readonly number[];
}

/** What the liquidation model was told, by the minute, so that its state can be built again. */
export interface FlowStore {
  /**
   * Writes minutes of any contracts in one transaction; the same minute again replaces the one before.
   * @throws StoreFailure when nothing was written.
   */
  write(minutes: readonly FlowMinute[]): void;
  /** Minutes with `from <= ts < to`, oldest first; minutes that were not written are missing. */
  read(symbol: ContractSymbol, from: number, to: number): readonly FlowMinute[];
}

/** Everything the core keeps on disk. */
export interface Store {
  readonly journal: JournalStore;
  readonly candles: CandleArchive;
  readonly derivatives: DerivativeStore;
  readonly flows: FlowStore;
  readonly external: ExternalStore;
  /** Small state that can be lost without harm, such as the simulated market's position in its script. Not for records. */
  readonly scratch: { read(key: string): string | null; write(key: string, value: string): void };
  /**
   * Does the upkeep that a commit would otherwise pay for some day. For a host to call now and then while nothing waits;
   * costs little when little was written since the last time.
   */
  tidy(): void;
  close(): void;
}

/** The disk refused a read or a write. The process must not go on trading. */
export class StoreFailure extends Error {
  override readonly name: string = 'StoreFailure';
}

/** A change was to be written under a lock whose token is not the newest: someone else works on the resource. */
export class StaleToken extends StoreFailure {
  override readonly name = 'StaleToken';
}
