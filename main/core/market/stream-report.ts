import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { ChannelState } from './stream-states.ts';

/** A subscription to be watched. */
export interface ChannelSpec {
  /** Unique among all sockets: `mark:XBTUSDTM`, `orders`. */
  readonly key: string;
  readonly socket: string;
  readonly symbol: ContractSymbol | null;
  /**
   * `steady`: the venue promises data at least every second or so (mark price), so silence is a fault. `eventful`: it
   * speaks when something happens (orders, trades), so silence has to be explained by a question.
   */
  readonly pace: 'steady' | 'eventful';
  /** Longest time without proof, ms. */
  readonly silentAfterMs: number;
}

/** What the owner of the sockets has to do now. Each is given once, and again after a growing wait while it is needed. */
export type WatchAction =
  | { readonly kind: 'ping'; readonly socket: string }
  /** Ask the venue over REST whether anything was missed on this channel, and report with `onAnswer`. */
  | { readonly kind: 'ask'; readonly channel: string }
  | { readonly kind: 'resubscribe'; readonly channel: string; readonly reason: string }
  | { readonly kind: 'reconnect'; readonly socket: string; readonly reason: string };

/** A channel went from one state to another. */
export interface ChannelChange {
  readonly key: string;
  readonly symbol: ContractSymbol | null;
  readonly from: ChannelState;
  readonly to: ChannelState;
  /** One sentence. */
  readonly reason: string;
}

/** What is shown of one channel. Times in ms; null where nothing was measured. */
export interface ChannelReport {
  readonly key: string;
  readonly symbol: ContractSymbol | null;
  readonly state: ChannelState;
  readonly reason: string;
  readonly messages: number;
  /** Breaks in the sequence. */
  readonly gaps: number;
  /** Since the last message of this subscription. */
  readonly ageMs: number | null;
  /** From the venue's stamp to our reader, venue clock offset taken off: median and 99th percentile of the last 256. */
  readonly latencyMs: { readonly last: number; readonly p50: number; readonly p99: number } | null;
}

/** What is shown of one socket. */
export interface SocketReport {
  readonly socket: string;
  readonly open: boolean;
  readonly reconnects: number;
  /** Messages received and not yet read. */
  readonly backlog: number;
  /** Round trip of the last ping, ms. */
  readonly pingMs: number | null;
}

/** From when on something counts as wrong. Defaults: KuCoin's ping interval 18 s and timeout 10 s. */
export interface WatchLimits {
  readonly pingIntervalMs: number;
  readonly pingTimeoutMs: number;
  /** A message whose content is older than this does not count as fresh. */
  readonly oldDataMs: number;
  /** So long may all data of a socket be too old before it is renewed. */
  readonly behindMs: number;
  /** So many messages waiting for the reader mean that it cannot keep up. */
  readonly backlogMessages: number;
  /** How long an event may take that must come, such as the echo of our own order. */
  readonly expectedWithinMs: number;
  /** How long an acknowledgement of a subscription may take. */
  readonly acknowledgeMs: number;
  /** First and longest wait between two reconnects of one socket. */
  readonly reconnectMs: { readonly first: number; readonly longest: number };
  /** First and longest wait between two tries to subscribe one channel again, while others on its socket are well. */
  readonly resubscribeMs: { readonly first: number; readonly longest: number };
}

export const DEFAULT_WATCH_LIMITS: WatchLimits = {
  pingIntervalMs: 18_000,
  pingTimeoutMs: 10_000,
  oldDataMs: 2_000,
  behindMs: 10_000,
  backlogMessages: 1_024,
  expectedWithinMs: 5_000,
  acknowledgeMs: 5_000,
  reconnectMs: { first: 1_000, longest: 60_000 },
  resubscribeMs: { first: 5_000, longest: 600_000 },
};

/** The limit of a private stream: two ping intervals and a timeout, 46 s at KuCoin. */
export const privateSilenceMs = (limits: WatchLimits = DEFAULT_WATCH_LIMITS): number =>
  2 * limits.pingIntervalMs + limits.pingTimeoutMs;

/** The limit of a price feed with a steady channel; with a check every 250 ms a stall is seen within 5 s. */
export const PRICE_SILENCE_MS = 4_500;
