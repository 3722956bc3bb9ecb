import { useCallback } from 'react';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import { waterfallRange, waterfallSteps } from './waterfall-geometry.ts';

interface WaterfallBarsProps {
  /** Points of each row in order; null keeps the row free. The last row shows the sum. */
  readonly points: readonly (number | null)[];
  readonly rowHeight: number;
  /** Where the entry bar lies; drawn dashed through all rows. */
  readonly marks: readonly number[];
  /** Colours of gain, loss and sum. */
  readonly colours: { readonly gain: string; readonly loss: string };
}

interface Picture extends WaterfallBarsProps {
  readonly width: number;
}

function paintMarks(pen: CanvasRenderingContext2D, xs: readonly number[], height: number, t: Tokens): void {
  pen.strokeStyle = t.text3;
  pen.lineWidth = 1;
  pen.setLineDash([3, 3]);
  for (const x of xs) {
    pen.beginPath();
    pen.moveTo(Math.round(x) + 0.5, 0);
    pen.lineTo(Math.round(x) + 0.5, height);
    pen.stroke();
  }
  pen.setLineDash([]);
}

function paintWaterfall(pen: CanvasRenderingContext2D, picture: Picture, t: Tokens): void {
  const { points, rowHeight, marks, colours, width } = picture;
  const values = points.map((point) => point ?? 0);
  const { low, high } = waterfallRange(values, marks);
  const x = (value: number): number => ((value - low) / (high - low || 1)) * (width - 2) + 1;
  const steps = waterfallSteps(values);
  const thick = Math.min(14, rowHeight - 8);
  const bar = (from: number, to: number, row: number, colour: string): void => {
    const left = Math.min(x(from), x(to));
    pen.fillStyle = colour;
    pen.beginPath();
    pen.roundRect(
      left,
      row * rowHeight + (rowHeight - thick) / 2,
      Math.max(1.5, Math.abs(x(to) - x(from))),
      thick,
      1.5,
    );
    pen.fill();
  };
  const height = (points.length + 1) * rowHeight;
  pen.fillStyle = t.line;
  pen.fillRect(Math.round(x(0)), 0, 1, height);
  steps.forEach(({ from, to }, row) => {
    if (points[row] === null) return;
    bar(from, to, row, to >= from ? colours.gain : colours.loss);
    pen.fillStyle = t.lineStrong;
    pen.fillRect(Math.round(x(to)), row * rowHeight + rowHeight / 2 + thick / 2, 1, rowHeight - thick);
  });
  const sum = steps.at(-1)?.to ?? 0;
  bar(0, sum, points.length, sum >= 0 ? colours.gain : colours.loss);
  paintMarks(
    pen,
    marks.map((mark) => x(mark)),
    height,
    t,
  );
}

/** The bars of a waterfall beside a list of rows of the same height; the last bar is the sum. */
export function WaterfallBars({ points, rowHeight, marks, colours }: WaterfallBarsProps) {
  const t = useTokens();
  const [ref, { width }] = useSize<HTMLDivElement>();
  const height = (points.length + 1) * rowHeight;
  const { gain, loss } = colours;
  const paint = useCallback(
    (pen: CanvasRenderingContext2D) =>
      paintWaterfall(pen, { points, rowHeight, marks, colours: { gain, loss }, width }, t),
    [points, rowHeight, marks, gain, loss, width, t],
  );
  return (
    <div ref={ref} style={{ position: 'relative', height }}>
      {width > 0 && <Canvas width={width} height={height} paint={paint} />}
    </div>
  );
}
