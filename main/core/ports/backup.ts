/** Bytes of the data folder's files. */
export interface DataSizes {
  readonly databaseBytes: number;
  /** Of what is written but not yet folded into the database. */
  readonly logBytes: number;
  /** On the disk of the folder; null when it cannot be read. */
  readonly freeBytes: number | null;
}

/** A backup that was made earlier. */
export interface StoredBackup {
  readonly name: string;
  readonly bytes: number;
  /** When its file was written, ms. */
  readonly at: number;
}

/** A backup that was read back and found whole. */
export interface BackupResult {
  /** The file, absolute. */
  readonly path: string;
  readonly bytes: number;
  /** Records in the journal of the copy. */
  readonly records: number;
  /** The hash of its last record, which stands for the whole chain; empty without records. */
  readonly rootHash: string;
}

export type BackupStep = 'copying' | 'checking';

/** What is asked and told while a backup is made. */
export interface BackupWatch {
  /** `share` runs from 0 to 1 within a step. */
  readonly onProgress: (step: BackupStep, share: number) => void;
  /** Whether it is wanted no more; asked between its parts. */
  readonly isStopped: () => boolean;
}

/** Copies the database while it is in use. */
export interface BackupMaker {
  sizes(): DataSizes;
  /** Newest first. */
  list(): readonly StoredBackup[];
  /**
   * Makes one, in a new file; `at` names it, ms.
   * @throws StoreFailure with a sentence when there is no room, the file exists, it was stopped, or the copy is not whole;
   * nothing is left then.
   */
  make(at: number, watch: BackupWatch): Promise<BackupResult>;
}
