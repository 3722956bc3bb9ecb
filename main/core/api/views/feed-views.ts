import type { FeedChannelView, FeedState, FeedSymbolView, FeedView } from '#shared/contract/feeds.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { ConnectionReading } from '../../market/feed-meter.ts';
import type { ChannelReport, SocketReport } from '../../market/stream-report.ts';
import { isTrusted } from '../../market/stream-states.ts';
import type { MeterReading } from '../../market/ticker-meter.ts';
import type { MarketFeed } from '../../ports/market-feed.ts';
import type { FeedStatus } from './status-view.ts';

/** Venue clock minus ours, ms, as measured at a moment, and the largest that is tolerated. */
export interface ClockOffset {
  readonly ms: number;
  readonly at: number;
  readonly limitMs: number;
}

interface FeedSource {
  readonly feed: Pick<MarketFeed, 'name' | 'simulated'>;
  /** Data older than this are stale, ms. */
  readonly limitMs: number;
  readonly reading: MeterReading;
  readonly clockOffset: ClockOffset | null;
}

export interface WholeFeedSource extends FeedSource {
  readonly status: FeedStatus;
  readonly connection: ConnectionReading;
  readonly sockets: readonly SocketReport[];
  readonly symbols: number;
}

export interface FeedSymbolSource extends FeedSource {
  readonly symbol: ContractSymbol;
  readonly coin: string;
  readonly status: FeedState;
  readonly feedReason: string;
  readonly ageMs: number | null;
  readonly candleAgeMs: number | null;
}

const health = ({ feed, limitMs, reading: { perSecond, gaps, lastGap } }: FeedSource) => ({
  feed: feed.name,
  provenance: feed.simulated ? ('simulated' as const) : ('measured' as const),
  limitMs,
  perSecond,
  gaps,
  lastGap,
});

/** A feed as a whole. */
export function feedView(source: WholeFeedSource): FeedView {
  const { feed, status, connection, clockOffset, symbols, sockets } = source;
  return {
    key: feed.name,
    ...health(source),
    ...status,
    ...connection,
    clockOffset,
    symbols,
    sockets: sockets.map(({ socket, ...rest }) => ({ name: socket, ...rest })),
  };
}

/** One contract of a feed; a feed that is not open is the reason of all its contracts. */
export function feedSymbolView(source: FeedSymbolSource): FeedSymbolView {
  const { feed, symbol, coin, status, ageMs, candleAgeMs } = source;
  return {
    key: `${feed.name}:${symbol}`,
    ...health(source),
    symbol,
    coin,
    status,
    reason: symbolReason(source),
    ageMs,
    candleAgeMs,
    latency: latency(source),
  };
}

function symbolReason({ status, feedReason, ageMs, limitMs }: FeedSymbolSource): string {
  if (status === 'open') return '';
  if (feedReason !== '') return feedReason;
  return ageMs === null ? 'No ticker has come yet.' : `No ticker for more than ${String(limitMs)} ms.`;
}

/** The delay by our clock alone is off by the difference of the clocks. */
function latency({ reading: { delay }, clockOffset }: FeedSource): FeedSymbolView['latency'] {
  if (delay === null) return null;
  const off = clockOffset?.ms ?? 0;
  return {
    p50Ms: delay.p50Ms + off,
    p99Ms: delay.p99Ms + off,
    samples: delay.samples,
    corrected: clockOffset !== null,
  };
}

/** One subscription of a stream. */
export function channelView(feed: string, report: ChannelReport, coin: string | null): FeedChannelView {
  const { key, state, reason, messages, gaps, ageMs, latencyMs } = report;
  return {
    key: `${feed}:${key}`,
    feed,
    channel: key,
    coin,
    state,
    trusted: isTrusted(state),
    reason: state === 'live' ? '' : reason,
    messages,
    gaps,
    ageMs,
    latency: latencyMs === null ? null : { p50Ms: latencyMs.p50, p99Ms: latencyMs.p99 },
  };
}
