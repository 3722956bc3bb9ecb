import { styled } from '@mui/material/styles';
import { useCallback, useMemo, type KeyboardEvent, type PointerEvent, type Ref } from 'react';
import { hairline, penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { formatNumber } from '#renderer/ui/format.ts';
import { tone, type Tokens } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import type { ChangedInputView, SensitivityView } from '#shared/contract/explain.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { curveFrame, movedValue, type CurveFrame } from './curve-geometry.ts';

const Box = styled('div')({
  position: 'relative',
  flex: 1,
  minHeight: 130,
  cursor: 'ew-resize',
  touchAction: 'none',
  borderRadius: 4,
  '&:focus-visible': { outline: `2px solid ${tone.sim}`, outlineOffset: -1 },
});

function dot(pen: Pen, x: number, y: number, colour: string, filled = true): void {
  pen.beginPath();
  pen.arc(x, y, 4.5, 0, 2 * Math.PI);
  pen.lineWidth = 1.5;
  pen.fillStyle = pen.strokeStyle = colour;
  if (filled) pen.fill();
  pen.stroke();
}

/** The span of values that pass, between the points of the curve. */
function paintPassing(pen: Pen, { curve }: SensitivityView, frame: CurveFrame, t: Tokens): void {
  pen.fillStyle = t.upSoft;
  curve.forEach((point, index) => {
    const next = curve[index + 1];
    if (!point.passes || next === undefined || !next.passes) return;
    pen.fillRect(frame.x(point.value), frame.top, frame.x(next.value) - frame.x(point.value), frame.bottom - frame.top);
  });
}

function paintAxes(pen: Pen, { threshold }: SensitivityView, frame: CurveFrame, t: Tokens): void {
  pen.font = penFont(11);
  for (const value of [-100, -50, 0, 50, 100]) {
    write(pen, formatNumber(value, 0), frame.x(value), frame.bottom + 10, t.text3, value > 0 ? 'right' : 'left');
    hairline(pen, frame.x(value), frame.top, frame.x(value), frame.bottom, t.grid);
  }
  hairline(pen, frame.left, frame.y(threshold), frame.right, frame.y(threshold), t.text2, [3, 3]);
  write(pen, formatNumber(threshold, 0), frame.left - 6, frame.y(threshold), t.text, 'right');
  for (const score of [frame.low, frame.high]) {
    const y = Math.min(frame.bottom - 5, Math.max(frame.top + 6, frame.y(score)));
    if (Math.abs(y - frame.y(threshold)) > 12) write(pen, formatNumber(score, 0), frame.left - 6, y, t.text3, 'right');
  }
}

/** A point of the curve that has a name. */
interface Named {
  readonly value: number;
  readonly score: number;
  readonly words: string;
  readonly colour: string;
  readonly filled: boolean;
}

/** What is tried, then where it flips, then what was: a name is left out where one before it stands. */
function namedPoints(
  { curve, now, flipsAt }: SensitivityView,
  whatIf: ChangedInputView | null,
  t: Tokens,
): readonly Named[] {
  const flip = curve.find(({ value }) => value === flipsAt);
  const colour = now.passes ? t.up : t.down;
  const shown = (value: number) => ({ value: formatNumber(value, 1) });
  return [
    ...(whatIf === null
      ? []
      : [{ ...whatIf, words: say('{value} what if', shown(whatIf.value)), colour: t.sim, filled: true }]),
    ...(flip === undefined
      ? []
      : [{ ...flip, words: say('{value} flips', shown(flip.value)), colour: t.up, filled: false }]),
    { ...now, words: say('{value} was', shown(now.value)), colour, filled: true },
  ];
}

const APART = 80;

function paintPoints(pen: Pen, points: readonly Named[], frame: CurveFrame): void {
  const taken: number[] = [];
  pen.font = penFont(11, 600);
  for (const { value, score, words, colour, filled } of points) {
    const x = frame.x(value);
    dot(pen, x, frame.y(score), colour, filled);
    if (taken.some((other) => Math.abs(other - x) < APART)) continue;
    taken.push(x);
    const left = x > (frame.left + frame.right) / 2;
    const y = Math.min(frame.bottom - 6, Math.max(frame.top + 6, frame.y(score) - 11));
    write(pen, words, x + (left ? -8 : 8), y, colour, left ? 'right' : 'left');
  }
}

function paintCurve(
  pen: Pen,
  view: SensitivityView,
  whatIf: ChangedInputView | null,
  frame: CurveFrame,
  t: Tokens,
): void {
  paintPassing(pen, view, frame, t);
  paintAxes(pen, view, frame, t);
  pen.strokeStyle = t.king;
  pen.lineWidth = 2;
  pen.beginPath();
  for (const { value, score } of view.curve) pen.lineTo(frame.x(value), frame.y(score));
  pen.stroke();
  paintPoints(pen, namedPoints(view, whatIf, t), frame);
}

interface CurveChartProps {
  readonly view: SensitivityView;
  /** What the host made of the value that is tried; null when none is. */
  readonly whatIf: ChangedInputView | null;
  /** The value that is tried; null when none is. */
  readonly tried: number | null;
  readonly onTry: (value: number) => void;
  readonly focusRef: Ref<HTMLDivElement>;
  readonly label: string;
}

/** The score against one input; the point is dragged, or moved with the arrow keys. */
export function CurveChart({ view, whatIf, tried, onTry, focusRef, label }: CurveChartProps) {
  const t = useTokens();
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const frame = useMemo(() => {
    const scores = [...view.curve.map(({ score }) => score), view.threshold];
    return curveFrame({ width, height, scores });
  }, [view, width, height]);
  const paint = useCallback((pen: Pen) => paintCurve(pen, view, whatIf, frame, t), [view, whatIf, frame, t]);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    onTry(frame.valueAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = movedValue(event.key, event.shiftKey, tried ?? view.now.value);
    if (to === null) return;
    event.preventDefault();
    onTry(to);
  };
  return (
    <Box
      ref={focusRef}
      tabIndex={0}
      role="slider"
      aria-label={label}
      aria-valuemin={-100}
      aria-valuemax={100}
      aria-valuenow={tried ?? view.now.value}
      aria-valuetext={
        whatIf === null ? say('{value}, as it was', { value: formatNumber(view.now.value, 1) }) : told(whatIf.sentence)
      }
      onPointerDown={drag}
      onPointerMove={drag}
      onKeyDown={onKeyDown}
    >
      <div ref={ref} style={{ position: 'absolute', inset: 0 }}>
        {width > 0 && <Canvas width={width} height={height} paint={paint} />}
      </div>
    </Box>
  );
}
