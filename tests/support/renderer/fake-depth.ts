import type { Client } from '#shared/contract/index.ts';
import type { BookMessage, TapeMessage } from '#shared/contract/depth.ts';
import { eventsOf } from './fake-rows.ts';
import { sampleTickers } from './sample-market.ts';
import { sampleRandom } from './sample-random.ts';
import type { Scene } from './sample-scenes.ts';

const EVERY_MS = 250;
const EMPTY = { bidTicks: [], bidLots: [], askTicks: [], askLots: [] };

/** Waits for the next beat, or for ever where there are none; false when nobody follows any more. */
type Beat = (signal: AbortSignal | undefined) => Promise<boolean>;

const never: Beat = (signal) =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve(false);
    signal?.addEventListener('abort', () => resolve(false), { once: true });
  });

const beat: Beat = (signal) =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve(false);
    const end = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve(true);
    }, EVERY_MS);
    signal?.addEventListener('abort', end, { once: true });
  });

function unitsOf(symbol: string) {
  const ticker = sampleTickers(Date.now()).find(({ key }) => key === symbol);
  const priceDecimals = ticker?.priceDecimals ?? 2;
  const ticks = Math.round((ticker?.last ?? 3_986.36) * 10 ** priceDecimals);
  return {
    ticks,
    units: { symbol, coin: ticker?.coin ?? 'ETH', tickUnits: 1, priceDecimals, multiplier: '0.01' },
  };
}

async function* sampleBook(
  { symbol, levels, groupTicks }: { symbol: string; levels: number; groupTicks: number },
  unknown: boolean,
  next: () => Promise<boolean>,
): AsyncGenerator<BookMessage> {
  const { ticks, units } = unitsOf(symbol);
  const random = sampleRandom(7);
  const size = (): number => Math.round((0.2 + random() ** 2 * 2) * 8_000);
  const best = Math.floor(ticks / groupTicks) * groupTicks;
  const at = (step: number) =>
    Array.from({ length: levels }, (_, i) => best + step * groupTicks * (step > 0 ? i + 1 : i));
  const head = (sequence: number) => ({
    state: unknown ? ('unknown' as const) : ('live' as const),
    reason: unknown ? 'No snapshot has come yet.' : '',
    provenance: 'simulated' as const,
    sequence,
    tsVenue: Date.now(),
    asOf: Date.now(),
    bestBid: unknown ? null : ticks,
    bestAsk: unknown ? null : ticks + 1,
    queues: [],
  });
  const [bidTicks, askTicks] = [at(-1), at(1)];
  const sides = { bidTicks, bidLots: bidTicks.map(size), askTicks, askLots: askTicks.map(size) };
  yield { kind: 'snapshot', seq: 1, ...units, ...head(1), groupTicks, ...(unknown ? EMPTY : sides) };
  for (let seq = 2; await next(); seq += 1) {
    const place = Math.floor(random() * levels);
    const change = {
      bidTicks: [bidTicks[place] ?? best],
      bidLots: [size()],
      askTicks: [askTicks[place] ?? best],
      askLots: [size()],
    };
    yield { kind: 'delta', seq, ...head(seq), ...(unknown ? EMPTY : change) };
  }
}

async function* sampleTape(symbol: string, next: () => Promise<boolean>): AsyncGenerator<TapeMessage> {
  const { ticks, units } = unitsOf(symbol);
  const random = sampleRandom(11);
  const stand = { state: 'live', reason: '', provenance: 'simulated' } as const;
  const trades = (count: number, until: number) => {
    const side = Array.from({ length: count }, () => (random() < 0.55 ? 1 : -1));
    return {
      ticks: side.map((one) => ticks + (one > 0 ? 1 : 0)),
      lots: side.map(() => 10 + Math.floor(random() ** 4 * 1_500)),
      side,
      ts: side.map((_, i) => until - (count - i) * 700),
    };
  };
  yield { kind: 'snapshot', seq: 1, ...units, ...stand, ...trades(40, Date.now()) };
  for (let seq = 2; await next(); seq += 1) yield { kind: 'delta', seq, ...stand, ...trades(1, Date.now()) };
}

/** Books and trades from memory; in the scene without data nothing is known of a book, without beats nothing moves. */
export function depthCalls(scene: Scene, beats: boolean): Client['depth'] {
  const next = (signal: AbortSignal | undefined) => () => (beats ? beat : never)(signal);
  return {
    book: async ({ symbol, levels = 60, groupTicks = 1 }, options) => {
      const asked = { symbol, levels: Number(levels), groupTicks: Number(groupTicks) };
      return eventsOf(sampleBook(asked, scene === 'unknown', next(options?.signal)));
    },
    trades: async ({ symbol }, options) => eventsOf(sampleTape(symbol, next(options?.signal))),
  };
}
