import type { Box, Raster, TextLine } from '../../ports/picture-reader.ts';
import { apart, colourAt, groundOf, type Colour } from './raster.ts';

/** Difference from the ground at which a pixel counts as ink. */
const INK = 56;
const LEAST_HEIGHT = 5;
const MOST_HEIGHT = 44;

interface Run {
  readonly from: number;
  readonly to: number;
}

/** Parts of a length that hold something, joined over gaps shorter than `gap`. */
export function runsOf(counts: ArrayLike<number>, gap: number, least = 1): readonly Run[] {
  const runs: { from: number; to: number }[] = [];
  for (let i = 0; i < counts.length; i += 1) {
    if ((counts[i] as number) < least) continue;
    const last = runs.at(-1);
    if (last !== undefined && i - last.to < gap) last.to = i + 1;
    else runs.push({ from: i, to: i + 1 });
  }
  return runs;
}

/** Ink of a part of a picture by row or by column. */
function inkCounts(raster: Raster, box: Box, ground: Colour, by: 'row' | 'column'): Uint32Array {
  const counts = new Uint32Array(by === 'row' ? box.bottom - box.top : box.right - box.left);
  for (let y = box.top; y < box.bottom; y += 1)
    for (let x = box.left; x < box.right; x += 1) {
      if (apart(colourAt(raster, x, y), ground) < INK) continue;
      const at = by === 'row' ? y - box.top : x - box.left;
      counts[at] = (counts[at] as number) + 1;
    }
  return counts;
}

/** The lines of text in a part of a picture, top to bottom; each as its pieces, left to right. */
export function textLines(raster: Raster, box: Box): readonly (readonly Box[])[] {
  if (box.right <= box.left || box.bottom <= box.top) return [];
  const ground = groundOf(raster, box);
  return runsOf(inkCounts(raster, box, ground, 'row'), 1)
    .filter(({ from, to }) => to - from >= LEAST_HEIGHT && to - from <= MOST_HEIGHT)
    .map(({ from, to }) => {
      const line = { ...box, top: box.top + from, bottom: box.top + to };
      // Words of one label stand closer together than labels.
      return runsOf(inkCounts(raster, line, ground, 'column'), Math.max(5, Math.round(1.2 * (to - from)))).map(
        (run) => ({ ...line, left: box.left + run.from, right: box.left + run.to }),
      );
    });
}

const TOO_NARROW = 2;
const ARM = 3;

/** Free space between labels and what else stands beside an axis, such as its rotated name. */
const FREE = 9;

/**
 * The labels beside a vertical axis: one below the other, in the block nearest to the axis. The lower part of the box tells
 * where that block is: above, a title may go across it.
 */
export function columnLabels(raster: Raster, box: Box, side: 'left' | 'right'): readonly Box[] {
  if (box.right - box.left < TOO_NARROW || box.bottom <= box.top) return [];
  const ground = groundOf(raster, box);
  const lower = { ...box, top: Math.round(box.bottom - 0.6 * (box.bottom - box.top)) };
  const blocks = runsOf(tallInk(raster, lower, ground), FREE).filter(({ from, to }) => to - from >= TOO_NARROW);
  const block = side === 'left' ? blocks.at(-1) : blocks[0];
  if (block === undefined) return [];
  const column = { ...box, left: box.left + block.from, right: box.left + block.to };
  return runsOf(inkCounts(raster, column, ground, 'row'), 1)
    .map(({ from, to }) => ({ ...column, top: box.top + from, bottom: box.top + to }))
    .filter(({ top, bottom }) => bottom - top >= LEAST_HEIGHT && bottom - top <= MOST_HEIGHT && bottom < box.bottom)
    .filter((label) => endsWithin(raster, label, box, ground))
    .map((label) => {
      const [first, ...rest] = runsOf(inkCounts(raster, label, ground, 'column'), label.right - label.left);
      const last = rest.at(-1) ?? first;
      if (first === undefined || last === undefined) return label;
      return { ...label, left: label.left + first.from, right: label.left + last.to };
    });
}

/** Whether nothing of a label goes on beside its block: a title across it does. */
function endsWithin(raster: Raster, label: Box, box: Box, ground: Colour): boolean {
  const sides = [
    { ...label, left: Math.max(box.left, label.left - FREE + 2), right: label.left },
    { ...label, left: label.right, right: Math.min(box.right, label.right + FREE - 2) },
  ];
  // The tick of the axis is a row or two high.
  return sides.every((side) => inkCounts(raster, side, ground, 'row').filter((count) => count > 0).length <= 2);
}

/** The columns near ink that is part of something taller than the tick of an axis. */
function tallInk(raster: Raster, box: Box, ground: Colour): Uint32Array {
  const counts = new Uint32Array(box.right - box.left);
  for (let x = box.left; x < box.right; x += 1) {
    let run = 0;
    for (let y = box.top; y < box.bottom; y += 1) {
      run = apart(colourAt(raster, x, y), ground) < INK ? 0 : run + 1;
      // The bar of a T is thin; it belongs to its stem.
      if (run >= 3) counts.fill(1, Math.max(0, x - box.left - ARM), x - box.left + ARM + 1);
    }
  }
  return counts;
}

/** Pieces of ink beside each other in a label: at most one for each of its characters. */
export function glyphs(raster: Raster, box: Box): number {
  return runsOf(inkCounts(raster, box, groundOf(raster, padded(raster, box, 2)), 'column'), 1).length;
}

/** Middle of the digits of a label, without what hangs below them. */
export function middleRow(raster: Raster, box: Box): number {
  const counts = inkCounts(raster, box, groundOf(raster, padded(raster, box, 2)), 'row');
  const most = Math.max(...counts);
  const dense = runsOf(counts, counts.length, Math.max(1, 0.3 * most));
  const [first, last] = [dense[0], dense.at(-1)];
  if (first === undefined || last === undefined) return (box.top + box.bottom) / 2;
  return box.top + (first.from + last.to) / 2;
}

function padded({ width, height }: Raster, { left, top, right, bottom }: Box, by: number): Box {
  return {
    left: Math.max(0, left - by),
    top: Math.max(0, top - by),
    right: Math.min(width, right + by),
    bottom: Math.min(height, bottom + by),
  };
}

const MARGIN = 14;

/** A piece of text as a reader wants it: dark on white, so high, with a margin. */
export function textLine(raster: Raster, box: Box, height: number): TextLine {
  const part = padded(raster, box, 1);
  const ground = groundOf(raster, padded(raster, box, 3));
  const factor = height / Math.max(1, box.bottom - box.top);
  const width = Math.round((part.right - part.left) * factor) + 2 * MARGIN;
  const tall = Math.round((part.bottom - part.top) * factor) + 2 * MARGIN;
  const ink = inkOf(raster, part, ground);
  const grey = new Uint8Array(width * tall).fill(255);
  for (let y = MARGIN; y < tall - MARGIN; y += 1)
    for (let x = MARGIN; x < width - MARGIN; x += 1) {
      const darkness = sampled(ink, (x + 0.5 - MARGIN) / factor - 0.5, (y + 0.5 - MARGIN) / factor - 0.5);
      grey[y * width + x] = Math.round(255 * (1 - darkness));
    }
  return { width, height: tall, grey };
}

interface Ink {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Darkness 0…1 of each pixel, 1 where the text is strongest. */
function inkOf(raster: Raster, box: Box, ground: Colour): Ink {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const values = new Float32Array(width * height);
  let most = 1;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const value = apart(colourAt(raster, box.left + x, box.top + y), ground);
      values[y * width + x] = value;
      most = Math.max(most, value);
    }
  // What little the ground wavers by is not ink.
  return { width, height, values: values.map((value) => Math.min(1, Math.max(0, (value / most - 0.12) / 0.76))) };
}

function sampled({ width, height, values }: Ink, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  const at = (column: number, row: number): number =>
    column < 0 || row < 0 || column >= width || row >= height ? 0 : (values[row * width + column] as number);
  const above = at(left, top) * (1 - right) + at(left + 1, top) * right;
  const below = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right;
  return above * (1 - down) + below * down;
}
