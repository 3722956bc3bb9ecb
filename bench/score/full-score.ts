import { performance } from 'node:perf_hooks';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { EVALUATION_DEFAULTS } from '#core/agents/evaluation/evaluation-settings.ts';
import { recomputes } from '#core/agents/explain/counterfactual.ts';
import { inputHash, scoreAgain } from '#core/agents/scoring/score-inputs.ts';
import { ScoreBoard } from '#core/agents/scoring/score-board.ts';
import { ranked, STANDING_DEFAULTS, standingsOf } from '#core/agents/scoring/standing.ts';
import { cellExplanation } from '#core/api/views/score-views.ts';
import { FeatureStore } from '#core/features/feature-store.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { quantile, type BenchResult } from '../harness.ts';
import { generator, walk } from '../indicators/series.ts';

/** A universe with everything known of each symbol: candles of 25 days, book, trades, funding, open interest, other agents. */

const SYMBOLS = 500;
const HOURS = 600;
const ROUNDS = 40;
/** The aims: one symbol with explanation, and the whole universe, ms. */
const AIM_ONE_MS = 1;
const AIM_ALL_MS = 50;

const candleAt = (series: ReturnType<typeof walk>, hour: number) => {
  const row = hour % series.close.length;
  const close = series.close[row] ?? 1;
  return { ts: hour * HOUR, open: close, high: series.high[row] ?? 1, low: series.low[row] ?? 1, close, volume: 1e4 };
};

function tell(features: FeatureStore, symbol: ContractSymbol, now: number, next: () => number): void {
  for (let hour = 48; hour >= 0; hour -= 1) {
    const ts = now - hour * HOUR;
    features.onEvent({
      kind: 'ticker',
      ticker: {
        symbol,
        bid: 99.99,
        ask: 100.01,
        last: 100,
        mark: 100,
        index: 100,
        bidLots: 1,
        askLots: 1,
        fundingRate: (next() - 0.5) * 1e-3,
        nextFundingAt: null,
        openInterestLots: 1000 + next() * 100,
        tsVenue: ts,
        tsReceived: ts,
      },
    });
  }
  for (let i = 0; i < 200; i += 1) {
    const takerSide = next() < 0.5 ? 'buy' : 'sell';
    features.onEvent({ kind: 'trade', symbol, price: 100, lots: 1e3 * next(), takerSide, tsVenue: now - MINUTE });
  }
  const levels = (sign: number) =>
    Array.from({ length: 60 }, (_, i) => ({ price: 100 + sign * (0.01 + i * 0.01), lots: 50 }));
  features.onEvent({
    kind: 'depth',
    symbol,
    bids: levels(-1),
    asks: levels(1),
    sequence: 1,
    tsVenue: now,
    tsReceived: now,
  });
}

function universe(): { board: ScoreBoard; close: (hour: number) => void; symbols: readonly ContractSymbol[] } {
  const symbols = Array.from({ length: SYMBOLS }, (_, i) => contractSymbol(`COIN${String(1000 + i)}USDTM`));
  const features = new FeatureStore(symbols, () => 1);
  const board = new ScoreBoard(symbols, '1h', ['1h', '4h'], false, features);
  const series = symbols.map((_, i) => walk(HOURS + ROUNDS + 1, 5 + i));
  const close = (hour: number): void => {
    for (const [i, symbol] of symbols.entries())
      board.onCandle(symbol, candleAt(series[i] as ReturnType<typeof walk>, hour), () => undefined);
  };
  for (let hour = 0; hour < HOURS; hour += 1) close(hour);
  const next = generator(3);
  for (const symbol of symbols) tell(features, symbol, HOURS * HOUR, next);
  for (const agent of ['sentiment', 'onchain', 'liquidation', 'model'] as const)
    board.provide(agent, (_, __, asOf) => ({
      status: 'ok',
      agent,
      opinion: 20,
      confidence: 0.5,
      evidence: [{ name: 'given', measured: '20', input: 20, weight: 1, asOf }],
      veto: false,
      asOf,
    }));
  return { board, close, symbols };
}

const line = (what: string, times: readonly number[], aim: number, check: string): BenchResult => {
  const [median, worst] = [quantile(times, 0.5), quantile(times, 0.99)];
  console.error(`  ${what}: p50 ${median.toFixed(3)} ms, p99 ${worst.toFixed(3)} ms, aim ${String(aim)} ms`);
  return {
    area: `score ${what}`,
    peer: `aim of ${String(aim)} ms`,
    rounds: times.length,
    ratio_median: Number((aim / median).toPrecision(4)),
    ratio_p25: Number((aim / quantile(times, 0.75)).toPrecision(4)),
    goal: 1,
    check,
  };
};

/** One symbol with all agents, inputs, hash and explanation, and the whole universe ranked anew after each hour. */
export function fullScore(): readonly BenchResult[] {
  const { board, close, symbols } = universe();
  const one: number[] = [];
  let check = 'equal';
  for (const symbol of symbols) {
    const from = performance.now();
    const explained = cellExplanation(board, symbol, '1h', HOURS * HOUR, EVALUATION_DEFAULTS);
    const inputs = board.inputs(symbol, '1h');
    const hash = inputHash(inputs, systemHasher);
    one.push(performance.now() - from);
    const score = board.closedScore(symbol, '1h');
    const again = canonicalJson(scoreAgain(inputs) as unknown as Json);
    const speaking = score.contributions.filter(({ opinion }) => opinion.status === 'ok').length;
    if (!recomputes(score) || again !== canonicalJson(score as unknown as Json) || hash.length !== 64)
      check = 'a score is not computed again from its inputs';
    // All but the cycle, which needs a year of days.
    if (speaking !== 8 || explained.score === null) check = `${String(speaking)} agents spoke`;
  }
  const all: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const hour = HOURS + round;
    close(hour);
    const from = performance.now();
    const order = ranked(
      standingsOf({ scores: board, weights: () => STANDING_DEFAULTS, hasher: systemHasher }, (hour + 1) * HOUR),
    );
    all.push(performance.now() - from);
    if ((order[0]?.score ?? null) === null) check = 'nothing is ranked';
  }
  return [
    line('one symbol, all agents, explained', one, AIM_ONE_MS, check),
    line(`${String(SYMBOLS)} symbols ranked`, all, AIM_ALL_MS, check),
  ];
}
