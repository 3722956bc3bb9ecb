import { PNG } from 'pngjs';
import { cellOf, drawn, STEP, type ReducedPicture } from './reduced-picture.ts';

/**
 * How far red, green or blue of a cell may lie from the committed one. Half a step is what the committed one was rounded
 * by; what two runs or two builds of Chromium paint differs by less than four, measured.
 */
const MOST_OFF = STEP;
/** So many cells of a picture may be further off, whatever its size: a figure of three digits has more. */
export const MOST_CELLS = 4;

export interface Comparison {
  /** Cells that are too far off. */
  readonly off: readonly number[];
  /** How many cells there are. */
  readonly of: number;
  /** The widest distance of a channel of any cell. */
  readonly worst: number;
  readonly holds: boolean;
}

/** Cell by cell; pictures of different sizes differ in every cell. */
export function comparePictures(kept: ReducedPicture, seen: ReducedPicture): Comparison {
  const of = seen.width * seen.height;
  if (kept.width !== seen.width || kept.height !== seen.height)
    return { off: Array.from({ length: of }, (_, cell) => cell), of, worst: 255, holds: false };
  const off = new Set<number>();
  let worst = 0;
  for (let at = 0; at < of * 3; at += 1) {
    const distance = Math.abs((kept.cells[at] ?? 0) - (seen.cells[at] ?? 0));
    worst = Math.max(worst, distance);
    if (distance > MOST_OFF) off.add(Math.floor(at / 3));
  }
  return { off: [...off], of, worst, holds: off.size <= MOST_CELLS };
}

const MARK = Uint8Array.of(255, 0, 80);

/** The picture of the run, paled, with what differs marked. */
export function drawDifference(seen: ReducedPicture, { off }: Comparison): Buffer {
  const marked = new Set(off);
  const paled = (cell: number) => cellOf(seen, cell).map((value) => 96 + (value >> 2));
  return PNG.sync.write(drawn(seen.width, seen.height, (cell) => (marked.has(cell) ? MARK : paled(cell))));
}
