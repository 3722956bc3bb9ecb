import type { Box, Raster } from '../../ports/picture-reader.ts';

/** Red, green, blue, each 0…255. */
export type Colour = readonly [number, number, number];

export const colourAt = ({ data, width }: Raster, x: number, y: number): Colour => {
  const at = 4 * (y * width + x);
  return [data[at] as number, data[at + 1] as number, data[at + 2] as number];
};

/** Greatest difference of a channel. */
export const apart = (a: Colour, b: Colour): number =>
  Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]));

/** How far a pixel is from being a grey shade of the ground: what tells a bar from a grid line. */
export function chroma(pixel: Colour, ground: Colour): number {
  const [red, green, blue] = [pixel[0] - ground[0], pixel[1] - ground[1], pixel[2] - ground[2]];
  return Math.max(red, green, blue) - Math.min(red, green, blue);
}

/** The most common colour of a part of a picture. */
export function groundOf(raster: Raster, { left, top, right, bottom }: Box): Colour {
  const counts = new Uint32Array(1 << 15);
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const key = keyOf(colourAt(raster, x, y));
      counts[key] = (counts[key] as number) + 1;
    }
  const most = counts.reduce((best, count, key) => (count > (counts[best] as number) ? key : best), 0);
  return meanOf(raster, { left, top, right, bottom }, most);
}

export const keyOf = ([red, green, blue]: Colour): number => ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);

function meanOf(raster: Raster, { left, top, right, bottom }: Box, key: number): Colour {
  const sum = [0, 0, 0, 0];
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const colour = colourAt(raster, x, y);
      if (keyOf(colour) !== key) continue;
      for (let i = 0; i < 3; i += 1) sum[i] = (sum[i] as number) + (colour[i] as number);
      sum[3] = (sum[3] as number) + 1;
    }
  const [red = 0, green = 0, blue = 0, count = 0] = sum;
  const n = Math.max(1, count);
  return [red / n, green / n, blue / n];
}

/** The middle value, the mean of both middles. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[half] as number;
  return ((sorted[half - 1] ?? Number.NaN) + (sorted[half] ?? Number.NaN)) / 2;
}
