import { expect, test } from 'vitest';
import type { PriceAlertView } from '#shared/contract/price-alerts.ts';
import { alertLevels } from './alert-levels.ts';

const alert = (price: string, part: Partial<PriceAlertView> = {}): PriceAlertView =>
  ({ key: price, symbol: 'ETHUSDTM', price, way: 'any', state: 'armed', enabled: true, note: '', ...part }) as never;

test('the nearest dozen alerts that can fire are levels; those of others, far or switched off are not', () => {
  const many = Array.from({ length: 20 }, (_, at) => alert(String(4_001 + at)));
  const levels = alertLevels([...many, alert('5000'), alert('3999', { enabled: false })], 'ETHUSDTM', 4_000);
  expect(levels.map(({ price }) => price)).toEqual(many.slice(0, 12).map(({ price }) => Number(price)));
  expect(alertLevels(many, 'XBTUSDTM', 4_000)).toEqual([]);
});

test('a level says its way, its note and what keeps it from firing, and is dragged by its id', () => {
  const [level] = alertLevels([alert('4010', { way: 'up', note: 'sell', state: 'waiting' })], 'ETHUSDTM', 4_000);
  expect(level).toMatchObject({
    ...{ id: 'alert:4010', label: 'Alert ↑: sell', word: 'waiting', dashed: true },
    drag: { does: 'alert', id: '4010' },
  });
});
