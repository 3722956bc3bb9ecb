import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import { contrast, mixColours } from './colour-mix.ts';

/** `safe`: blue long and orange short, told apart by every kind of colour vision; `classic`: green and red. */
export type SignalPalette = 'safe' | 'classic';

/** Strength at which the colour is full. */
export const FULL_STRENGTH = 80;

/** One colour per whole point from −80 to +80, and the ink that reads best on it. */
export interface SignalScale {
  readonly colours: readonly string[];
  readonly inks: readonly string[];
}

/** Place of a score in a scale: 0…160. */
export const shadeOf = (score: number): number =>
  Math.round(Math.max(-FULL_STRENGTH, Math.min(FULL_STRENGTH, score))) + FULL_STRENGTH;

function stops(
  palette: SignalPalette,
  t: Tokens,
): { readonly long: [string, string]; readonly short: [string, string] } {
  if (palette === 'safe') return { long: [t.sigP1, t.sigP2], short: [t.sigN1, t.sigN2] };
  return {
    long: [mixColours(t.sig0, t.up, 0.45), t.up],
    short: [mixColours(t.sig0, t.down, 0.45), t.down],
  };
}

function ramp(zero: string, middle: string, full: string, share: number): string {
  return share <= 0.5 ? mixColours(zero, middle, share * 2) : mixColours(middle, full, share * 2 - 1);
}

const inkFor = (colour: string, t: Tokens): string =>
  contrast(colour, t.text) >= contrast(colour, t.panel) ? t.text : t.panel;

/** The scale of a palette in a theme: zero → mid → full on either side, mixed in OKLab. */
export function createSignalScale(palette: SignalPalette, t: Tokens): SignalScale {
  const { long, short } = stops(palette, t);
  const colours = Array.from({ length: 2 * FULL_STRENGTH + 1 }, (_, index) => {
    const score = index - FULL_STRENGTH;
    const [middle, full] = score >= 0 ? long : short;
    return ramp(t.sig0, middle, full, Math.abs(score) / FULL_STRENGTH);
  });
  return { colours, inks: colours.map((colour) => inkFor(colour, t)) };
}

/** A scale without hue for shares 0…1 in 100 steps: completeness and age are no opinions. */
export function createNeutralScale(t: Tokens): SignalScale {
  const colours = Array.from({ length: 101 }, (_, index) => mixColours(t.sig0, t.ind2, index / 100));
  return { colours, inks: colours.map((colour) => inkFor(colour, t)) };
}
