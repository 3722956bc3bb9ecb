import { useCallback, useSyncExternalStore } from 'react';
import type { Camera } from './camera.ts';

/** The window of rows moves by this many, so that a pan renders seldom. */
const CHUNK = 8;

/** Which rows of a long matrix are in the page: those in view and some around them. */
export function useRowWindow(
  camera: Camera,
  rowHeight: number,
  viewHeight: number,
  count: number,
): { readonly first: number; readonly end: number } {
  const chunkHeight = Math.max(1, rowHeight * CHUNK);
  const subscribe = useCallback((tell: () => void) => camera.follow(tell), [camera]);
  const chunk = useSyncExternalStore(subscribe, () => Math.floor(camera.top / chunkHeight));
  const seen = Math.ceil(viewHeight / chunkHeight) + 1;
  return { first: Math.max(0, (chunk - 1) * CHUNK), end: Math.min(count, (chunk + seen + 1) * CHUNK) };
}
