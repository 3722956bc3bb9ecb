import { createHmac } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import {
  coinProblem,
  feedProblem,
  NEW_COIN,
  NEW_FEED,
  NEW_SIGNAL_SOURCE,
  nodeProblem,
  signalSourceProblem,
  signalWeight,
  walletList,
} from './drafts.ts';
import { newSecret } from './new-secret.ts';
import { addressOf, csvExample, exampleSignal, NO_MARKET, RECIPE_LANGUAGES, recipeText, restText } from './recipe.ts';
import { chainName, leanOf, readingState, reliabilityWords, scoreText, shortAddress } from './source-words.ts';

const WALLET = `0x${'ab'.repeat(20)}`;

describe('a source of signals as it is typed', () => {
  const named = { ...NEW_SIGNAL_SOURCE, name: 'desk' };

  it('needs a free name in small letters and a weight of 0.05 to 1', () => {
    expect(signalSourceProblem(NEW_SIGNAL_SOURCE, [])).toMatch(/short name/);
    expect(signalSourceProblem({ ...named, name: 'Desk' }, [])).toMatch(/lower-case/);
    expect(signalSourceProblem(named, ['trend', 'desk'])).toBe('There is a source desk already.');
    expect(signalSourceProblem({ ...named, weight: '1.1' }, [])).toBe('A weight is 0.05 to 1.');
    expect(signalSourceProblem(named, ['trend'])).toBeNull();
  });

  it('takes weights as plain decimals only', () => {
    expect(['0.05', ' 1 ', '0.04', '1e0', '', '-1', '0,5'].map(signalWeight)).toEqual([
      0.05,
      1,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('a feed as it is typed', () => {
  const feed = { ...NEW_FEED, name: 'Wire', address: 'https://wire.invalid/rss' };

  it('needs a name, an address without a key, and a weight', () => {
    expect(feedProblem(feed)).toBeNull();
    expect(feedProblem({ ...feed, name: ' ' })).toMatch(/name/);
    expect(feedProblem({ ...feed, address: 'http://wire.invalid/rss' })).toMatch(/https/);
    expect(feedProblem({ ...feed, address: 'https://wire.invalid/rss?apikey=1' })).toMatch(/holds a key/);
    expect(feedProblem({ ...feed, weight: '11' })).toBe('A weight is 0.1 to 10.');
  });
});

describe('a coin on the chain as it is typed', () => {
  const coin = { ...NEW_COIN, coin: 'LINK', token: WALLET };

  it('needs a token, wallets, or both, each a whole address', () => {
    expect(coinProblem(coin)).toBeNull();
    expect(coinProblem({ ...coin, token: '' })).toMatch(/or both/);
    expect(coinProblem({ ...coin, token: '', wallets: WALLET })).toBeNull();
    expect(coinProblem({ ...coin, token: '0x12' })).toMatch(/40 hex/);
    expect(coinProblem({ ...coin, coin: 'link' })).toMatch(/ETH/);
    expect(coinProblem({ ...coin, decimals: '37' })).toBe('Decimals are 0 to 36.');
  });

  it('reads wallets parted in any way, and sees one that would count twice', () => {
    expect(walletList(`${WALLET}\n 0xcd, 0xef;`)).toEqual([WALLET, '0xcd', '0xef']);
    expect(coinProblem({ ...coin, wallets: '0xcd' })).toMatch(/^0xcd is no address/);
    expect(coinProblem({ ...coin, wallets: `${WALLET}\n${WALLET.replace('ab', 'AB')}` })).toMatch(/twice/);
    const many = Array.from({ length: 51 }, (_, index) => `0x${String(index).padStart(40, '0')}`).join('\n');
    expect(coinProblem({ ...coin, wallets: many })).toBe('At most 50 wallets.');
  });

  it('takes a node by a web address and a whole id', () => {
    expect(nodeProblem('https://node.invalid/v3/key', '1')).toBeNull();
    expect(nodeProblem('wss://node.invalid', '1')).toMatch(/https/);
    expect(nodeProblem('https://node.invalid', '0')).toMatch(/whole number/);
  });
});

describe('the recipe of a webhook', () => {
  const body = JSON.stringify(exampleSignal({ symbol: 'XBTUSDTM', last: 100_000, priceDecimals: 1 }));
  const recipe = { url: 'http://127.0.0.1:7430/hooks/signals/desk', secret: 's'.repeat(43), body };

  it('holds address, secret and body in every language, and the three headers', () => {
    for (const language of RECIPE_LANGUAGES) {
      const text = recipeText(language, recipe);
      for (const part of [recipe.url, recipe.secret, recipe.body]) expect(text).toContain(part);
      for (const name of ['Timestamp', 'Nonce', 'Signature']) expect(text).toContain(`X-Zmart-${name}`);
    }
  });

  it('refuses what a quoted text cannot hold', () => {
    expect(() => recipeText('shell', { ...recipe, secret: "it's" })).toThrow(SyntaxError);
    expect(() => recipeText('python', { ...recipe, body: 'a\\b' })).toThrow(SyntaxError);
  });

  it('signs as the host checks: the example of Node.js, run with a stand-in for the network', async () => {
    const asked: { readonly headers: Readonly<Record<string, string>>; readonly body: string }[] = [];
    vi.stubGlobal('fetch', (_: string, sent: (typeof asked)[number]) => {
      asked.push(sent);
      return { status: 202, text: () => '' };
    });
    vi.spyOn(console, 'log').mockImplementationOnce(() => undefined);
    try {
      await import(`data:text/javascript,${encodeURIComponent(recipeText('node', recipe))}`);
    } finally {
      vi.unstubAllGlobals();
    }
    const [{ headers, body: sent } = { headers: {} as Readonly<Record<string, string>>, body: '' }] = asked;
    const stamp = headers['X-Zmart-Timestamp'] ?? '';
    const nonce = headers['X-Zmart-Nonce'] ?? '';
    expect(stamp).toMatch(/^\d{13}$/);
    const expected = createHmac('sha256', recipe.secret).update(`${stamp}.${nonce}.${sent}`).digest('hex');
    expect(headers['X-Zmart-Signature']).toBe(`sha256=${expected}`);
    expect(sent).toBe(body);
  });

  it('has an address only where a web server served the window', () => {
    expect(addressOf('http://127.0.0.1:7430', '/x')).toBe('http://127.0.0.1:7430/x');
    expect(addressOf('zmart://app', '/x')).toBeNull();
    expect(addressOf('null', '/x')).toBeNull();
  });

  it('makes an example whose stop and target lie on their sides, in ticks of the price', () => {
    const { price, stop, target } = exampleSignal({ symbol: 'SOLUSDTM', last: 143.218, priceDecimals: 2 });
    expect([price, stop, target]).toEqual([143.22, 140.35, 148.95]);
    expect(csvExample(NO_MARKET).split('\n')[0]).toContain('symbol,timeframe,direction');
    expect(csvExample(NO_MARKET)).toContain(',long,');
    expect(restText('http://127.0.0.1:1', 'screener', NO_MARKET)).toContain('"source":"screener"');
  });

  it('makes another secret each time, long enough for any host', () => {
    const secrets = new Set(Array.from({ length: 50 }, newSecret));
    expect(secrets.size).toBe(50);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

describe('words of sources', () => {
  it('tells a reading in one word', () => {
    const words = (enabled: boolean, at: number | null, ok: boolean, reading = true) =>
      readingState(enabled, { at, ok }, reading).word;
    expect(words(false, 1, true)).toBe('OFF');
    expect(words(true, 1, true, false)).toBe('NOT READ');
    expect(words(true, null, false)).toBe('WAITING');
    expect(words(true, 1, true)).toBe('WORKS');
    expect(words(true, 1, false)).toBe('FAILED');
  });

  it('names which way a score leans, and what is not known', () => {
    expect([0.05, 0.049, -0.049, -0.05, null].map((score) => leanOf(score).word)).toEqual([
      'positive',
      'neutral',
      'neutral',
      'negative',
      'not known',
    ]);
    expect(scoreText(-0.704)).toBe('−0.70');
  });

  it('tells no rate under 100 results', () => {
    expect(reliabilityWords(null).figure).toBe('not enough evidence');
    const told = reliabilityWords({ n: 1_412, rate: 0.47, lower: 0.42, upper: 0.52 });
    expect(`${told.figure}, ${told.detail}`).toBe('won 47\u202F%, 42 to 52\u202F%, n 1,412');
  });

  it('shortens addresses and names chains', () => {
    expect(shortAddress(WALLET)).toBe('0xabab…abab');
    expect(chainName(1)).toBe('Ethereum, chain 1');
    expect(chainName(5_000)).toBe('chain 5000');
  });
});
