import { describe, expect, it } from 'vitest';
import { clientOrderId, signalId } from '#shared/domain/ids.ts';
import { moneyOfUnits } from '#shared/domain/money.ts';
import { BTC } from '#tests/simulation/execution/support.ts';
import { closedReport, newTrade, NO_FILLS, ordersOf, sumsAfter, TIME_OUT, type TradeFill } from './trade.ts';

const trade = () =>
  newTrade({ signalId: signalId('s'), symbol: BTC, side: 'buy', token: 1, entryId: clientOrderId('e'), plan: null });
const fill = (role: TradeFill['role'], lots: number, priceTicks: number, tsVenue: number): TradeFill => ({
  role,
  lots,
  priceTicks,
  realised: moneyOfUnits(role === 'entry' ? 0n : 5n),
  fee: moneyOfUnits(1n),
  tsVenue,
});

describe('closedReport', () => {
  it('weighs the exit price by size over the reducing fills only, to the nearest tick', () => {
    const one = trade();
    const fills = [fill('entry', 3, 1_000, 10), fill('target', 1, 1_100, 20), fill('stop', 2, 951, 35)];
    one.sums = fills.reduce(sumsAfter, NO_FILLS);
    expect(closedReport(one, fill('stop', 2, 951, 35))).toMatchObject({
      exitTicks: 1_001,
      realised: 10n,
      fees: 3n,
      heldMs: 25,
      how: 'stop',
      reason: 'stop',
    });
  });

  it.each([
    [TIME_OUT, 'time-out'],
    ['by hand', 'exit'],
  ])('names an exit for %s as %s', (reason, how) => {
    const one = trade();
    one.exitReason = reason;
    expect(closedReport(one, fill('exit', 1, 1, 0))).toMatchObject({ how, reason });
  });
});

it('lists every order of a trade, the entry first', () => {
  const one = trade();
  one.stopIds.push(clientOrderId('s1'), clientOrderId('s2'));
  one.targetIds.push(clientOrderId('t1'));
  one.exitId = clientOrderId('x');
  expect(ordersOf(one)).toEqual(['e', 's1', 's2', 't1', 'x']);
});
