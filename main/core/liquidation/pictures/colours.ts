import type { Box, Raster } from '../../ports/picture-reader.ts';
import { apart, chroma, colourAt, keyOf, type Colour } from './raster.ts';

/** Colour that is more than a shade of the ground. */
const COLOURED = 50;
/** Pixels of one colour lie so near to it; what a lossy format does to it included. */
const NEAR = 40;
/** A pixel is of the nearest colour within this. */
const OF_IT = 60;
const SMALLEST_SHARE = 0.0002;
const MOST = 24;

/** The colours of a part of a picture, and which of them each pixel has. */
export interface ColourMap {
  readonly box: Box;
  readonly colours: readonly Colour[];
  /** Place in `colours` + 1 of each pixel of the box; 0 for ground, text and what lies between two colours. */
  readonly of: Uint8Array;
}

/** Groups what is coloured: the most common colours first, what is near to one joins it. */
export function colourMap(raster: Raster, box: Box, ground: Colour): ColourMap {
  const counts = new Map<number, { n: number; sum: [number, number, number] }>();
  for (let y = box.top; y < box.bottom; y += 1)
    for (let x = box.left; x < box.right; x += 1) {
      const colour = colourAt(raster, x, y);
      if (chroma(colour, ground) < COLOURED) continue;
      const key = keyOf(colour);
      const entry = counts.get(key) ?? { n: 0, sum: [0, 0, 0] };
      entry.n += 1;
      for (const i of [0, 1, 2] as const) entry.sum[i] += colour[i];
      counts.set(key, entry);
    }
  const least = SMALLEST_SHARE * (box.right - box.left) * (box.bottom - box.top);
  const groups: { readonly colour: Colour; n: number }[] = [];
  for (const { n, sum } of [...counts.values()].sort((a, b) => b.n - a.n)) {
    const colour: Colour = [sum[0] / n, sum[1] / n, sum[2] / n];
    const group = groups.find((one) => apart(one.colour, colour) < NEAR);
    if (group !== undefined) group.n += n;
    else if (groups.length < MOST) groups.push({ colour, n });
  }
  const colours = groups.filter(({ n }) => n >= least).map(({ colour }) => colour);
  return { box, colours, of: assigned(raster, box, ground, colours) };
}

function assigned(raster: Raster, box: Box, ground: Colour, colours: readonly Colour[]): Uint8Array {
  const width = box.right - box.left;
  const of = new Uint8Array(width * (box.bottom - box.top));
  for (let y = box.top; y < box.bottom; y += 1)
    for (let x = box.left; x < box.right; x += 1) {
      const colour = colourAt(raster, x, y);
      if (chroma(colour, ground) < COLOURED) continue;
      of[(y - box.top) * width + x - box.left] = nearest(colour, colours) + 1;
    }
  return of;
}

/** −1 when none is near. */
export function nearest(colour: Colour, colours: readonly Colour[]): number {
  let best = -1;
  let least: number = OF_IT;
  for (const [i, one] of colours.entries()) {
    const off = apart(one, colour);
    if (off < least) [best, least] = [i, off];
  }
  return best;
}
