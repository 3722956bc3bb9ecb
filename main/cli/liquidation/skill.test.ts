import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { zmartHere } from '#tests/support/cli/memory-context.ts';

const folder = mkdtempSync(join(tmpdir(), 'zmart-skill-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const HEAD =
  'timestamp,price_open,price_high,price_low,price_close,liquidation_long_usd,liquidation_short_usd,funding_close,oi_close';

/** Thirty days of hours that rise and fall by 6 %. */
function series(): string {
  const price = (i: number): number => 50_000 * (1 + 0.06 * Math.sin(i / 15));
  const lines = Array.from({ length: 720 }, (_, i) => {
    const [open, close] = [price(i), price(i + 1)];
    const high = Math.max(open, close) * 1.002;
    const low = Math.min(open, close) * 0.998;
    const oi = 1e9 * (1 + 0.1 * Math.sin(i / 40));
    const told = [open, high, low, close, 1e5 * (1 + (i % 7)), 1e5 * (1 + (i % 5)), 0.01, oi];
    return [1_700_006_400_000 + i * 3_600_000, ...told].join(',');
  });
  return [HEAD, ...lines].join('\n');
}

describe('zmart liquidation skill', () => {
  it('tells a verdict with its figures, as JSON and as tables', async () => {
    writeFileSync(join(folder, 'eth-1h-price-liquidation-funding-oi.csv'), series());
    const args = ['liquidation', 'skill', '--data', folder];
    const { code, out } = await zmartHere(...args, '--json');
    expect(code).toBe(0);
    const [report] = JSON.parse(out) as { symbol: string; bars: number; shares: { share: number }[] }[];
    expect(report).toMatchObject({ symbol: 'ETH', bars: 720, verdict: { sentence: expect.any(String) as unknown } });
    expect(report?.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect((await zmartHere(...args, '--markdown')).out).toContain('| Within | Levels |');
  });

  it('names the file and the line that cannot be read', async () => {
    const broken = mkdtempSync(join(folder, 'broken-'));
    expect((await zmartHere('liquidation', 'skill', '--data', broken)).err).toContain('there is no file named like');
    writeFileSync(
      join(broken, 'btc-1h-price-liquidation-funding-oi.csv'),
      `${HEAD}\n1,2,3,1,2,0,0,0,5\n2,2,3,1,,0,0,0,5`,
    );
    const { code, err } = await zmartHere('liquidation', 'skill', '--data', broken);
    expect(code).not.toBe(0);
    expect(err).toContain('Line 3: price_close is ""');
  });
});
