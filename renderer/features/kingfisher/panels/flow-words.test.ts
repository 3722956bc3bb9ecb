import { expect, test } from 'vitest';
import { flowColumns, ordinal, percentileText } from './flow-words.ts';

test('ordinals end as they are spoken', () => {
  expect([0, 1, 2, 3, 4, 11, 12, 13, 21, 97].map(ordinal)).toEqual(
    '0th 1st 2nd 3rd 4th 11th 12th 13th 21st 97th'.split(' '),
  );
});

test('a percentile that is not known is a dash, and none is the hundredth', () => {
  expect(percentileText(null)).toEqual({ figure: '–', ending: '' });
  expect(percentileText(1)).toEqual({ figure: '99', ending: 'th' });
  expect(percentileText(0.622)).toEqual({ figure: '62', ending: 'nd' });
});

test('buckets without a percentile are left out, not drawn as nought', () => {
  const { ts, values } = flowColumns([
    { ts: 1, vpin: 0.2, percentile: null },
    { ts: 2, vpin: 0.4, percentile: 0.97 },
  ]);
  expect([...ts]).toEqual([2]);
  expect([...values]).toEqual([97]);
});
