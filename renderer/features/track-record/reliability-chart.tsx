import { styled } from '@mui/material/styles';
import { useCallback, useMemo } from 'react';
import { hairline, penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { formatCompact } from '#renderer/ui/format.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import type { TrackRow } from '#shared/contract/signal-management.ts';
import { curvePoints, type CurvePoint } from './curve-points.ts';

const Box = styled('div')({ position: 'relative', height: 232, minWidth: 0 });

type Curve = TrackRow['figures']['curve'];

const LEFT = 38;
const RIGHT = 8;
const TOP = 8;
/** Below the square: marks of the axis, then bars of the counts. */
const AXIS = 18;
const COUNTS = 40;
const MARKS = [0, 0.25, 0.5, 0.75, 1];

interface Frame {
  readonly x: (share: number) => number;
  readonly y: (share: number) => number;
  readonly bottom: number;
}

function frameOf(width: number, height: number): Frame {
  const bottom = height - AXIS - COUNTS;
  return {
    x: (share) => LEFT + share * (width - LEFT - RIGHT),
    y: (share) => bottom - share * (bottom - TOP),
    bottom,
  };
}

function paintFrame(pen: Pen, { x, y, bottom }: Frame, t: Tokens): void {
  pen.font = penFont(10.5);
  for (const mark of MARKS) {
    hairline(pen, x(0), y(mark), x(1), y(mark), t.grid);
    write(pen, `${String(mark * 100)} %`, LEFT - 6, y(mark), t.text3, 'right');
    write(pen, `${String(mark * 100)}`, Math.min(x(mark), x(1) - 8), bottom + 10, t.text3, 'center');
  }
  pen.strokeStyle = t.text3;
  pen.setLineDash([4, 4]);
  pen.beginPath();
  pen.moveTo(x(0), y(0));
  pen.lineTo(x(1), y(1));
  pen.stroke();
  pen.setLineDash([]);
}

function paintPoints(pen: Pen, points: readonly CurvePoint[], { x, y }: Frame, t: Tokens): void {
  pen.strokeStyle = t.king;
  pen.lineWidth = 1.6;
  pen.beginPath();
  points.forEach((point, index) => {
    if (index === 0) pen.moveTo(x(point.forecast), y(point.rate));
    else pen.lineTo(x(point.forecast), y(point.rate));
  });
  pen.stroke();
  for (const { forecast, rate, low, high } of points) {
    const at = x(forecast);
    hairline(pen, at, y(high), at, y(low), t.text2);
    hairline(pen, at - 3, y(high), at + 3, y(high), t.text2);
    hairline(pen, at - 3, y(low), at + 3, y(low), t.text2);
    pen.beginPath();
    pen.arc(at, y(rate), 3.4, 0, 2 * Math.PI);
    pen.fillStyle = t.king;
    pen.fill();
  }
}

function paintCounts(pen: Pen, curve: Curve, { x, bottom }: Frame, height: number, t: Tokens): void {
  const most = Math.max(1, ...curve.map(({ n }) => n));
  const room = height - bottom - AXIS - 14;
  pen.font = penFont(10);
  for (const { from, to, n } of curve) {
    if (n === 0) continue;
    const tall = Math.max(1, (n / most) * room);
    pen.fillStyle = t.ind2;
    pen.fillRect(x(from) + 1, height - tall, x(to) - x(from) - 2, tall);
    write(pen, formatCompact(n), x((from + to) / 2), height - tall - 7, t.text3, 'center');
  }
}

/** What was forecast against what came true, with intervals; below, how many cases stand behind each point. */
export function ReliabilityChart({ curve, label }: { readonly curve: Curve; readonly label: string }) {
  const t = useTokens();
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const points = useMemo(() => curvePoints(curve), [curve]);
  const paint = useCallback(
    (pen: Pen) => {
      const frame = frameOf(width, height);
      paintFrame(pen, frame, t);
      paintCounts(pen, curve, frame, height, t);
      paintPoints(pen, points, frame, t);
    },
    [width, height, curve, points, t],
  );
  return <Box ref={ref}>{width > 0 && <Canvas width={width} height={height} paint={paint} label={label} />}</Box>;
}
