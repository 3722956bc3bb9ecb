/** How a coin behaves in the simulated market. Shares are per day where not said otherwise. */
export interface CoinProfile {
  readonly coin: string;
  /** Price at the start and the level it keeps returning to over months, USDT: spot closes of 2025-12-31, rounded. */
  readonly startPrice: number;
  /** Response to the common market return. */
  readonly beta: number;
  /** Standard deviation of the coin's own daily log return. */
  readonly ownVolatility: number;
  /** Quoted spread in calm hours, in basis points of the price. */
  readonly spreadBps: number;
  /** Typical traded value per day, USDT. */
  readonly dailyTurnover: number;
  /** Typical open interest, USDT. */
  readonly openInterest: number;
}

const profile = (
  coin: string,
  startPrice: number,
  beta: number,
  ownVolatility: number,
  spreadBps: number,
  dailyTurnover: number,
  openInterest: number,
): CoinProfile => ({ coin, startPrice, beta, ownVolatility, spreadBps, dailyTurnover, openInterest });

const PROFILES: readonly CoinProfile[] = [
  profile('BTC', 87_640, 1, 0.008, 0.02, 1.9e9, 6.2e8),
  profile('ETH', 2_972, 1.3, 0.013, 0.06, 1.2e9, 4.1e8),
  profile('SOL', 124.6, 1.45, 0.019, 0.15, 4.5e8, 1.5e8),
  profile('ADA', 0.3336, 1.4, 0.022, 0.8, 6.5e7, 2.4e7),
  profile('AAVE', 146, 1.5, 0.026, 1.2, 3.2e7, 1.1e7),
  profile('ATOM', 1.929, 1.2, 0.024, 1.5, 1.1e7, 5.2e6),
  profile('AVAX', 12.31, 1.45, 0.022, 0.9, 4.8e7, 1.6e7),
  profile('DOT', 1.79, 1.35, 0.022, 1.1, 2.9e7, 1.2e7),
  profile('LINK', 12.2, 1.4, 0.021, 0.8, 6.1e7, 2.2e7),
  profile('NEAR', 1.514, 1.5, 0.027, 1.4, 2.4e7, 9.5e6),
  profile('SUI', 1.404, 1.6, 0.028, 0.9, 9.4e7, 3.1e7),
  profile('UNI', 5.63, 1.4, 0.027, 1.3, 2.7e7, 1e7),
];

const BY_COIN: ReadonlyMap<string, CoinProfile> = new Map(PROFILES.map((entry) => [entry.coin, entry]));

/** The behaviour of a coin. @throws RangeError for a coin the simulated market does not know. */
export function coinProfile(coin: string): CoinProfile {
  const found = BY_COIN.get(coin);
  if (found === undefined) throw new RangeError(`The simulated market does not know the coin "${coin}"`);
  return found;
}
