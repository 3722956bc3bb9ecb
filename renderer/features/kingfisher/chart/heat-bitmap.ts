import type { ColumnRange, HeatField } from './heat-field.ts';
import { HeatPicture, type HeatDrawn, type HeatOrder } from './heat-picture.ts';

interface Drawer {
  readonly send: (order: HeatOrder) => void;
  readonly close: () => void;
}

/** A worker of the page's own origin; null where none can be started. */
function workerDrawer(onDrawn: (drawn: HeatDrawn) => void, onFailure: () => void): Drawer | null {
  if (typeof Worker === 'undefined') return null;
  try {
    const worker = new Worker(new URL('./heat-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<HeatDrawn>) => onDrawn(data));
    worker.addEventListener('error', onFailure);
    // The cells of an order are a copy of its own: they are handed over, not copied again.
    const handedOver = (order: HeatOrder): Transferable[] => (order.kind === 'ramp' ? [] : [order.z.buffer]);
    return { send: (order) => worker.postMessage(order, handedOver(order)), close: () => worker.terminate() };
  } catch {
    return null;
  }
}

function pageDrawer(onDrawn: (drawn: HeatDrawn) => void): Drawer {
  const picture = new HeatPicture();
  return {
    send: (order) => void createImageBitmap(picture.take(order)).then((bitmap) => onDrawn({ bitmap, freed: null })),
    close: () => undefined,
  };
}

/** The heat of a field as one bitmap, a pixel a cell, drawn in a worker; panning and zooming only move it. */
export class HeatBitmap {
  readonly #onReady: () => void;
  #drawer: Drawer;
  #field: HeatField | null = null;
  #ramp: Uint32Array<ArrayBuffer>;
  #bitmap: ImageBitmap | null = null;
  /** Memory of a field that was drawn before, for the next of its size. */
  #spare: Float32Array<ArrayBuffer> | null = null;
  /** Orders under way; what comes back for a field that was replaced meanwhile is thrown away. */
  #due: (HeatField | null)[] = [];

  constructor(ramp: Uint32Array<ArrayBuffer>, onReady: () => void) {
    this.#ramp = ramp;
    this.#onReady = onReady;
    this.#drawer = workerDrawer(this.#take, this.#fallBack) ?? pageDrawer(this.#take);
  }

  /** Null until the field shown was drawn. */
  get bitmap(): ImageBitmap | null {
    return this.#bitmap;
  }

  show(field: HeatField | null): void {
    this.#field = field;
    this.#bitmap?.close();
    this.#bitmap = null;
    this.#sendField();
  }

  changed({ from, to }: ColumnRange): void {
    if (this.#field === null) return;
    const { levels, z } = this.#field;
    this.#send({ kind: 'columns', from, to, z: z.slice(from * levels, to * levels) });
  }

  recolour(ramp: Uint32Array<ArrayBuffer>): void {
    this.#ramp = ramp;
    if (this.#field !== null) this.#send({ kind: 'ramp', ramp });
  }

  close(): void {
    this.#drawer.close();
    this.#due = [];
    this.#bitmap?.close();
    this.#bitmap = null;
  }

  #sendField(): void {
    if (this.#field === null) return;
    const { levels, columns, z } = this.#field;
    this.#send({ kind: 'field', levels, columns, z: this.#copyOf(z), ramp: this.#ramp });
  }

  /** A copy to be handed over, where possible in memory that came back: a field is megabytes. */
  #copyOf(z: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    const spare = this.#spare;
    this.#spare = null;
    if (spare?.length !== z.length) return z.slice();
    spare.set(z);
    return spare;
  }

  #send(order: HeatOrder): void {
    this.#due.push(this.#field);
    this.#drawer.send(order);
  }

  readonly #take = ({ bitmap, freed }: HeatDrawn): void => {
    this.#spare = freed ?? this.#spare;
    if (this.#due.shift() !== this.#field || this.#field === null) {
      bitmap.close();
      return;
    }
    this.#bitmap?.close();
    this.#bitmap = bitmap;
    this.#onReady();
  };

  /** The worker's file did not come: the page draws itself. */
  readonly #fallBack = (): void => {
    this.#drawer.close();
    this.#drawer = pageDrawer(this.#take);
    this.#due = [];
    this.#sendField();
  };
}
