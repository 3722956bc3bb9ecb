import { describe, expect, it } from 'vitest';
import { fitAxis } from './axis-fit.ts';
import { labelNumber, type Notation } from './label-number.ts';

describe('a label', () => {
  it.each([
    ['62,000', '1,234.5', 62_000],
    ['$1,234.5', '1,234.5', 1_234.5],
    ['1.234,5', '1.234,5', 1_234.5],
    ['1 234,5', '1 234,5', 1_234.5],
    ['$1.2M', '1,234.5', 1.2e6],
    ['850K', '1,234.5', 850e3],
    ['1,5 Mio.', '1.234,5', 1.5e6],
    ['850 Tsd.', '1.234,5', 850e3],
    ['2B', '1,234.5', 2e9],
    ['0', '1 234,5', 0],
  ] as const)('%s in %s is %d', (text, notation, value) => {
    expect(labelNumber(text, notation)).toBeCloseTo(value, 6);
  });

  it.each([
    ['1.234', '1,234.5', 1.234],
    ['1.234', '1.234,5', 1_234],
  ] as const)('%s has a meaning in each notation: %s is %d', (text, notation, value) => {
    expect(labelNumber(text, notation)).toBe(value);
  });

  it.each(['', '62,00', '1.2.3', '=1+1', '62 00', '10x', '-5', '1,2,3'])('%s is no number', (text) => {
    expect(labelNumber(text, '1,234.5')).toBeNull();
  });
});

const axis = (texts: readonly (string | readonly [string, string])[], notation: Notation = '1,234.5') =>
  fitAxis(
    texts.map((text, i) => ({ at: 100 + 50 * i, readings: typeof text === 'string' ? [text, text] : text })),
    notation,
    'price axis',
    4,
  );

describe('an axis', () => {
  it('is fitted to its labels, linear or logarithmic', () => {
    expect(axis(['60,000', '61,000', '62,000', '63,000'])).toMatchObject({ scale: 'linear', per: 20, used: 4 });
    expect(axis(['100', '1,000', '10,000', '100,000'])).toMatchObject({ scale: 'log', used: 4 });
  });

  it('passes over a label that is read in two ways', () => {
    expect(axis(['60,000', '61,000', ['62,000', '82,000'], '63,000', '64,000'])).toMatchObject({ used: 4, found: 5 });
  });

  it('is refused when a certain label says something else', () => {
    expect(axis(['60,000', '61,000', '82,000', '63,000', '64,000'])).toMatchObject({
      reason: expect.any(String) as string,
    });
  });

  it('is refused with too few labels', () => {
    expect(axis(['60,000', '61,000', '62,000'])).toMatchObject({ reason: expect.stringMatching(/only 3/) as string });
    expect(axis(['60,000', '61,000', '62,000', '63,000', '', '', ''])).toMatchObject({
      reason: expect.any(String) as string,
    });
  });
});
