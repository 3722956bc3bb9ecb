import * as z from 'zod';
import { contractSymbolSchema, moment, provenance, rowStream, viewer } from './base.ts';

/** `open`: fresh data; `stale`: connected, or never heard of, but no fresh data; `down`: the feed said so. */
export const feedState = z.enum(['open', 'stale', 'down']);
export type FeedState = z.infer<typeof feedState>;

/** A silence longer than the limit: when it began and how long it lasted, ms. */
export const feedGap = z.object({ at: moment, ms: z.number() });

const health = {
  key: z.string(),
  feed: z.string(),
  provenance,
  status: feedState,
  /** Why it is not open, one sentence; empty when it is. */
  reason: z.string(),
  /** Since the last ticker, ms; null before the first. */
  ageMs: z.number().nullable(),
  /** Older than this is stale and blocks entries, ms. */
  limitMs: z.number(),
  /** Tickers in the last ten seconds, per second. */
  perSecond: z.number(),
  /** Silences beyond the limit since the start. */
  gaps: z.int(),
  lastGap: feedGap.nullable(),
};

/** A connection of a feed, as its watch sees it. */
export const feedSocket = z.object({
  name: z.string(),
  open: z.boolean(),
  reconnects: z.int(),
  /** Messages received and not yet read. */
  backlog: z.int(),
  /** Round trip of the last ping, ms. */
  pingMs: z.number().nullable(),
});
export type FeedSocketView = z.infer<typeof feedSocket>;

/** A feed as a whole. `key` is its name. */
export const feedView = z.object({
  ...health,
  symbols: z.int(),
  /** How often the connection came back after it was lost. */
  reconnects: z.int(),
  lastReconnectAt: moment.nullable(),
  /** Venue clock minus ours, ms, and when it was measured; null where it was not. */
  clockOffset: z.object({ ms: z.number(), at: moment, limitMs: z.number() }).nullable(),
  sockets: z.array(feedSocket),
});
export type FeedView = z.infer<typeof feedView>;

/** One contract in one feed. `key` is feed and symbol. */
export const feedSymbolView = z.object({
  ...health,
  symbol: contractSymbolSchema,
  coin: z.string(),
  /** Since the last closed candle came, ms; null before the first. */
  candleAgeMs: z.number().nullable(),
  /** From the venue's stamp to our receipt, ms, of the last messages; null while there are too few. */
  latency: z
    .object({
      p50Ms: z.number(),
      p99Ms: z.number(),
      samples: z.int(),
      /** True when the difference of the clocks is taken off. */
      corrected: z.boolean(),
    })
    .nullable(),
});
export type FeedSymbolView = z.infer<typeof feedSymbolView>;

/** What is known of one subscription; only `live` and `quiet` can be relied on. */
export const channelState = z.enum([
  'asked',
  'acknowledged',
  'live',
  'quiet',
  'behind',
  'silent',
  'broken',
  'refused',
  'down',
]);
export type ChannelStateName = z.infer<typeof channelState>;

/** One subscription of a venue's stream, public or private. `key` is feed and channel. */
export const feedChannelView = z.object({
  key: z.string(),
  feed: z.string(),
  channel: z.string(),
  coin: z.string().nullable(),
  state: channelState,
  trusted: z.boolean(),
  /** Why it is in that state, one sentence; empty while data come. */
  reason: z.string(),
  messages: z.int(),
  /** Breaks in the sequence. */
  gaps: z.int(),
  ageMs: z.number().nullable(),
  latency: z.object({ p50Ms: z.number(), p99Ms: z.number() }).nullable(),
});
export type FeedChannelView = z.infer<typeof feedChannelView>;

export const feeds = {
  watch: viewer
    .route({ method: 'GET', path: '/feeds/watch', summary: 'Every market feed as a whole: state, gaps, clock' })
    .output(rowStream(feedView)),
  symbols: viewer
    .route({ method: 'GET', path: '/feeds/symbols', summary: 'Every contract of every feed: age, gaps, latency' })
    .output(rowStream(feedSymbolView)),
  channels: viewer
    .route({
      method: 'GET',
      path: '/feeds/channels',
      summary: 'Every subscription of every stream, public and private',
    })
    .output(rowStream(feedChannelView)),
};
