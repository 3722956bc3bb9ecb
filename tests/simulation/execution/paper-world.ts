import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, Lots } from '#shared/domain/instrument.ts';
import { parseMoney, type Money } from '#shared/domain/money.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { PaperAccountTerms, PaperConfig } from '#core/execution/paper-config.ts';
import { PaperVenue } from '#core/execution/paper-venue.ts';
import type { Ticker } from '#core/ports/market-feed.ts';
import type { Answer, OrderRef, VenueEvent, VenueOrder } from '#core/ports/venue.ts';
import { BTC, candle, instrument, PLAIN, START, STEP, TestClock, ticker } from './support.ts';

/** A contract with a maintenance table: 0.4 % up to 1,000, 1 % up to 5,000, 2 % up to 100,000 USDT. */
export const TIERED: Instrument = {
  ...instrument(BTC),
  maintenanceTiers: [
    { maxNotional: parseMoney('1000'), maxLeverage: 100, maintenanceRatePpm: 4_000n },
    { maxNotional: parseMoney('5000'), maxLeverage: 50, maintenanceRatePpm: 10_000n },
    { maxNotional: parseMoney('100000'), maxLeverage: 20, maintenanceRatePpm: 20_000n },
  ],
};

let count = 0;

/** An order with the usual terms; anything can be replaced. */
export const paperOrder = (more: Partial<Record<keyof VenueOrder, unknown>> = {}): VenueOrder =>
  ({
    clientOrderId: `b${String(++count).padStart(31, '0')}` as ClientOrderId,
    symbol: BTC,
    side: 'buy',
    kind: 'market',
    lots: 10 as Lots,
    reduceOnly: false,
    priceTicks: null,
    triggerTicks: null,
    ...more,
  }) as VenueOrder;

export const refOf = ({ clientOrderId, symbol }: VenueOrder): OrderRef => ({
  clientOrderId,
  venueOrderId: null,
  symbol,
  triggered: false,
});

/** The value of an answer that must be known. */
export async function known<T>(answer: Promise<Answer<T>>): Promise<T> {
  const given = await answer;
  if (!given.known) throw new Error(given.reason);
  return given.value;
}

export const account = (balance: string, more: Partial<PaperAccountTerms> = {}): PaperAccountTerms => ({
  balance: parseMoney(balance),
  leverage: 10,
  liquidationFeePpm: null,
  ...more,
});

export interface PaperWorldTerms {
  readonly config?: Partial<PaperConfig>;
  readonly account?: PaperAccountTerms;
  readonly instrument?: Instrument;
}

/** A paper venue with a clock, whose prices are given one by one; a millisecond passes with each unless told. */
export function paperWorld(terms: PaperWorldTerms = {}) {
  const clock = new TestClock();
  const instruments = new Map<ContractSymbol, Instrument>([[BTC, terms.instrument ?? instrument(BTC)]]);
  const config = { ...PLAIN, ...terms.config };
  const money = terms.account === undefined ? {} : { account: terms.account };
  const venue = new PaperVenue({ instruments, clock, config, ...money });
  const events: VenueEvent[] = [];
  venue.onEvent((event) => events.push(event));
  const pass = (ms: number): EpochMs => {
    clock.set(clock.now() + ms);
    return clock.now();
  };
  return {
    venue,
    clock,
    events,
    pass,
    /** Lots, price and liquidity of every fill so far. */
    fills: () =>
      events.flatMap((event) =>
        event.kind === 'fill' ? [[event.lots, event.priceTicks, event.liquidity] as const] : [],
      ),
    kinds: () => events.map(({ kind }) => kind),
    tick: (bid: number, ask: number, more: Partial<Ticker> = {}) => {
      venue.onTicker(ticker(BTC, bid, ask, { tsVenue: pass(1), ...more }));
    },
    /** Levels as price and contracts, best first. */
    depth: (bids: readonly (readonly [number, number])[], asks: readonly (readonly [number, number])[]) => {
      const levels = (side: readonly (readonly [number, number])[]) => side.map(([price, lots]) => ({ price, lots }));
      venue.onDepth(BTC, levels(bids), levels(asks), pass(1));
    },
    trade: (price: number, lots: number, takerSide: 'buy' | 'sell') => {
      venue.onTrade(BTC, price, lots, takerSide, pass(1));
    },
    bar: (open: number, high: number, low: number, close: number, volume = 1_000) => {
      pass(STEP);
      venue.onCandle(BTC, candle(clock.now() - STEP, open, high, low, close, volume));
    },
  };
}

export type PaperWorld = ReturnType<typeof paperWorld>;

/** A world that holds ten contracts bought at 100, with nothing told yet. */
export async function holdingWorld(terms: PaperWorldTerms = {}): Promise<PaperWorld> {
  const world = paperWorld(terms);
  world.tick(99.9, 100);
  await world.venue.submit(paperOrder());
  world.tick(99.9, 100);
  world.events.length = 0;
  return world;
}

export const money = (text: string): Money => parseMoney(text);
export { BTC, START };
