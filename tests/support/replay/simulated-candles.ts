import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { DAY } from '#shared/domain/time.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { resample } from '#core/market/resample.ts';
import { makeHistory } from '#core/market/sim/make-history.ts';
import { SimulatedFeed } from '#core/market/sim/simulated-feed.ts';
import { SimulatedMarket } from '#core/market/sim/simulated-market.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';

/** A Thursday at 00:00 UTC. */
export const SIMULATED_FROM = 1_735_776_000_000;

/** Fifteen-minute candles of the first `symbols` simulated contracts over `days` days. */
export function simulatedCandles(
  symbols: number,
  days: number,
  seed: number,
): ReadonlyMap<ContractSymbol, CandleColumns> {
  const instruments = instrumentsForSimulation().slice(0, symbols);
  const until = SIMULATED_FROM + days * DAY;
  const clock = new VirtualClock(until);
  const market = new SimulatedMarket({ seed, instruments, startAt: SIMULATED_FROM });
  const feed = new SimulatedFeed({ market, clock, scheduler: clock, speed: 1 });
  const past = { from: SIMULATED_FROM, near: SIMULATED_FROM, until };
  for (const span of makeHistory(market, past)) feed.adopt(span);
  return new Map(
    instruments.map(({ symbol }) => [
      contractSymbol(symbol),
      resample(feed.series(symbol).columns(), '1m', '15m').columns,
    ]),
  );
}
