import type { Camera } from './camera.ts';
import { placeAt, type MatrixLayout, type Place } from './matrix-layout.ts';

/** A press that moved less than this is a click, px. */
const STILL = 4;
/** A notch of the wheel is 100: a fifth larger or smaller. */
const ZOOM_PER_WHEEL = 0.0018;
const LINE = 16;

/** What the pointer asks of the matrix. */
export interface PointerAsks {
  readonly onHover: (place: Place | null) => void;
  readonly onLeave: () => void;
  readonly onPin: (place: Place) => void;
  /** By how much wider and taller, around a point of the view. */
  readonly onZoom: (x: number, y: number, atX: number, atY: number) => void;
}

interface Now {
  readonly asks: PointerAsks;
  readonly layout: MatrixLayout;
}

/** How the wheel zooms: both ways with Ctrl, columns alone with Shift too, rows alone with Alt too; null is no zoom. */
function wheelZoom(event: WheelEvent): { readonly x: number; readonly y: number } | null {
  if (!event.ctrlKey && !event.metaKey) return null;
  const by = Math.exp(-(event.deltaY + event.deltaX) * ZOOM_PER_WHEEL);
  return { x: event.altKey ? 1 : by, y: event.shiftKey ? 1 : by };
}

/** How far the wheel moves the view, px: sideways with Shift. */
function wheelMove(event: WheelEvent): { readonly x: number; readonly y: number } {
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
  const sideways = event.shiftKey && event.deltaX === 0;
  const [x, y] = sideways ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
  return { x: x * unit, y: y * unit };
}

/** Hover, click, drag to pan, wheel to scroll and to zoom. @returns the way to stop. */
export function followPointer(box: HTMLElement, camera: Camera, now: () => Now): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  let drag: { readonly x: number; readonly y: number; readonly left: number; readonly top: number } | null = null;
  let moved = false;

  const at = (event: MouseEvent): { x: number; y: number } => {
    const { left, top } = box.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const place = (event: MouseEvent): Place | null => {
    const { x, y } = at(event);
    return placeAt(now().layout, x + camera.left, y + camera.top);
  };

  box.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      moved = false;
      box.setPointerCapture(event.pointerId);
      drag = { ...at(event), left: camera.left, top: camera.top };
    },
    { signal },
  );
  box.addEventListener(
    'pointermove',
    (event) => {
      if (drag === null) {
        now().asks.onHover(place(event));
        return;
      }
      const { x, y } = at(event);
      if (!moved && Math.hypot(x - drag.x, y - drag.y) < STILL) return;
      if (!moved) {
        box.dataset['dragged'] = 'true';
        now().asks.onHover(null);
      }
      moved = true;
      camera.moveTo(drag.left - (x - drag.x), drag.top - (y - drag.y));
    },
    { signal },
  );
  const release = (): void => {
    drag = null;
    delete box.dataset['dragged'];
  };
  box.addEventListener('pointerup', release, { signal });
  box.addEventListener('pointercancel', release, { signal });
  box.addEventListener('pointerleave', () => now().asks.onLeave(), { signal });
  box.addEventListener(
    'click',
    (event) => {
      const found = moved ? null : place(event);
      if (found !== null) now().asks.onPin(found);
    },
    { signal },
  );
  box.addEventListener(
    'wheel',
    (event) => {
      const zoom = wheelZoom(event);
      if (zoom !== null) {
        event.preventDefault();
        const { x, y } = at(event);
        now().asks.onHover(null);
        now().asks.onZoom(zoom.x, zoom.y, x, y);
        return;
      }
      if (camera.maxLeft === 0 && camera.maxTop === 0) return;
      event.preventDefault();
      const by = wheelMove(event);
      now().asks.onHover(null);
      camera.moveTo(camera.left + by.x, camera.top + by.y);
    },
    { signal, passive: false },
  );
  return () => abort.abort();
}
