import type { ChannelStateName, FeedChannelView, FeedSymbolView, FeedView } from '#shared/contract/feeds.ts';
import { sampleTickers } from './sample-market.ts';
import { sampleRandom } from './sample-random.ts';

const LIMIT = 3_000;

/** Ten contracts; the named ones had no data for a while. */
export function sampleFeedSymbols(now: number, silent: readonly string[], down: boolean): FeedSymbolView[] {
  return sampleTickers(now).map(({ key, coin }, index) => {
    const random = sampleRandom(index + 11);
    const old = down || silent.includes(key);
    const gaps = index % 4 === 1 ? index : 0;
    return {
      key: `KuCoin Futures:${key}`,
      feed: 'KuCoin Futures',
      provenance: 'measured',
      symbol: key,
      coin,
      status: down ? 'down' : old ? 'stale' : 'open',
      reason: down ? 'The venue closed the connection (1006)' : old ? 'No ticker for more than 3000 ms.' : '',
      ageMs: old ? 6_000 + index * 2_300 : 80 + random() * 900,
      limitMs: LIMIT,
      perSecond: old ? 0 : 1 + random() * 9,
      gaps,
      lastGap: gaps === 0 ? null : { at: now - index * 600_000, ms: 3_000 + random() * 9_000 },
      candleAgeMs: 4_000 + random() * 52_000,
      latency:
        index === 9 ? null : { p50Ms: 31 + random() * 20, p99Ms: 90 + random() * 300, samples: 256, corrected: true },
    };
  });
}

/** The feed they belong to. */
export function sampleFeed(now: number, down: boolean): FeedView {
  return {
    key: 'KuCoin Futures',
    feed: 'KuCoin Futures',
    provenance: 'measured',
    status: down ? 'down' : 'open',
    reason: down ? 'The venue closed the connection (1006)' : '',
    ageMs: down ? 14_200 : 120,
    limitMs: LIMIT,
    perSecond: down ? 0 : 41.3,
    gaps: 2,
    lastGap: { at: now - 4_000_000, ms: 4_210 },
    symbols: 10,
    reconnects: 3,
    lastReconnectAt: now - 3_996_000,
    clockOffset: { ms: down ? 1_320 : 12, at: now - 22_000, limitMs: 1_500 },
    sockets: [
      { name: 'public', open: !down, reconnects: 3, backlog: 0, pingMs: 41 },
      { name: 'private', open: true, reconnects: 0, backlog: 2, pingMs: 44 },
    ],
  };
}

const CHANNELS: readonly (readonly [string, string | null, ChannelStateName, string])[] = [
  ['orders', null, 'quiet', 'No data for 46 s.'],
  ['positions', null, 'live', ''],
  ['mark:ETHUSDTM', 'ETH', 'live', ''],
  ['mark:SUIUSDTM', 'SUI', 'silent', 'No data for 4.5 s.'],
  ['trades:SOLUSDTM', 'SOL', 'behind', 'Data are 2412 ms old when they arrive.'],
  ['mark:XBTUSDTM', 'BTC', 'live', ''],
];

/** Subscriptions in several states. */
export const sampleChannels = (): FeedChannelView[] =>
  CHANNELS.map(([channel, coin, state, reason], index) => ({
    key: `KuCoin Futures:${channel}`,
    feed: 'KuCoin Futures',
    channel,
    coin,
    state,
    trusted: state === 'live' || state === 'quiet',
    reason,
    messages: 1_200 * (index + 1),
    gaps: index === 3 ? 2 : 0,
    ageMs: state === 'live' ? 240 + index * 30 : 6_200 + index * 900,
    latency: channel === 'orders' ? null : { p50Ms: 34 + index, p99Ms: 120 + index * 22 },
  }));
