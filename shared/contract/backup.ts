import * as z from 'zod';
import { ERRORS, moment, rowStream, trader, viewer } from './base.ts';

const bytes = z.number().min(0);

/** The data folder, and the backups of its database. */
export const backupView = z.object({
  key: z.literal('backup'),
  dataFolder: z.string(),
  databaseBytes: bytes,
  /** Written but not yet folded into the database. */
  logBytes: bytes,
  /** Null when the disk does not tell. */
  freeBytes: bytes.nullable(),
  records: z.int(),
  measuredAt: moment,
  /** The backup that runs or was made last since the start. */
  run: z
    .object({
      state: z.enum(['copying', 'checking', 'done', 'canceled', 'failed']),
      /** 0…1 within the step. */
      share: z.number(),
      startedAt: moment,
      endedAt: moment.nullable(),
      /** When it is done: the file, read back and checked to this root hash. */
      result: z.object({ path: z.string(), bytes, records: z.int(), rootHash: z.string() }).nullable(),
      problem: z.string().nullable(),
    })
    .nullable(),
  /** Newest first. */
  stored: z.array(z.object({ name: z.string(), bytes, at: moment })),
});
export type BackupView = z.infer<typeof backupView>;

export const backup = {
  watch: viewer
    .route({
      method: 'GET',
      path: '/backup/watch',
      summary: 'Sizes of the data folder and its backups, as they change',
    })
    .output(rowStream(backupView)),
  start: trader
    .route({
      method: 'POST',
      path: '/backup/start',
      summary: 'Copy the database into the folder backups while it is in use; the copy is read back and checked',
    })
    .output(z.object({ startedAt: moment }))
    .errors({ BUSY: ERRORS.BUSY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE }),
  cancel: trader
    .route({ method: 'POST', path: '/backup/cancel', summary: 'Stop the backup that runs; nothing of it is kept' })
    .output(z.object({ canceled: z.boolean() })),
};
