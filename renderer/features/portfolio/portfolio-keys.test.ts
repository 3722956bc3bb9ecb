import { describe, expect, it } from 'vitest';
import { sampleBench, sampleDrainingSlots, sampleSlots } from '#tests/support/renderer/sample-slots.ts';
import { portfolioAction, rowAfter } from './portfolio-keys.ts';
import { isMeant, sortBench, sortSlots } from './slot-order.ts';
import { benchChoices, slotChoices, wishOf } from './wish.ts';

const NOW = Date.UTC(2025, 7, 8, 14, 5);
const slots = sampleSlots(NOW);
const bench = sampleBench(NOW);
const [first] = slots;
const [challenger, , , banned] = bench;
if (first === undefined || challenger === undefined || banned === undefined) throw new Error('no sample');
const press = (key: string, onRow = true, modified = false) => portfolioAction({ key, onRow, modified });

describe('the keys of the portfolio', () => {
  it('do what the note says, and nothing with a modifier', () => {
    expect(press('ArrowDown')).toEqual({ kind: 'move', by: 1 });
    expect(press('X')).toEqual({ kind: 'remove' });
    expect(press('3')).toEqual({ kind: 'sort', by: 'structure' });
    expect(press('/')).toEqual({ kind: 'filter' });
    expect(press('x', true, true)).toBeNull();
    expect(press('q')).toBeNull();
  });

  it('leave arrows and Enter to what has the focus', () => {
    expect(press('Enter', false)).toBeNull();
    expect(press('ArrowUp', false)).toBeNull();
    expect(press('t', false)).toEqual({ kind: 'table' });
  });

  it('move within the rows', () => {
    const rows = ['a', 'b', 'c'];
    expect(rowAfter(rows, null, 1)).toBe('a');
    expect(rowAfter(rows, null, -1)).toBe('c');
    expect(rowAfter(rows, 'a', 1)).toBe('b');
    expect(rowAfter(rows, 'c', 1)).toBe('c');
    expect(rowAfter(rows, 'b', -1_000)).toBe('a');
    expect(rowAfter([], 'b', 1)).toBeNull();
  });

  it('mean what the chosen row allows', () => {
    const next = { newcomer: 'AVAXUSDTM', leaver: 'ATOMUSDTM' };
    const onSlot = { slot: first, bench: null };
    const onBench = { slot: null, bench: challenger };
    expect(wishOf('replace', onSlot, next)).toEqual({ kind: 'replace', symbol: 'ETHUSDTM', newcomer: 'AVAXUSDTM' });
    expect(wishOf('replace', onBench, next)).toEqual({ kind: 'replace', symbol: 'ATOMUSDTM', newcomer: 'AVAXUSDTM' });
    expect(wishOf('remove', onBench, next)).toBeNull();
    expect(wishOf('pin', { slot: slots[1] ?? null, bench: null }, next)).toEqual({ kind: 'unpin', symbol: 'XBTUSDTM' });
    expect(wishOf('ban', { slot: null, bench: banned }, next)).toEqual({ kind: 'unban', symbol: 'DOGEUSDTM' });
    expect(wishOf('add', onSlot, next)).toEqual({ kind: 'add', symbol: null });
    expect(wishOf('add', onBench, next)).toEqual({ kind: 'add', symbol: 'AVAXUSDTM' });
    expect(wishOf('weights', { slot: null, bench: null }, next)).toEqual({ kind: 'weights', symbol: null });
    expect(wishOf('pin', { slot: sampleDrainingSlots(NOW)[9] ?? null, bench: null }, next)).toEqual({
      kind: 'keep',
      symbol: 'ATOMUSDTM',
    });
    expect(slotChoices(first, null).map(({ key }) => key)).toEqual(['R', 'X', 'I', 'B', 'W']);
    expect(benchChoices(challenger, null).map(({ key }) => key)).toEqual(['A', 'R', 'B']);
  });
});

describe('the order of the rows', () => {
  it('follows rank, or a part with what is not known last', () => {
    expect(sortSlots([...slots].reverse(), 'rank').map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const gap = slots.map((slot) => (slot.rank === 3 ? { ...slot, parts: { ...slot.parts, risk: null } } : slot));
    const byRisk = sortSlots(gap, 'risk').map(({ key }) => key);
    expect(byRisk[0]).toBe('XBTUSDTM');
    expect(byRisk.at(-1)).toBe('LINKUSDTM');
    expect(sortBench([...bench].reverse(), 'rank').map(({ key }) => key)).toEqual(bench.map(({ key }) => key));
    expect(sortBench(bench, 'technical')[0]?.key).toBe('DOGEUSDTM');
  });

  it('is filtered by every word of symbol, coin or sector', () => {
    expect(isMeant(first, '')).toBe(true);
    expect(isMeant(first, 'layer eth')).toBe(true);
    expect(isMeant(first, 'layer btc')).toBe(false);
  });
});
