import { expect, it } from 'vitest';
import { parseMoney } from '#shared/domain/money.ts';
import { CONTRACT, EMPTY_BOOK } from '#tests/support/path/sample-gate.ts';
import { RISK_DEFAULTS } from './limits.ts';
import { sizeEntry } from './sizing.ts';

const size = (
  more: { stop?: number; equity?: string; gross?: string; lotSize?: number; maxLots?: number } = {},
): number =>
  sizeEntry(
    { ...CONTRACT, lotSize: more.lotSize ?? 1, maxOrderLots: more.maxLots ?? 1_000_000 },
    1_000,
    more.stop ?? 800,
    { ...EMPTY_BOOK, equity: parseMoney(more.equity ?? '10000'), gross: parseMoney(more.gross ?? '0') },
    RISK_DEFAULTS,
  );

it('risks half a percent of equity at the stop', () => {
  // 10 000 USDT × 0.5 % = 50 USDT; 200 ticks × 0.0001 USDT = 0.02 USDT a contract.
  expect(size()).toBe(2_500);
  expect(size({ stop: 1_200 })).toBe(2_500);
});

it('stops at the order limit of 5 % and at its cap', () => {
  expect(size({ stop: 999 })).toBe(5_000);
  expect(size({ stop: 999, equity: '1000000' })).toBe(10_000);
});

it('leaves room below the gross limit, and takes nothing where there is none', () => {
  expect(size({ stop: 999, gross: '9999' })).toBe(10);
  expect(size({ gross: '10000' })).toBe(0);
  expect(size({ gross: '99999' })).toBe(0);
});

it('is whole lots, rounded down, and never more than the contract allows', () => {
  expect(size({ lotSize: 999 })).toBe(1_998);
  expect(size({ lotSize: 2_501 })).toBe(0);
  expect(size({ maxLots: 100 })).toBe(100);
  expect(size({ maxLots: 100, lotSize: 30 })).toBe(90);
});

it('is nothing without a stop distance or equity', () => {
  expect(size({ stop: 1_000 })).toBe(0);
  expect(size({ equity: '0' })).toBe(0);
  expect(size({ equity: '-5' })).toBe(0);
});
