import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { BookColumns, FeedBooks } from '../../ports/market-feed.ts';
import { groupOf } from '../book-columns.ts';
import type { SimulatedMarket } from './simulated-market.ts';

/** How long a level keeps its size, ms; neighbours change at different moments. */
const LEVEL_LIFE_MS = 4_000;
/** Single levels that one group may hold; beyond that their number is worked out by the mean. */
const MOST_SINGLE = 16;
/** A round price holds this much more. */
const ROUND_TICKS = 10;
const ROUND_FACTOR = 2.2;

/**
 * The books of the simulated market: the best levels are those of its quotes, the levels behind them follow from price and
 * time alone. Reading draws nothing from the market's own chance, so that it runs alike whether or not someone looks.
 */
export class SimulatedBooks implements FeedBooks {
  readonly #market: SimulatedMarket;
  readonly #places: ReadonlyMap<ContractSymbol, number>;
  readonly #running: () => boolean;

  constructor(market: SimulatedMarket, places: ReadonlyMap<ContractSymbol, number>, running: () => boolean) {
    this.#market = market;
    this.#places = places;
    this.#running = running;
  }

  version(): number {
    return this.#readable() ? this.#market.now : -1;
  }

  read(symbol: ContractSymbol, groupTicks: number, into: BookColumns): string {
    const place = this.#places.get(symbol);
    if (place === undefined) return `The demo market does not know ${symbol}.`;
    if (!this.#running()) return 'The simulated market stands still.';
    if (this.#market.down) return 'The demo market simulates an outage.';
    const { now } = this.#market;
    const [bids, asks] = [this.#side('bid', place), this.#side('ask', place)];
    into.bids = fill(bids, groupTicks, into.bidTicks, into.bidLots);
    into.asks = fill(asks, groupTicks, into.askTicks, into.askLots);
    into.bestBid = bids.best;
    into.bestAsk = asks.best;
    into.sequence = now;
    into.tsVenue = now;
    return '';
  }

  lotsAt(symbol: ContractSymbol, side: 'buy' | 'sell', ticks: number): number | null {
    const place = this.#places.get(symbol);
    if (place === undefined || !this.#readable()) return null;
    const own = this.#side(side === 'buy' ? 'bid' : 'ask', place);
    const inside = side === 'buy' ? ticks > own.best : ticks < own.best;
    return inside ? 0 : Math.max(1, Math.round(restingAt(own, ticks)));
  }

  #side(side: 'bid' | 'ask', place: number): SimulatedSide {
    const { now } = this.#market;
    const { bidTicks, bidLots, askTicks, askLots, depthLots } = this.#market.touch(place);
    return side === 'bid'
      ? { side, place, best: bidTicks, bestLots: bidLots, depthLots, now }
      : { side, place, best: askTicks, bestLots: askLots, depthLots, now };
  }

  #readable(): boolean {
    return this.#running() && !this.#market.down;
  }
}

/** One side of a book at one moment. */
interface SimulatedSide {
  readonly side: 'bid' | 'ask';
  readonly place: number;
  readonly best: number;
  readonly bestLots: number;
  readonly depthLots: number;
  readonly now: number;
}

function fill(of: SimulatedSide, groupTicks: number, ticks: Float64Array, lots: Float64Array): number {
  const step = of.side === 'bid' ? -1 : 1;
  let from = of.best;
  let count = 0;
  while (count < ticks.length && from > 0) {
    const group = groupOf(of.side, from, groupTicks);
    if (group <= 0) break;
    // Prices from the first of the group to its far end, which names it.
    const members = Math.abs(group - from) + 1;
    const singles = Math.min(members, MOST_SINGLE);
    let sum = 0;
    for (let i = 0; i < singles; i += 1) sum += restingAt(of, from + step * Math.floor((i * members) / singles));
    ticks[count] = group;
    lots[count] = Math.max(1, Math.round((sum * members) / singles));
    count += 1;
    from = group + step;
  }
  return count;
}

/** What rests at a price: behind the best more with distance, more at round prices, otherwise by chance. */
function restingAt({ place, best, bestLots, depthLots, now }: SimulatedSide, ticks: number): number {
  if (ticks === best) return bestLots;
  const base = mix(Math.imul(place + 1, 0x9e3779b1) ^ ticks);
  const turn = Math.floor((now + (base % LEVEL_LIFE_MS)) / LEVEL_LIFE_MS);
  const chance = mix(base ^ Math.imul(turn | 0, 0x85ebca6b)) / 4_294_967_296;
  const distance = Math.abs(ticks - best);
  const thicker = 0.7 + 0.6 * (1 - Math.exp(-distance / 12));
  const round = ticks % ROUND_TICKS === 0 ? ROUND_FACTOR : 1;
  return depthLots * thicker * round * (0.25 + 1.5 * chance * chance);
}

/** Spreads the bits of a 32-bit number. Source: Austin Appleby, MurmurHash3 finaliser (public domain). */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
