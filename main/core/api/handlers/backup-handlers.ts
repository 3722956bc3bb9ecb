import type { ApiParts } from '../api-parts.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';

export function backupHandlers({ backup }: ApiParts): HandlersOf<'backup'> {
  return {
    watch: (_, { signal }) => {
      backup.show();
      return backup.topic.subscribe(signal);
    },
    start: async () => {
      if (!backup.available) throw notAvailable('The data of this host cannot be copied.');
      if (backup.runningSince !== null) throw contractError('BUSY', { running: 'a backup' });
      return { startedAt: backup.start() };
    },
    cancel: async () => ({ canceled: backup.cancel() }),
  };
}
