import { afterEach, describe, expect, it } from 'vitest';
import type { FeedEvent, MarketFeed } from '#core/ports/market-feed.ts';
import { loadInstruments, openFeed } from '#main/adapters/venues/open-venue.ts';
import { binanceKind } from '#tests/support/venues/binance-kind.ts';
import { openKucoinWorld } from '#tests/support/venues/kucoin-kind.ts';
import { eventuallyTrue, type SimulatedWorld } from '#tests/support/venues/simulated-world.ts';
import { known } from '#tests/support/venues/venue-under-test.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface FeedWorld {
  readonly world: SimulatedWorld;
  readonly feed: MarketFeed;
  readonly events: FeedEvent[];
}

const opened: FeedWorld[] = [];

async function follow(world: SimulatedWorld): Promise<FeedWorld> {
  const { contracts } = await known(loadInstruments(world.parts));
  const feed = await openFeed({ ...world.parts, contracts: contracts.slice(0, 2) });
  const events: FeedEvent[] = [];
  feed.onEvent((event) => events.push(event));
  const result = { world, feed, events };
  opened.push(result);
  return result;
}

afterEach(async () => {
  for (const { feed, world } of opened.splice(0)) {
    feed.stop();
    await world.close();
  }
});

/** Both dialects' hubs can end every connection. */
const dropAll = (world: SimulatedWorld): void => {
  (world.simulator.control as unknown as { readonly hub: { drop(): void } }).hub.drop();
};

const KINDS: readonly (readonly [string, () => Promise<SimulatedWorld>])[] = [
  ['KuCoin Futures', () => openKucoinWorld()],
  ['Binance USDⓈ-M', async () => (await binanceKind.open()) as SimulatedWorld],
];

describe.each(KINDS)('%s', (_name, open) => {
  const tickers = (events: readonly FeedEvent[], symbol: string) =>
    events.flatMap((event) => (event.kind === 'ticker' && event.ticker.symbol === symbol ? [event.ticker] : []));
  const statuses = (events: readonly FeedEvent[]) =>
    events.flatMap((event) => (event.kind === 'status' ? [event.status] : []));

  it('tells whole tickers, trades and status, and comes back after a lost connection', async () => {
    const { world, feed, events } = await follow(await open());
    feed.start();
    await eventuallyTrue(
      () => tickers(events, world.symbol).length > 0 && statuses(events).at(-1) === 'open',
      'a ticker',
    );
    const first = tickers(events, world.symbol)[0];
    expect(first).toMatchObject({ bid: 90_000, ask: 90_000.1 });
    for (const { bid, ask, last, mark, index } of tickers(events, world.symbol))
      expect([bid, ask, last, mark, index].every((price) => price > 0)).toBe(true);

    await world.moveTo(905_000);
    await eventuallyTrue(
      () => tickers(events, world.symbol).some(({ last, bid }) => last === 90_500 && bid === 90_500),
      'the new price',
    );
    expect(events.some((event) => event.kind === 'trade' && event.price === 90_500)).toBe(true);
    await eventuallyTrue(
      () => tickers(events, world.symbol).some(({ openInterestLots }) => openInterestLots !== null),
      'the open interest',
    );

    dropAll(world);
    await eventuallyTrue(() => statuses(events).at(-1) === 'down', 'the loss');
    await eventuallyTrue(() => statuses(events).at(-1) === 'open', 'the return');
  });

  it('gives closed candles of a span over several pages, oldest first', async () => {
    const { world, feed } = await follow(await open());
    const to = Math.floor(Date.now() / MINUTE) * MINUTE;
    const from = to - 450 * MINUTE;
    const columns = await feed.history(world.symbol, '1m', from, to + 10 * MINUTE);
    const times = [...columns.ts];
    expect(times.length).toBeGreaterThan(400);
    expect(times.every((ts, index) => index === 0 || ts > (times[index - 1] ?? 0))).toBe(true);
    expect(times[0]).toBeGreaterThanOrEqual(from);
    expect(times.at(-1)).toBeLessThan(Math.floor(Date.now() / MINUTE) * MINUTE);
    for (let i = 0; i < times.length; i += 1) {
      expect(columns.low[i]).toBeLessThanOrEqual(Math.min(columns.open[i] ?? 0, columns.close[i] ?? 0));
      expect(columns.volume[i]).toBeGreaterThanOrEqual(0);
    }
  });

  it('a page that cannot be had is no history', async () => {
    const { world, feed } = await follow(await open());
    world.simulator.control.http.arm({
      on: { contains: 'line' },
      times: null,
      process: 'never',
      reply: { kind: 'reset' },
    });
    await expect(feed.history(world.symbol, '1m', Date.now() - HOUR, Date.now())).rejects.toThrow('could not be read');
  });
});
