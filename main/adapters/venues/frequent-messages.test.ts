import { describe, expect, it } from 'vitest';
import { binanceFeed } from './binance-usdm-market.ts';
import type { FeedPoll } from './feed-quirks.ts';
import { FrequentMessages } from './frequent-messages.ts';
import { kucoinFeed } from './kucoin-futures-market.ts';
import { TickerAnswers } from './ticker-answers.ts';
import { ContractBook } from './venue-contract.ts';
import { BTC, CONTRACTS } from '#tests/support/orders/sample-contracts.ts';

const instrument = CONTRACTS.get(BTC) as NonNullable<ReturnType<typeof CONTRACTS.get>>;
const { symbol } = instrument;
const bookOf = (venueSymbol: string, sizeStep: string) => new ContractBook([{ instrument, venueSymbol, sizeStep }]);
const NOW = 1_731_665_526_461;

describe('Messages that are read from their bytes', () => {
  const kucoin = new FrequentMessages(kucoinFeed.frequent, bookOf('XBTUSDTM', '1'));
  const binance = new FrequentMessages(binanceFeed.frequent, bookOf('BTCUSDT', '0.001'));
  const bids = { bid: 63_719.8, ask: 63_720 };

  it('tell the quotes of KuCoin and Binance', () => {
    const data = `{"symbol":"XBTUSDTM","sequence":1,"bestBidSize":713,"bestBidPrice":"63719.8","bestAskPrice":"63720.0","bestAskSize":5,"ts":${String(NOW)}000001}`;
    expect(
      kucoin.read(`{"topic":"/contractMarket/tickerV2:XBTUSDTM","type":"message","subject":"tickerV2","data":${data}}`),
    ).toEqual([{ kind: 'ticker', symbol, patch: { ...bids, bidLots: 713, askLots: 5 }, tsVenue: NOW }]);
    expect(
      binance.read(
        `{"e":"bookTicker","u":1,"s":"BTCUSDT","b":"63719.8","B":"0.713","a":"63720.0","A":"0.005","T":${String(NOW)},"E":1}`,
      ),
    ).toEqual([{ kind: 'ticker', symbol, patch: { ...bids, bidLots: 713, askLots: 5 }, tsVenue: NOW }]);
  });

  it('tell trades with the side of the taker, and the last price with them', () => {
    const event = { kind: 'trade', symbol, price: 63_720, lots: 4, tsVenue: NOW };
    const last = { kind: 'ticker', symbol, patch: { last: 63_720 }, tsVenue: NOW };
    const data = `{"symbol":"XBTUSDTM","side":"sell","size":4,"price":"63720.0","tradeId":"1","ts":${String(NOW)}999999}`;
    expect(
      kucoin.read(`{"topic":"/contractMarket/execution:XBTUSDTM","type":"message","subject":"match","data":${data}}`),
    ).toEqual([{ kind: 'event', event: { ...event, takerSide: 'sell' } }, last]);
    for (const [maker, takerSide] of [
      [true, 'sell'],
      [false, 'buy'],
    ] as const)
      expect(
        binance.read(
          `{"e":"aggTrade","E":1,"s":"BTCUSDT","a":1,"p":"63720.0","q":"0.004","f":1,"l":2,"T":${String(NOW)},"m":${String(maker)}}`,
        ),
      ).toEqual([{ kind: 'event', event: { ...event, takerSide } }, last]);
  });

  it('are nothing when they tell of a contract that is not followed, and refused when they are cut', () => {
    expect(binance.read('{"e":"aggTrade","s":"ETHUSDT","p":"1","q":"1","T":1731665526461,"m":true}')).toEqual([]);
    expect(() => binance.read('{"e":"aggTrade","s":"BTCUSDT","p":"1","q":"1"')).toThrow(/At byte/);
    expect(() => binance.read('{"e":"aggTrade","s":"BTCUSDT","p":"1","q":"1","m":true}')).toThrow(/"T" is missing/);
  });

  it('leave all others to be parsed', () => {
    expect(kucoin.read('{"id":"1","type":"welcome"}')).toBeNull();
    expect(kucoin.read('{"type":"error","data":"topic /contractMarket/execution:X is not found"}')).toBeNull();
    expect(binance.read('{"result":null,"id":1}')).toBeNull();
  });
});

describe('Answers with tickers', () => {
  const answers = (poll: FeedPoll | undefined, venueSymbol: string) =>
    new TickerAnswers(poll as FeedPoll, bookOf(venueSymbol, '1'));
  const patches = (poll: FeedPoll | undefined, text: string) =>
    answers(poll, 'XBTUSDTM')
      .read(Buffer.from(text), NOW)
      .map((sign) => (sign.kind === 'ticker' ? sign.patch : null));

  it('tell funding and open interest, and null where the venue says nothing', () => {
    const [derived] = kucoinFeed.polls;
    const row = (more: string) =>
      `{"code":"200000","data":[{"symbol":"ETHUSDTM","openInterest":"7"},{"symbol":"XBTUSDTM","tags":["a"],${more}}]}`;
    expect(
      patches(derived, row('"fundingFeeRate":1.0E-4,"openInterest":"12","nextFundingRateDateTime":1731668400000')),
    ).toEqual([{ fundingRate: 0.0001, openInterestLots: 12, nextFundingAt: 1_731_668_400_000 }]);
    expect(patches(derived, row('"fundingFeeRate":null,"nextFundingRateTime":1000'))).toEqual([
      { fundingRate: null, openInterestLots: null, nextFundingAt: NOW + 1_000 },
    ]);
  });

  it('leave out of a first quote what is not known', () => {
    const quote = `"bestBidPrice":"1.5","bestBidSize":3,"bestAskPrice":"1.6","bestAskSize":4`;
    const text = `{"code":"200000","data":[{"symbol":"XBTUSDTM","price":null,${quote},"ts":${String(NOW)}000000}]}`;
    expect(patches(kucoinFeed.polls[1], text)).toEqual([{ bid: 1.5, bidLots: 3, ask: 1.6, askLots: 4 }]);
  });
});
