import { describe, expect, it } from 'vitest';
import type { GateLimitView } from '#shared/contract/limits.ts';
import { limitFigure, limitRows, measuredUses, usedShare } from './limit-rows.ts';

const limit = (key: string, change: Partial<GateLimitView> = {}): GateLimitView => ({
  key,
  row: 14,
  sentence: 'A limit.',
  unit: 'ppm',
  value: 600_000,
  standard: 600_000,
  hardCap: 3_000_000,
  tightest: 100,
  looser: 'higher',
  loosened: false,
  used: null,
  ...change,
});

describe('rows of limits', () => {
  it('shares a ceiling by use, a floor by how near it is, and knows no share of the unknown', () => {
    expect(usedShare(300_000, limit('netExposurePpm'))).toBe(0.5);
    expect(usedShare(400_000, limit('freeMarginPpm', { looser: 'lower', value: 200_000 }))).toBe(0.5);
    expect(usedShare(0, limit('freeMarginPpm', { looser: 'lower' }))).toBe(1);
    expect(usedShare(null, limit('netExposurePpm'))).toBeNull();
  });

  it('writes each unit', () => {
    expect(limitFigure(479_000, limit('netExposurePpm'))).toBe('47.9\u202F%');
    expect(limitFigure(5_000, limit('slippagePpm'))).toBe('0.50\u202F%');
    expect(limitFigure(250_000_000_000, limit('orderValueCap', { unit: 'usdt' }))).toBe('2,500\u202FUSDT');
    expect(limitFigure(250, limit('maxCommitP99Ms', { unit: 'ms' }))).toBe('250\u202Fms');
    expect(limitFigure(1_500, limit('maxClockOffsetMs', { unit: 'ms' }))).toBe('1.5\u202Fs');
    expect(limitFigure(500e6, limit('minFreeDiskBytes', { unit: 'bytes' }))).toBe('500\u202FMB');
  });

  it('tells what is unknown from what is asked of each order, and puts those last', () => {
    const rows = limitRows(
      [
        limit('slippagePpm', { row: 10 }),
        limit('netExposurePpm'),
        limit('dayLossPpm', { row: 30, used: 0, value: 20_000 }),
      ],
      {},
      5,
    );
    expect(rows.map(({ key, now, perOrder, share }) => [key, now, perOrder, share])).toEqual([
      ['dayLossPpm', 'none', false, 0],
      ['netExposurePpm', 'unknown', false, null],
      ['slippagePpm', 'per order', true, null],
    ]);
    expect(rows[0]?.limit).toBe('−2\u202F%');
    expect(rows.map(({ asOf }) => asOf)).toEqual([5, 5, null]);
  });

  it('shows the largest position as a share of equity, as the dashboard does', () => {
    const position = limit('positionValuePpm', { value: 150_000, used: 15_000 });
    const [row] = limitRows([position, limit('leverage', { unit: 'number', value: 3 })], {}, 0);
    expect([row?.now, row?.limit, row?.share]).toEqual(['4.5\u202F%', '45\u202F%', 0.1]);
  });

  it('says of a loss where the guard reduces and halts', () => {
    const at = (level: 'yellow' | 'orange' | 'red', lossPpm: number) =>
      ({ measure: 'day-loss', level, lossPpm, reference: '1', at: '1', room: '1' }) as const;
    const rows = limitRows([limit('dayLossPpm')], {}, 0, [
      at('yellow', 10_000),
      at('orange', 20_000),
      at('red', 30_000),
    ]);
    expect(rows[0]?.at).toBe('deny, reduce −2\u202F%, halt −3\u202F%');
  });

  it('tells no position from a position without a known liquidation', () => {
    const sources = {
      feeds: [],
      symbols: [],
      symbolsAt: 1,
      positionsAt: 1,
      known: true,
      coinOf: (symbol: string) => symbol,
    };
    const row = (positions: readonly object[]) => {
      const measured = measuredUses({ ...sources, positions: positions as never });
      const [first] = limitRows([limit('liquidationDistancePpm', { looser: 'lower', value: 150_000 })], measured, 0);
      return [first?.now, first?.share];
    };
    expect(row([])).toEqual(['none', 0]);
    const unread = measuredUses({ ...sources, known: false, positions: [] });
    expect(unread['liquidationDistancePpm']).toMatchObject({ used: null, none: false });
    expect(row([{ coin: 'BTC', liquidationDistance: null }])).toEqual(['unknown', null]);
    expect(row([{ coin: 'BTC', liquidationDistance: 0.3 }])).toEqual(['30\u202F%', 0.5]);
  });

  it('takes the worst price, also one that never came, as unknown', () => {
    const feed = { symbol: 'XBTUSDTM', ageMs: 200 };
    const sources = {
      feeds: [],
      symbolsAt: 1,
      positions: [],
      positionsAt: 1,
      known: true,
      coinOf: (symbol: string) => symbol,
    };
    const use = (symbols: readonly object[]) => measuredUses({ ...sources, symbols: symbols as never })['maxDataAgeMs'];
    expect(use([feed, { symbol: 'SOLUSDTM', ageMs: 4_100 }])).toEqual({ used: 4_100, what: 'SOLUSDTM', asOf: 1 });
    expect(use([feed, { symbol: 'SOLUSDTM', ageMs: null }])?.used).toBeNull();
    expect(use([])?.used).toBeNull();
  });
});
