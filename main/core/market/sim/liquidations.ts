import { priceOf, type CoinTerms } from './minute-step.ts';
import { LEVERAGE_CLASSES, type CoinState } from './market-state.ts';
import type { MarketSink } from './market-sink.ts';
import type { Sfc32 } from './sfc32.ts';

/** Share of open interest in each class, and how far from the entry each is liquidated (1/leverage less maintenance). */
const CLASSES = LEVERAGE_CLASSES.map((leverage, rank) => ({
  distance: 1 / leverage - 0.004,
  share: [0.012, 0.02, 0.03, 0.03][rank] ?? 0,
}));

/** No class is nearer to its entry than this. */
export const NEAREST_LIQUIDATION = Math.min(...CLASSES.map((one) => one.distance));

/** How much of a class goes at once; the rest follows while the price stays beyond the level. */
const PORTION = 0.4;
const EXHAUSTED = 0.2;
const LARGEST_IMPACT = 0.002;

/**
 * Closes positions whose class the price has left behind: reports each liquidation, takes it out of the open interest and
 * pushes the price on in the same direction, which may reach the next class.
 */
export function liquidate(
  coin: CoinState,
  place: number,
  terms: CoinTerms,
  random: Sfc32,
  sink: MarketSink | null,
  at: number,
): void {
  const move = coin.index / coin.entryLevel - 1;
  const long = move < 0;
  const pools = long ? coin.longPools : coin.shortPools;
  for (const [rank, { distance, share }] of CLASSES.entries()) {
    const pool = pools[rank] ?? 0;
    if (Math.abs(move) < distance || pool < EXHAUSTED) continue;
    const lots = Math.round(coin.openInterest * share * pool * PORTION * (0.4 + 1.2 * random.next()));
    pools[rank] = pool * (1 - PORTION);
    if (lots < 1) continue;
    coin.openInterest = Math.max(1, coin.openInterest - lots);
    coin.minuteLots += lots;
    const value = lots * terms.multiplier * coin.index;
    const impact = Math.min(LARGEST_IMPACT, (0.4 * value) / terms.profile.dailyTurnover);
    coin.index *= long ? 1 - impact : 1 + impact;
    // The forced order takes the best resting price, so the candle must show it.
    const ticks = long ? coin.bidTicks : coin.askTicks;
    coin.lastTicks = ticks;
    coin.highTicks = Math.max(coin.highTicks, ticks);
    coin.lowTicks = Math.min(coin.lowTicks, ticks);
    sink?.liquidation(place, priceOf(terms, ticks), lots, long ? 'long' : 'short', at);
  }
}
