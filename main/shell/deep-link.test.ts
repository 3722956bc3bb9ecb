import { describe, expect, it } from 'vitest';
import { placePath, SCREEN_PATHS } from '#shared/domain/screen-path.ts';
import { readWish } from '#shared/domain/shell-wish.ts';
import { HOSTILE_ADDRESSES } from '#tests/support/electron/hostile-addresses.ts';
import { linkAt, readLink } from './deep-link.ts';

const SIGNAL = '01jd8q4x3w7b9k2m5n6p';
const known = { symbol: (text: string) => text === 'XBTUSDTM', signal: (text: string) => text === SIGNAL };

describe('a link', () => {
  it.each(SCREEN_PATHS)('opens the screen %s, which the window grants', (path) => {
    const place = readLink(`zmart://screen${path}`, known);
    expect(place).toEqual({ screen: path });
    expect(readWish({ kind: 'place', path })).not.toBeNull();
  });

  it('opens a contract and an explanation that are known', () => {
    const contract = readLink('zmart://symbol/XBTUSDTM', known);
    const explanation = readLink(`zmart://explain/${SIGNAL}`, known);
    expect([contract, explanation]).toEqual([{ screen: '/console', symbol: 'XBTUSDTM' }, { explain: SIGNAL }]);
    for (const place of [contract, explanation]) {
      if (typeof place === 'string') throw new Error(place);
      expect(readWish({ kind: 'place', path: placePath(place) })).not.toBeNull();
    }
  });

  it.each([
    ['zmart://screen/orders', 'NO_SUCH_SCREEN'],
    ['zmart://screen/constructor', 'NO_SUCH_SCREEN'],
    ['zmart://screen/board/Risk', 'NO_SUCH_SCREEN'],
    ['zmart://screen//risk', 'NO_SUCH_SCREEN'],
    ['zmart://symbol/ETHUSDTM', 'NO_SUCH_SYMBOL'],
    ['zmart://symbol/', 'NO_SUCH_SYMBOL'],
    ['zmart://explain/01jd8q4x3w7b9k2m5n6q', 'NO_SUCH_SIGNAL'],
    ['zmart://explain/ask', 'NO_SUCH_SIGNAL'],
  ])('to what is not known is refused: %s', (link, problem) => {
    expect(readLink(link, known)).toBe(problem);
  });

  it.each([
    'zmart://halt',
    'zmart://halt/',
    'zmart://action/halt',
    'zmart://dialog/resume',
    'zmart://order/buy/XBTUSDTM',
    'zmart:',
    'zmart://',
    'zmart:screen/risk',
    'zmart:/screen/risk',
    'zmart:///screen/risk',
    'ZMART://screen/risk',
    'zmart://SCREEN/risk',
    'zmart://user@screen/risk',
    'zmart://user:secret@screen/risk',
    'zmart://screen:80/risk',
    'zmart://screen/risk?confirm=yes',
    'zmart://screen/risk?',
    'zmart://screen/risk#halt',
    'zmart://screen/risk#',
    'zmart://screen/%72isk',
    'zmart://screen/../risk',
    'zmart://screen/./risk',
    'zmart://screen/settings/../risk',
    'zmart://screen/risk ',
    ' zmart://screen/risk',
    'zmart://screen/risk\n',
    'zmart://screen/ri\tsk',
    'zmart://screen\\risk',
    'zmart://screen/risk\u0000',
    'zmart://symbol/XBTUSDTM?size=100&send=1',
    'zmart://symbol/XBTUSDTM%3Fside=buy',
    `zmart://screen/${'a'.repeat(5_000)}`,
    'https://screen/risk',
    'app://zmart/#/risk',
    'zmart://screen/risk" --mode live "',
  ])('that is not one of ours to the letter is refused: %j', (link) => {
    expect(readLink(link, known)).toBe('NO_LINK');
  });

  it.each(HOSTILE_ADDRESSES)('is none of %j', (address) => {
    expect(readLink(address, known)).toBe('NO_LINK');
  });

  it('is found in a command line', () => {
    expect(linkAt(['--mode', 'live', 'zmart://screen/risk'])).toBe(2);
    expect(linkAt(['ZMART:x', '--mode'])).toBe(0);
    expect(linkAt(['--mode', 'demo'])).toBe(-1);
  });
});
