import { z } from 'zod';

/** What the core and its watchdog say to each other, one message at a time over the channel between the processes. */

const rules = z.object({
  silenceMs: z.number().int().min(500).max(60_000),
  action: z.enum(['flatten', 'cancel-entries']),
  lookMs: z.number().int().min(1_000).max(60_000),
});

/** From the core. The login is held in memory only, on both sides. */
export const fromCore = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('arm'),
    venue: z.enum(['kucoin-futures', 'binance-usdm', 'bybit', 'okx']),
    endpoint: z.string().nullable(),
    credentials: z.object({ key: z.string(), secret: z.string(), passphrase: z.string().nullable() }),
    rules,
    /** The folder that gets the halt file when the watchdog has acted. */
    dataDir: z.string(),
  }),
  z.object({ kind: z.literal('beat') }),
  z.object({ kind: z.literal('stand-down'), reason: z.string() }),
]);

export type FromCore = z.infer<typeof fromCore>;

/** From the watchdog. Times are spans in ms or wall time in ms since 1970. */
export const fromWatchdog = z.object({
  kind: z.literal('status'),
  state: z.enum(['idle', 'watching', 'acting', 'acted']),
  reason: z.string(),
  at: z.number(),
  rulesHash: z.string(),
  /** What it saw at the venue itself; null before its first look or when it cannot see. */
  seen: z.object({ positions: z.number(), orders: z.number(), at: z.number(), tookMs: z.number() }).nullable(),
  /** Why it cannot see the account; null when it can. */
  blind: z.string().nullable(),
  report: z
    .object({ anythingOpen: z.boolean(), canceled: z.number(), closed: z.number(), tookMs: z.number() })
    .nullable(),
});

export type FromWatchdog = z.infer<typeof fromWatchdog>;
