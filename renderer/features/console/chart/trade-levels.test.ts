import { describe, expect, it } from 'vitest';
import type { OrderView } from '#shared/contract/order.ts';
import type { PositionView } from '#shared/contract/portfolio.ts';
import type { Draft } from '../draft.ts';
import { resultAt, resultChange, tradeLevels } from './trade-levels.ts';

const units = { tick: '0.01', priceDecimals: 2, multiplier: 0.01 };

const position = {
  key: 'ETHUSDTM',
  side: 'short',
  lots: 400,
  quantity: '4.00',
  entry: 3_900,
  stop: 4_000,
  target: 3_700,
  stopLots: 300,
  liquidation: 4_500,
} as PositionView;

const order = (part: Partial<OrderView>): OrderView =>
  ({
    key: 'o1',
    symbol: 'ETHUSDTM',
    role: 'entry',
    side: 'buy',
    kind: 'limit',
    open: true,
    inDoubt: false,
    lots: 200,
    filledLots: 50,
    changingTo: null,
    price: '3850.00',
    trigger: null,
    postOnly: false,
    reduceOnly: false,
    ...part,
  }) as OrderView;

const draft = {
  active: true,
  side: 'buy',
  kind: 'limit',
  lots: 100,
  price: '3800.00',
  trigger: '',
  stop: '3760.00',
  target: '',
  reduceOnly: false,
} as Draft;

const of = (part: Partial<Parameters<typeof tradeLevels>[0]>) =>
  tradeLevels({ units, position: null, orders: [], draft: null, last: 3_880, ...part });

describe('levels of the account', () => {
  it('are entry, stop, target and liquidation of a position; entry and liquidation do not drag', () => {
    const levels = of({ position });
    expect(levels.map(({ id, price, drag }) => [id, price, drag?.does ?? null])).toEqual([
      ['entry', 3_900, null],
      ['stop', 4_000, 'stop'],
      ['target', 3_700, 'target'],
      ['liquidation', 4_500, null],
    ]);
    const [, stop, target] = levels;
    expect(stop).toMatchObject({ label: 'Stop, part', size: 3 });
    expect(resultAt(stop?.basis ?? null, 4_000)).toBe(-400);
    expect(resultAt(target?.basis ?? null, 3_700)).toBe(800);
    expect(resultChange(stop?.basis ?? null, 4_000, 3_950)).toBe(200);
    expect(resultAt(null, 1)).toBeNull();
  });

  it('show what of an order is left, and drag an entry by the price it hangs on', () => {
    const trigger = order({ key: 'o2', kind: 'stop-limit', trigger: '3950.00' });
    expect(of({ orders: [order({}), trigger] }).map(({ price, size, drag }) => [price, size, drag])).toEqual([
      [3_850, 1.5, { does: 'order', id: 'o1', field: 'price' }],
      [3_950, 1.5, { does: 'order', id: 'o2', field: 'trigger' }],
    ]);
  });

  it('leave out orders at their end, at market, and the stops that the position shows', () => {
    const gone = [order({ open: false }), order({ price: null }), order({ role: 'stop' }), order({ role: 'target' })];
    expect(of({ orders: gone })).toEqual([]);
    expect(of({ orders: [order({ role: 'exit', reduceOnly: true })] })[0]).toMatchObject({
      word: 'reduce',
      drag: null,
    });
    expect(of({ orders: [order({ inDoubt: true, postOnly: true })] })[0]?.word).toBe('not confirmed');
  });

  it('of a draft are its filled prices, reckoned from its own entry, at market from the last price', () => {
    const [entry, stop, ...rest] = of({ draft });
    expect(rest).toEqual([]);
    expect(entry).toMatchObject({ id: 'draft:price', price: 3_800, drag: { does: 'draft', field: 'price' } });
    expect(resultAt(stop?.basis ?? null, 3_760)).toBe(-40);
    const [atMarket] = of({ draft: { ...draft, kind: 'market' } });
    expect(resultAt(atMarket?.basis ?? null, 3_760)).toBe(-120);
    expect(of({ draft: { ...draft, reduceOnly: true, price: 'x' } })).toEqual([]);
  });
});
