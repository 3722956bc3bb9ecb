import { CellCanvas } from './cell-canvas.ts';
import type { CellStyle } from './cell-paint.ts';
import { FlatPicture } from './flat-picture.ts';
import type { MatrixLayout } from './matrix-layout.ts';
import { PictureBuffer } from './picture-buffer.ts';

/** The painted matrix: cells with their marks where there is room for them, else one pixel each that the page stretches. */
export class MatrixSurface {
  readonly picture = new PictureBuffer();
  #canvas: HTMLCanvasElement | null = null;
  #flat: FlatPicture | null = null;
  #cells: CellCanvas | null = null;
  #layout: MatrixLayout | null = null;
  #style: CellStyle | null = null;

  /** Where and how the cells are painted from now on, in a view of this size in CSS pixels. */
  look(canvas: HTMLCanvasElement, layout: MatrixLayout, style: CellStyle, width: number, height: number): void {
    if (this.#canvas !== canvas) {
      this.#canvas = canvas;
      this.#flat = layout.flat ? new FlatPicture(canvas) : null;
      this.#cells = layout.flat ? null : new CellCanvas(canvas);
      // What it writes into besides its cells, the new canvas says when it is drawn.
      this.picture.writeInto(null);
    }
    this.#cells?.size(width, height);
    this.#layout = layout;
    this.#style = style;
  }

  /** Paints what changed in the picture or came into view. */
  draw(left: number, top: number): void {
    const layout = this.#layout;
    const style = this.#style;
    if (layout === null || style === null) return;
    this.#flat?.draw(this.picture, style.pixels);
    this.#cells?.draw(this.picture, layout, style, left, top);
    this.picture.painted();
  }
}
