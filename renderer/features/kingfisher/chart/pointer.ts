import type { LiquidationChart } from './chart.ts';
import { holds } from './plot-layout.ts';

const WHEEL = 0.0016;
/** A press that moved less than this is a click, px. */
const STILL = 4;

/** What presses on the chart ask of the screen. */
export interface PointerAsks {
  readonly onMenu: (at: { readonly x: number; readonly y: number; readonly price: number }) => void;
  readonly onFit: () => void;
}

/** Wheel zooms time, with Shift price; dragging pans; a double click fits; the right button asks for the menu. */
export function followPointer(box: HTMLElement, chart: LiquidationChart, asks: PointerAsks): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  let drag: { x: number; y: number; moved: boolean } | null = null;

  const at = (event: MouseEvent): { x: number; y: number } => {
    const { left, top } = box.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  box.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const { x, y } = at(event);
      const factor = Math.exp((event.deltaY + event.deltaX) * WHEEL);
      const { axis, map, classic } = chart.layout;
      const onPrices = classic.width > 0 || holds(axis, x, y) || holds(map, x, y);
      if (event.shiftKey || onPrices) chart.zoomPrice(factor, x, y);
      else chart.zoomTime(factor, x);
    },
    { passive: false, signal },
  );

  box.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      box.setPointerCapture(event.pointerId);
      drag = { ...at(event), moved: false };
    },
    { signal },
  );

  box.addEventListener(
    'pointermove',
    (event) => {
      const { x, y } = at(event);
      if (drag !== null) {
        if (!drag.moved && Math.hypot(x - drag.x, y - drag.y) < STILL) return;
        chart.pan(x - drag.x, y - drag.y);
        drag = { x, y, moved: true };
        box.dataset['dragged'] = 'true';
      }
      chart.point(chart.placeAt(x, y));
    },
    { signal },
  );

  const release = (): void => {
    drag = null;
    delete box.dataset['dragged'];
  };
  box.addEventListener('pointerup', release, { signal });
  box.addEventListener('pointercancel', release, { signal });
  box.addEventListener('pointerleave', () => chart.point(null), { signal });
  box.addEventListener('dblclick', asks.onFit, { signal });
  box.addEventListener(
    'contextmenu',
    (event) => {
      const place = chart.placeAt(at(event).x, at(event).y);
      if (place === null) return;
      event.preventDefault();
      asks.onMenu({ x: event.clientX, y: event.clientY, price: place.price });
    },
    { signal },
  );
  return () => abort.abort();
}
