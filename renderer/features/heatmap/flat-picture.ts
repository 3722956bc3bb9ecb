import { hexChannels, mixColours } from '#renderer/charts/colour-mix.ts';
import type { SignalScale } from '#renderer/charts/signal-scale.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import { codeOf, CODES, LOOK, PixelPlane, type PictureBuffer } from './picture-buffer.ts';

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
 * The cells as one pixel each, stretched by the page: zooming and panning it paints nothing, and only rows that changed are handed
 * over. The pixels are made once per shape and written with the cells.
 */
export class FlatPicture {
  readonly #canvas: HTMLCanvasElement;
  readonly #pen: CanvasRenderingContext2D | null;
  #image: ImageData | null = null;
  #plane: PixelPlane | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#pen = canvas.getContext('2d', { alpha: false });
  }

  /** Paints what changed in the picture, or all of it in other colours than before. */
  draw(picture: PictureBuffer, table: Uint32Array): void {
    const { rows, columns } = picture;
    if (this.#pen === null || rows === 0 || columns === 0) return;
    const image = this.#shape(rows, columns);
    if (this.#plane === null || picture.plane !== this.#plane || this.#plane.table !== table) {
      this.#plane = new PixelPlane(new Uint32Array(image.data.buffer), table);
      picture.writeInto(this.#plane);
    }
    const { first, last } = this.#plane;
    if (picture.all) this.#pen.putImageData(image, 0, 0);
    else if (first <= last) {
      const top = Math.floor(first / columns);
      this.#pen.putImageData(image, 0, 0, 0, top, columns, Math.floor(last / columns) - top + 1);
    }
  }

  #shape(rows: number, columns: number): ImageData {
    if (this.#image?.width === columns && this.#image.height === rows) return this.#image;
    this.#canvas.width = columns;
    this.#canvas.height = rows;
    this.#image = new ImageData(columns, rows);
    this.#plane = null;
    return this.#image;
  }
}
