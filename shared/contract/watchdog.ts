import * as z from 'zod';
import { ERRORS, moment, rowStream, trader, viewer } from './base.ts';

/** The separate process that cancels and closes when the core dies or stalls. */
export const watchdogView = z.object({
  key: z.literal('watchdog'),
  /** False where nothing is to be guarded: fills are simulated. */
  available: z.boolean(),
  state: z.enum(['off', 'starting', 'watching', 'acting', 'acted', 'lost']),
  /** One sentence. */
  reason: z.string(),
  since: moment,
  /** Its last word; null when it has said nothing. */
  heardAt: moment.nullable(),
  /** Short names of the rules it goes by and of ours; they must be equal. */
  rules: z.string().nullable(),
  ourRules: z.string(),
  /** After so much silence of the core it stands in, ms, and what it does then. */
  silenceMs: z.number(),
  action: z.enum(['flatten', 'cancel-entries']),
  /** What it saw at the venue on its own connection. */
  sight: z.object({ positions: z.int(), orders: z.int(), at: moment, tookMs: z.number() }).nullable(),
  /** Why it cannot see the account. */
  blind: z.string().nullable(),
  deed: z.object({ canceled: z.int(), closed: z.int(), tookMs: z.number() }).nullable(),
  /** A person's decision to trade without it. */
  optOut: z.object({ reason: z.string(), by: z.string(), at: moment }).nullable(),
  /** What a person types to trade without it. */
  phrase: z.string(),
});
export type WatchdogView = z.infer<typeof watchdogView>;

const WRITES = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE };

export const watchdog = {
  watch: viewer
    .route({ method: 'GET', path: '/watchdog/watch', summary: 'The watchdog process, as its state changes' })
    .output(rowStream(watchdogView)),
  leaveOut: trader
    .route({ method: 'POST', path: '/watchdog/leave-out', summary: 'Trade without the watchdog; the phrase is typed' })
    .input(z.object({ phrase: z.string().max(64), reason: z.string().trim().min(1).max(200) }))
    .output(watchdogView)
    .errors({ ...WRITES, NOT_CONFIRMED: ERRORS.NOT_CONFIRMED }),
  resume: trader
    .route({ method: 'POST', path: '/watchdog/resume', summary: 'Have the watchdog guard the account again' })
    .output(watchdogView)
    .errors(WRITES),
};
