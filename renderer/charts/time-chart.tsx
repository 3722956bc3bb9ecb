import { styled } from '@mui/material/styles';
import { useCallback, useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { tone, type Tokens } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import { say } from '#shared/language/words.ts';
import { nearestPlace } from './nearest-place.ts';
import { paneFrames, timeAxis, type ChartPane, type PaneFrame, type TimeAxis } from './pane-geometry.ts';
import { hairline, paintTimeRow, penFont, write, type Pen } from './pen.ts';

const Box = styled('div')({ position: 'relative', flex: 1, minHeight: 60, cursor: 'crosshair', outlineOffset: -2 });

const Reading = styled('div')({
  position: 'absolute',
  top: 0,
  padding: '3px 8px',
  borderRadius: 5,
  border: `1px solid ${tone.lineStrong}`,
  background: tone.raised,
  fontSize: 11,
  whiteSpace: 'nowrap',
  pointerEvents: 'none',
  '& b': { fontWeight: 600, marginLeft: 6 },
  '& span': { color: tone.text2 },
});

function path(pen: Pen, axis: TimeAxis, frame: PaneFrame, ts: Float64Array, values: Float64Array): void {
  pen.beginPath();
  values.forEach((value, index) => {
    const x = axis.x(ts[index] ?? 0);
    if (index === 0) pen.moveTo(x, frame.y(value));
    else pen.lineTo(x, frame.y(value));
  });
}

function paintPane(pen: Pen, axis: TimeAxis, frame: PaneFrame, ts: Float64Array, pane: ChartPane, t: Tokens): void {
  pen.font = penFont(11);
  for (const value of frame.grid) {
    hairline(pen, axis.left, frame.y(value), axis.right, frame.y(value), t.grid);
    write(pen, pane.format(value), axis.right + 6, frame.y(value), t.text3);
  }
  for (const level of pane.levels) {
    hairline(pen, axis.left, frame.y(level), axis.right, frame.y(level), t.text3, [3, 3]);
  }
  if (pane.baseline !== null && pane.values.length > 1) {
    path(pen, axis, frame, ts, pane.values);
    const floor = frame.y(pane.baseline);
    pen.lineTo(axis.right, floor);
    pen.lineTo(axis.left, floor);
    pen.closePath();
    pen.fillStyle = pane.fill;
    pen.fill();
  }
  path(pen, axis, frame, ts, pane.values);
  pen.strokeStyle = pane.line;
  pen.lineWidth = 1.5;
  pen.lineJoin = 'round';
  pen.stroke();
}

interface TimeChartProps {
  /** Rising, ms since 1970. */
  readonly ts: Float64Array;
  readonly panes: readonly ChartPane[];
  /** What the picture says, for those who do not see it. */
  readonly label: string;
  /** Width kept free for the values at the right. */
  readonly axisWidth?: number;
}

const KEYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20 };

/** Series over one time axis, each in a pane of its own, with a cross-hair through all of them. */
export function TimeChart({ ts, panes, label, axisWidth = 56 }: TimeChartProps) {
  const t = useTokens();
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const [place, setPlace] = useState<number | null>(null);
  const axis = useMemo(() => timeAxis(ts, width, axisWidth), [ts, width, axisWidth]);
  const frames = useMemo(() => paneFrames(panes, height), [panes, height]);
  const paint = useCallback(
    (pen: Pen) => {
      panes.forEach((pane, index) => {
        const frame = frames[index];
        if (frame !== undefined) paintPane(pen, axis, frame, ts, pane, t);
      });
      paintTimeRow(pen, axis, height - 8, t);
    },
    [panes, frames, axis, ts, height, t],
  );
  const here = place !== null && place < ts.length ? place : null;
  const paintOver = useCallback(
    (pen: Pen) => {
      if (here === null) return;
      const x = axis.x(ts[here] ?? 0);
      hairline(pen, x, 0, x, height - 20, t.text3, [2, 3]);
      panes.forEach((pane, index) => {
        pen.beginPath();
        pen.arc(x, frames[index]?.y(pane.values[here] ?? 0) ?? 0, 3, 0, 2 * Math.PI);
        pen.fillStyle = pane.line;
        pen.fill();
      });
    },
    [here, axis, ts, height, panes, frames, t],
  );
  const onMove = (event: MouseEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const share = (x - axis.left) / (axis.right - axis.left);
    setPlace(nearestPlace(ts, axis.from + share * (axis.to - axis.from)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = KEYS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setPlace((now) => Math.max(0, Math.min(ts.length - 1, (now ?? ts.length - 1) + step)));
  };
  return (
    <Box
      ref={ref}
      tabIndex={0}
      role="application"
      aria-label={say('{label}. Arrow keys read it.', { label })}
      onMouseMove={onMove}
      onMouseLeave={() => setPlace(null)}
      onBlur={() => setPlace(null)}
      onKeyDown={onKeyDown}
    >
      {width > 0 && <Canvas width={width} height={height} paint={paint} />}
      {width > 0 && <Canvas width={width} height={height} paint={paintOver} />}
      {here !== null && <CrossReading ts={ts[here] ?? 0} panes={panes} place={here} axis={axis} />}
    </Box>
  );
}

interface CrossReadingProps {
  readonly ts: number;
  readonly panes: readonly ChartPane[];
  readonly place: number;
  readonly axis: TimeAxis;
}

function CrossReading({ ts, panes, place, axis }: CrossReadingProps) {
  const x = axis.x(ts);
  const flip = x > (axis.left + axis.right) / 2;
  return (
    <Reading role="status" style={{ left: x, transform: flip ? 'translateX(calc(-100% - 8px))' : 'translateX(8px)' }}>
      <span>
        {formatDay(ts)} {formatMinute(ts)} UTC
      </span>
      {panes.map((pane) => (
        <b key={pane.name}>
          {panes.length > 1 && <span>{pane.name} </span>}
          {pane.format(pane.values[place] ?? 0)}
        </b>
      ))}
    </Reading>
  );
}
