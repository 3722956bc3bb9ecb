import { styled } from '@mui/material/styles';
import { useCallback, useMemo } from 'react';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { formatNumber } from '#renderer/ui/format.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import { gridLines, niceStep } from './equity-geometry.ts';
import { histogramOf, type Histogram } from './histogram-geometry.ts';
import { hairline, penFont, write, type Pen } from './pen.ts';

const Box = styled('div')({ position: 'relative', flex: 1, minHeight: 60, minWidth: 0 });

/** A value marked by an upright line and its name. */
export interface HistogramMark {
  readonly name: string;
  readonly value: number;
}

const FOOT = 20;
const HEAD = 16;

function paintBars(pen: Pen, bars: Histogram, width: number, height: number, tail: number | null, t: Tokens): void {
  const room = height - FOOT - HEAD;
  const step = width / bars.counts.length;
  bars.counts.forEach((count, index) => {
    const tall = (count / bars.most) * room;
    const from = bars.low + index * bars.width;
    pen.fillStyle = tail !== null && from < tail ? t.down : t.ind2;
    pen.fillRect(index * step + 0.5, height - FOOT - tall, Math.max(1, step - 1), tall);
  });
}

function paintMarks(
  pen: Pen,
  marks: readonly HistogramMark[],
  x: (value: number) => number,
  height: number,
  t: Tokens,
) {
  pen.font = penFont(11);
  let taken = Number.POSITIVE_INFINITY;
  for (const { name, value } of [...marks].sort((a, b) => b.value - a.value)) {
    const at = x(value);
    hairline(pen, at, HEAD - 2, at, height - FOOT, t.down, [3, 3]);
    // The innermost name runs inwards, those further out outwards: two near each other do not cover.
    const first = taken === Number.POSITIVE_INFINITY;
    const place = first ? at - 3 : Math.max(pen.measureText(name).width, Math.min(at + 5, taken - 7));
    write(pen, name, place, 7, t.down, first ? 'left' : 'right');
    taken = first ? place : place - pen.measureText(name).width;
  }
}

interface HistogramChartProps {
  readonly values: Float64Array;
  readonly marks: readonly HistogramMark[];
  /** Bins that begin below it are drawn as losses of the tail; null draws none so. */
  readonly tail: number | null;
  /** What the picture says, for those who do not see it. */
  readonly label: string;
}

/** How often values of a size occurred, with the losses of the tail marked. */
export function HistogramChart({ values, marks, tail, label }: HistogramChartProps) {
  const t = useTokens();
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const bars = useMemo(() => histogramOf(values, Math.max(8, Math.floor(width / 7))), [values, width]);
  const paint = useCallback(
    (pen: Pen) => {
      if (bars === null) return;
      const span = bars.width * bars.counts.length;
      const x = (value: number): number => ((value - bars.low) / span) * width;
      paintBars(pen, bars, width, height, tail, t);
      hairline(pen, 0, height - FOOT, width, height - FOOT, t.line);
      pen.font = penFont(11);
      const step = niceStep(span, Math.max(2, Math.floor(width / 44)));
      for (const value of gridLines(bars.low, bars.low + span, step)) {
        const at = x(value);
        if (at < 8 || at > width - 8) continue;
        write(
          pen,
          formatNumber(value, step < 1 ? 1 : 0, value === 0 ? 'auto' : 'always'),
          at,
          height - 8,
          t.text3,
          'center',
        );
      }
      paintMarks(pen, marks, x, height, t);
    },
    [bars, marks, tail, width, height, t],
  );
  return <Box ref={ref}>{width > 0 && <Canvas width={width} height={height} paint={paint} label={label} />}</Box>;
}
