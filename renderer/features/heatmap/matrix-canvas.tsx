import { useLayoutEffect, useRef } from 'react';
import { paintCell, type CellStyle } from './cell-paint.ts';
import type { MatrixLayout } from './matrix-layout.ts';
import { changedCells, type MatrixPicture } from './matrix-picture.ts';

interface MatrixCanvasProps {
  readonly layout: MatrixLayout;
  readonly picture: MatrixPicture;
  readonly style: CellStyle;
}

interface Painted extends MatrixCanvasProps {
  readonly ratio: number;
}

function prepare(canvas: HTMLCanvasElement, layout: MatrixLayout, ratio: number): void {
  canvas.width = Math.round(layout.width * ratio);
  canvas.height = Math.round(layout.height * ratio);
}

/** The cells on one canvas at the display's resolution; a new picture repaints only the cells that changed. */
export function MatrixCanvas({ layout, picture, style }: MatrixCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const painted = useRef<Painted | null>(null);
  useLayoutEffect(() => {
    const canvas = ref.current;
    const pen = canvas?.getContext('2d');
    if (canvas === null || pen === null || pen === undefined) return;
    const ratio = window.devicePixelRatio;
    const last = painted.current;
    const whole = last === null || last.layout !== layout || last.style !== style || last.ratio !== ratio;
    if (whole) prepare(canvas, layout, ratio);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (const at of changedCells(whole ? null : last.picture, picture)) paintCell(pen, layout, picture, at, style);
    painted.current = { layout, picture, style, ratio };
  }, [layout, picture, style]);
  return (
    <canvas
      ref={ref}
      aria-hidden
      style={{ display: 'block', width: layout.width, height: layout.height, pointerEvents: 'none' }}
    />
  );
}
