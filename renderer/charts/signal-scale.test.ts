import { describe, expect, it } from 'vitest';
import { TOKENS } from '#renderer/ui/theme/tokens.ts';
import { contrast } from './colour-mix.ts';
import { createNeutralScale, createSignalScale, shadeOf } from './signal-scale.ts';

describe('createSignalScale', () => {
  it.each(['dark', 'light'] as const)('%s: passes through zero, mid and full on both sides', (theme) => {
    const t = TOKENS[theme];
    const { colours } = createSignalScale('safe', t);
    const lower = (hex: string) => hex.toLowerCase();
    expect(colours[shadeOf(0)]).toBe(lower(t.sig0));
    expect(colours[shadeOf(40)]).toBe(lower(t.sigP1));
    expect(colours[shadeOf(80)]).toBe(lower(t.sigP2));
    expect(colours[shadeOf(-40)]).toBe(lower(t.sigN1));
    expect(colours[shadeOf(-80)]).toBe(lower(t.sigN2));
  });

  it('is full from a strength of 80 on', () => {
    expect(shadeOf(97)).toBe(shadeOf(80));
    expect(shadeOf(-100)).toBe(0);
  });

  it.each(['dark', 'light'] as const)('%s: printed numbers hold 3 : 1 on every shade of both palettes', (theme) => {
    for (const palette of ['safe', 'classic'] as const) {
      const { colours, inks } = createSignalScale(palette, TOKENS[theme]);
      colours.forEach((colour, index) => expect(contrast(colour, inks[index]!)).toBeGreaterThan(3));
    }
  });
});

it('the neutral scale runs from empty to full without a jump', () => {
  const { colours } = createNeutralScale(TOKENS.dark);
  expect(colours).toHaveLength(101);
  expect(new Set(colours).size).toBeGreaterThan(80);
});
