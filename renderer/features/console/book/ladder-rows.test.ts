import { describe, expect, it } from 'vitest';
import type { Draft } from '../draft.ts';
import { groupingsFor, priceText, stepDecimals } from './grouping.ts';
import { clickedDraft, clickedTicket } from './ladder-click.ts';
import { centred, followed, rowOf, splitOf, spreadRow, stepAt, type LadderRows } from './ladder-rows.ts';
import { ownLevels, pinnedOf, restingOrders } from './own-orders.ts';

const UNITS = { symbol: 'ETHUSDTM', coin: 'ETH', tickUnits: 1, priceDecimals: 2, multiplier: 0.01 };
const prices = (ladder: LadderRows) => Array.from({ length: ladder.rows }, (_, row) => stepAt(ladder, row));

describe('the rows of the ladder', () => {
  it('has the spread in the middle, asks above it, bids below', () => {
    const ladder = centred(7, splitOf(99, 100));
    expect(prices(ladder)).toEqual([102, 101, 100, null, 99, 98, 97]);
    for (const [row, step] of prices(ladder).entries()) if (step !== null) expect(rowOf(ladder, step)).toBe(row);
  });

  it('leaves every price in its row when the market moves, but those between the old and the new spread', () => {
    const before = centred(21, 100);
    const after = followed(before, 102, false);
    const moved = prices(before).filter((step) => step !== null && rowOf(after, step) !== rowOf(before, step));
    expect(moved).toEqual([101, 100]);
  });

  it('centres itself at an edge, never while a person points at it', () => {
    const ladder = centred(21, 100);
    expect(followed(ladder, 109, true).top).toBe(ladder.top);
    expect(spreadRow(followed(ladder, 109, false))).toBe(spreadRow(ladder));
  });
});

describe('prices', () => {
  it('are exact texts, and groupings fit the price', () => {
    expect(priceText(398_636, 1, 2)).toBe('3986.36');
    expect(priceText(5, 1, 4)).toBe('0.0005');
    expect(groupingsFor(398_636, 1, 2).map(({ label }) => label)).toEqual(['0.1', '0.5', '1', '5']);
    expect([stepDecimals(100, 1, 2), stepDecimals(50, 1, 2), stepDecimals(5, 1, 2)]).toEqual([0, 1, 2]);
  });
});

describe('own orders', () => {
  const order = (key: string, side: 'buy' | 'sell', price: string, change: object = {}) => ({
    ...{
      key,
      symbol: 'ETHUSDTM',
      side,
      kind: 'limit' as const,
      open: true,
      lots: 10,
      filledLots: 4,
      price,
      createdAt: 1,
    },
    ...change,
  });

  it('are those that rest here, put together by row, and the nearest out of view are pinned', () => {
    const resting = restingOrders(
      [
        order('a', 'buy', '98.70'),
        order('b', 'buy', '98.20'),
        order('c', 'sell', '120.10'),
        order('d', 'buy', '90.00', { kind: 'stop-market' }),
        order('e', 'buy', '90.00', { open: false }),
        order('f', 'buy', '90.00', { symbol: 'XBTUSDTM' }),
      ],
      UNITS,
    );
    const levels = ownLevels(resting, 100);
    expect(levels.map(({ side, step, lots }) => [side, step, lots])).toEqual([
      ['sell', 121, 6],
      ['buy', 98, 12],
    ]);
    const { above, below } = pinnedOf(levels, centred(9, 100));
    expect([above?.step, below]).toEqual([121, null]);
  });
});

describe('a click', () => {
  const draft = {
    ...{
      symbol: null,
      active: false,
      side: 'buy',
      kind: 'market',
      method: null,
      sizeUnit: 'contracts',
      size: '5',
      lots: 5,
    },
    ...{
      price: '',
      offered: '',
      trigger: '',
      stop: '',
      target: '',
      trail: '',
      timeInForce: 'gtc',
      postOnly: false,
      reduceOnly: false,
    },
    ...{ leverage: 3, holdHours: null, bracketFollows: true, stopPercent: 1, targetPercent: 2 },
  } satisfies Draft;

  it('fills price and side; on the price the side stays', () => {
    expect(clickedDraft(draft, { ticks: 10_000, zone: 'sell' }, UNITS)).toEqual({
      ...{ symbol: 'ETHUSDTM', active: true, side: 'sell', kind: 'limit', price: '100.00' },
    });
    const stop = clickedDraft({ ...draft, kind: 'stop-market' }, { ticks: 10_000, zone: 'price' }, UNITS);
    expect(stop).toEqual({ symbol: 'ETHUSDTM', active: true, trigger: '100.00' });
  });

  it('sends a limit order with size and bracket of the ticket, none where it adds, and nothing without a size', () => {
    const click = { ticks: 10_000, zone: 'sell' } as const;
    expect(clickedTicket(draft, click, UNITS, null)).toMatchObject({
      ...{ side: 'sell', kind: 'limit', lots: 5, price: '100.00', stop: '101.00', target: '98.00', leverage: 3 },
    });
    expect(clickedTicket(draft, click, UNITS, { side: 'short' })).toMatchObject({ stop: null, target: null });
    expect(clickedTicket({ ...draft, lots: null }, click, UNITS, null)).toContain('size');
    expect(clickedTicket({ ...draft, reduceOnly: true }, click, UNITS, null)).toContain('only reduces');
  });
});
