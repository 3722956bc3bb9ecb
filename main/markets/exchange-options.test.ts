import { describe, expect, it } from 'vitest';
import { exchangeChoice, USUAL_EXCHANGE } from './exchange-options.ts';

describe('the exchange part of a command line', () => {
  it('is KuCoin Futures itself when nothing is said', () => {
    expect(exchangeChoice({})).toEqual(USUAL_EXCHANGE);
  });

  it('takes a known venue, a simulator on this machine, and a number of days', () => {
    expect(exchangeChoice({ venue: 'okx', endpoint: 'http://127.0.0.1:4000/', historyDays: '2' })).toEqual({
      venue: 'okx',
      endpoint: 'http://127.0.0.1:4000',
      historyDays: 2,
    });
  });

  it.each([
    'http://example.com',
    'https://127.0.0.1:4000',
    'http://127.0.0.1.evil.com',
    'http://0.0.0.0:4000',
    'ws://127.0.0.1:4000',
    'nonsense',
    '',
  ])('does not send orders and logins to %s', (endpoint) => {
    expect(exchangeChoice({ endpoint })).toContain('--endpoint is for a venue simulator on this machine');
  });

  it.each(['0', '-1', '1.5', '366', 'many', ''])('refuses %s days', (historyDays) => {
    expect(exchangeChoice({ historyDays })).toContain('--history-days must be a whole number from 1 to 365');
  });

  it('names the venues when one is not known', () => {
    expect(exchangeChoice({ venue: 'mtgox' })).toContain('kucoin-futures, binance-usdm, bybit, okx, not "mtgox"');
  });
});
