import { describe, expect, it } from 'vitest';
import { computeIndicator } from './compute-indicator.ts';

const close = Float64Array.from([1, 2, 3, 4]);

describe('computeIndicator', () => {
  it('computes with defaults left out', () => {
    const result = computeIndicator('sma', { period: 2 }, { close });
    expect(result).toEqual({ ok: true, value: { sma: Float64Array.from([NaN, 1.5, 2.5, 3.5]) } });
  });

  it.each([
    ['zma', {}, { close }, 'UNKNOWN_INDICATOR', /no indicator "zma".*sma/],
    ['constructor', {}, { close }, 'UNKNOWN_INDICATOR', /no indicator "constructor"/],
    ['sma', { length: 3 }, { close }, 'UNKNOWN_PARAMETER', /no parameter "length". Allowed: period/],
    ['obv', { period: 3 }, { close, volume: close }, 'UNKNOWN_PARAMETER', /Allowed: none/],
    [
      'sma',
      { period: 0 },
      { close },
      'PARAMETER_OUT_OF_RANGE',
      /period is 0, allowed is a whole number from 1 to 10000/,
    ],
    ['sma', { period: 2.5 }, { close }, 'PARAMETER_OUT_OF_RANGE', /period is 2.5/],
    ['bollinger', { width: NaN }, { close }, 'PARAMETER_OUT_OF_RANGE', /width is NaN, allowed is a number/],
    ['macd', { fast: 30 }, { close }, 'PARAMETER_OUT_OF_RANGE', /fast \(30\) must be smaller than slow \(26\)/],
    ['atr', {}, { close }, 'MISSING_COLUMN', /needs the columns high, low, close; high is missing/],
    ['obv', {}, { close, volume: new Float64Array(2) }, 'COLUMN_LENGTHS_DIFFER', /close has 4 rows, volume has 2/],
    ['sma', {}, { close: Float64Array.from([1, NaN]) }, 'NOT_A_NUMBER', /column close, row 1 holds NaN/],
  ] as const)('%s %o is refused', (name, params, columns, code, message) => {
    const result = computeIndicator(name, params, columns);
    expect(result).toMatchObject({ ok: false, error: { code } });
    if (!result.ok) expect(result.error.message).toMatch(message);
  });

  it('gives empty columns for empty input', () => {
    const empty = new Float64Array(0);
    expect(computeIndicator('atr', {}, { high: empty, low: empty, close: empty })).toEqual({
      ok: true,
      value: { atr: empty, tr: empty },
    });
  });
});
