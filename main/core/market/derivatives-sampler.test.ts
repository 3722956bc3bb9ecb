import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import type { Ticker } from '../ports/market-feed.ts';
import type { DerivativeSample } from '../ports/store.ts';
import { DerivativesSampler } from './derivatives-sampler.ts';

const START = 1_700_000_040_000;
const XBT = contractSymbol('XBTUSDTM');
const ETH = contractSymbol('ETHUSDTM');

const ticker = (symbol = XBT, over: Partial<Ticker> = {}): Ticker => ({
  symbol,
  bid: 1,
  ask: 2,
  last: 1,
  mark: 100,
  index: 101,
  bidLots: 1,
  askLots: 1,
  fundingRate: 0.0001,
  nextFundingAt: null,
  openInterestLots: 5_000,
  tsVenue: START,
  tsReceived: START,
  ...over,
});

function world() {
  const clock = new VirtualClock(START);
  const written: DerivativeSample[] = [];
  const store = {
    write: (samples: readonly DerivativeSample[]) => void written.push(...samples),
    read: fail,
    symbols: fail,
  };
  const sampler = new DerivativesSampler({ store, clock, scheduler: clock });
  return { clock, written, sampler };
}

const fail = (): never => {
  throw new Error('A sampler does not read');
};

describe('DerivativesSampler', () => {
  it('stores the last told figures of each minute, once', () => {
    const { clock, written, sampler } = world();
    const running = sampler.start();
    sampler.onEvent({ kind: 'ticker', ticker: ticker(XBT, { openInterestLots: 1 }) });
    sampler.onEvent({ kind: 'ticker', ticker: ticker(XBT, { openInterestLots: 2 }) });
    sampler.onEvent({ kind: 'ticker', ticker: ticker(ETH, { fundingRate: null, mark: 0, index: Number.NaN }) });
    expect(written).toEqual([]);
    clock.moveTo(START + 61_000);
    expect(written).toEqual([
      { symbol: XBT, ts: START - (START % 60_000), openInterestLots: 2, fundingRate: 0.0001, mark: 100, index: 101 },
      {
        symbol: ETH,
        ts: START - (START % 60_000),
        openInterestLots: 5_000,
        fundingRate: null,
        mark: null,
        index: null,
      },
    ]);
    running.dispose();
  });

  it('leaves out a minute in which nothing was told', () => {
    const { clock, written, sampler } = world();
    const running = sampler.start();
    sampler.onEvent({ kind: 'ticker', ticker: ticker() });
    clock.moveTo(START + 180_000);
    sampler.onEvent({ kind: 'ticker', ticker: ticker() });
    running.dispose();
    const minute = START - (START % 60_000);
    expect(written.map(({ ts }) => ts)).toEqual([minute, minute + 180_000]);
  });

  it('puts a ticker that comes right after a minute into the new one, before any timer fires', () => {
    const { written, sampler, clock } = world();
    sampler.onEvent({ kind: 'ticker', ticker: ticker(XBT, { openInterestLots: 1 }) });
    clock.moveTo(START + 60_000);
    sampler.onEvent({ kind: 'ticker', ticker: ticker(XBT, { openInterestLots: 2 }) });
    expect(written.map(({ openInterestLots }) => openInterestLots)).toEqual([1]);
  });
});
