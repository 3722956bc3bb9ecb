import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoinMatcher } from './coins.ts';

const matcher = new CoinMatcher(['BTC', 'ETH', 'BCH', 'SOL', 'LINK', 'NEAR', '1000PEPE', 'ETC']);

describe('the coins of a text', () => {
  it.each([
    ['Bitcoin and Ethereum rally', ['BTC', 'ETH']],
    ['BTC breaks out, $SOL follows', ['BTC', 'SOL']],
    ['Bitcoin Cash forks', ['BCH']],
    ['Ethereum Classic attacked', ['ETC']],
    ['BITCOIN SOARS', ['BTC']],
    ['The link between markets is near', []],
    ['LINK IN BIO', []],
    ['$LINK and $NEAR gain', ['LINK', 'NEAR']],
    ['Chainlink partners with NEAR Protocol', ['LINK', 'NEAR']],
    ['SOLD BTCUSD methane Bitcoins', []],
    ['sol and eth in lower case are words', []],
    ['PEPE doubles', ['1000PEPE']],
    ['Cardano falls', []],
  ])('%s', (text, coins) => {
    expect(matcher.coinsIn(text)).toEqual(coins);
  });

  it('are of the universe, sorted, each once, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1_000 }), (text) => {
        const found = matcher.coinsIn(`${text} BTC`);
        expect(found).toEqual([...new Set(found)].sort());
      }),
    );
  });
});
