import { chanceRows, trackRows } from '#core/api/views/track-rows.ts';
import { TrackRecord } from '#core/signals/track-record/track-record.ts';
import type { Client } from '#shared/contract/index.ts';
import type { Who } from '#shared/domain/reliability.ts';
import type { SignalView } from '#shared/contract/signal.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { sampleRandom } from './sample-random.ts';

type Event = Parameters<TrackRecord['onRecord']>[0];
type Asked = Parameters<Client['signals']['trackRecord']>[0];

const SOURCES = ['trend', 'breakout', 'mean-reversion', 'news-desk'] as const;
const TIMEFRAMES: readonly Timeframe[] = ['1h', '4h', '1d'];
const COINS = ['BTC', 'ETH', 'SOL', 'LINK', 'AVAX', 'DOGE', 'XRP', 'ADA'];
/** How far each agent sees, and how often it has data; in the order in which it votes. */
const AGENTS = [
  ['technical', 0.3, 1],
  ['fundamental', 0.14, 0.8],
  ['structure', 0.2, 0.75],
  ['risk', 0.08, 0.9],
  ['sentiment', 0.02, 0.5],
  ['cycle', -0.08, 0.4],
  ['model', 0.34, 0.06],
] as const;

interface Made {
  readonly events: readonly Event[];
  readonly signal: SignalView;
}

/** One signal from its arrival to its outcome; a hidden merit decides the latter, and agents see a part of it. */
function makeSignal(index: number, now: number, random: () => number): Made {
  const id = `signal-${String(index)}`;
  const source = SOURCES[Math.min(3, Math.floor(random() ** 2 * 4.05))] ?? 'trend';
  const timeframe = TIMEFRAMES[Math.floor(random() ** 1.6 * 3)] ?? '1h';
  const direction = random() < 0.58 ? 1 : -1;
  const merit = random() * 2 - 1;
  const score = 100 * Math.max(-1, Math.min(1, 0.28 + 0.45 * merit + 0.5 * (random() - 0.5)));
  const won = random() < 0.47 + 0.26 * merit;
  const timeOut = random() < 0.16;
  const r = (won ? (timeOut ? 0.6 : 1.62) : timeOut ? -0.5 : -1.08) + 0.2 * (random() - 0.5);
  const votes = AGENTS.filter(([, , heard]) => random() < heard).map(([agent, sees]) => {
    const side = Math.round(100 * Math.max(-1, Math.min(1, 0.15 + sees * 2 * merit + 0.9 * (random() - 0.5))));
    return [agent, side >= 20 ? 'A' : 'R', 1, 5_000, side, Math.round(520 + 250 * random())];
  });
  const event = (type: Event['type'], data: object): Event => ({ type, subject: id, data: data as Event['data'] });
  const confidence = Math.min(0.95, Math.max(0.05, 0.5 + 0.4 * merit + 0.25 * (random() - 0.5)));
  const at = now - (1_600 - index) * 1_500_000;
  const coin = COINS[Math.floor(random() * COINS.length)] ?? 'BTC';
  return {
    events: [
      event('signal.received', { source, direction, timeframe, confidence }),
      event('signal.evaluated', { cautious: score, votes }),
      event('signal.resolved', { r }),
    ],
    signal: {
      ...{
        key: id,
        at,
        symbol: `${coin}USDTM`,
        coin,
        source,
        timeframe,
        direction,
        state: 'RESOLVED',
        stage: 'outcome',
      },
      ...(score >= 50
        ? { verdict: 'executed', code: null, sentence: 'The score admits it.' }
        : { verdict: 'refused', code: 'SCORE_BELOW_THRESHOLD', sentence: 'The score is below 50.' }),
      ...{ score: direction * score, orderId: null, outcome: timeOut ? 'time-out' : won ? 'target' : 'stop', r },
    },
  };
}

const COUNTS = { THROTTLED: 114, REJECTED: 31, CONFLICT: 4, RISK_BLOCKED: 12, EXECUTED: 6, EXPIRED: 3, FAILED: 1 };

/** 1,600 resolved signals and the record that follows from them. */
export function sampleTrackRecord(now: number) {
  const random = sampleRandom(4711);
  const made = Array.from({ length: 1_600 }, (_, index) => makeSignal(index, now, random));
  const track = new TrackRecord();
  for (const { events } of made) for (const event of events) track.onRecord(event);
  const signals = made.map(({ signal }) => signal).reverse();
  return {
    signals,
    record: ({ who, direction, timeframe }: NonNullable<Asked>) => ({
      asOf: now,
      awaited: 6,
      rows: trackRows(track, {
        who: (who ?? null) as Who | null,
        direction: direction === undefined ? null : direction === '1' ? 1 : -1,
        timeframe: timeframe ?? null,
      }),
      chances: chanceRows(track),
    }),
    statistics: (days: number) => {
      const counts = { ...COUNTS, QUEUED: 2, RESOLVED: 412 };
      const byState = Object.entries(counts).map(([state, count]) => ({
        state: state as keyof typeof counts,
        count: Math.round((count * days) / 7),
      }));
      const received = byState.reduce((sum, { count }) => sum + count, 0);
      return {
        ...{
          from: now - days * 86_400_000,
          to: now,
          received,
          highQuality: 61,
          approved: 148,
          executed: 96,
          failed: 1,
        },
        ...{ byState, bySource: [], winRate: { value: 0.513, low: 0.465, high: 0.561, n: 412 }, meanR: 0.21 },
        capped: false,
      };
    },
  };
}
