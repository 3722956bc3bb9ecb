import { expect, test } from 'vitest';
import type { ImportedLayer } from '#shared/contract/liquidation-imports.ts';
import { foreignLayers, sourceWords } from './imported.ts';

const level = (price: number, worth: number, leverage: number | null = null) =>
  ({ side: price < 100 ? 'long' : 'short', price, worth, leverage, born: null }) as const;

const layer = (origin: string, levels: ImportedLayer['levels']): ImportedLayer => ({
  ...{ id: origin, origin, label: 'estimated', at: 0, unit: 'relative' },
  levels,
});

test('leverages of a price are one level; each layer has a scale of its own', () => {
  const [first, second] = foreignLayers([
    layer('imported: site.png', [level(95, 2, 25), level(95, 4, 50), level(104, 3)]),
    layer('imported: desk.csv', [level(104, 9_000_000)]),
  ]);
  expect(first?.levels).toEqual([
    { side: 'long', price: 95, worth: 6, share: 1 },
    { side: 'short', price: 104, worth: 3, share: 0.5 },
  ]);
  expect(second?.levels).toEqual([{ side: 'short', price: 104, worth: 9_000_000, share: 1 }]);
});

test('sources are named: the first, and how many more', () => {
  const layers = foreignLayers([
    layer('imported: site.png', []),
    layer('imported: b.csv', []),
    layer('imported: c', []),
  ]);
  expect(sourceWords(layers)).toBe('site.png +2');
  expect(sourceWords(layers.slice(0, 1))).toBe('site.png');
  expect(sourceWords(foreignLayers([layer('imported: a-very-long-name-of-a-file.csv', [])]))).toBe(
    'a-very-long-name-…',
  );
  expect(sourceWords([])).toBe('');
});
