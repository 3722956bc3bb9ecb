import { StoreFailure } from '#core/ports/store.ts';

/** @throws StoreFailure when this process may not write. */
export function mustBeWritable(readOnly: boolean): void {
  if (readOnly) throw new StoreFailure('Another process holds the data folder; this one can only read it.');
}

/**
 * Runs an operation on the disk; any error comes out as a StoreFailure that says what was tried, with SQLite's own error
 * as its cause.
 */
export function onDisk<T>(what: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new StoreFailure(`${what} failed: ${detail}`, { cause: error });
  }
}
