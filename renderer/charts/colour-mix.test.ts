import { describe, expect, it } from 'vitest';
import { contrast, hexToOkLab, mixColours, okLabToHex } from './colour-mix.ts';

describe('OKLab', () => {
  it.each([
    ['#ffffff', 1, 0, 0],
    ['#000000', 0, 0, 0],
    ['#ff0000', 0.62796, 0.22486, 0.12585],
    ['#00ff00', 0.86644, -0.23389, 0.1795],
    ['#0000ff', 0.45201, -0.03246, -0.31153],
  ])('%s has the published coordinates', (hex, l, a, b) => {
    const lab = hexToOkLab(hex);
    expect(lab.l).toBeCloseTo(l, 4);
    expect(lab.a).toBeCloseTo(a, 4);
    expect(lab.b).toBeCloseTo(b, 4);
  });

  it('gives a colour back unchanged', () => {
    for (const hex of ['#1a2738', '#35b9eb', '#f8943f', '#c4590f', '#eaeff5']) {
      expect(okLabToHex(hexToOkLab(hex))).toBe(hex);
    }
  });

  it('mixes black and white to the grey of half lightness, not of half light', () => {
    expect(mixColours('#000000', '#ffffff', 0.5)).toBe('#636363');
  });

  it('refuses what is not a colour', () => {
    expect(() => hexToOkLab('blue')).toThrow(SyntaxError);
  });
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
