import { describe, expect, it } from 'vitest';
import { APPEARANCE_CHOICES, readAppearance } from './appearance.ts';

describe('readAppearance', () => {
  const first = Object.fromEntries(Object.entries(APPEARANCE_CHOICES).map(([name, [value]]) => [name, value]));

  it('gives the first choice of each when nothing, or nonsense, was kept', () => {
    for (const kept of [undefined, null, 'text', [], { density: 'tiny', palette: 7 }]) {
      expect(readAppearance(kept)).toEqual(first);
    }
  });

  it('keeps what is one of the choices and nothing else', () => {
    const kept = { density: 'compact', palette: 'blue-orange', clock: 'moon', more: true };
    expect(readAppearance(kept)).toEqual({ ...first, density: 'compact', palette: 'blue-orange' });
  });
});
