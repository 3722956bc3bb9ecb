import * as z from 'zod';
import { moment, rowStream, viewer } from './base.ts';

/** READ beside READ and WRITE, WRITE beside READ, EXCLUSIVE alone. */
export const lockMode = z.enum(['READ', 'WRITE', 'EXCLUSIVE']);

const place = { key: z.string(), resource: z.string(), holder: z.string(), mode: lockMode, since: moment };

/** Who holds what, and who waits for it. Times are wall times of leases that run by the monotonic clock. */
export const lockView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('held'),
    ...place,
    /** Rises with each grant; a write with an older one is refused. */
    token: z.int(),
    /** When it ends by itself unless it is renewed. */
    until: moment,
    remainingMs: z.number(),
    /** What one grant or renewal lasts. */
    leaseMs: z.number(),
    /** How many releases free it. */
    count: z.int(),
  }),
  z.object({
    kind: z.literal('waiting'),
    ...place,
    priority: z.enum(['normal', 'high', 'critical']),
    /** 1 is served next. */
    place: z.int(),
    waitedMs: z.number(),
    givesUpAt: moment,
  }),
]);
export type LockView = z.infer<typeof lockView>;

/** Something that happened to a lock. `ms`: how long it had been held or waited for by then. */
export const lockEventView = z.object({
  key: z.string(),
  ts: moment,
  kind: z.enum(['acquired', 'waiting', 'gave-up', 'released', 'expired', 'broken']),
  resource: z.string(),
  holder: z.string(),
  mode: lockMode,
  token: z.int().nullable(),
  ms: z.number(),
  reason: z.string(),
});
export type LockEventView = z.infer<typeof lockEventView>;

export const locks = {
  watch: viewer
    .route({ method: 'GET', path: '/locks/watch', summary: 'Who holds which lock, and who waits for it' })
    .output(rowStream(lockView)),
  events: viewer
    .route({ method: 'GET', path: '/locks/events', summary: 'What happened to locks lately, in this process' })
    .output(rowStream(lockEventView)),
};
