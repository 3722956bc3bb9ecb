import { expect, test } from 'vitest';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import { inOrder, orderSymbols } from './symbol-order.ts';

const row = (coin: string, longShare: number | null): LiquidationRow => {
  const ratio = { long: 1, short: 1, longShare, arrows: 0 };
  return { key: coin, coin, all: ratio, optical: ratio } as unknown as LiquidationRow;
};

test('longs first, unknown last, equals by name', () => {
  const rows = [row('SOL', null), row('ETH', 0.4), row('BTC', 0.7), row('ADA', 0.4)];
  expect(orderSymbols(rows)).toEqual(['BTC', 'ADA', 'ETH', 'SOL']);
});

test('a kept order holds still while figures move, takes newcomers at the end and drops what is gone', () => {
  const rows = [row('ETH', 0.9), row('BTC', 0.1), row('XRP', 0.5)];
  expect(inOrder(rows, ['BTC', 'SOL', 'ETH']).map(({ key }) => key)).toEqual(['BTC', 'ETH', 'XRP']);
});
