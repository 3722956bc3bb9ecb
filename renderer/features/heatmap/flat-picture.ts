import { hexChannels, mixColours } from '#renderer/charts/colour-mix.ts';
import type { SignalScale } from '#renderer/charts/signal-scale.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import { codeOf, CODES, LOOK, type PictureBuffer } from './picture-buffer.ts';

/** Shares of a cell's own colour: below the wanted confidence, and of what is no longer fresh. */
const DIM_SHARE = 0.45;
const STALE_SHARE = 0.33;

/** A pixel as ImageData keeps it: red first in memory, opaque. */
function pixelOf(hex: string): number {
  const [red, green, blue] = hexChannels(hex);
  const byte = (channel: number): number => Math.round(channel * 255);
  return ((255 << 24) | (byte(blue) << 16) | (byte(green) << 8) | byte(red)) >>> 0;
}

/** Every colour a cell may have where it is too small for marks, by look, dimmed and shade. */
export function pixelTable(
  tokens: Pick<Tokens, 'panel'>,
  opinion: SignalScale,
  neutral: SignalScale,
): Uint32Array<ArrayBuffer> {
  const table = new Uint32Array(CODES).fill(pixelOf(tokens.panel));
  const put = (look: number, { colours }: SignalScale, share: number): void =>
    colours.forEach((colour, shade) => {
      const whole = share === 1 ? colour : mixColours(tokens.panel, colour, share);
      table[codeOf(look, shade, false)] = pixelOf(whole);
      table[codeOf(look, shade, true)] = pixelOf(mixColours(tokens.panel, colour, share * DIM_SHARE));
    });
  put(LOOK.opinion, opinion, 1);
  put(LOOK.neutral, neutral, 1);
  put(LOOK.stale, opinion, STALE_SHARE);
  return table;
}

/**
 * The cells as one pixel each, stretched by the page: zooming and panning it paints nothing, and only what changed is written.
 * The pixels are made once per shape.
 */
export class FlatPicture {
  readonly #canvas: HTMLCanvasElement;
  readonly #pen: CanvasRenderingContext2D | null;
  #image: ImageData | null = null;
  #pixels = new Uint32Array(0);
  #table: Uint32Array | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#pen = canvas.getContext('2d', { alpha: false });
  }

  /** Paints what changed in the picture, or all of it in other colours than before. */
  draw(picture: PictureBuffer, table: Uint32Array): void {
    const { rows, columns } = picture;
    if (this.#pen === null || rows === 0 || columns === 0) return;
    const shaped = this.#shape(rows, columns);
    const whole = shaped || picture.all || this.#table !== table;
    const image = this.#image;
    if (image === null) return;
    this.#table = table;
    if (whole) {
      this.#writeAll(picture, table);
      this.#pen.putImageData(image, 0, 0);
    } else if (picture.dirtyCount > 0) this.#writeDirty(picture, table, this.#pen, image);
  }

  #shape(rows: number, columns: number): boolean {
    if (this.#image?.width === columns && this.#image.height === rows) return false;
    this.#canvas.width = columns;
    this.#canvas.height = rows;
    this.#image = new ImageData(columns, rows);
    this.#pixels = new Uint32Array(this.#image.data.buffer);
    return true;
  }

  #writeAll({ code }: PictureBuffer, table: Uint32Array): void {
    const pixels = this.#pixels;
    for (let at = 0; at < pixels.length; at += 1) pixels[at] = table[code[at] as number] as number;
  }

  /** Writes the changed cells and gives the canvas the smallest frame that holds them. */
  #writeDirty(picture: PictureBuffer, table: Uint32Array, pen: CanvasRenderingContext2D, image: ImageData): void {
    const { code, dirty, dirtyCount, columns } = picture;
    const pixels = this.#pixels;
    let left = columns;
    let right = 0;
    let top = pixels.length;
    let bottom = 0;
    for (let i = 0; i < dirtyCount; i += 1) {
      const at = dirty[i] as number;
      pixels[at] = table[code[at] as number] as number;
      const column = at % columns;
      if (column < left) left = column;
      if (column > right) right = column;
      if (at < top) top = at;
      if (at > bottom) bottom = at;
    }
    const first = Math.floor(top / columns);
    const last = Math.floor(bottom / columns);
    pen.putImageData(image, 0, 0, left, first, right - left + 1, last - first + 1);
  }
}
