import { expect, it } from 'vitest';
import { parseMoney, ZERO } from '#shared/domain/money.ts';
import { epochMs } from '#shared/domain/time.ts';
import { ResultBook } from './results.ts';

const money = parseMoney;

it('what is paid in or out is no result of a span', () => {
  const book = new ResultBook();
  const equity = money('1000');
  book.onEquity({ ts: epochMs(1_000), equity, peak: equity, gross: ZERO, net: ZERO });
  book.onFill(2_000, money('10'), money('1'));
  book.onTransfer(3_000, money('500'));
  book.onTransfer(4_000, money('-200'));
  expect(book.since(1_500, money('1311'))).toEqual({
    total: money('11'),
    closed: money('10'),
    open: money('2'),
    fees: money('-1'),
    funding: ZERO,
    start: equity,
  });
});
