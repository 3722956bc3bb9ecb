import type { Ticker } from '#core/ports/market-feed.ts';
import { DEFAULT_PAPER_CONFIG } from '#core/execution/paper-config.ts';
import { PaperVenue } from '#core/execution/paper-venue.ts';
import { parseMoney } from '#shared/domain/money.ts';
import { BTC, CONTRACTS } from '../orders/sample-contracts.ts';
import { VirtualTime } from '../orders/virtual-time.ts';
import type { VenueKind, VenueUnderTest } from './venue-under-test.ts';

const MOST_TICKERS = 400;

/** The paper venue on a market that stands where it is put, on virtual time. */
export const paperKind: VenueKind = {
  name: 'the paper venue',
  without: [],
  byHand: false,
  async open() {
    const time = new VirtualTime();
    const account = { balance: parseMoney('10000'), leverage: 5, liquidationFeePpm: null };
    const venue = new PaperVenue({ instruments: CONTRACTS, clock: time, config: DEFAULT_PAPER_CONFIG, account });
    let ticks = 900_000;
    const tick = async (): Promise<void> => {
      await time.advance(250);
      venue.onTicker(tickerAt(ticks, time.now()));
      await time.settle();
    };
    const world: VenueUnderTest = {
      venue,
      symbol: BTC,
      priceTicks: ticks,
      openedAt: time.now(),
      events: [],
      conditions: [],
      async until(met, what) {
        for (let count = 0; !(await met()); count += 1) {
          if (count > MOST_TICKERS) throw new Error(`Waited in vain for ${what}`);
          await tick();
        }
      },
      async moveTo(to) {
        ticks = to;
        await tick();
      },
      byHand: () => {
        throw new Error('Nobody else trades on paper');
      },
      close: () => Promise.resolve(),
    };
    venue.onEvent((event) => world.events.push(event));
    venue.onCondition((condition) => world.conditions.push(condition));
    await tick();
    return world;
  },
};

function tickerAt(ticks: number, now: number): Ticker {
  const price = ticks / 10;
  return {
    symbol: BTC,
    bid: price,
    ask: price + 0.1,
    last: price,
    mark: price,
    index: price,
    bidLots: 50,
    askLots: 50,
    fundingRate: 0.0001,
    nextFundingAt: null,
    openInterestLots: null,
    tsVenue: now,
    tsReceived: now,
  };
}
