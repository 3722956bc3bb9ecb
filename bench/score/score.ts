import { performance } from 'node:perf_hooks';
import { contractSymbol } from '#shared/domain/ids.ts';
import { EVALUATION_DEFAULTS } from '#core/agents/evaluation/evaluation-settings.ts';
import { ScoreBoard } from '#core/agents/scoring/score-board.ts';
import { cellExplanation } from '#core/api/views/score-views.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { SimulatedMarket } from '#core/market/sim/simulated-market.ts';
import type { MarketSink } from '#core/market/sim/market-sink.ts';
import { DAY } from '#shared/domain/time.ts';
import type { BenchResult } from '../harness.ts';
import { fullScore } from './full-score.ts';

const TIMEFRAMES = ['5m', '15m', '30m', '1h', '2h', '4h', '8h', '12h'] as const;
const ROUNDS = 400;
/** The brief's limit per symbol. */
const LIMIT_MS = 100;

/**
 * Time to score one symbol on all eight timeframes with the full explanation, as the screens ask for it: p50 and p99.
 * The peer is the limit of 100 ms per symbol; the ratio says how many times faster.
 */
export function run(): Promise<readonly BenchResult[]> {
  const instruments = instrumentsForSimulation();
  const symbols = instruments.map(({ symbol }) => contractSymbol(symbol));
  const board = new ScoreBoard(symbols, '1m', TIMEFRAMES, false);
  const until = 40 * DAY;
  const market = new SimulatedMarket({ seed: 1, instruments, startAt: 0 });
  const nothing = (): void => undefined;
  const sink: MarketSink = {
    wantsTrades: false,
    candle: (coin, ts, open, high, low, close, volume) => {
      const symbol = symbols[coin];
      if (symbol !== undefined) board.onCandle(symbol, { ts, open, high, low, close, volume }, nothing);
    },
    trade: nothing,
    liquidation: nothing,
    funding: nothing,
    status: nothing,
  };
  market.advance(until, sink);
  const times: number[] = [];
  let sum = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const symbol of symbols) {
      const from = performance.now();
      for (const timeframe of TIMEFRAMES)
        sum += cellExplanation(board, symbol, timeframe, until, EVALUATION_DEFAULTS).score?.score ?? 0;
      times.push(performance.now() - from);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  console.log(
    `score per symbol, 8 timeframes with explanation: p50 ${at(0.5).toFixed(3)} ms, p99 ${at(0.99).toFixed(3)} ms`,
  );
  return Promise.resolve([
    {
      area: 'score',
      peer: `limit of ${String(LIMIT_MS)} ms per symbol`,
      rounds: ROUNDS,
      ratio_median: LIMIT_MS / at(0.5),
      ratio_p25: LIMIT_MS / at(0.99),
      goal: LIMIT_MS,
      check: Number.isFinite(sum) ? 'equal' : 'scores are not finite',
    },
    ...fullScore(),
  ]);
}
