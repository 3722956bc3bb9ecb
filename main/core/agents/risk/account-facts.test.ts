import { expect, it } from 'vitest';
import { clientOrderId, contractSymbol, signalId, type FencingToken } from '#shared/domain/ids.ts';
import type { Lots } from '#shared/domain/instrument.ts';
import { parseMoney, ZERO } from '#shared/domain/money.ts';
import { epochMs } from '#shared/domain/time.ts';
import { CONTRACT, SYMBOL } from '#tests/support/path/sample-gate.ts';
import type { OrderRow } from '../../journal/rows.ts';
import type { ForeignHolding } from '../../portfolio/foreign-holding.ts';
import type { PortfolioValue } from '../../portfolio/valuation.ts';
import { accountFacts } from './account-facts.ts';
import { EquityStop } from './breakers/equity-stop.ts';

const AT = epochMs(1_000);
const ETH = contractSymbol('ETHUSDTM');
const VALUE: PortfolioValue = {
  known: true,
  at: AT,
  equity: parseMoney('10000'),
  cash: parseMoney('10000'),
  open: ZERO,
  gross: ZERO,
  net: ZERO,
  marginUsed: ZERO,
  perSymbol: [],
};

const order = (more: Partial<OrderRow> = {}): OrderRow => ({
  id: clientOrderId('o'),
  signalId: signalId('s'),
  symbol: SYMBOL,
  role: 'entry',
  side: 'buy',
  kind: 'market',
  lots: 1_000 as Lots,
  filledLots: 0 as Lots,
  filledValue: ZERO,
  reduceOnly: false,
  priceTicks: null,
  triggerTicks: null,
  state: 'UNKNOWN',
  venueOrderId: null,
  token: 1 as FencingToken,
  reason: null,
  createdAt: AT,
  updatedAt: AT,
  ...more,
});

const factsOf = (orders: readonly OrderRow[], marks = new Map([[SYMBOL, { ticks: 1_000, at: AT }]])) => {
  const { losses } = new EquityStop().look(AT, VALUE.equity, ZERO, true);
  return accountFacts(VALUE, losses, orders, new Map([[SYMBOL, CONTRACT]]), marks, 4);
};

it('an entry in doubt counts as filled, with its margin', () => {
  expect(factsOf([order()])).toMatchObject({
    gross: parseMoney('100'),
    net: parseMoney('100'),
    marginUsed: parseMoney('25'),
    exposure: new Map([[SYMBOL, parseMoney('100')]]),
    openOrders: 1,
  });
  expect(factsOf([order({ side: 'sell', filledLots: 400 as Lots })])).toMatchObject({
    gross: parseMoney('60'),
    net: parseMoney('-60'),
    marginUsed: parseMoney('15'),
  });
});

it('orders that only reduce add no exposure', () => {
  const roles = ['stop', 'target', 'exit'] as const;
  expect(factsOf(roles.map((role) => order({ role })))).toMatchObject({
    gross: ZERO,
    net: ZERO,
    marginUsed: ZERO,
    openOrders: 3,
  });
});

it('an entry that cannot be valued makes the account unknown rather than smaller', () => {
  expect(factsOf([order()], new Map())).toBeNull();
  expect(factsOf([order({ symbol: ETH })])).toBeNull();
  expect(factsOf([order({ priceTicks: 1_000 as OrderRow['priceTicks'] })], new Map())).toMatchObject({
    gross: parseMoney('100'),
  });
});

it('losses are rounded towards more', () => {
  const stop = new EquityStop();
  stop.look(AT, parseMoney('30000'), ZERO, true);
  const losses = stop.measure(AT, parseMoney('29999.99999999'), ZERO);
  expect(accountFacts(VALUE, losses, [], new Map(), new Map(), 3)).toMatchObject({ dayLossPpm: 1n, drawdownPpm: 1n });
});

it('what the venue holds that is not ours counts in gross, net and margin', () => {
  const { losses } = new EquityStop().look(AT, VALUE.equity, ZERO, true);
  const marks = new Map([[SYMBOL, { ticks: 1_000, at: AT }]]);
  const of = (foreign: readonly ForeignHolding[]) =>
    accountFacts(VALUE, losses, [], new Map([[SYMBOL, CONTRACT]]), marks, 4, foreign);
  const short = { symbol: SYMBOL, lots: -1_000, priceTicks: null, leverage: 2 } as const;
  const order = { symbol: SYMBOL, lots: 400, priceTicks: null, leverage: null } as const;
  expect(of([short, order])).toMatchObject({
    gross: parseMoney('140'),
    net: parseMoney('-60'),
    marginUsed: parseMoney('60'),
    exposure: new Map([[SYMBOL, parseMoney('-60')]]),
  });
  // Without a mark or a price of its own nothing is known: it is never left out.
  expect(of([{ ...short, symbol: ETH }])).toBeNull();
});

it('counts open orders by symbol, and the entries nobody can tell about', () => {
  const orders = [
    order(),
    order({ state: 'ACKNOWLEDGED' as OrderRow['state'] }),
    order({ role: 'stop', state: 'ACKNOWLEDGED' as OrderRow['state'] }),
    order({ role: 'stop', symbol: ETH }),
  ];
  expect(factsOf(orders)).toMatchObject({
    equity: VALUE.equity,
    openOrders: 4,
    openOrdersOf: new Map([
      [SYMBOL, 3],
      [ETH, 1],
    ]),
    doubts: 1,
    doubtsCounted: 1,
    dayLossPpm: 0n,
    weekLossPpm: 0n,
    drawdownPpm: 0n,
  });
});

it('adds to what is held already, and takes the lower leverage for the margin', () => {
  const held = { ...VALUE, gross: parseMoney('50'), net: parseMoney('-50'), marginUsed: parseMoney('10') };
  const perSymbol = [{ symbol: SYMBOL, value: parseMoney('-50') }] as unknown as PortfolioValue['perSymbol'];
  const { losses } = new EquityStop().look(AT, VALUE.equity, ZERO, true);
  const marks = new Map([[SYMBOL, { ticks: 1_000, at: AT }]]);
  const of = (leverage: number) =>
    accountFacts({ ...held, perSymbol }, losses, [order()], new Map([[SYMBOL, CONTRACT]]), marks, 4, [
      { symbol: SYMBOL, lots: 100, priceTicks: null, leverage },
    ]);
  // 100 of the entry at 4, 10 of the venue's at 8 and at 2.
  expect(of(8)).toMatchObject({
    gross: parseMoney('160'),
    net: parseMoney('60'),
    marginUsed: parseMoney('37.5'),
    exposure: new Map([[SYMBOL, parseMoney('60')]]),
  });
  expect(of(2)).toMatchObject({ marginUsed: parseMoney('40') });
});

it('an entry on its way is valued at the mark, whatever its own price', () => {
  const far = order({ priceTicks: 2_000 as OrderRow['priceTicks'] });
  expect(factsOf([far])).toMatchObject({ gross: parseMoney('100') });
});
