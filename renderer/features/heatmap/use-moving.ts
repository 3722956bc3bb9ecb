import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { Camera } from './camera.ts';

/** An element that moves sideways, up and down, or both, against the camera. */
export function useMoving(camera: Camera, axis: 'x' | 'y' | 'both'): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(
    () =>
      camera.follow((left, top) => {
        const [x, y] = [axis === 'y' ? 0 : -left, axis === 'x' ? 0 : -top];
        if (ref.current !== null) ref.current.style.transform = `translate(${String(x)}px, ${String(y)}px)`;
      }),
    [camera, axis],
  );
  return ref;
}
