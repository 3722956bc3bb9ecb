import { describe, expect, it } from 'vitest';
import { keyAction } from './matrix-keys.ts';

const extent = { rows: 12, columns: 16 };
const press = (key: string, shift = false, modified = false) =>
  keyAction({ key, shift, modified }, { row: 3, column: 14 }, extent);

describe('keyAction', () => {
  it('moves by one, and with shift by five, inside the matrix', () => {
    expect(press('ArrowDown')).toEqual({ kind: 'move', to: { row: 4, column: 14 } });
    expect(press('ArrowUp', true)).toEqual({ kind: 'move', to: { row: 0, column: 14 } });
    expect(press('ArrowRight', true)).toEqual({ kind: 'move', to: { row: 3, column: 15 } });
  });

  it('goes to the ends of the row', () => {
    expect(press('Home')).toEqual({ kind: 'move', to: { row: 3, column: 0 } });
    expect(press('End')).toEqual({ kind: 'move', to: { row: 3, column: 15 } });
  });

  it('knows its letters in either case', () => {
    expect(press('b')).toEqual({ kind: 'columns', choice: 'both' });
    expect(press('S', true)).toEqual({ kind: 'sort' });
    expect(press('?', true)).toEqual({ kind: 'help' });
    expect(press('Escape')).toEqual({ kind: 'close' });
  });

  it('zooms, shows the whole, and turns pages', () => {
    expect(press('+', true)).toEqual(press('='));
    expect(press('-')).toEqual({ kind: 'zoom', by: 0.8 });
    expect([press('w'), press('0'), press('h')]).toEqual([
      { kind: 'all' },
      { kind: 'usual' },
      { kind: 'columns', choice: 'time' },
    ]);
    expect(press('PageDown')).toEqual({ kind: 'page', rows: 1, columns: 0 });
    expect(press('PageUp', true)).toEqual({ kind: 'page', rows: 0, columns: -1 });
  });

  it('leaves other keys, and keys with a modifier, to the frame', () => {
    expect(press('x')).toBeNull();
    expect(press('k', false, true)).toBeNull();
    expect(
      keyAction({ key: 'ArrowUp', shift: false, modified: false }, { row: 0, column: 0 }, { rows: 0, columns: 9 }),
    ).toBeNull();
  });
});
