import { useMemo, useRef, type RefObject } from 'react';
import type { Camera } from './camera.ts';
import { NO_ZOOM, zoomedBy, type ZoomLimits } from './matrix-layout.ts';
import { useViewSettings } from './view-settings.ts';

/** The ways to change the size of the cells. */
export interface ZoomActs {
  /** How far it goes; told by the board, which knows its room. */
  readonly limits: RefObject<ZoomLimits>;
  /** By how much wider and taller, around a point of the view. */
  readonly by: (x: number, y: number, atX: number, atY: number) => void;
  /** The same around the middle of the view. */
  readonly step: (by: number) => void;
  /** The whole matrix at once. */
  readonly all: () => void;
  readonly usual: () => void;
}

/** Changes the zoom of the view; what is under the pointer stays there. */
export function useZoom(camera: Camera): ZoomActs {
  const limits = useRef<ZoomLimits>({ mostX: 1, leastY: 1, mostY: 1 });
  return useMemo(() => {
    const by: ZoomActs['by'] = (x, y, atX, atY) => {
      const { settings, change } = useViewSettings.getState();
      const zoom = zoomedBy(settings.zoom, x, y, limits.current);
      if (zoom.x === settings.zoom.x && zoom.y === settings.zoom.y) return;
      camera.anchor(atX, atY);
      change({ zoom });
    };
    return {
      limits,
      by,
      step: (factor) => by(factor, factor, camera.viewWidth / 2, camera.viewHeight / 2),
      all: () => useViewSettings.getState().change({ zoom: { x: 1, y: limits.current.leastY } }),
      usual: () => useViewSettings.getState().change({ zoom: NO_ZOOM }),
    };
  }, [camera]);
}
