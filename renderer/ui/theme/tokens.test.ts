import { describe, expect, it } from 'vitest';
import { tokensOf, type Tokens } from './tokens.ts';

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

function colour(hex: string): Colour {
  const part = (at: number): number => parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5), hex.length > 7 ? part(7) / 255 : 1];
}

function over(top: Colour, below: Colour): Colour {
  const mix = (index: 0 | 1 | 2): number => top[index] * top[3] + below[index] * (1 - top[3]);
  return [mix(0), mix(1), mix(2), 1];
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance([red, green, blue]: Colour): number {
  const linear = (value: number): number =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function contrast(a: Colour, b: Colour): number {
  const [brighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (brighter + 0.05) / (darker + 0.05);
}

/** The soft ground under each colour of a tag. */
const SOFT = {
  king: 'kingSoft',
  ember: 'emberSoft',
  up: 'upSoft',
  down: 'downSoft',
  warn: 'warnSoft',
  sim: 'simSoft',
} as const satisfies Partial<Record<keyof Tokens, keyof Tokens>>;

const WORDS = [
  'text',
  'text2',
  'text3',
  'liqLong',
  'liqShort',
  ...(Object.keys(SOFT) as (keyof typeof SOFT)[]),
] as const;

/** Everything a word of that colour stands on: the surfaces, a chosen row, its tag, its tag in a chosen row. */
function grounds(tokens: Tokens, name: (typeof WORDS)[number]): Map<string, Colour> {
  const found = new Map<string, Colour>();
  const soft = name in SOFT ? SOFT[name as keyof typeof SOFT] : undefined;
  for (const surface of ['bg', 'panel', 'raised', 'cell'] as const) {
    const plain = colour(tokens[surface]);
    const chosen = over(colour(tokens.kingSoft), plain);
    found.set(surface, plain);
    const tag = soft === undefined || surface === 'cell' ? undefined : colour(tokens[soft]);
    if (tag !== undefined) found.set(`its tag on ${surface}`, over(tag, plain));
    // Rows are chosen in tables: those lie on the page or a panel.
    if (surface !== 'bg' && surface !== 'panel') continue;
    found.set(`a chosen row of ${surface}`, chosen);
    if (tag !== undefined) found.set(`its tag in a chosen row of ${surface}`, over(tag, chosen));
  }
  return found;
}

describe.each(['dark', 'light'] as const)('words of the %s theme', (theme) => {
  it.each(['green-red', 'blue-orange'] as const)('stand out from every ground by 4.5 : 1, %s', (palette) => {
    const tokens = tokensOf(theme, palette);
    const faint: string[] = [];
    for (const name of WORDS)
      for (const [ground, behind] of grounds(tokens, name)) {
        const found = contrast(colour(tokens[name]), behind);
        if (found < 4.5) faint.push(`${name} on ${ground}: ${found.toFixed(2)}`);
      }
    expect(faint).toEqual([]);
  });

  it('stand out from filled grounds', () => {
    const tokens = tokensOf(theme, 'green-red');
    expect(contrast(colour('#FFFFFF'), colour(tokens.danger))).toBeGreaterThan(4.5);
    expect(contrast(colour(tokens.kingInk), colour(tokens.king))).toBeGreaterThan(4.5);
    expect(contrast(colour(tokens.kingInk), colour(tokens.kingHover))).toBeGreaterThan(4.5);
    expect(contrast(colour(tokens.text2), colour(tokens.track))).toBeGreaterThan(4.5);
  });
});
