import { fillHeat } from '#renderer/charts/heat-pixels.ts';
import type { ColumnRange } from './heat-field.ts';

type Floats = Float32Array<ArrayBuffer>;
type Ramp = Uint32Array<ArrayBuffer>;

/** What the picture is told: a whole field, some of its columns anew, or other colours. */
export type HeatOrder =
  | {
      readonly kind: 'field';
      readonly levels: number;
      readonly columns: number;
      readonly z: Floats;
      readonly ramp: Ramp;
    }
  | ({ readonly kind: 'columns'; readonly z: Floats } & ColumnRange)
  | { readonly kind: 'ramp'; readonly ramp: Ramp };

/** What comes back for an order. */
export interface HeatDrawn {
  readonly bitmap: ImageBitmap;
  /** Memory of cells that may be used again; null when none was given back. */
  readonly freed: Floats | null;
}

/** The pixels of a field, one for each cell; the same code draws in the worker and, where there is none, beside it. */
export class HeatPicture {
  #levels = 1;
  #columns = 1;
  #z: Floats = new Float32Array(1);
  #ramp: Ramp = new Uint32Array(256);
  #image: ImageData | null = null;
  #freed: Floats | null = null;

  /** The cells that the last order replaced as a whole: nobody reads them any more. Null when it replaced none. */
  get freed(): Floats | null {
    return this.#freed;
  }

  /** The image after an order; only the columns that it changes are filled. */
  take(order: HeatOrder): ImageData {
    this.#freed = order.kind === 'field' ? this.#z : null;
    switch (order.kind) {
      case 'field':
        if (this.#image?.width !== order.columns || this.#image.height !== order.levels)
          this.#image = new ImageData(order.columns, order.levels);
        this.#levels = order.levels;
        this.#columns = order.columns;
        this.#z = order.z;
        this.#ramp = order.ramp;
        return this.#fill(0, order.columns);
      case 'columns':
        this.#z.set(order.z, order.from * this.#levels);
        return this.#fill(order.from, order.to);
      case 'ramp':
        this.#ramp = order.ramp;
        return this.#fill(0, this.#columns);
    }
  }

  #fill(from: number, to: number): ImageData {
    this.#image ??= new ImageData(this.#columns, this.#levels);
    const pixels = new Uint32Array(this.#image.data.buffer);
    fillHeat(pixels, this.#z, this.#levels, this.#columns, this.#ramp, from, to);
    return this.#image;
  }
}
