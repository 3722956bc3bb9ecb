import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { ImportParser, MOST_ROWS } from './import-parser.ts';
import { levelOf, liquidationOf } from './import-rows.ts';

const BTC = contractSymbol('XBTUSDTM');
const context = {
  symbolOf: (text: string) => (text === 'XBTUSDTM' || text === 'BTC' ? BTC : null),
  now: 1_790_000_000_000,
};

function levels(...chunks: readonly string[]) {
  const parser = new ImportParser('map.csv', 'levels', levelOf, context);
  for (const chunk of chunks) parser.push(chunk);
  return parser.finish();
}

function liquidations(text: string) {
  const parser = new ImportParser('tape.csv', 'liquidations', liquidationOf, context);
  parser.push(text);
  return parser.finish();
}

const HEAD = 'symbol,side,price,worth,leverage\n';
const reasons = (result: ReturnType<typeof levels>) =>
  result.ok ? [] : result.error.map(({ line, reason }) => `${String(line)}: ${reason}`);

describe('a file of levels', () => {
  it('is read wherever it is cut', () => {
    const text = `\uFEFF${HEAD}BTC,long,60000,1000000,50\r\n"XBTUSDTM",Short,65000.5,2e6,\r\n`;
    const whole = levels(text);
    expect(whole).toMatchObject({
      ok: true,
      value: [
        { symbol: BTC, side: 'long', price: 60_000, worth: 1e6, leverage: 50, born: null },
        { symbol: BTC, side: 'short', price: 65_000.5, worth: 2e6, leverage: null, born: null },
      ],
    });
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 5 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), text.length];
        const chunks = at.slice(1).map((to, i) => text.slice(at[i], to));
        expect(levels(...chunks)).toEqual(whole);
      }),
    );
  });

  it('names every bad row with its line, and then nothing is taken', () => {
    const rows = [
      'BTC,long,60000,5,',
      'DOGE,long,1,1,',
      'BTC,both,1,1,',
      'BTC,long,=1+1,1,',
      'BTC,long,0,1,',
      'BTC,long,1',
    ];
    expect(reasons(levels(HEAD + rows.join('\n')))).toEqual([
      '3: symbol "DOGE" is not a contract or coin known here.',
      '4: side "both" is neither long nor short: it is the side of the position.',
      '5: price "=1+1" is not a number.',
      '6: price is not above zero.',
      '7: The row has not the 5 values the header names.',
    ]);
  });

  it.each([
    ['', /no rows/],
    [HEAD, /no rows/],
    ['symbol,side,price\n', /does not name worth/],
    ['symbol,side,price,price,worth\nBTC', /names price twice/],
    ['x'.repeat(10_000), /longer than any row/],
    ['[{"symbol":', /not JSON/],
    ['{"levels":1}', /not a list/],
    ['[1]', /not an object/],
  ])('is refused: %.30s', (text, words) => {
    expect(reasons(levels(text)).join('\n')).toMatch(words);
  });

  it('is read as JSON with the same names', () => {
    const row = { symbol: 'BTC', side: 'short', price: 65_000, worth: '5', leverage: null };
    expect(levels(JSON.stringify([row]))).toMatchObject({ ok: true, value: [{ side: 'short', worth: 5 }] });
  });

  it('of a million rows ends early', () => {
    const parser = new ImportParser('map.csv', 'levels', levelOf, context);
    parser.push(HEAD);
    const rows = 'BTC,long,60000,5,\n'.repeat(10_000);
    let pushed = 0;
    while (!parser.ended && pushed < 100) {
      parser.push(rows);
      pushed += 1;
    }
    expect(pushed).toBe(MOST_ROWS / 10_000 + 1);
    expect(reasons(parser.finish())).toEqual([expect.stringMatching(/more than 200000 rows/)]);
  });
});

describe('a file of liquidations', () => {
  it('tells the worth, or the size in units of the coin', () => {
    const ts = 1_760_000_000_000;
    expect(liquidations(`timestamp_ms,symbol,side,price,size\n${String(ts)},BTC,long,60000,0.5\n`)).toMatchObject({
      ok: true,
      value: [{ ts, worth: 30_000, side: 'long' }],
    });
  });

  it('is refused with a time that is not one', () => {
    const result = liquidations('timestamp_ms,symbol,side,price,worth\n1760000000,BTC,long,60000,1\n');
    expect(result.ok ? '' : result.error[0]?.reason).toMatch(/not a time in milliseconds/);
  });
});
