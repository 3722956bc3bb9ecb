import { expect, test } from 'vitest';
import { rsiBand, rsiWords } from './rsi-words.ts';

test('bands begin where the one before ends', () => {
  expect([0, 19.9, 20, 40, 59.9, 60, 80, 100].map(rsiBand)).toEqual([
    'oversold',
    'oversold',
    'weak',
    'neutral',
    'neutral',
    'strong',
    'overbought',
    'overbought',
  ]);
});

test('what is not known is said so', () => {
  expect(rsiWords(null, 40)).toBe('RSI not known');
  expect(rsiWords(51.4, null)).toBe('RSI 51, neutral; 24 h ago not known');
  expect(rsiWords(51.4, 70)).toBe('RSI 51, neutral; 24 h ago 70');
});
