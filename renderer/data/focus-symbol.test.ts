import { describe, expect, it } from 'vitest';
import { readLinkMessage } from './focus-symbol.ts';

describe('readLinkMessage', () => {
  it('takes a colour we have and a contract', () => {
    expect(readLinkMessage({ colour: 'violet', symbol: 'SOLUSDTM' })).toEqual({ colour: 'violet', symbol: 'SOLUSDTM' });
  });

  it('refuses anything else', () => {
    for (const data of [
      null,
      'SOLUSDTM',
      { colour: 'green', symbol: 'SOLUSDTM' },
      { colour: 'blue', symbol: '<b>' },
      { colour: 'blue', symbol: 7 },
      { symbol: 'SOLUSDTM' },
    ]) {
      expect(readLinkMessage(data)).toBeNull();
    }
  });
});
