import { MINUTE } from '#shared/domain/time.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { CoinProfile } from './coin-profiles.ts';
import { isRegimeName, type RegimeName } from './regimes.ts';

/** Everything that changes in one coin's market. Prices of quotes and candles in ticks. */
export interface CoinState {
  readonly symbol: string;
  /** Index (spot) price, USDT, off the tick grid. */
  index: number;
  /** Perpetual over index, as a fraction. */
  premium: number;
  /** Sum and count of the premium by the minute since the last settlement. */
  premiumSum: number;
  premiumMinutes: number;
  /** Logarithm of the coin's own volatility over its usual one. */
  logVolatility: number;
  /** Standard deviation of the coin's own log return per square root of a day. */
  ownVolatility: number;
  drift: number;
  /** When a jump comes, and its log return; a time in the past means none. */
  jumpAt: number;
  jump: number;
  openInterest: number;
  /** Average price at which open positions were entered lately. */
  entryLevel: number;
  /** Share of each leverage class still open, longs and shorts. */
  readonly longPools: number[];
  readonly shortPools: number[];
  spreadTicks: number;
  depthLots: number;
  lotsPerDay: number;
  /** Part of a contract that volume has not yet shown. */
  volumeCarry: number;
  bidTicks: number;
  askTicks: number;
  lastTicks: number;
  /** From 0 to 1: how much of the resting size stands at the ask. */
  lean: number;
  openTicks: number;
  highTicks: number;
  lowTicks: number;
  /** Contracts traded in the open minute. */
  minuteLots: number;
}

/** A settlement that happened while the feed was down. */
export interface MissedFunding {
  readonly coin: number;
  readonly rate: number;
  readonly mark: number;
  readonly ts: number;
}

/** Everything that changes in the whole market. */
export interface MarketState {
  now: number;
  regime: RegimeName;
  /** Sum of the common log returns, and its value when the regime began. */
  level: number;
  regimeLevel: number;
  logVolatility: number;
  volatility: number;
  jumpAt: number;
  jump: number;
  down: boolean;
  outageFrom: number;
  outageTo: number;
  /** Nothing was seen before this moment within the minute that holds it. */
  blindUntil: number;
  missedFunding: MissedFunding[];
  readonly coins: CoinState[];
}

export const LEVERAGE_CLASSES = [100, 50, 25, 10] as const;

/** A coin at rest at its start price. */
export function initialCoin(instrument: Instrument, profile: CoinProfile): CoinState {
  const tick = instrument.tickUnits / 10 ** instrument.priceScale;
  const ticks = Math.max(2, Math.round(profile.startPrice / tick));
  return {
    symbol: instrument.symbol,
    index: profile.startPrice,
    premium: 0,
    premiumSum: 0,
    premiumMinutes: 0,
    logVolatility: 0,
    ownVolatility: profile.ownVolatility,
    drift: 0,
    jumpAt: 0,
    jump: 0,
    openInterest: profile.openInterest / (profile.startPrice * Number(instrument.multiplier)),
    entryLevel: profile.startPrice,
    longPools: LEVERAGE_CLASSES.map(() => 1),
    shortPools: LEVERAGE_CLASSES.map(() => 1),
    spreadTicks: 1,
    depthLots: 1,
    lotsPerDay: 0,
    volumeCarry: 0,
    bidTicks: ticks - 1,
    askTicks: ticks,
    lastTicks: ticks,
    lean: 0.5,
    openTicks: ticks,
    highTicks: ticks,
    lowTicks: ticks,
    minuteLots: 0,
  };
}

/** A market at rest. */
export const initialMarket = (startAt: number, coins: CoinState[]): MarketState => ({
  now: startAt,
  regime: 'range',
  level: 0,
  regimeLevel: 0,
  logVolatility: 0,
  volatility: 0,
  jumpAt: 0,
  jump: 0,
  down: false,
  outageFrom: Number.MAX_SAFE_INTEGER,
  outageTo: Number.MAX_SAFE_INTEGER,
  blindUntil: startAt % MINUTE === 0 ? 0 : startAt,
  missedFunding: [],
  coins,
});

/** True when `value` has the fields of `model` with values of the same kind, numbers being finite. */
function hasShapeOf(value: unknown, model: unknown): boolean {
  if (Array.isArray(model)) {
    const [element] = model as readonly unknown[];
    return Array.isArray(value) && (element === undefined || value.every((one) => hasShapeOf(one, element)));
  }
  if (typeof model === 'object' && model !== null) {
    if (typeof value !== 'object' || value === null) return false;
    return Object.entries(model).every(([key, part]) => hasShapeOf((value as Record<string, unknown>)[key], part));
  }
  return typeof model === 'number' ? Number.isFinite(value) : typeof value === typeof model;
}

/**
 * Reads a state back from {@link JSON} text; doubles written by JSON come back to the last bit.
 * @param model a state of the same market, for its shape and its list of symbols.
 * @throws SyntaxError when the text is no state of a market with the same contracts.
 */
export function readMarketState(value: unknown, model: MarketState): MarketState {
  if (!hasShapeOf(value, model)) throw new SyntaxError("Not a simulated market's state");
  const state = value as MarketState;
  const symbols = (of: MarketState): string => of.coins.map((coin) => coin.symbol).join(' ');
  if (!isRegimeName(state.regime) || symbols(state) !== symbols(model)) {
    throw new SyntaxError(`The saved market is one of ${symbols(state)}, not of ${symbols(model)}`);
  }
  return state;
}
