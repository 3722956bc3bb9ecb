import { DAY } from '#shared/domain/time.ts';
import { gaussian } from './gaussian.ts';
import { liquidate, NEAREST_LIQUIDATION } from './liquidations.ts';
import type { MarketSink } from './market-sink.ts';
import type { CoinState, MarketState } from './market-state.ts';
import { priceOf, type CoinTerms } from './minute-step.ts';
import { REGIMES } from './regimes.ts';
import type { Sfc32 } from './sfc32.ts';

/** The common part of a step: what every coin shares. */
interface CommonMove {
  readonly logReturn: number;
  /** Variance of the common diffusion in this step. */
  readonly variance: number;
  readonly days: number;
  readonly rootDays: number;
}

const MOST_TRADES = 3;

/** `target.jump` when its moment lies in the step that ends now. */
const jumpWithin = (target: { readonly jumpAt: number; readonly jump: number }, from: number, to: number): number =>
  target.jumpAt > from && target.jumpAt <= to ? target.jump : 0;

function commonMove(state: MarketState, stepMs: number, random: Sfc32): CommonMove {
  const days = stepMs / DAY;
  const rootDays = Math.sqrt(days);
  const regime = REGIMES[state.regime];
  const drift = regime.driftPerDay - regime.pullPerDay * (state.level - state.regimeLevel);
  const diffusion = state.volatility * rootDays;
  const jump = jumpWithin(state, state.now - stepMs, state.now);
  const logReturn = drift * days + diffusion * gaussian(random) + jump;
  state.level += logReturn;
  return { logReturn, variance: diffusion * diffusion, days, rootDays };
}

/** Sets bid and ask around the perpetual's price. */
export function quote(coin: CoinState, terms: CoinTerms): void {
  const midTicks = (coin.index * (1 + coin.premium)) / terms.tick;
  coin.bidTicks = Math.max(1, Math.round(midTicks - coin.spreadTicks / 2));
  coin.askTicks = coin.bidTicks + coin.spreadTicks;
}

function report(
  coin: CoinState,
  place: number,
  terms: CoinTerms,
  random: Sfc32,
  sink: MarketSink,
  lots: number,
  at: number,
): void {
  let left = lots;
  const trades = 1 + Math.floor(random.next() * Math.min(MOST_TRADES, lots));
  const price = priceOf(terms, coin.lastTicks);
  const side = coin.lastTicks === coin.askTicks ? 'buy' : 'sell';
  for (let trade = trades; trade > 0; trade -= 1) {
    const size = trade === 1 ? left : Math.max(1, Math.floor(left * random.next()));
    if (size > left || left === 0) break;
    left -= size;
    sink.trade(place, price, size, side, at);
  }
}

function stepCoin(
  coin: CoinState,
  place: number,
  terms: CoinTerms,
  common: CommonMove,
  state: MarketState,
  stepMs: number,
  random: Sfc32,
  sink: MarketSink | null,
): void {
  const { beta } = terms.profile;
  const own = coin.ownVolatility * common.rootDays;
  const variance = beta * beta * common.variance + own * own;
  const deviation = Math.sqrt(variance);
  const jump = jumpWithin(coin, state.now - stepMs, state.now);
  const move = beta * common.logReturn + own * gaussian(random) + coin.drift * common.days + jump;
  const before = coin.index;
  coin.index *= Math.exp(move - variance / 2);

  // Highest and lowest point of a Brownian bridge between the two ends: a coarse step reaches as far as many fine ones.
  const up = -Math.log(random.nextPositive());
  const down = -Math.log(random.nextPositive());
  const reach = 2 * variance;
  const top = 0.5 * (move + Math.sqrt(move * move + reach * up));
  const bottom = 0.5 * (move - Math.sqrt(move * move + reach * down));

  const perTick = (1 + coin.premium) / terms.tick;
  quote(coin, terms);
  coin.lean = random.next();
  // Wide swings are busy ones: the volume shares the draws of the two extremes (mean one).
  const volume = coin.lotsPerDay * common.days * 0.5 * (up + down) + coin.volumeCarry;
  const lots = Math.floor(volume);
  coin.volumeCarry = volume - lots;
  // Buyers are the takers in most rising steps, and in all that rise by more than two deviations.
  const buys = (random.next() - 0.5) * 4 * deviation < move;
  if (lots > 0) {
    const last = buys ? coin.askTicks : coin.bidTicks;
    coin.lastTicks = last;
    coin.minuteLots += lots;
    coin.highTicks = Math.max(coin.highTicks, last, Math.round(before * (1 + top) * perTick));
    coin.lowTicks = Math.max(1, Math.min(coin.lowTicks, last, Math.round(before * (1 + bottom) * perTick)));
    if (sink !== null && sink.wantsTrades) report(coin, place, terms, random, sink, lots, state.now);
  }
  if (Math.abs(coin.index / coin.entryLevel - 1) >= NEAREST_LIQUIDATION) {
    liquidate(coin, place, terms, random, sink, state.now);
    quote(coin, terms);
  }
}

/**
 * Moves prices, quotes and volume by `stepMs`; `state.now` is already the end of the step. Variance is proportional to the
 * length of the step, so that history made in steps of 15 s and a live market in steps of 300 ms are the same process.
 * @param sink null while nobody can see the market.
 */
export function stepPrices(
  state: MarketState,
  terms: readonly CoinTerms[],
  stepMs: number,
  random: Sfc32,
  sink: MarketSink | null,
): void {
  const common = commonMove(state, stepMs, random);
  for (let place = 0; place < state.coins.length; place += 1) {
    const coin = state.coins[place];
    const own = terms[place];
    if (coin !== undefined && own !== undefined) stepCoin(coin, place, own, common, state, stepMs, random, sink);
  }
}
