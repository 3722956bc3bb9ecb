import { describe, expect, it } from 'vitest';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/domain/time.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import type { FeedEvent } from '../../ports/market-feed.ts';
import type { CandleStore } from '../../ports/store.ts';
import { CandleSeries } from '../candle-series.ts';
import { instrumentsForSimulation } from '../instruments.ts';
import { resample } from '../resample.ts';
import { makeHistory } from './make-history.ts';
import { ScaledClock } from './scaled-clock.ts';
import { SimulatedFeed } from './simulated-feed.ts';
import { SimulatedMarket } from './simulated-market.ts';

const NOW = Date.UTC(2026, 0, 10) + 12_345;
const instruments = instrumentsForSimulation();
const [btc] = instruments;
if (btc === undefined) throw new Error('The catalogue is empty');
const symbol = btc.symbol;

const past = (days: number) => ({ from: NOW - days * DAY, near: NOW - days * DAY, until: NOW });

interface Rig {
  readonly clock: VirtualClock;
  readonly market: SimulatedMarket;
  readonly feed: SimulatedFeed;
  readonly events: FeedEvent[];
  readonly states: string[];
}

function rig(options: { speed?: number; outages?: boolean; days?: number; store?: CandleStore } = {}): Rig {
  const { speed = 1, outages = false, days = 1, store } = options;
  const clock = new VirtualClock(NOW);
  const market = new SimulatedMarket({ seed: 6, instruments, startAt: 0, outages });
  const states: string[] = [];
  const common = { market, clock, scheduler: clock, speed, onState: (state: string) => void states.push(state) };
  const feed = new SimulatedFeed(store === undefined ? common : { ...common, store });
  for (const span of days > 0 ? makeHistory(market, past(days)) : []) feed.adopt(span);
  const events: FeedEvent[] = [];
  feed.onEvent((event) => events.push(event));
  return { clock, market, feed, events, states };
}

const ofKind = <K extends FeedEvent['kind']>(
  events: readonly FeedEvent[],
  kind: K,
): Extract<FeedEvent, { kind: K }>[] =>
  events.filter((event): event is Extract<FeedEvent, { kind: K }> => event.kind === kind);

describe('simulated feed', () => {
  it('takes history up to now without telling it', async () => {
    const { feed, market, events } = rig({ days: 2 });
    expect(market.now).toBe(NOW);
    const minutes = await feed.history(symbol, '1m', 0, NOW);
    expect(minutes.ts.length).toBe(2 * 1_440);
    expect(minutes.ts.at(-1)).toBe(Math.floor(NOW / MINUTE) * MINUTE - MINUTE);
    expect(events).toEqual([]);
    expect(() => makeHistory(market, past(1)).next()).toThrow(RangeError);
  });

  it('serves longer timeframes as they resample from its minutes', async () => {
    const { feed } = rig({ days: 2 });
    const minutes = await feed.history(symbol, '1m', 0, NOW);
    const hours = await feed.history(symbol, '1h', NOW - DAY, NOW);
    const all = CandleSeries.of(resample(minutes, '1m', '1h').columns);
    expect(hours).toEqual(CandleSeries.of(all.slice(NOW - DAY, NOW)).columns());
    expect(hours.ts.length).toBe(24 - 1);
    expect((await feed.history(symbol, '1w', 0, NOW)).ts.length).toBe(0);
  });

  it('tells tickers of all contracts three times a second, trades, and candles once, when closed', () => {
    const { feed, clock, events, market } = rig();
    feed.start();
    feed.start();
    clock.moveTo(NOW + 2 * MINUTE);
    expect(market.now).toBeLessThanOrEqual(NOW + 2 * MINUTE);
    expect(market.now).toBeGreaterThan(NOW + 2 * MINUTE - 400);
    const tickers = ofKind(events, 'ticker');
    expect(tickers.length).toBe(12 * (1 + Math.floor((2 * MINUTE) / 333)));
    expect(tickers.every(({ ticker }) => ticker.tsReceived >= ticker.tsVenue && ticker.bid < ticker.ask)).toBe(true);
    expect(ofKind(events, 'trade').length).toBeGreaterThan(1_000);
    const candles = ofKind(events, 'candle');
    expect(candles.map(({ candle }) => candle.ts)).toEqual(
      [0, 1].flatMap((minute) => instruments.map(() => Math.floor(NOW / MINUTE) * MINUTE + minute * MINUTE)),
    );
    expect(feed.series(symbol).at(feed.series(symbol).length - 1)).toEqual(candles[12]?.candle);
  });

  it('stops, saves its state, and can start again', () => {
    const { feed, clock, events, states, market } = rig();
    feed.start();
    clock.moveTo(NOW + 61 * SECOND);
    expect(states.length).toBe(2);
    feed.stop();
    feed.stop();
    expect(states.at(-1)).toBe(market.state());
    const told = events.length;
    expect(events.at(-1)).toMatchObject({ kind: 'status', status: 'down' });
    clock.moveTo(NOW + 5 * MINUTE);
    expect(events.length).toBe(told);
    feed.start();
    clock.moveTo(NOW + 6 * MINUTE);
    expect(market.now).toBeGreaterThan(NOW + 6 * MINUTE - 400);
    // The pause was made up: no candle is missing.
    expect(feed.series(symbol).length).toBe(1_440 + 6);
  });

  it('runs sixty times as fast when told so', () => {
    const { feed, clock, market, events } = rig({ speed: 60 });
    feed.start();
    clock.moveTo(NOW + MINUTE);
    expect(market.now - NOW).toBeGreaterThan(59.5 * MINUTE);
    expect(market.now - NOW).toBeLessThanOrEqual(HOUR);
    expect(ofKind(events, 'candle').length).toBe(12 * 60);
    expect(() => rig({ speed: 0 })).toThrow(RangeError);
  });

  it('shares one accelerated time with whoever uses the same scaled clock', () => {
    const base = new VirtualClock(NOW);
    const clock = new ScaledClock(base, base, 60);
    const market = new SimulatedMarket({ seed: 6, instruments, startAt: NOW, outages: false });
    const feed = new SimulatedFeed({ market, clock, scheduler: clock, speed: 1, tickMs: 18 * SECOND });
    const ages: number[] = [];
    feed.onEvent((event) => {
      if (event.kind === 'ticker') ages.push(event.ticker.tsReceived - event.ticker.tsVenue);
    });
    feed.start();
    base.moveTo(NOW + 10 * SECOND);
    expect(clock.now() - NOW).toBe(10 * MINUTE);
    expect(ages.length).toBe(12 * (1 + Math.floor((10 * MINUTE) / (18 * SECOND))));
    expect(Math.max(...ages)).toBe(0);
    expect(() => new ScaledClock(base, base, 0)).toThrow(RangeError);
  });

  it('is silent in an outage and says so', () => {
    const { feed, clock, events } = rig({ outages: true, days: 1 });
    feed.start();
    clock.moveTo(NOW + 12 * HOUR);
    const downs = events.flatMap((event, at) => (event.kind === 'status' && event.status === 'down' ? [at] : []));
    expect(downs.length).toBeGreaterThan(0);
    for (const at of downs) {
      // Events of the step that ran into the outage come before; the next one told is the reopening.
      expect(events[at + 1]).toMatchObject({ kind: 'status', status: 'open' });
    }
  });

  it('goes on after a restart: catches up, within bounds', () => {
    const first = rig();
    const restored = SimulatedMarket.restore(first.market.state(), instruments);
    const clock = new VirtualClock(NOW + 3 * HOUR);
    const feed = new SimulatedFeed({ market: restored, clock, scheduler: clock, speed: 1 });
    const made = feed.catchUp(clock.now());
    expect([made.from, made.to, made.skippedMs]).toEqual([NOW, NOW + 3 * HOUR, 0]);
    expect(made.candles.get(symbol)?.ts[0]).toBe(Math.floor(NOW / MINUTE) * MINUTE);
    expect(made.candles.get(symbol)?.ts.length).toBe(180);
    // The first candle continues the minute that was open at the stop.
    first.feed.catchUp(NOW + 3 * HOUR);
    expect(first.feed.series(symbol).slice(NOW - MINUTE, NOW + DAY)).toEqual(made.candles.get(symbol));

    const late = feed.catchUp(clock.now() + 30 * DAY, DAY);
    expect(late.skippedMs).toBe(29 * DAY);
    expect(late.candles.get(symbol)?.ts.length).toBeLessThanOrEqual(1_440);
    expect(late.candles.get(symbol)?.ts.length).toBeGreaterThan(1_430);
  });

  it('reads what is older than this process from the store', async () => {
    const old = rig({ days: 1 });
    const kept = new Map<string, CandleColumns>(
      instruments.map((one) => [one.symbol, CandleSeries.of(old.feed.series(one.symbol).columns()).columns()]),
    );
    const store: CandleStore = {
      write: () => undefined,
      read: (of, _, from, to) => CandleSeries.of(kept.get(of) as CandleColumns).slice(from, to),
      gaps: () => [],
      series: () => [
        { symbol, timeframe: '1m', from: kept.get(symbol)?.ts[0] ?? 0, to: 0, count: 0, gaps: 0, origin: 'simulated' },
      ],
    };
    const market = SimulatedMarket.restore(old.market.state(), instruments);
    const clock = new VirtualClock(NOW + HOUR);
    const feed = new SimulatedFeed({ market, clock, scheduler: clock, speed: 1, store });
    feed.catchUp(clock.now());
    old.feed.catchUp(clock.now());
    for (const timeframe of ['1m', '5m', '4h'] as const) {
      const [ours, theirs] = [
        await feed.history(symbol, timeframe, 0, clock.now()),
        await old.feed.history(symbol, timeframe, 0, clock.now()),
      ];
      expect(ours).toEqual(theirs);
    }
  });

  it('replays a range in order of time, then of the contracts, with one ticker per candle', () => {
    const { feed } = rig({ days: 2, outages: true });
    const events: FeedEvent[] = [];
    feed.replayRange(NOW - 30 * HOUR, NOW, (event) => events.push(event));
    const candles = ofKind(events, 'candle');
    const tickers = ofKind(events, 'ticker');
    expect(candles.length).toBe(tickers.length);
    expect(candles.length).toBeGreaterThan(12 * 1_700);
    candles.forEach(({ candle, symbol: of }, row) => {
      const quoted = tickers[row]?.ticker;
      if (quoted === undefined) throw new Error(`Row ${String(row)} has no ticker`);
      const derived = quoted.symbol === of && quoted.last === candle.close && quoted.tsVenue === candle.ts + MINUTE;
      const ordered = (candles[row + 1]?.candle.ts ?? candle.ts) >= candle.ts && of === instruments[row % 12]?.symbol;
      if (!derived || !ordered || quoted.bid >= quoted.ask) throw new Error(`Row ${String(row)} is out of place`);
    });
    const statuses = ofKind(events, 'status').map((event) => event.status);
    expect(statuses.length).toBeGreaterThan(0);
    expect(statuses).toEqual(statuses.map((_, row) => (row % 2 === 0 ? 'down' : 'open')));
  });
});
