import type { ApiParts } from './api-parts.ts';
import { contractError, notAvailable } from './contract-error.ts';

/** @throws a contract error when nothing can be recorded: READ_ONLY where another process holds the folder, else NOT_AVAILABLE. */
export function mustBeWritable({ core, dataFolder }: Pick<ApiParts, 'core' | 'dataFolder'>): void {
  const { store, notWritable } = core.parts.journal;
  if (store.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
  if (notWritable !== null) throw notAvailable(notWritable);
}
