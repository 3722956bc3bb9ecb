import { describe, expect, it } from 'vitest';
import { pixelTable } from './flat-picture.ts';
import { codeOf, LOOK } from './picture-buffer.ts';

const grey = (count: number, hex: string) => {
  const colours = Array.from({ length: count }, () => hex);
  return { colours, inks: colours };
};

describe('pixelTable', () => {
  const table = pixelTable({ panel: '#000000' }, grey(161, '#FF8040'), grey(101, '#203040'));
  const hex = (look: number, dim: boolean, shade: number): string =>
    ((table[codeOf(look, shade, dim)] ?? 0) >>> 0).toString(16);

  it('holds red first in memory, opaque, and the ground where nothing is known', () => {
    expect(hex(LOOK.opinion, false, 160)).toBe('ff4080ff');
    expect(hex(LOOK.neutral, false, 100)).toBe('ff403020');
    expect(hex(LOOK.empty, false, 0)).toBe('ff000000');
  });

  it('pales what is dimmed or stale', () => {
    const red = (look: number, dim: boolean): number => parseInt(hex(look, dim, 80).slice(6), 16);
    expect(red(LOOK.opinion, true)).toBeLessThan(red(LOOK.opinion, false));
    expect(red(LOOK.stale, false)).toBeLessThan(red(LOOK.opinion, true));
    expect(red(LOOK.stale, false)).toBeGreaterThan(0);
  });
});
