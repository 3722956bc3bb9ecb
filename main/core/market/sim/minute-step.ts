import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';
import type { CoinProfile } from './coin-profiles.ts';
import { gaussian } from './gaussian.ts';
import type { CoinState, MarketState } from './market-state.ts';
import { nextRegime, REGIMES } from './regimes.ts';
import type { Sfc32 } from './sfc32.ts';

/** What a coin's step needs to know of its contract. */
export interface CoinTerms {
  readonly profile: CoinProfile;
  readonly tick: number;
  /** The tick is `tickUnits / tickPower`; prices are computed so, to be the nearest doubles to their decimals. */
  readonly tickUnits: number;
  readonly tickPower: number;
  readonly multiplier: number;
  readonly fundingIntervalMs: number;
}

/** A price in USDT from a count of ticks. */
export const priceOf = (terms: CoinTerms, ticks: number): number => (ticks * terms.tickUnits) / terms.tickPower;

/** Length of this step; a plain number, as it is only ever divided. */
const STEP_MS: number = MINUTE;

/** Standard deviation of the common log return over a calm day. */
const COMMON_VOLATILITY = 0.019;

/**
 * Log volatility is an Ornstein–Uhlenbeck process stepped exactly once a minute (stochastic volatility in the sense of
 * Taylor, 1986): stationary deviation SPREAD, memory MEMORY. It gives clustering and, mixed over, fat tails.
 */
const VOLATILITY_SPREAD = 0.42;
const VOLATILITY_MEMORY = Math.exp(-STEP_MS / (5 * HOUR));
const VOLATILITY_NOISE = VOLATILITY_SPREAD * Math.sqrt(1 - VOLATILITY_MEMORY * VOLATILITY_MEMORY);
/** So that the mean square of the factor is one. */
const VOLATILITY_MEAN = -VOLATILITY_SPREAD * VOLATILITY_SPREAD;
const LOUDEST = 1.6;

const COMMON_JUMPS_PER_DAY = 2;
const COIN_JUMPS_PER_DAY = 3;
const COMMON_JUMP = 0.0028;
const COIN_JUMP = 0.0045;
/** A jump leaves the market louder. */
const JUMP_KICK = 0.5;

/** Prices come back to their start level over this many days, so that a demo left running keeps plausible prices. */
const HOME_DAYS = 25;

const PREMIUM_MEMORY = Math.exp(-STEP_MS / (90 * MINUTE));
const PREMIUM_NOISE = 0.000035;
const PREMIUM_LIMIT = 0.003;
const ENTRY_MEMORY = Math.exp(-STEP_MS / (4 * HOUR));
const POOL_REFILL = 1 - Math.exp(-STEP_MS / (6 * HOUR));
const INTEREST_MEMORY = Math.exp(-STEP_MS / (8 * HOUR));

const clamp = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));

const nextLogVolatility = (current: number, random: Sfc32): number =>
  Math.min(LOUDEST, current * VOLATILITY_MEMORY + VOLATILITY_NOISE * gaussian(random));

/** Draws whether a jump comes within the next minute; the same number of draws either way. */
function scheduleJump(
  target: { jumpAt: number; jump: number; logVolatility: number },
  now: number,
  random: Sfc32,
  perDay: number,
  size: number,
): void {
  const comes = random.next() < (perDay * MINUTE) / DAY;
  const offset = 1 + Math.floor(random.next() * (MINUTE - 1));
  // A normal size spread by another normal: heavier tails than one normal.
  const jump = gaussian(random) * size * (0.5 + Math.abs(gaussian(random)));
  if (!comes) return;
  target.jumpAt = now + offset;
  target.jump = clamp(jump, 0.12);
  target.logVolatility = Math.min(LOUDEST, target.logVolatility + JUMP_KICK);
}

function stepCommon(state: MarketState, random: Sfc32): void {
  const regime = nextRegime(state.regime, random);
  if (regime !== state.regime) {
    state.regime = regime;
    state.regimeLevel = state.level;
  }
  state.logVolatility = nextLogVolatility(state.logVolatility, random);
  scheduleJump(state, state.now, random, COMMON_JUMPS_PER_DAY, COMMON_JUMP);
  state.volatility = COMMON_VOLATILITY * REGIMES[regime].volatility * Math.exp(state.logVolatility + VOLATILITY_MEAN);
}

/** Busiest in the American morning, quietest twelve hours away. */
const hourFactor = (now: number): number => 1 + 0.35 * Math.cos(((now / HOUR - 15) / 12) * Math.PI);

function stepCoin(coin: CoinState, terms: CoinTerms, state: MarketState, random: Sfc32): void {
  const { profile } = terms;
  coin.logVolatility = nextLogVolatility(coin.logVolatility, random);
  scheduleJump(coin, state.now, random, COIN_JUMPS_PER_DAY, COIN_JUMP);
  coin.ownVolatility = profile.ownVolatility * Math.exp(coin.logVolatility + VOLATILITY_MEAN);
  coin.drift = -Math.log(coin.index / profile.startPrice) / HOME_DAYS;

  const usual = Math.hypot(profile.beta * COMMON_VOLATILITY, profile.ownVolatility);
  const loudness = Math.hypot(profile.beta * state.volatility, coin.ownVolatility) / usual;
  const move = coin.index / coin.entryLevel - 1;
  // Those who follow a move pay up for the perpetual, which is what funding then charges.
  const wanted = clamp(0.0001 + move * 0.03, 0.0015);
  const premium = wanted + (coin.premium - wanted) * PREMIUM_MEMORY + PREMIUM_NOISE * loudness * gaussian(random);
  coin.premium = clamp(premium, PREMIUM_LIMIT);
  coin.premiumSum += coin.premium;
  coin.premiumMinutes += 1;

  const contract = coin.index * terms.multiplier;
  const crowd = (profile.openInterest / contract) * (1 + 4 * Math.abs(move));
  const interest = crowd + (coin.openInterest - crowd) * INTEREST_MEMORY;
  coin.openInterest = Math.max(1, interest * (1 + 0.0006 * gaussian(random)));
  coin.entryLevel = coin.index + (coin.entryLevel - coin.index) * ENTRY_MEMORY;
  for (let rank = 0; rank < coin.longPools.length; rank += 1) {
    coin.longPools[rank] = 1 - (1 - (coin.longPools[rank] ?? 1)) * (1 - POOL_REFILL);
    coin.shortPools[rank] = 1 - (1 - (coin.shortPools[rank] ?? 1)) * (1 - POOL_REFILL);
  }

  coin.spreadTicks = Math.max(1, Math.round((coin.index * profile.spreadBps * 1e-4 * loudness) / terms.tick));
  coin.depthLots = Math.max(1, (profile.dailyTurnover * 2e-5) / contract / loudness);
  const activity = Math.exp(0.45 * gaussian(random) - 0.1) * loudness ** 1.3 * hourFactor(state.now);
  coin.lotsPerDay = (profile.dailyTurnover / contract) * activity;
}

/** Moves what changes slowly: regime, volatilities, premium, open interest, spread, depth, activity. Once a minute. */
export function stepMinute(state: MarketState, terms: readonly CoinTerms[], random: Sfc32): void {
  stepCommon(state, random);
  for (const [place, coin] of state.coins.entries()) {
    const own = terms[place];
    if (own !== undefined) stepCoin(coin, own, state, random);
  }
}
