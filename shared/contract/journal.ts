import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { moment, viewer } from './base.ts';

/** A sealed record as shown. `data` is JSON; the hash covers its canonical form. */
export const journalRecord = z.object({
  seq: z.int(),
  ts: moment,
  type: z.string(),
  subject: z.string(),
  data: z.record(z.string(), z.unknown()),
  prevHash: z.string(),
  hash: z.string(),
});
export type JournalRecord = z.infer<typeof journalRecord>;

/** A step of a verification: how far it is, then its result and when it was found. */
export const verifyMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.int(), total: z.int() }),
  z.object({ kind: z.literal('ok'), records: z.int(), rootHash: z.string(), tookMs: z.number(), at: moment }),
  z.object({ kind: z.literal('broken'), where: z.string(), problem: z.string(), at: moment }),
]);
export type VerifyMessage = z.infer<typeof verifyMessage>;

export const journal = {
  page: viewer
    .route({ method: 'GET', path: '/journal', summary: 'Journal records, newest first' })
    .input(
      z.object({
        before: z.coerce.number().int().optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        /** Record types; one ending in `.` is a prefix: `signal.`. */
        types: z.array(z.string()).default([]),
        subject: z.string().optional(),
        text: z.string().max(200).optional(),
      }),
    )
    .output(z.object({ records: z.array(journalRecord), head: z.int(), types: z.array(z.string()) })),
  verify: viewer
    .route({
      method: 'GET',
      path: '/journal/verify',
      summary: 'Recompute the whole chain and compare every table with its fold',
    })
    .output(eventIterator(verifyMessage)),
};
