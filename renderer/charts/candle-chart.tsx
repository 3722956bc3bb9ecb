import { useCallback, useMemo } from 'react';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { formatPrice } from '#renderer/ui/format.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import { say } from '#shared/language/words.ts';
import {
  candleAt,
  candleFrame,
  spreadLabels,
  type CandleFrame,
  type CandleSeries,
  type SignalLevels,
} from './candle-geometry.ts';
import { hairline, paintTimeRow, penFont, write, type Pen } from './pen.ts';

interface CandleChartProps {
  readonly candles: CandleSeries;
  readonly levels: SignalLevels;
  readonly decimals: number;
  /** When the signal came, ms since 1970. */
  readonly at: number;
  readonly label: string;
}

const AXIS = 112;
const TIME_ROW = 16;

function paintCandles(pen: Pen, frame: CandleFrame, candles: CandleSeries, signal: number, t: Tokens): void {
  const body = Math.max(1, Math.min(9, Math.floor(frame.step * 0.72)));
  candles.ts.forEach((_, index) => {
    const open = candles.open[index] ?? 0;
    const close = candles.close[index] ?? 0;
    const x = Math.round(frame.x(index));
    pen.globalAlpha = signal >= 0 && index > signal ? 0.55 : 1;
    pen.fillStyle = close >= open ? t.up : t.down;
    const top = frame.y(candles.high[index] ?? 0);
    pen.fillRect(x, top, 1, Math.max(1, frame.y(candles.low[index] ?? 0) - top));
    const upper = frame.y(Math.max(open, close));
    pen.fillRect(x - Math.floor(body / 2), upper, body, Math.max(1, Math.abs(frame.y(open) - frame.y(close))));
  });
  pen.globalAlpha = 1;
}

function paintLevels(pen: Pen, frame: CandleFrame, levels: SignalLevels, from: number, decimals: number, t: Tokens) {
  const { entry, stop, target } = levels;
  const zone = (to: number, colour: string): void => {
    const top = Math.min(frame.y(entry), frame.y(to));
    pen.fillStyle = colour;
    pen.fillRect(from, top, frame.right - from, Math.abs(frame.y(entry) - frame.y(to)));
  };
  zone(target, t.upSoft);
  zone(stop, t.downSoft);
  const rows = [
    { word: say('Target'), price: target, colour: t.up },
    { word: say('Entry'), price: entry, colour: t.text },
    { word: say('Stop'), price: stop, colour: t.down },
  ];
  const ys = spreadLabels(
    rows.map(({ price }) => frame.y(price)),
    14,
    frame.top,
    frame.bottom + 4,
  );
  pen.font = penFont(11, 500);
  rows.forEach(({ word, price, colour }, index) => {
    hairline(pen, from, frame.y(price), frame.right, frame.y(price), colour);
    write(pen, `${word} ${formatPrice(price, decimals)}`, frame.right + 6, ys[index] ?? 0, colour);
  });
}

interface Picture extends CandleChartProps {
  readonly frame: CandleFrame;
  readonly height: number;
}

function paintPicture(pen: Pen, { candles, levels, decimals, at, frame, height }: Picture, t: Tokens): void {
  const signal = candleAt(candles.ts, at);
  const from = signal < 0 ? frame.left : frame.x(signal);
  paintLevels(pen, frame, levels, from, decimals, t);
  hairline(pen, from, frame.top - 4, from, frame.bottom + 4, t.text3, [2, 3]);
  paintCandles(pen, frame, candles, signal, t);
  const times = candles.ts;
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? first + 1;
  const axis = {
    left: frame.left,
    right: frame.right,
    from: first,
    to: Math.max(last, first + 1),
    x: (ts: number) => frame.x(((ts - first) / Math.max(1, last - first)) * (times.length - 1)),
  };
  paintTimeRow(pen, axis, height - 7, t);
}

/** Candles before and after a signal with its entry, stop and target; what came after the signal is paler. */
export function CandleChart({ candles, levels, decimals, at, label }: CandleChartProps) {
  const t = useTokens();
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const frame = useMemo(
    () => candleFrame(candles, levels, { width, height, axisWidth: AXIS, timeRow: TIME_ROW }),
    [candles, levels, width, height],
  );
  const paint = useCallback(
    (pen: Pen) => paintPicture(pen, { candles, levels, decimals, at, label, frame, height }, t),
    [candles, levels, decimals, at, label, frame, height, t],
  );
  return (
    <div ref={ref} style={{ position: 'relative', flex: 1, minHeight: 90 }}>
      {width > 0 && <Canvas width={width} height={height} paint={paint} label={label} />}
    </div>
  );
}
