import type { Instrument } from '#shared/domain/instrument.ts';
import { HOUR, MINUTE, SECOND } from '#shared/domain/time.ts';
import type { Ticker } from '../../ports/market-feed.ts';
import { coinProfile } from './coin-profiles.ts';
import { fundingRate } from './funding.ts';
import type { MarketSink } from './market-sink.ts';
import { initialCoin, initialMarket, readMarketState, type CoinState, type MarketState } from './market-state.ts';
import { priceOf, stepMinute, type CoinTerms } from './minute-step.ts';
import { quote, stepPrices } from './price-step.ts';
import { Sfc32 } from './sfc32.ts';

/** Step for making history; live steps are as long as the time that passed. */
export const COARSE_STEP_MS = 15_000;

const STATE_VERSION = 1;
const OUTAGE_EVERY = 5 * HOUR;
const SHORTEST_OUTAGE = 10 * SECOND;
const LONGEST_OUTAGE = 90 * SECOND;

/** Where and how a simulated market begins. */
export interface SimulatedMarketOptions {
  /** A whole number; the same seed and the same calls give the same market. */
  readonly seed: number;
  readonly instruments: readonly Instrument[];
  /** Simulated time of the start, ms since 1970. */
  readonly startAt: number;
  /** False for a feed that never fails. */
  readonly outages?: boolean;
}

/** The best prices and what rests there; `depthLots` is what a level holds on average. */
interface MarketTouch {
  readonly bidTicks: number;
  readonly askTicks: number;
  readonly bidLots: number;
  readonly askLots: number;
  readonly depthLots: number;
}

function termsOf(instrument: Instrument): CoinTerms {
  const tickPower = 10 ** instrument.priceScale;
  return {
    profile: coinProfile(instrument.coin),
    tick: instrument.tickUnits / tickPower,
    tickUnits: instrument.tickUnits,
    tickPower,
    multiplier: Number(instrument.multiplier),
    fundingIntervalMs: instrument.fundingIntervalMs,
  };
}

/**
 * A market of correlated perpetual contracts that does not exist. Common regimes switch as a Markov chain; volatility is
 * stochastic and clusters; jumps, funding, open interest, liquidations and outages of the feed follow from it. It moves
 * only in {@link advance}, draws all chance from its own generator, and its whole state can be kept as text.
 */
export class SimulatedMarket {
  readonly instruments: readonly Instrument[];
  readonly #terms: readonly CoinTerms[];
  readonly #outages: boolean;
  #random: Sfc32;
  #state: MarketState;

  constructor({ seed, instruments, startAt, outages = true }: SimulatedMarketOptions) {
    this.instruments = instruments;
    this.#terms = instruments.map(termsOf);
    this.#outages = outages;
    this.#random = new Sfc32(seed);
    const coins = instruments.map((instrument) => initialCoin(instrument, coinProfile(instrument.coin)));
    this.#state = initialMarket(startAt, coins);
    this.#stepMinute();
    if (outages) this.#scheduleOutage();
  }

  /**
   * A market that goes on where {@link state} was taken.
   * @throws SyntaxError when the text is no state of a market with these instruments.
   */
  static restore(text: string, instruments: readonly Instrument[]): SimulatedMarket {
    const saved = JSON.parse(text) as {
      version?: unknown;
      outages?: unknown;
      random?: unknown;
      market?: unknown;
    } | null;
    if (saved?.version !== STATE_VERSION || typeof saved.random !== 'string') {
      throw new SyntaxError("Not a simulated market's state of this version");
    }
    const market = new SimulatedMarket({ seed: 0, instruments, startAt: 0, outages: saved.outages === true });
    market.#state = readMarketState(saved.market, market.#state);
    market.#random = Sfc32.restore(saved.random);
    return market;
  }

  /** Goes on where another market of the same instruments was when its {@link state} was taken. @throws SyntaxError as {@link restore}. */
  goOnFrom(text: string): void {
    const other = SimulatedMarket.restore(text, this.instruments);
    this.#state = other.#state;
    this.#random = other.#random;
  }

  /** The whole state, for {@link restore}. */
  state(): string {
    const outages = this.#outages;
    return JSON.stringify({ version: STATE_VERSION, outages, random: this.#random.state(), market: this.#state });
  }

  /** Simulated time, ms since 1970. */
  get now(): number {
    return this.#state.now;
  }

  /** True while the feed is in an outage: the market moves, nobody sees it. */
  get down(): boolean {
    return this.#state.down;
  }

  /**
   * Moves the market on.
   * @param dtMs a whole number of milliseconds, not negative.
   * @param stepMs longest single step; steps also end at full minutes and where an outage begins or ends.
   * @throws RangeError for any other span.
   */
  advance(dtMs: number, sink: MarketSink, stepMs: number = COARSE_STEP_MS): void {
    if (!Number.isSafeInteger(dtMs) || dtMs < 0 || !(stepMs >= 1)) {
      throw new RangeError(`Not a span to advance by: ${String(dtMs)} ms in steps of ${String(stepMs)} ms`);
    }
    const state = this.#state;
    const end = state.now + dtMs;
    while (state.now < end) {
      const minuteEnd = state.now - (state.now % MINUTE) + MINUTE;
      const edge = state.down ? state.outageTo : state.outageFrom;
      const to = Math.min(end, state.now + Math.floor(stepMs), minuteEnd, edge);
      const step = to - state.now;
      state.now = to;
      stepPrices(state, this.#terms, step, this.#random, state.down ? null : sink);
      if (to === edge) this.#turnOutage(sink);
      if (to === minuteEnd) this.#endMinute(sink);
    }
  }

  /**
   * Jumps to a later time without a market in between, as when a program slept for weeks: prices stand, the candles are
   * missing. Also sets the start of a market that has not moved yet. @throws RangeError when `at` is in the past.
   */
  skipTo(at: number): void {
    const state = this.#state;
    if (!Number.isSafeInteger(at) || at < state.now) throw new RangeError(`The market cannot skip to ${String(at)}`);
    const shift = at - state.now;
    state.now = at;
    state.blindUntil = at;
    if (this.#outages) {
      state.outageFrom += shift;
      state.outageTo += shift;
    }
    for (const coin of state.coins) beginMinute(coin);
  }

  /** The latest quote of an instrument. @throws RangeError when there is no such place. */
  ticker(place: number, tsReceived: number): Ticker {
    const coin = this.#state.coins[place];
    const terms = this.#terms[place];
    const instrument = this.instruments[place];
    if (coin === undefined || terms === undefined || instrument === undefined) {
      throw new RangeError(`The market has no instrument ${String(place)}`);
    }
    const now = this.#state.now;
    return {
      symbol: instrument.symbol,
      bid: priceOf(terms, coin.bidTicks),
      ask: priceOf(terms, coin.askTicks),
      last: priceOf(terms, coin.lastTicks),
      mark: coin.index * (1 + coin.premium),
      index: coin.index,
      bidLots: restingBids(coin.depthLots, coin.lean),
      askLots: restingAsks(coin.depthLots, coin.lean),
      fundingRate: fundingRate(meanPremium(coin)),
      nextFundingAt: (Math.floor(now / terms.fundingIntervalMs) + 1) * terms.fundingIntervalMs,
      openInterestLots: Math.round(coin.openInterest),
      tsVenue: now,
      tsReceived,
    };
  }

  /** The quote of an instrument in whole ticks and contracts. @throws RangeError when there is no such place. */
  touch(place: number): MarketTouch {
    const coin = this.#state.coins[place];
    if (coin === undefined) throw new RangeError(`The market has no instrument ${String(place)}`);
    const { bidTicks, askTicks, depthLots, lean } = coin;
    return {
      bidTicks,
      askTicks,
      bidLots: restingBids(depthLots, lean),
      askLots: restingAsks(depthLots, lean),
      depthLots,
    };
  }

  #scheduleOutage(): void {
    const state = this.#state;
    const wait = Math.ceil(-Math.log(this.#random.nextPositive()) * OUTAGE_EVERY) + SECOND;
    const length = SHORTEST_OUTAGE + Math.floor(this.#random.next() * (LONGEST_OUTAGE - SHORTEST_OUTAGE));
    state.outageFrom = state.now + wait;
    state.outageTo = state.outageFrom + length;
  }

  #turnOutage(sink: MarketSink): void {
    const state = this.#state;
    state.down = !state.down;
    sink.status(state.down ? 'down' : 'open', state.now);
    if (state.down) return;
    state.blindUntil = state.now;
    for (const missed of state.missedFunding) sink.funding(missed.coin, missed.rate, missed.mark, missed.ts);
    state.missedFunding = [];
    this.#scheduleOutage();
  }

  #endMinute(sink: MarketSink): void {
    const state = this.#state;
    const ts = state.now - MINUTE;
    const seen = !state.down && state.blindUntil <= ts;
    for (let place = 0; place < state.coins.length; place += 1) {
      const coin = state.coins[place];
      const terms = this.#terms[place];
      if (coin === undefined || terms === undefined) continue;
      if (seen) emitCandle(coin, place, terms, ts, sink);
      beginMinute(coin);
      if (state.now % terms.fundingIntervalMs === 0) this.#settle(coin, place, sink);
    }
    this.#stepMinute();
  }

  #stepMinute(): void {
    stepMinute(this.#state, this.#terms, this.#random);
    this.#terms.forEach((terms, place) => {
      const coin = this.#state.coins[place];
      if (coin !== undefined) quote(coin, terms);
    });
  }

  #settle(coin: CoinState, place: number, sink: MarketSink): void {
    const state = this.#state;
    const rate = fundingRate(meanPremium(coin));
    const mark = coin.index * (1 + coin.premium);
    coin.premiumSum = 0;
    coin.premiumMinutes = 0;
    if (state.down) state.missedFunding.push({ coin: place, rate, mark, ts: state.now });
    else sink.funding(place, rate, mark, state.now);
  }
}

const restingBids = (depthLots: number, lean: number): number => Math.max(1, Math.round(depthLots * (1.5 - lean)));
const restingAsks = (depthLots: number, lean: number): number => Math.max(1, Math.round(depthLots * (0.5 + lean)));

const meanPremium = (coin: CoinState): number =>
  coin.premiumMinutes === 0 ? coin.premium : coin.premiumSum / coin.premiumMinutes;

function emitCandle(coin: CoinState, place: number, terms: CoinTerms, ts: number, sink: MarketSink): void {
  sink.candle(
    place,
    ts,
    priceOf(terms, coin.openTicks),
    priceOf(terms, coin.highTicks),
    priceOf(terms, coin.lowTicks),
    priceOf(terms, coin.lastTicks),
    coin.minuteLots * terms.multiplier,
  );
}

/** A candle opens where the last one closed. */
function beginMinute(coin: CoinState): void {
  coin.openTicks = coin.lastTicks;
  coin.highTicks = coin.lastTicks;
  coin.lowTicks = coin.lastTicks;
  coin.minuteLots = 0;
}
