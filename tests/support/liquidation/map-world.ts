import { LiquidationsBoard } from '#core/api/liquidations-board.ts';
import { ScoreBoard } from '#core/agents/scoring/score-board.ts';
import { FeatureStore } from '#core/features/feature-store.ts';
import { LiquidationMarkets } from '#core/liquidation/liquidation-markets.ts';
import { MARKET_DEFAULTS, type MarketSettings } from '#core/liquidation/market-settings.ts';
import { FeedSink } from '#core/market/sim/feed-sink.ts';
import { SimulatedMarket } from '#core/market/sim/simulated-market.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import type { FeedEvent } from '#core/ports/market-feed.ts';
import type { CandleStore, FlowMinute, FlowStore } from '#core/ports/store.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';

export const MAP_START = 1_700_000_040_000;
const STEP_MS = 15_000;

/** Flow minutes in memory. */
export class MemoryFlows implements FlowStore {
  readonly #minutes = new Map<string, FlowMinute>();

  write(minutes: readonly FlowMinute[]): void {
    for (const minute of minutes) this.#minutes.set(`${minute.symbol} ${String(minute.ts)}`, minute);
  }

  read(symbol: ContractSymbol, from: number, to: number): readonly FlowMinute[] {
    return [...this.#minutes.values()]
      .filter((one) => one.symbol === symbol && one.ts >= from && one.ts < to)
      .sort((a, b) => a.ts - b.ts);
  }
}

type ReadMinutes = (symbol: ContractSymbol, from: number, to: number) => CandleColumns;

/** The minutes that a sink keeps, as a store that is only read. */
function candlesOf(symbols: readonly ContractSymbol[], read: ReadMinutes): CandleStore {
  const never = (): never => {
    throw new Error('Only read here');
  };
  const series = () =>
    symbols.map((symbol) => {
      const { ts } = read(symbol, 0, Number.MAX_SAFE_INTEGER);
      const [from, to] = [ts[0] ?? 0, ts.at(-1) ?? 0];
      return { symbol, timeframe: '1m' as const, from, to, count: ts.length, gaps: 0, origin: 'simulated' };
    });
  return { write: never, gaps: never, series, read: (symbol, _, from, to) => read(symbol, from, to) };
}

export interface MapWorldOptions {
  readonly coins: readonly string[];
  readonly seed?: number;
  /** History of candles before the map is followed, ms. */
  readonly history: number;
  readonly settings?: () => MarketSettings;
}

/** Liquidation maps over the simulated market, in memory and virtual time. */
export function mapWorld({ coins, seed = 7, history, settings = () => MARKET_DEFAULTS }: MapWorldOptions) {
  const instruments = instrumentsForSimulation().filter(({ coin }) => coins.includes(coin));
  const symbols = instruments.map(({ symbol }) => contractSymbol(symbol));
  const clock = new VirtualClock(MAP_START);
  const listeners: ((event: FeedEvent) => void)[] = [];
  const sink = new FeedSink(instruments, (event) => listeners.forEach((listener) => listener(event)));
  const market = new SimulatedMarket({ seed, instruments, startAt: MAP_START - history, outages: false });
  market.advance(history, sink);
  sink.live = true;
  const flows = new MemoryFlows();
  const candles = candlesOf(symbols, (symbol, from, to) => {
    const series = sink.series(symbols.indexOf(symbol));
    return series.slice(from, to);
  });
  const bySymbol = new Map(instruments.map((instrument) => [instrument.symbol, instrument]));
  const markets = (at: typeof clock = clock) =>
    new LiquidationMarkets({
      instruments: bySymbol,
      symbols,
      venue: 'simulated',
      baseTimeframe: '1m',
      candles,
      flows,
      clock: at,
      scheduler: at,
      settings,
    });
  const live = markets();
  const features = new FeatureStore(symbols, (symbol) => Number(bySymbol.get(symbol)?.multiplier));
  const scores = new ScoreBoard(symbols, '1m', ['1m', '4h'], false, features);
  const board = new LiquidationsBoard({ markets: live, scores, simulated: true, clock, scheduler: clock });
  listeners.push((event) => board.onEvent(event));
  board.start();
  const run = (ms: number): void => {
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      market.advance(STEP_MS, sink, STEP_MS);
      clock.moveTo(clock.now() + STEP_MS);
      for (let place = 0; place < instruments.length; place += 1)
        board.onEvent({ kind: 'ticker', ticker: market.ticker(place, clock.now()) });
    }
  };
  return { instruments: bySymbol, symbols, clock, market, flows, candles, live, markets, board, run };
}
