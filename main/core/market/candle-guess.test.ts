import { describe, expect, it } from 'vitest';
import { spacingFault, symbolInName, timeframeInName, timeframeOf } from './candle-guess.ts';

const MINUTE = 60_000;
const times = (count: number, step: number, from = 0): number[] =>
  Array.from({ length: count }, (_, at) => from + at * step);
const column = (...parts: readonly number[][]): Float64Array => Float64Array.from(parts.flat());

describe('what the name of a file says', () => {
  it.each([
    ['BTC-USDT-15m-2025.csv.gz', 'XBTUSDTM', '15m'],
    ['ETHUSDT_1h.csv', 'ETHUSDTM', '1h'],
    ['xbtusdtm.csv', 'XBTUSDTM', null],
    ['ETH-BTC-1d.csv', null, '1d'],
    ['candles.csv', null, null],
    ['<img src=x>.csv', null, null],
  ])('%s', (name, symbol, timeframe) => {
    expect([symbolInName(name), timeframeInName(name)]).toEqual([symbol, timeframe]);
  });
});

describe('what lies between candles', () => {
  it('tells their timeframe, holes or not', () => {
    expect(timeframeOf(column(times(50, 15 * MINUTE), times(50, 15 * MINUTE, 10_000 * 15 * MINUTE)))).toEqual({
      ok: true,
      value: '15m',
    });
  });

  it('is refused in a sentence where it is none that is known, or not told', () => {
    const odd = timeframeOf(column(times(50, 7 * MINUTE)));
    expect(odd.ok ? '' : odd.error).toMatch(/^The candles lie 7 minutes apart; known are 1m, 3m, /);
    expect(timeframeOf(column([0])).ok).toBe(false);
  });

  it('that changes within a file is named with the line of the change', () => {
    const mixed = column(times(40, MINUTE), times(40, 15 * MINUTE, 54 * MINUTE));
    expect(spacingFault('a.csv', mixed, '1m')).toEqual({
      file: 'a.csv',
      line: 41,
      reason:
        'The candles lie 1m apart before this line and 15m apart from here on: the file mixes timeframes. Split it here.',
    });
  });

  it('that is longer than the timeframe asked for is named, a few holes are not', () => {
    expect(spacingFault('a.csv', column(times(40, 15 * MINUTE)), '1m')?.reason).toBe(
      'The candles lie 15m apart, not 1m; choose that timeframe.',
    );
    const holed = column(times(40, MINUTE), times(3, 15 * MINUTE, 100 * MINUTE), times(40, MINUTE, 1_000 * MINUTE));
    expect(spacingFault('a.csv', holed, '1m')).toBeNull();
  });
});
