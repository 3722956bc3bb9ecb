import { describe, expect, it, vi } from 'vitest';
import { Emitter } from '#shared/kernel/emitter.ts';
import { isExposed } from '#shared/domain/exposure.ts';
import { watchExposure } from './exposure.ts';

interface Row {
  readonly symbol: string;
  readonly lots?: number;
  readonly role?: string;
}

const HELD = {
  positions: [
    { symbol: 'XBTUSDTM', lots: 5 },
    { symbol: 'ETHUSDTM', lots: -2 },
  ],
  orders: [
    { symbol: 'XBTUSDTM', role: 'stop' },
    { symbol: 'ETHUSDTM', role: 'target' },
  ],
};

function watched() {
  const rows = { positions: [] as Row[], orders: [] as Row[] };
  const onCommitted = new Emitter<{ from: number; to: number }>();
  const state = { positions: () => rows.positions, openOrders: () => rows.orders };
  const watch = watchExposure({ state, onCommitted } as never);
  return { rows, watch, commit: () => onCommitted.emit({ from: 1, to: 1 }) };
}

describe('what is open', () => {
  it('is every position that is not flat, with whether a stop stands for it, and every order', () => {
    const { rows, watch } = watched();
    expect(isExposed(watch.now())).toBe(false);
    rows.positions = [
      { symbol: 'XBTUSDTM', lots: 5 },
      { symbol: 'ETHUSDTM', lots: -2 },
      { symbol: 'SOLUSDTM', lots: 0 },
    ];
    rows.orders = [
      { symbol: 'XBTUSDTM', role: 'stop' },
      { symbol: 'ETHUSDTM', role: 'target' },
      { symbol: 'SOLUSDTM', role: 'entry' },
    ];
    expect(watch.now()).toEqual({
      positions: [
        { symbol: 'XBTUSDTM', stopped: true },
        { symbol: 'ETHUSDTM', stopped: false },
      ],
      entries: 1,
      exits: 2,
    });
  });

  it.each([
    ['a position', { positions: [{ symbol: 'XBTUSDTM', lots: -1 }] }],
    ['an entry', { orders: [{ symbol: 'XBTUSDTM', role: 'entry' }] }],
    ['a stop that is left', { orders: [{ symbol: 'XBTUSDTM', role: 'stop' }] }],
  ])('with %s is exposed', (_what, given) => {
    const { rows, watch } = watched();
    Object.assign(rows, given);
    expect(isExposed(watch.now())).toBe(true);
  });

  it('is told when it changed, and only then', () => {
    const { rows, watch, commit } = watched();
    const listener = vi.fn();
    const listening = watch.onChange(listener);
    commit();
    expect(listener).not.toHaveBeenCalled();
    rows.orders = [{ symbol: 'XBTUSDTM', role: 'entry' }];
    commit();
    commit();
    expect(listener).toHaveBeenCalledOnce();
    listening.dispose();
    rows.orders = [];
    commit();
    expect(listener).toHaveBeenCalledOnce();
  });

  it.each([
    ['a position more', { positions: [...HELD.positions, { symbol: 'SOLUSDTM', lots: 1 }] }],
    ['a position that is flat', { positions: [{ symbol: 'XBTUSDTM', lots: 0 }, HELD.positions[1]] }],
    ['another contract held', { positions: [HELD.positions[0], { symbol: 'SOLUSDTM', lots: -2 }] }],
    ['a stop for another position', { orders: [{ symbol: 'ETHUSDTM', role: 'stop' }, HELD.orders[1]] }],
    ['an entry for an exit', { orders: [HELD.orders[0], { symbol: 'ETHUSDTM', role: 'entry' }] }],
    ['an exit more', { orders: [...HELD.orders, { symbol: 'XBTUSDTM', role: 'target' }] }],
  ])('that changes by %s is told', (_what, change) => {
    const { rows, watch, commit } = watched();
    Object.assign(rows, HELD);
    const listener = vi.fn();
    watch.onChange(listener);
    Object.assign(rows, change);
    commit();
    expect(listener).toHaveBeenCalledOnce();
  });

  it('of which only sizes changed is not told again', () => {
    const { rows, watch, commit } = watched();
    Object.assign(rows, HELD);
    const listener = vi.fn();
    watch.onChange(listener);
    rows.positions = HELD.positions.map(({ symbol, lots }) => ({ symbol, lots: lots * 2 }));
    commit();
    expect(listener).not.toHaveBeenCalled();
  });
});
