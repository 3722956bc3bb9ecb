import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { zmartHere } from '#tests/support/cli/memory-context.ts';

const folder = mkdtempSync(join(tmpdir(), 'zmart-liquidation-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const levels = [
  { symbol: 'XBTUSDTM', minRiskLimit: 0, maxRiskLimit: 100_000, maxLeverage: 125, maintainMargin: 0.004 },
  { symbol: 'XBTUSDTM', minRiskLimit: 100_000, maxRiskLimit: 500_000, maxLeverage: 100, maintainMargin: 0.005 },
];
const tiers = file('levels.json', JSON.stringify(levels));
const run = (line: string) => zmartHere('liquidation-price', ...line.split(' '));
const LONG = '--venue kucoin --side long --entry 50000 --size 1 --leverage 10';

describe('zmart liquidation-price', () => {
  it('prints the price with what it was made of', async () => {
    const { code, out, err } = await run(`${LONG} --margin-tiers ${tiers} --fee-rate 0.0006 --tick 0.1`);
    expect(code).toBe(0);
    expect(err).toBe('');
    // 45,000 ÷ 0.9954 = 45,207.9565…, the tick nearer to the entry.
    expect(out).toMatch(/Liquidation price +45208\n/);
    expect(out).toMatch(/Distance from entry +-9\.5841 %/);
    expect(out).toMatch(/Tier +1 of 2, 0\.4 %, less 0/);
  });

  it('prints JSON with exact texts, for an inverse contract too', async () => {
    const line =
      '--venue bybit --contract inverse --side long --entry 50000 --size 60000 --leverage 10 --maintenance-rate 0.005 --json';
    const { code, out } = await run(line);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      kind: 'at',
      rule: 'bybit',
      price: '45662.10045663',
      margin: '0.12',
      tier: 1,
    });
  });

  it('takes KuCoin’s rule of the moment', async () => {
    const short =
      '--venue kucoin --side short --entry 28000 --size 5 --multiplier 0.001 --leverage 100 --maintenance-rate 0.004 --json';
    expect(JSON.parse((await run(`${short} --at 2025-05-21`)).out)).toMatchObject({
      rule: 'kucoin-2024',
      price: '28168',
    });
    expect(JSON.parse((await run(`${short} --at 2025-05-23`)).out)).toMatchObject({ rule: 'kucoin-2025-05' });
  });

  it('says never, at once and beyond the table, the last two with code 1', async () => {
    const spot = await run('--venue binance --side long --entry 100 --size 1 --leverage 1 --maintenance-rate 0');
    expect([spot.code, spot.out]).toEqual([0, expect.stringMatching(/^No price above zero/)]);
    const thin = await run('--venue binance --side long --entry 100 --size 1 --leverage 100 --maintenance-rate 0.02');
    expect([thin.code, thin.out]).toEqual([1, expect.stringMatching(/liquidated at once/)]);
    const large = await run(`${LONG.replace('--size 1', '--size 11')} --margin-tiers ${tiers} --json`);
    expect([large.code, JSON.parse(large.out)]).toMatchObject([1, { kind: 'beyond-table', price: null }]);
  });

  it('names a leverage that the table does not allow', async () => {
    const { code, err } = await run(`${LONG.replace('--leverage 10', '--leverage 150')} --margin-tiers ${tiers}`);
    expect([code, err]).toEqual([0, 'zmart: the table allows at most 125x at this size.\n']);
  });

  it('counts contracts where the table does', async () => {
    const okx = file('okx.csv', 'minSz,maxSz,mmr,maxLever\n0,1000,0.004,100\n1001,2000,0.005,80\n');
    const line = `--venue okx --side long --entry 50000 --size 1500 --leverage 10 --margin-tiers ${okx} --json`;
    const refused = await run(line);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/give --multiplier/);
    expect(JSON.parse((await run(`${line} --multiplier 0.01`)).out)).toMatchObject({ tier: 2, size: '15' });
  });

  it.each([
    [`--side long --entry 1 --size 1 --leverage 2 --maintenance-rate 0`, 2, /Name the venue/],
    [`${LONG}`, 2, /Give either --margin-tiers FILE or --maintenance-rate/],
    [`${LONG} --margin 5 --maintenance-rate 0.01`, 2, /either --leverage or --margin/],
    [`${LONG} --added-margin -5000 --maintenance-rate 0.01`, 2, /No margin is left/],
    [`${LONG} --maintenance-rate 0.6 --fee-rate 0.5`, 2, /together reach 1/],
    [`${LONG.replace('50000', 'dear')} --maintenance-rate 0`, 2, /"dear" is not a decimal number/],
    [`${LONG.replace('50000', '-1')} --maintenance-rate 0`, 2, /"-1" is not above zero/],
    [`${LONG.replace('long', 'both')} --maintenance-rate 0`, 2, /Allowed choices are long, short/],
    [`${LONG} --margin-tiers ${join(folder, 'none.json')}`, 3, /there is no such file/],
    [`${LONG} --margin-tiers ${file('bad.json', '{')}`, 3, /bad\.json: It is not JSON/],
    [`${LONG} --margin-tiers ${file('bad.csv', 'max_notional,mmr\n5\n')}`, 3, /bad\.csv: Line 2 does not have/],
    [
      `${LONG} --margin-tiers ${file('two.csv', 'symbol,max_notional,mmr\nA,5,0\nB,5,0\n')}`,
      3,
      /name one with --symbol/,
    ],
  ])('%s ends with %i', async (line, code, words) => {
    const ended = await run(line);
    expect([ended.code, ended.out]).toEqual([code, '']);
    expect(ended.err).toMatch(words);
  });
});
