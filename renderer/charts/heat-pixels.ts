/** Where the colours of the density ramp lie, as a share of the greatest Z. The last is a step: it begins there, unmixed. */
const STOPS = [0, 0.2, 0.42, 0.64, 0.84, 0.9] as const;
const STEPS = 256;
/** Beyond ±3 the host clips. */
const MOST_Z = 3;
/** Columns worked on together: sixteen pixels are one line of the cache. */
const TILE = 16;

const channel = (colour: string, at: number): number => parseInt(colour.slice(at, at + 2), 16);

/** A pixel as ImageData keeps it: red first in memory, opaque. */
const pixel = (red: number, green: number, blue: number): number =>
  ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;

/**
 * 256 pixels from Z = 0 to Z = 3. Colours are `#RRGGBB`, mixed between the stops; the last one is a class of its own (Z ≥ 2.7)
 * and is never mixed.
 */
export function heatRamp(colours: readonly string[]): Uint32Array<ArrayBuffer> {
  const parts = colours.map((colour) => [1, 3, 5].map((at) => channel(colour, at)));
  const last = STOPS.length - 1;
  const ramp = new Uint32Array(STEPS);
  for (let step = 0; step < STEPS; step += 1) {
    const share = step / (STEPS - 1);
    const above = STOPS.findIndex((stop) => stop > share);
    const to = above === -1 ? last : above;
    const from = above === -1 ? last : to - 1;
    const span = (STOPS[to] ?? 1) - (STOPS[from] ?? 0);
    const mixed = to === last ? 0 : (share - (STOPS[from] ?? 0)) / span;
    const [a, b] = [parts[from] ?? [], parts[to] ?? []];
    const [red = 0, green = 0, blue = 0] = a.map((value, at) => value + ((b[at] ?? value) - value) * mixed);
    ramp[step] = pixel(red, green, blue);
  }
  return ramp;
}

/**
 * Fills the pixels of a picture `columns` wide and `levels` high, highest price on top, from Z by column (`[column × levels + level]`,
 * lowest price first). Only the columns `from <= column < to` are touched. Z ≤ 0 and unknown Z are the first colour of the ramp.
 */
export function fillHeat(
  pixels: Uint32Array,
  z: Float32Array,
  levels: number,
  columns: number,
  ramp: Uint32Array,
  from = 0,
  to = columns,
): void {
  const top = ramp.length - 1;
  const scale = top / MOST_Z;
  const floor = ramp[0] as number;
  for (let tile = from; tile < to; tile += TILE) {
    const end = Math.min(to, tile + TILE);
    for (let level = 0; level < levels; level += 1) {
      const row = (levels - 1 - level) * columns;
      for (let column = tile; column < end; column += 1) {
        const value = z[column * levels + level] as number;
        const step = (value * scale + 0.5) | 0;
        pixels[row + column] = value > 0 ? (ramp[step > top ? top : step] as number) : floor;
      }
    }
  }
}
