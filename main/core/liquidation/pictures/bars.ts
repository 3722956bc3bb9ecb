import { lineThrough } from '../../statistics/line-through.ts';
import type { ColourMap } from './colours.ts';
import type { Plot, PriceLine } from './plot.ts';
import { median } from './raster.ts';

/** One bar: its middle, and the heights of its colours from the base up, pixels. */
export interface Bar {
  readonly at: number;
  readonly parts: readonly { readonly colour: number; readonly from: number; readonly to: number }[];
}

/** The bars of a plot on their grid. */
export interface Bars {
  readonly bars: readonly Bar[];
  /** Distance of two bars, and greatest distance of an edge from the grid, as share of it. */
  readonly pitch: number;
  readonly off: number;
  /** Places of the colours that stand as bars. */
  readonly colours: readonly number[];
}

/** A line drawn over a bar is so thick at most. */
const LINE_OVER = 5;
const THIN = 3;
const LEAST_OF_COLOUR = 0.5;

interface Stacks {
  readonly map: ColourMap;
  readonly plot: Plot;
  readonly line: PriceLine;
}

/** The colour of a pixel of a column, counted from the base up; 0 outside. */
function colourOf({ box, of }: ColourMap, plot: Plot, x: number, up: number): number {
  const row = plot.base - 1 - up - box.top;
  return row < 0 ? 0 : (of[row * (box.right - box.left) + x - box.left] as number);
}

/** Colours that stand on the base: most of what there is of them does. */
function standing({ map, plot, line }: Stacks, top: number): readonly number[] {
  const all = new Uint32Array(map.colours.length + 1);
  const stacked = new Uint32Array(map.colours.length + 1);
  for (let x = plot.left; x < plot.right; x += 1) {
    if (x >= line.from - 2 && x <= line.to + 1) continue;
    let gap = colourOf(map, plot, x, 0) === 0 && colourOf(map, plot, x, 1) === 0 ? LINE_OVER + 1 : 0;
    for (let up = 0; up < plot.base - top; up += 1) {
      const colour = colourOf(map, plot, x, up);
      if (colour === 0) gap += 1;
      else {
        all[colour] = (all[colour] as number) + 1;
        if (gap <= LINE_OVER) {
          gap = 0;
          stacked[colour] = (stacked[colour] as number) + 1;
        }
      }
    }
  }
  const greatest = Math.max(...stacked);
  return map.colours
    .map((_, i) => i + 1)
    .filter(
      (i) => (stacked[i] as number) >= LEAST_OF_COLOUR * (all[i] as number) && (stacked[i] as number) > 0.01 * greatest,
    );
}

interface Column {
  readonly parts: Bar['parts'];
  /** True when colour of bars floats above, which cannot be. */
  readonly floating: boolean;
}

/** Parts of a column from the base up, lines that cross it passed over. */
function columnOf({ map, plot, line }: Stacks, x: number, bars: ReadonlySet<number>): Column {
  const parts: { colour: number; from: number; to: number }[] = [];
  const rows = plot.base - line.upper;
  let ground = 0;
  for (let up = 0; up < rows; up += 1) {
    const colour = colourOf(map, plot, x, up);
    if (!bars.has(colour)) {
      // A curve that climbs steeply hides much of a bar; only ground ends it.
      if (colour === 0) ground += 1;
      continue;
    }
    const last = parts.at(-1);
    if (last === undefined && ground > 2) return { parts: [], floating: false };
    if (ground > LINE_OVER && last !== undefined) {
      const more = runFrom(map, plot, x, up, bars);
      if (ground > EDGE_OVER) return { parts: withoutEdges(parts), floating: more >= FLOATING };
      if (more < RESUMED) continue;
    }
    extend(parts, colour, up);
    ground = 0;
  }
  return { parts: withoutEdges(parts), floating: false };
}

/** What a line hides belongs to the part below it when both sides are of one colour, else it is shared. */
function extend(parts: { colour: number; from: number; to: number }[], colour: number, up: number): void {
  const last = parts.at(-1);
  if (last?.colour === colour) {
    last.to = up + 1;
    return;
  }
  const middle = last === undefined ? 0 : (last.to + up) / 2;
  if (last !== undefined) last.to = middle;
  parts.push({ colour, from: middle, to: up + 1 });
}

/** What a lossy format makes of the edges of a curve over a bar can be as grey as the ground, for so many rows. */
const EDGE_OVER = 16;
/** Rows of colour after which a bar goes on, or floats. */
const RESUMED = 4;
const FLOATING = 8;

function runFrom(map: ColourMap, plot: Plot, x: number, from: number, bars: ReadonlySet<number>): number {
  let up = from;
  while (bars.has(colourOf(map, plot, x, up))) up += 1;
  return up - from;
}

/** The edge of a line over a bar has a colour between the two: too thin to be a part of its own. */
function withoutEdges(parts: Bar['parts']): Bar['parts'] {
  const kept: { colour: number; from: number; to: number }[] = [];
  for (const part of parts) {
    const last = kept.at(-1);
    const thin = part.to - part.from <= THIN;
    if (last !== undefined && (thin || last.colour === part.colour)) last.to = part.to;
    else if (last !== undefined && last.to - last.from <= THIN) {
      last.colour = part.colour;
      last.to = part.to;
    } else kept.push({ ...part });
  }
  return kept;
}

const heightOf = (parts: Bar['parts']): number => parts.at(-1)?.to ?? 0;

/** Finds the bars; null with the reason when what stands there is not a row of bars. */
export function barsOf(stacks: Stacks, top: number): Bars | { readonly reason: string } {
  const colours = standing(stacks, top);
  if (colours.length === 0) return { reason: 'No coloured bars stand on the price axis.' };
  const { plot } = stacks;
  const set = new Set(colours);
  const columns = Array.from({ length: plot.right - plot.left }, (_, i) => columnOf(stacks, plot.left + i, set));
  const grid = gridOf(
    columns.map(({ parts }) => heightOf(parts)),
    stacks,
  );
  if (grid === null) return { reason: 'The bars do not stand at equal distances.' };
  const bars: Bar[] = [];
  const first = Math.floor(0.5 - grid.from / grid.pitch);
  for (let k = first; grid.from + (k + 1) * grid.pitch <= columns.length + 0.5 * grid.pitch; k += 1) {
    const bar = barAt(columns, grid, k, stacks);
    if (bar === 'doubtful') return { reason: 'How high a bar is cannot be told: something covers it.' };
    if (bar !== null) bars.push(bar);
  }
  return { bars, pitch: grid.pitch, off: grid.off, colours };
}

interface Grid {
  /** Left edge of bar 0 from the plot's left, and the distance of two. */
  readonly from: number;
  readonly pitch: number;
  readonly off: number;
}

/** A bar at its place of the grid: the column of middle height of those within it. */
function barAt(columns: readonly Column[], grid: Grid, k: number, { plot, line }: Stacks): Bar | 'doubtful' | null {
  const [from, to] = [grid.from + k * grid.pitch, grid.from + (k + 1) * grid.pitch];
  const own: Bar['parts'][] = [];
  let floating = 0;
  for (let x = Math.max(0, Math.round(from)); x < Math.min(columns.length, Math.round(to)); x += 1) {
    const at = plot.left + x;
    if (at >= line.from - 2 && at <= line.to + 1) continue;
    const { parts, floating: floats } = columns[x] as Column;
    if (parts.length > 0) own.push(parts);
    if (floats) floating += 1;
  }
  if (own.length === 0 || own.length < 0.3 * (to - from)) return null;
  if (floating > 0.5 * own.length) return 'doubtful';
  own.sort((a, b) => heightOf(a) - heightOf(b));
  return { at: plot.left + (from + to) / 2, parts: own[own.length >> 1] as Bar['parts'] };
}

const NARROWEST = 2.5;
const WIDEST = 80;
const LEAST_BARS = 8;
/** An edge may lie so far from the grid, as share of the pitch, in the mean. */
const MOST_OFF = 0.22;

/** The grid on which the heights change. */
function gridOf(heights: readonly number[], { plot, line }: Stacks): Grid | null {
  const edges: { at: number; weight: number }[] = [];
  for (let x = 1; x < heights.length; x += 1) {
    if (Math.abs(plot.left + x - line.at) < 8) continue;
    const step = Math.abs((heights[x] as number) - (heights[x - 1] as number));
    // Only where a bar begins: after it the gap is part of its place.
    if (step >= 3 && (heights[x] as number) > 0) edges.push({ at: x, weight: Math.min(step, 12) });
  }
  if (edges.length < LEAST_BARS) return null;
  let best: Grid | null = null;
  let bestScore = 0;
  for (let pitch = NARROWEST; pitch <= WIDEST; pitch *= 1 + 0.2 / heights.length + 0.0005) {
    const [re, im, weights] = edges.reduce(
      ([a, b, c], { at, weight }) => {
        const phase = (2 * Math.PI * at) / pitch;
        return [a + weight * Math.cos(phase), b + weight * Math.sin(phase), c + weight];
      },
      [0, 0, 0],
    );
    const score = Math.hypot(re, im) / weights;
    // A part of the true distance fits as well; the widest that does is it.
    if (score > 0.55 && score >= bestScore * 0.93) {
      bestScore = Math.max(score, bestScore);
      const from = ((Math.atan2(im, re) / (2 * Math.PI)) * pitch + pitch) % pitch;
      best = { from, pitch, off: 0 };
    }
  }
  if (best === null) return null;
  return measured(refined(refined(best, edges), edges), edges);
}

/** The same grid by least squares over the edges that lie near to it. */
function refined({ from, pitch, off }: Grid, edges: readonly { readonly at: number }[]): Grid {
  const near = edges
    .map(({ at }) => ({ x: Math.round((at - from) / pitch), y: at }))
    .filter(({ x, y }) => Math.abs(y - from - x * pitch) < 0.3 * pitch);
  const line = lineThrough(near);
  if (near.length < LEAST_BARS || Number.isNaN(line.per)) return { from, pitch, off };
  return { from: line.from, pitch: line.per, off };
}

function measured(grid: Grid, edges: readonly { readonly at: number }[]): Grid | null {
  const off = edges.map(({ at }) => {
    const k = (at - grid.from) / grid.pitch;
    return Math.abs(k - Math.round(k));
  });
  const typical = median(off);
  return typical > MOST_OFF ? null : { ...grid, off: typical };
}
