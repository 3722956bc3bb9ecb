import { describe, expect, it } from 'vitest';
import { chordOf, opens } from './chord.ts';

const press = (key: string, held: Partial<Parameters<typeof chordOf>[0]> = {}) =>
  chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('chordOf', () => {
  it('writes letters large and counts Command as Ctrl', () => {
    expect(press('k', { ctrlKey: true })).toBe('Ctrl+K');
    expect(press('k', { metaKey: true })).toBe('Ctrl+K');
    expect(press('K', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+K');
  });

  it('does not name the Shift that makes a sign', () => {
    expect(press('?', { shiftKey: true })).toBe('?');
    expect(press('ArrowLeft', { shiftKey: true })).toBe('Shift+ArrowLeft');
    expect(press('ArrowLeft', { altKey: true, shiftKey: true })).toBe('Alt+Shift+ArrowLeft');
  });

  it('knows what a chord opens', () => {
    expect(opens('G D', 'G')).toBe(true);
    expect(opens('G D', 'D')).toBe(false);
    expect(opens('G', 'G')).toBe(false);
  });
});
