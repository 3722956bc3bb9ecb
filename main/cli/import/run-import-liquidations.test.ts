import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { zmartHere } from '#tests/support/cli/memory-context.ts';

const folder = mkdtempSync(join(tmpdir(), 'zmart-imports-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const data = join(folder, 'data');
const HEAD = 'symbol,side,price,worth\n';

describe('zmart import levels', () => {
  it('keeps all rows of a good file', async () => {
    const path = file('map.csv', `${HEAD}BTC,long,60000,1000000\nETH,short,4000,5\n`);
    const { code, out } = await zmartHere('import', 'levels', path, '--data-dir', data);
    expect(code).toBe(0);
    expect(out).toMatch(/^Imported 2 levels of ETHUSDTM, XBTUSDTM as /);
    expect(readdirSync(join(data, 'imports'))).toHaveLength(1);
  });

  it('keeps nothing of a file with a bad row, and names it', async () => {
    const path = file('bad.csv', `${HEAD}BTC,long,60000,1\nBTC,long,=1+1,1\n`);
    const { code, err } = await zmartHere('import', 'levels', path, '--data-dir', data);
    expect(code).toBe(3);
    expect(err).toMatch(/bad\.csv:3: price "=1\+1" is not a number/);
    expect(readdirSync(join(data, 'imports'))).toHaveLength(1);
  });
});
