import { describe, expect, it } from 'vitest';
import { isFinalOrderState, ORDER_STATES, type OrderState } from '#shared/domain/order-state.ts';
import { nextOrderState, ORDER_MOVES, ORDER_TRANSITIONS, stateAfterFill } from './order-transitions.ts';

describe('the order state machine', () => {
  it.each([
    ['INTENT', 'order.sending', 'SENDING'],
    ['INTENT', 'order.not-placed', 'NOT_PLACED'],
    ['SENDING', 'order.accepted', 'OPEN'],
    ['SENDING', 'order.rejected', 'REJECTED'],
    ['SENDING', 'order.unknown', 'UNKNOWN'],
    ['SENDING', 'order.not-placed', null],
    ['UNKNOWN', 'order.accepted', 'OPEN'],
    ['UNKNOWN', 'order.not-placed', 'NOT_PLACED'],
    ['UNKNOWN', 'order.cancel', 'UNKNOWN'],
    ['OPEN', 'order.cancel', 'CANCEL_SENDING'],
    ['OPEN', 'order.sending', null],
    ['CANCEL_SENDING', 'order.canceled', 'CANCELED'],
    ['CANCEL_SENDING', 'order.unknown', 'CANCEL_UNKNOWN'],
    ['CANCEL_SENDING', 'order.accepted', 'CANCEL_SENDING'],
    ['CANCEL_UNKNOWN', 'order.accepted', 'OPEN'],
    ['CANCELED', 'order.accepted', 'CANCELED'],
    ['REJECTED', 'order.accepted', null],
    ['NOT_PLACED', 'order.accepted', 'OPEN'],
  ] as const)('%s + %s → %s', (state, move, next) => {
    expect(nextOrderState(state, move, 0)).toBe(next);
  });

  it('takes no fill back and forgets none', () => {
    expect(nextOrderState('CANCEL_UNKNOWN', 'order.accepted', 2)).toBe('PARTIAL');
    expect(nextOrderState('CANCEL_SENDING', 'order.rejected', 2)).toBeNull();
    expect(stateAfterFill('CANCELED', 5, 2)).toBe('CANCELED');
    expect(stateAfterFill('CANCELED', 5, 5)).toBe('FILLED');
    expect(stateAfterFill('REJECTED', 5, 2)).toBe('PARTIAL');
    expect(stateAfterFill('CANCEL_SENDING', 5, 2)).toBe('CANCEL_SENDING');
    expect(stateAfterFill('UNKNOWN', 5, 2)).toBe('PARTIAL');
    expect(stateAfterFill('OPEN', 5, 6)).toBe('FILLED');
  });

  it('leaves an end state by a status only when a tombstone comes back', () => {
    for (const state of ORDER_STATES.filter(isFinalOrderState)) {
      for (const move of ORDER_MOVES) {
        const next = nextOrderState(state, move, 0);
        if (state !== 'NOT_PLACED') expect([state, null]).toContain(next);
      }
    }
  });

  it('reaches every state and visits every cell of its table; filled orders stay filled', () => {
    const visited = new Set<string>();
    const reached = new Map<string, readonly [OrderState, number]>([['INTENT 0', ['INTENT', 0]]]);
    // Every (state, filled lots) of an order of 4 lots; a Map takes in what is added while it is walked.
    for (const [state, filled] of reached.values()) {
      const next: (readonly [OrderState, number])[] = [];
      if (filled < 6) next.push([stateAfterFill(state, 4, filled + 1), filled + 1]);
      for (const move of ORDER_MOVES) {
        const to = nextOrderState(state, move, filled);
        if (to === null) continue;
        visited.add(`${state}+${move}`);
        next.push([to, filled]);
      }
      for (const [to, lots] of next) {
        if (lots >= 4) expect(to).toBe('FILLED');
        reached.set(`${to} ${String(lots)}`, [to, lots]);
      }
    }
    const cells = Object.entries(ORDER_TRANSITIONS).flatMap(([state, moves]) =>
      Object.entries(moves).flatMap(([move, next]) => (next === null ? [] : [`${state}+${move}`])),
    );
    expect([...visited].sort()).toEqual(cells.sort());
    expect(new Set([...reached.values()].map(([state]) => state))).toEqual(new Set(ORDER_STATES));
  });
});
