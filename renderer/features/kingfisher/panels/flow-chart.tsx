import { useCallback, useMemo, type MouseEvent } from 'react';
import { nearestPlace } from '#renderer/charts/nearest-place.ts';
import { timeAxis } from '#renderer/charts/pane-geometry.ts';
import { hairline, paintTimeRow, penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import { say } from '#shared/language/words.ts';
import { clearCrossHair, setCrossHair, useCrossHair } from '../cross-hair.ts';

const AXIS = 26;
const FOOT = 18;
const TOP = 6;
const LINES = [0, 50, 80, 100];
/** From here on flow is unusually one-sided. */
const HIGH = 80;

interface FlowChartProps {
  /** Rising, ms since 1970. */
  readonly ts: Float64Array;
  /** Percentiles, 0…100, of the same length. */
  readonly values: Float64Array;
}

/** The percentile over time, with the moment pointed at anywhere on the screen. */
export function FlowChart({ ts, values }: FlowChartProps) {
  const t = useTokens();
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const hair = useCrossHair();
  const axis = useMemo(() => timeAxis(ts, width, AXIS), [ts, width]);
  const y = useCallback((value: number) => TOP + (1 - value / 100) * (height - FOOT - TOP), [height]);
  const paint = useCallback(
    (pen: Pen) => {
      pen.fillStyle = t.kingSoft;
      pen.fillRect(axis.left, y(100), axis.right - axis.left, y(HIGH) - y(100));
      pen.font = penFont(11);
      for (const value of LINES) {
        hairline(pen, axis.left, y(value), axis.right, y(value), t.grid);
        write(pen, String(value), width, y(value), t.text3, 'right');
      }
      pen.beginPath();
      values.forEach((value, place) => {
        const x = axis.x(ts[place] ?? 0);
        if (place === 0) pen.moveTo(x, y(value));
        else pen.lineTo(x, y(value));
      });
      pen.strokeStyle = t.king;
      pen.lineWidth = 1.25;
      pen.lineJoin = 'round';
      pen.stroke();
      paintTimeRow(pen, axis, height - 7, t);
    },
    [axis, ts, values, width, height, y, t],
  );
  const place = hair.ts === null || ts.length === 0 ? -1 : nearestPlace(ts, hair.ts);
  const inside = hair.ts !== null && hair.ts >= axis.from && hair.ts <= axis.to && place >= 0;
  const paintOver = useCallback(
    (pen: Pen) => {
      if (!inside) return;
      const x = axis.x(ts[place] ?? 0);
      hairline(pen, x, TOP, x, height - FOOT, t.text3, [2, 3]);
      pen.beginPath();
      pen.arc(x, y(values[place] ?? 0), 3, 0, 2 * Math.PI);
      pen.fillStyle = t.king;
      pen.fill();
    },
    [inside, axis, ts, values, place, height, y, t],
  );
  const onMove = (event: MouseEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const share = Math.max(0, Math.min(1, (x - axis.left) / (axis.right - axis.left)));
    setCrossHair({ price: null, ts: axis.from + share * (axis.to - axis.from), from: 'flow' });
  };
  const at = ts[place] ?? 0;
  return (
    <div
      ref={ref}
      style={{ position: 'relative', flex: 1, minHeight: 70, cursor: 'crosshair' }}
      onMouseMove={onMove}
      onMouseLeave={clearCrossHair}
      title={inside ? `${formatDay(at)} ${formatMinute(at)} UTC: ${String(Math.round(values[place] ?? 0))}` : undefined}
    >
      {width > 0 && <Canvas width={width} height={height} paint={paint} label={say('Percentile of VPIN over time')} />}
      {width > 0 && <Canvas width={width} height={height} paint={paintOver} />}
    </div>
  );
}
