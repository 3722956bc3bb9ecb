import { styled } from '@mui/material/styles';
import { useLayoutEffect, useRef } from 'react';
import type { Pen } from '#renderer/charts/pen.ts';
import { nextFrame } from './next-frame.ts';
import { forgetWidths } from './figures.ts';

const Surface = styled('canvas')({ position: 'absolute', inset: 0, pointerEvents: 'none' });

interface LiveCanvasProps {
  readonly width: number;
  readonly height: number;
  /** Calls back when there is something new to draw; gives the way to stop. */
  readonly onChange: (painter: () => void) => () => void;
  /** @param whole everything is to be drawn anew; else only what changed. */
  readonly paint: (pen: Pen, whole: boolean) => void;
}

/** A canvas that draws itself when its data change, at most once a frame, without React. */
export function LiveCanvas({ width, height, onChange, paint }: LiveCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const pen = ref.current?.getContext('2d');
    if (pen === null || pen === undefined || width === 0 || height === 0) return undefined;
    const ratio = window.devicePixelRatio;
    pen.canvas.width = Math.round(width * ratio);
    pen.canvas.height = Math.round(height * ratio);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    let live = true;
    paint(pen, true);
    const part = (): void => {
      if (live) paint(pen, false);
    };
    const stop = onChange(() => nextFrame(part));
    void document.fonts.ready.then(() => {
      forgetWidths();
      if (live) paint(pen, true);
    });
    return () => {
      live = false;
      stop();
    };
  }, [width, height, onChange, paint]);
  return <Surface ref={ref} style={{ width, height }} aria-hidden />;
}
