import { CellPen, type CellStyle } from './cell-paint.ts';
import { columnAt, type MatrixLayout } from './matrix-layout.ts';
import type { PictureBuffer } from './picture-buffer.ts';

/**
 * The cells in view on a canvas as large as the view. A move shifts what is painted and paints what came into view; a change
 * paints the changed cells.
 */
export class CellCanvas {
  readonly #canvas: HTMLCanvasElement;
  readonly #pen: CanvasRenderingContext2D | null;
  readonly #cells: CellPen | null;
  #layout: MatrixLayout | null = null;
  #style: CellStyle | null = null;
  #ratio = 0;
  #width = 0;
  #height = 0;
  /** Where the view stood when it was painted, in pixels of the display. */
  #left = 0;
  #top = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#pen = canvas.getContext('2d');
    this.#cells = this.#pen === null ? null : new CellPen(this.#pen);
  }

  /** The size of the view in CSS pixels. */
  size(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
  }

  /** Paints what is not as it should be, with the view at `left`, `top` in CSS pixels. */
  draw(picture: PictureBuffer, layout: MatrixLayout, style: CellStyle, left: number, top: number): void {
    const pen = this.#pen;
    if (pen === null || picture.columns === 0) return;
    const ratio = window.devicePixelRatio;
    const resized = this.#resize(ratio);
    const whole = resized || picture.all || this.#layout !== layout || this.#style !== style;
    const x = Math.round(left * ratio);
    const y = Math.round(top * ratio);
    const [dx, dy] = [x - this.#left, y - this.#top];
    this.#left = x;
    this.#top = y;
    this.#layout = layout;
    this.#style = style;
    const far = Math.abs(dx) >= this.#canvas.width || Math.abs(dy) >= this.#canvas.height;
    if (whole || far) {
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
      pen.setTransform(ratio, 0, 0, ratio, -x, -y);
      this.#paintBox(picture, 0, 0, this.#canvas.width, this.#canvas.height);
      return;
    }
    if (dx !== 0 || dy !== 0) this.#shift(pen, picture, dx, dy);
    pen.setTransform(ratio, 0, 0, ratio, -x, -y);
    this.#paintDirty(picture);
  }

  #resize(ratio: number): boolean {
    const canvas = this.#canvas;
    const width = Math.round(this.#width * ratio);
    const height = Math.round(this.#height * ratio);
    if (canvas.width === width && canvas.height === height && this.#ratio === ratio) return false;
    canvas.width = width;
    canvas.height = height;
    this.#ratio = ratio;
    return true;
  }

  #shift(pen: CanvasRenderingContext2D, picture: PictureBuffer, dx: number, dy: number): void {
    const { width, height } = this.#canvas;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.globalCompositeOperation = 'copy';
    pen.drawImage(this.#canvas, -dx, -dy);
    pen.globalCompositeOperation = 'source-over';
    pen.setTransform(this.#ratio, 0, 0, this.#ratio, -this.#left, -this.#top);
    if (dx > 0) this.#paintBox(picture, width - dx, 0, width, height);
    if (dx < 0) this.#paintBox(picture, 0, 0, -dx, height);
    if (dy > 0) this.#paintBox(picture, 0, height - dy, width, height);
    if (dy < 0) this.#paintBox(picture, 0, 0, width, -dy);
  }

  /** Paints the cells that touch a box of the canvas, in pixels of the display. */
  #paintBox(picture: PictureBuffer, left: number, top: number, right: number, bottom: number): void {
    const layout = this.#layout;
    if (layout === null) return;
    const ratio = this.#ratio;
    const firstRow = Math.max(0, Math.floor((this.#top + top) / ratio / layout.rowHeight));
    const lastRow = Math.min(picture.rows - 1, Math.floor((this.#top + bottom) / ratio / layout.rowHeight));
    const firstColumn = columnAt(layout, (this.#left + left) / ratio);
    const lastColumn = columnAt(layout, (this.#left + right) / ratio);
    for (let row = firstRow; row <= lastRow; row += 1)
      for (let column = firstColumn; column <= lastColumn; column += 1) this.#paintCell(picture, row, column);
  }

  #paintDirty(picture: PictureBuffer): void {
    const { dirty, dirtyCount, columns } = picture;
    const layout = this.#layout;
    if (layout === null || dirtyCount === 0) return;
    const firstRow = Math.floor(this.#top / this.#ratio / layout.rowHeight);
    const lastRow = Math.floor((this.#top + this.#canvas.height) / this.#ratio / layout.rowHeight);
    const firstColumn = columnAt(layout, this.#left / this.#ratio);
    const lastColumn = columnAt(layout, (this.#left + this.#canvas.width) / this.#ratio);
    for (let i = 0; i < dirtyCount; i += 1) {
      const at = dirty[i] as number;
      const row = Math.floor(at / columns);
      const column = at - row * columns;
      if (row < firstRow || row > lastRow || column < firstColumn || column > lastColumn) continue;
      this.#paintCell(picture, row, column);
    }
  }

  #paintCell(picture: PictureBuffer, row: number, column: number): void {
    const layout = this.#layout;
    const style = this.#style;
    if (layout === null || style === null || this.#cells === null) return;
    const ratio = this.#ratio;
    const { rowHeight, cellHeight } = layout;
    const x = layout.lefts[column] as number;
    const y = row * rowHeight;
    // Low rows end where the next begins, on whole pixels of the display, so that none shines through.
    const from = Math.round(y * ratio) / ratio;
    const to = Math.round((y + cellHeight) * ratio) / ratio;
    const at = row * picture.columns + column;
    this.#cells.paint(x, from, layout.widths[column] as number, to - from, picture, at, style);
  }
}
