import { expect, test } from 'vitest';
import { distanceText, levelPrice, priceRange, typedPrice } from './level-price.ts';

test('levels have five digits that mean something, however large the price', () => {
  expect(levelPrice(120_062.04)).toBe('120,062');
  expect(levelPrice(3_456.78)).toBe('3,456.8');
  expect(levelPrice(178.4312)).toBe('178.43');
  expect(levelPrice(0.7812345)).toBe('0.78123');
  expect(levelPrice(0)).toBe('–');
  expect(typedPrice(120_062.04)).toBe('120062');
});

test('both ends of a stretch have the same decimals', () => {
  expect(priceRange(9_999.4, 10_012)).toBe('9,999.4 – 10,012.0');
  expect(priceRange(0, 1)).toBe('–');
});

test('distances carry a true minus', () => {
  expect(distanceText(-0.0284)).toBe('−2.8\u202F%');
  expect(distanceText(0.047)).toBe('+4.7\u202F%');
});
