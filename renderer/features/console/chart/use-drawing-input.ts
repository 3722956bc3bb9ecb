import { useEffect, type RefObject } from 'react';
import { onTick } from '../on-tick.ts';
import { gripAt, movedDrawing, type ChartPoint, type Drawing, type Grip, type Pixel } from './drawing.ts';
import { useDrawings } from './drawing-store.ts';
import { shapeOf } from './paint-scene.ts';
import type { OpenChart } from './use-chart.ts';

/** What the pointer does with a drawing now. */
type Hold =
  | { readonly does: 'draw'; readonly from: Pixel; readonly moved: boolean }
  | { readonly does: 'move'; readonly drawing: Drawing; readonly grip: Grip; readonly from: ChartPoint };

/** A pointer that moved less only clicked. */
const CLICK = 4;

let made = 0;
const newId = (): string => `${String(Date.now())}-${String((made += 1))}`;

/** Draws, selects and moves by the pointer: what it takes does not reach the chart's own panning. */
class DrawingPointer {
  readonly #element: HTMLElement;
  readonly #open: OpenChart;
  readonly #symbol: string;
  readonly #tick: string;
  #hold: Hold | null = null;

  constructor(element: HTMLElement, open: OpenChart, symbol: string, tick: string) {
    this.#element = element;
    this.#open = open;
    this.#symbol = symbol;
    this.#tick = tick;
    element.addEventListener('mousedown', this.#down, true);
    window.addEventListener('mousemove', this.#move);
    window.addEventListener('mouseup', this.#up);
  }

  dispose(): void {
    this.#element.removeEventListener('mousedown', this.#down, true);
    window.removeEventListener('mousemove', this.#move);
    window.removeEventListener('mouseup', this.#up);
  }

  #pixel({ clientX, clientY }: MouseEvent): Pixel {
    const { left, top } = this.#element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  #point({ x, y }: Pixel): ChartPoint | null {
    const { chart } = this.#open;
    const at = chart.momentAt(x);
    const raw = chart.priceAt(y);
    const price = raw === null ? null : onTick(raw, this.#tick);
    return at === null || price === null ? null : { at: Math.round(at), price: Number(price) };
  }

  readonly #down = (event: MouseEvent): void => {
    const { chart, scene } = this.#open;
    const p = this.#pixel(event);
    const { width, height } = chart.plot();
    const onCanvas = event.target instanceof HTMLElement && event.target.closest('button, a') === null;
    if (event.button !== 0 || !onCanvas || p.x > width || p.y > height) return;
    if (this.#hold?.does === 'draw') {
      this.#take(event);
      this.#finish();
      return;
    }
    const { tool } = useDrawings.getState();
    if (tool !== null) this.#begin(event, p, tool);
    else this.#grab(event, p, scene.now.drawings);
  };

  #take(event: MouseEvent): void {
    event.stopPropagation();
    event.preventDefault();
  }

  #begin(event: MouseEvent, p: Pixel, kind: Drawing['kind']): void {
    const a = this.#point(p);
    if (a === null) return;
    this.#take(event);
    const drawing = { id: newId(), kind, a, b: a };
    this.#open.scene.set({ held: drawing });
    this.#hold = { does: 'draw', from: p, moved: false };
    if (kind === 'level') this.#finish();
  }

  #grab(event: MouseEvent, p: Pixel, drawings: readonly Drawing[]): void {
    const plot = this.#open.chart.plot();
    const from = this.#point(p);
    const found = drawings.toReversed().flatMap((drawing) => {
      const shape = shapeOf(plot, drawing);
      const grip = shape === null ? null : gripAt(shape, p);
      return grip === null ? [] : [{ drawing, grip }];
    })[0];
    useDrawings.getState().select(found?.drawing.id ?? null);
    if (found === undefined || from === null) return;
    this.#take(event);
    this.#hold = { does: 'move', ...found, from };
  }

  readonly #move = (event: MouseEvent): void => {
    const hold = this.#hold;
    if (hold === null) return;
    const p = this.#pixel(event);
    const b = this.#point(p);
    if (b === null) return;
    const { scene } = this.#open;
    if (hold.does === 'draw') {
      const moved = hold.moved || Math.hypot(p.x - hold.from.x, p.y - hold.from.y) > CLICK;
      this.#hold = { ...hold, moved };
      if (scene.now.held !== null) scene.set({ held: { ...scene.now.held, b } });
    } else scene.set({ held: movedDrawing(hold.drawing, hold.grip, b.at - hold.from.at, b.price - hold.from.price) });
  };

  readonly #up = (): void => {
    const hold = this.#hold;
    // A click sets the first point; the second click sets the other.
    if (hold === null || (hold.does === 'draw' && !hold.moved)) return;
    this.#finish();
  };

  #finish(): void {
    const { scene } = this.#open;
    const { held } = scene.now;
    const drawn = this.#hold?.does === 'draw';
    this.#hold = null;
    scene.set({ held: null });
    if (held === null) return;
    const store = useDrawings.getState();
    store.put(this.#symbol, held);
    if (drawn) store.choose(null);
    store.select(held.id);
  }
}

/** Lets a person draw on a chart with the pointer. */
export function useDrawingInput(
  place: RefObject<HTMLDivElement | null>,
  open: OpenChart | null,
  symbol: string,
  tick: string,
): void {
  useEffect(() => {
    const element = place.current;
    if (element === null || open === null) return undefined;
    const pointer = new DrawingPointer(element, open, symbol, tick);
    return () => pointer.dispose();
  }, [place, open, symbol, tick]);
}

/** A drawing of a kind in the middle of what is seen, for those who draw by keyboard. */
export function drawingInSight({ chart }: OpenChart, kind: Drawing['kind'], tick: string): Drawing | null {
  const { width, height } = chart.plot();
  const at = (x: number, y: number): ChartPoint | null => {
    const moment = chart.momentAt(x);
    const raw = chart.priceAt(y);
    const price = raw === null ? null : onTick(raw, tick);
    return moment === null || price === null ? null : { at: Math.round(moment), price: Number(price) };
  };
  const a = at(width * 0.3, height * 0.5);
  const b = kind === 'level' ? a : at(width * 0.5, height * 0.4);
  return a === null || b === null ? null : { id: newId(), kind, a, b };
}
