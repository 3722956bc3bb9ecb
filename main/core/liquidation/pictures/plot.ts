import type { Box, Raster } from '../../ports/picture-reader.ts';
import { apart, chroma, colourAt, type Colour } from './raster.ts';
import type { ColourMap } from './colours.ts';

/** Where the bars stand and how far the plot goes. Whole pixels. */
export interface Plot {
  /** First row below the bars. */
  readonly base: number;
  readonly left: number;
  readonly right: number;
}

const LEAST_COLUMNS = 12;

/** The row that the most columns of colour end at. Null when there is none. */
export function baseOf({ box, of }: ColourMap): number | null {
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const ends = new Uint32Array(height + 1);
  for (let x = 0; x < width; x += 1)
    for (let y = height - 1; y > 3; y -= 1) {
      if (of[y * width + x] === 0 || of[(y - 1) * width + x] === 0 || of[(y - 2) * width + x] === 0) continue;
      // What lies lower, such as a legend, is coloured for a few rows only; the bars come after it.
      ends[y + 1] = (ends[y + 1] as number) + 1;
      y = pastRun(of, width, x, y);
    }
  const best = ends.reduce((most, count, row) => (count > (ends[most] as number) ? row : most), 0);
  return (ends[best] as number) >= LEAST_COLUMNS ? box.top + best : null;
}

function pastRun(of: Uint8Array, width: number, x: number, y: number): number {
  let row = y;
  while (row > 0 && of[row * width + x] !== 0) row -= 1;
  return row;
}

const LEAST_SPAN = 0.4;

/** How far the line under the bars goes, or the bars themselves where there is none. */
export function plotOf(raster: Raster, map: ColourMap, base: number, ground: Colour): Plot | null {
  let [left, right] = [0, 0];
  for (let y = base - 1; y <= Math.min(raster.height - 1, base + 3); y += 1) {
    const [from, to] = longestRun(raster, y, ground);
    if (to - from > right - left) [left, right] = [from, to];
  }
  if (right - left >= LEAST_SPAN * raster.width) return { base, left, right };
  const { box, of } = map;
  const width = box.right - box.left;
  const row = base - 2 - box.top;
  const columns = Array.from({ length: width }, (_, x) => x).filter((x) => of[row * width + x] !== 0);
  const [first, last] = [columns[0], columns.at(-1)];
  return first === undefined || last === undefined
    ? null
    : { base, left: box.left + first, right: box.left + last + 1 };
}

const LINE = 20;
const BREAK = 3;

/** The longest part of a row that is not ground, over breaks of a few pixels. */
function longestRun(raster: Raster, y: number, ground: Colour): readonly [number, number] {
  let best: readonly [number, number] = [0, 0];
  let from = -1;
  let last = -BREAK - 1;
  for (let x = 0; x < raster.width; x += 1) {
    if (apart(colourAt(raster, x, y), ground) < LINE) continue;
    if (x - last > BREAK) from = x;
    last = x;
    if (x + 1 - from > best[1] - best[0]) best = [from, x + 1];
  }
  return best;
}

/** The column of the line that marks the price. */
export interface PriceLine {
  /** Middle, pixels from the left of the picture. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** The topmost row it reaches: where the plot begins. */
  readonly upper: number;
}

/** Share of the plot's height that the marks of a dashed line cover at least. */
const LEAST_COVERED = 0.33;
const WIDEST = 9;

/**
 * The vertical line through the whole plot, dashed or not: marks of one hue from top to bottom in a few columns, which the
 * columns beside do not have.
 */
export function priceLines(raster: Raster, ground: Colour, plot: Plot, top: number): readonly PriceLine[] {
  const rows = plot.base - top;
  const least = (LEAST_COVERED * rows) / THIRDS;
  const marked = Array.from({ length: HUES }, (): number[] => []);
  const counts = new Uint32Array(HUES * THIRDS);
  for (let x = plot.left; x < plot.right; x += 1) {
    counts.fill(0);
    for (let y = top; y < plot.base; y += 1) {
      const colour = colourAt(raster, x, y);
      if (chroma(colour, ground) < MARK) continue;
      const at = hueOf(colour) * THIRDS + Math.floor((THIRDS * (y - top)) / rows);
      counts[at] = (counts[at] as number) + 1;
    }
    // In every third of the height: a high bar does not reach the top one.
    for (const [hue, columns] of marked.entries())
      if (counts.subarray(hue * THIRDS, (hue + 1) * THIRDS).every((count) => count >= least)) columns.push(x);
  }
  const narrow = marked.flatMap((columns) => groups(columns).filter(({ from, to }) => to - from <= WIDEST));
  const all = narrow.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
  const lines = groups([...new Set(all)].sort((a, b) => a - b)).map((line) => ({
    ...line,
    upper: upperEnd(raster, ground, line.at, top),
  }));
  // A narrow bar may reach far up; the line goes on to the end of the plot.
  const highest = Math.min(...lines.map(({ upper }) => upper));
  return lines.filter(({ upper }) => upper < highest + NO_HIGHER);
}

const NO_HIGHER = 8;
const LONGEST_BREAK = 14;

/** The topmost row that marks reach from `top` on, over the breaks of a dashed line. */
function upperEnd(raster: Raster, ground: Colour, at: number, top: number): number {
  const x = Math.floor(at);
  let end = top;
  for (let y = top; y >= 0 && end - y <= LONGEST_BREAK; y -= 1)
    if (chroma(colourAt(raster, x, y), ground) >= MARK) end = y;
  return end;
}

const THIRDS = 3;
const HUES = 6;
/** What a lossy format leaves of the colour of a thin line. */
const MARK = 44;

/** Red, yellow, green, cyan, blue, magenta. */
function hueOf([red, green, blue]: Colour): number {
  const most = Math.max(red, green, blue);
  const span = most - Math.min(red, green, blue);
  if (span === 0) return 0;
  let hue = (red - green) / span + 4;
  if (most === red) hue = (green - blue) / span;
  else if (most === green) hue = (blue - red) / span + 2;
  return (Math.round(hue) + HUES) % HUES;
}

function groups(columns: readonly number[]): readonly Omit<PriceLine, 'upper'>[] {
  const found: { from: number; to: number }[] = [];
  for (const x of columns) {
    const last = found.at(-1);
    if (last !== undefined && x - last.to <= 2) last.to = x + 1;
    else found.push({ from: x, to: x + 1 });
  }
  return found.map(({ from, to }) => ({ from, to, at: (from + to) / 2 }));
}

export const insideOf = (raster: Raster): Box => ({ left: 0, top: 0, right: raster.width, bottom: raster.height });
