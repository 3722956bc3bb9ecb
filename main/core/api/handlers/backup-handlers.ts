import type { ApiParts } from '../api-parts.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';

export function backupHandlers({ backup }: ApiParts): HandlersOf<'backup'> {
  return {
    watch: (_, { signal }) => {
      backup.show();
      return backup.topic.subscribe(signal);
    },
    start: async () => {
      if (!backup.available) {
        const reason = 'The data of this host cannot be copied.';
        throw contractError('NOT_AVAILABLE', { reason }, reason);
      }
      if (backup.runningSince !== null) throw contractError('BUSY', { running: 'a backup' });
      return { startedAt: backup.start() };
    },
  };
}
