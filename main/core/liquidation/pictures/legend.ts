import type { Box, Raster, TextReader } from '../../ports/picture-reader.ts';
import { nearest, type ColourMap } from './colours.ts';
import { apart, colourAt, type Colour } from './raster.ts';
import { textLine, textLines } from './text-boxes.ts';

/** A patch of one colour, as a legend has them. */
interface Patch extends Box {
  readonly colour: number;
}

const LEAST_PATCH = 6;
const MOST_PATCHES = 12;
const MOST_WIDE = 48;
const MOST_HIGH = 28;

/** Patches above the plot or below its labels, of the colours of bars. */
function patches(raster: Raster, colours: readonly Colour[], part: Box): readonly Patch[] {
  const found: Patch[] = [];
  for (let y = part.top; y < part.bottom; y += 1)
    for (let x = part.left; x < part.right; x += 1) {
      const inside = found.find(
        (one) => x >= one.left - 4 && x < one.right + 4 && y >= one.top - 4 && y < one.bottom + 4,
      );
      if (inside !== undefined) {
        x = inside.right + 3;
        continue;
      }
      const patch = patchAt(raster, colours, part, x, y);
      if (patch !== null) found.push(patch);
    }
  return found;
}

const ALIKE = 36;

function patchAt(raster: Raster, colours: readonly Colour[], part: Box, x: number, y: number): Patch | null {
  const own = colourAt(raster, x, y);
  const colour = nearest(own, colours);
  if (colour < 0) return null;
  const like = (column: number, row: number): boolean =>
    column < part.right && row < part.bottom && apart(colourAt(raster, column, row), own) < ALIKE;
  let [right, bottom] = [x, y];
  while (right - x <= MOST_WIDE && like(right, y)) right += 1;
  while (bottom - y <= MOST_HIGH && like(x, bottom)) bottom += 1;
  const [wide, high] = [right - x, bottom - y];
  if (wide < LEAST_PATCH || high < LEAST_PATCH - 1 || wide > MOST_WIDE || high > MOST_HIGH) return null;
  const middle = colourAt(raster, x + (wide >> 1), y + (high >> 1));
  return { left: x, top: y, right, bottom, colour: nearest(middle, colours) };
}

const LEVERAGE = /^\D{0,12}?(\d{1,3}) ?[x×X]\b/;

/** Leverage of each bar colour that the legend names; colours without one are missing. */
export async function legendLeverages(
  raster: Raster,
  map: ColourMap,
  bars: readonly number[],
  parts: readonly Box[],
  reader: TextReader,
): Promise<ReadonlyMap<number, number>> {
  const colours = bars.map((colour) => map.colours[colour - 1] as Colour);
  const named = new Map<number, number>();
  for (const patch of parts.flatMap((part) => patches(raster, colours, part)).slice(0, MOST_PATCHES)) {
    const colour = bars[patch.colour];
    if (colour === undefined || named.has(colour)) continue;
    const text = await textBeside(raster, patch, reader);
    const leverage = Number(LEVERAGE.exec(text)?.[1] ?? Number.NaN);
    if (leverage >= 1 && leverage <= 200) named.set(colour, leverage);
  }
  if (new Set(named.values()).size < named.size) return new Map();
  return withShades(named, bars, map.colours);
}

const SHADE = 64;

/** A colour that the legend does not name is a shade of the nearest one that it does: a lossy format, or what lies over it. */
function withShades(
  named: ReadonlyMap<number, number>,
  bars: readonly number[],
  colours: readonly Colour[],
): ReadonlyMap<number, number> {
  const all = new Map(named);
  for (const bar of bars) {
    const own = colours[bar - 1] as Colour;
    const off = [...named].map(([other, leverage]) => ({ leverage, by: apart(own, colours[other - 1] as Colour) }));
    const [first, second] = off.sort((a, b) => a.by - b.by);
    if (first === undefined || named.has(bar) || first.by > SHADE) continue;
    if (second === undefined || second.by > 1.5 * first.by) all.set(bar, first.leverage);
  }
  return all;
}

async function textBeside(raster: Raster, patch: Patch, reader: TextReader): Promise<string> {
  const high = patch.bottom - patch.top;
  const part = {
    left: patch.right + 2,
    top: Math.max(0, patch.top - high),
    right: Math.min(raster.width, patch.right + 12 * high),
    bottom: Math.min(raster.height, patch.bottom + high),
  };
  const [first] = textLines(raster, part).flat();
  return first === undefined ? '' : (await reader.read(textLine(raster, first, 34), 'words')).text;
}
