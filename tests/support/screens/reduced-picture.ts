import { PNG } from 'pngjs';
import { smallPng } from '#scripts/pictures/small-png.ts';

/** So many pixels each way become one cell. */
const EDGE = 4;
/** Colours of a committed picture are multiples of this: few enough for a palette, near enough to be compared with. */
export const STEP = 16;

/** A picture of a window at a quarter of its width and height. */
export interface ReducedPicture {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each cell, 0 to 255, row by row. */
  readonly cells: Uint8Array;
}

type Sheet = Pick<PNG, 'width' | 'height' | 'data'>;

/** The mean of the pixels of one channel under a cell; at the right and lower edge a cell may have fewer. */
function meanUnder({ width, height, data }: Sheet, column: number, row: number, channel: number): number {
  const right = Math.min(width, (column + 1) * EDGE);
  const lower = Math.min(height, (row + 1) * EDGE);
  let sum = 0;
  for (let y = row * EDGE; y < lower; y += 1)
    for (let x = column * EDGE; x < right; x += 1) sum += data[(y * width + x) * 4 + channel] ?? 0;
  return Math.round(sum / ((right - column * EDGE) * (lower - row * EDGE)));
}

/** Each cell is the mean of its pixels: where an edge of a letter falls within them hardly counts. */
export function reducePicture(png: Buffer): ReducedPicture {
  const sheet = PNG.sync.read(png);
  const width = Math.ceil(sheet.width / EDGE);
  const height = Math.ceil(sheet.height / EDGE);
  const cells = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1)
      for (let channel = 0; channel < 3; channel += 1)
        cells[(row * width + column) * 3 + channel] = meanUnder(sheet, column, row, channel);
  return { width, height, cells };
}

export const cellOf = ({ cells }: ReducedPicture, cell: number): Uint8Array => cells.subarray(cell * 3, cell * 3 + 3);

/** A sheet to draw on. @param colour of a cell, as red, green and blue */
export function drawn(width: number, height: number, colour: (cell: number) => Uint8Array): PNG {
  const sheet = new PNG({ width, height });
  for (let cell = 0; cell < width * height; cell += 1) {
    sheet.data.set(colour(cell), cell * 4);
    sheet.data[cell * 4 + 3] = 255;
  }
  return sheet;
}

/** No picture is written with other colours than these: what does not fit a palette is written without one. */
const PALETTE = 256;
const WITHOUT_PALETTE = { colorType: 2, inputHasAlpha: true, deflateLevel: 9, filterType: 4 } as const;

/** The picture as it is committed. */
export function writeReduced(picture: ReducedPicture): Buffer {
  const levels = picture.cells.map((value) => Math.min(255, Math.round(value / STEP) * STEP));
  const sheet = drawn(picture.width, picture.height, (cell) => levels.subarray(cell * 3, cell * 3 + 3));
  const colours = new Set<number>();
  for (let at = 0; at < sheet.data.length; at += 4) colours.add(sheet.data.readUInt32BE(at));
  const png = PNG.sync.write(sheet, WITHOUT_PALETTE);
  return colours.size > PALETTE ? png : smallPng(png);
}

/** A committed picture. @throws Error when it is no PNG */
export function readReduced(png: Buffer): ReducedPicture {
  const { width, height, data } = PNG.sync.read(png);
  return { width, height, cells: Uint8Array.from(data.filter((_, at) => at % 4 !== 3)) };
}
