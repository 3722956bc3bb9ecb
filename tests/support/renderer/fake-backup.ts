import type { BackupView } from '#shared/contract/backup.ts';
import type { Client } from '#shared/contract/index.ts';
import { FakeRows } from './fake-rows.ts';

const HASH = '8f1c6d0e2b7a4953c1d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b';

/** A data folder in the middle of its life. */
export const sampleBackup = (now: number): BackupView => ({
  key: 'backup',
  dataFolder: '/home/trader/.local/share/zmart',
  databaseBytes: 412_303_360,
  logBytes: 8_392_704,
  freeBytes: 84_200_000_000,
  records: 1_204_881,
  measuredAt: now,
  run: {
    state: 'done',
    share: 1,
    startedAt: now - 3_600_000,
    endedAt: now - 3_597_200,
    result: {
      path: '/home/trader/.local/share/zmart/backups/zmart-20251121-091500.db',
      bytes: 411_000_832,
      records: 1_201_004,
      rootHash: HASH,
    },
    problem: null,
  },
  stored: [
    { name: 'zmart-20251121-091500.db', bytes: 411_000_832, at: now - 3_597_200 },
    { name: 'zmart-20251114-220112.db', bytes: 388_104_192, at: now - 7 * 86_400_000 },
  ],
});

/** The calls of the backup over one row. */
export function backupCalls(): Client['backup'] {
  const rows = new FakeRows([sampleBackup(Date.now())]);
  return {
    watch: async (_, options) => rows.watch(options?.signal),
    start: async () => ({ startedAt: Date.now() }),
    cancel: async () => ({ canceled: false }),
  };
}
