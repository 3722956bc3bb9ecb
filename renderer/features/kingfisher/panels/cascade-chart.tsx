import { useCallback } from 'react';
import { hairline, penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { formatCompact } from '#renderer/ui/format.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import type { CascadeView } from '#shared/contract/liquidations.ts';
import { say } from '#shared/language/words.ts';
import { crossingOf } from './cascade-words.ts';
import { levelPrice } from './level-price.ts';

const AXIS = 46;
const FOOT = 16;
const TOP = 12;

interface Frame {
  readonly right: number;
  readonly floor: number;
  readonly most: number;
  readonly x: (place: number) => number;
  readonly y: (worth: number) => number;
}

function frameOf({ prices, liquidated, absorbed }: CascadeView['path'], width: number, height: number): Frame {
  const [right, floor] = [width - AXIS, height - FOOT];
  // The book may be far thicker than what is liquidated: the picture stays with the smaller of both.
  const most = Math.max(
    1,
    Math.max(...liquidated) * 1.25,
    Math.min(Math.max(...absorbed), Math.max(...liquidated) * 1.6),
  );
  return {
    right,
    floor,
    most,
    x: (place) => (place / Math.max(1, prices.length - 1)) * right,
    y: (worth) => floor - (Math.min(worth, most) / most) * (floor - TOP),
  };
}

function curve(pen: Pen, frame: Frame, values: readonly number[]): void {
  pen.beginPath();
  values.forEach((value, place) => {
    if (place === 0) pen.moveTo(frame.x(place), frame.y(value));
    else pen.lineTo(frame.x(place), frame.y(value));
  });
}

function area(pen: Pen, frame: Frame, values: readonly number[], colour: string): void {
  curve(pen, frame, values);
  pen.lineTo(frame.right, frame.floor);
  pen.lineTo(0, frame.floor);
  pen.closePath();
  pen.globalAlpha = 0.14;
  pen.fillStyle = colour;
  pen.fill();
  pen.globalAlpha = 1;
}

interface CascadeChartProps {
  readonly cascade: CascadeView;
}

/** What is set off and what the book takes, outwards from the trigger; they cross where it stops. */
export function CascadeChart({ cascade }: CascadeChartProps) {
  const t = useTokens();
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const { path, side } = cascade;
  const paint = useCallback(
    (pen: Pen) => {
      hairline(pen, 0, height - FOOT, width - AXIS, height - FOOT, t.line);
      const frame = frameOf(path, width, height);
      const colour = side === 'long' ? t.liqLong : t.liqShort;
      pen.font = penFont(11);
      for (const worth of [frame.most / 2, frame.most]) {
        hairline(pen, 0, frame.y(worth), frame.right, frame.y(worth), t.grid);
        write(pen, formatCompact(worth), width, frame.y(worth), t.text3, 'right');
      }
      area(pen, frame, path.liquidated, colour);
      for (const [values, line] of [
        [path.absorbed, t.ind1],
        [path.liquidated, colour],
      ] as const) {
        curve(pen, frame, values);
        pen.strokeStyle = line;
        pen.lineWidth = 1.5;
        pen.stroke();
      }
      const place = crossingOf(path);
      if (place >= 0) {
        const x = frame.x(place);
        const y = frame.y(path.liquidated[place] ?? 0);
        hairline(pen, x, y, x, frame.floor, t.text2, [2, 2]);
        pen.beginPath();
        pen.arc(x, y, 3, 0, 2 * Math.PI);
        pen.fillStyle = t.text;
        pen.fill();
      }
      const foot = height - FOOT / 2;
      write(pen, levelPrice(path.prices[0] ?? 0), 0, foot, t.text3);
      write(pen, levelPrice(path.prices.at(-1) ?? 0), frame.right, foot, t.text3, 'right');
      const book = path.absorbed.length - 8;
      const bookY = Math.min(frame.floor - 7, frame.y(path.absorbed[book] ?? 0) + 10);
      write(pen, side === 'long' ? say('bids') : say('asks'), frame.x(book), bookY, t.text2, 'right');
      write(pen, say('liquidated'), 6, Math.min(frame.floor - 7, frame.y(path.liquidated[0] ?? 0) + 10), colour);
    },
    [path, side, width, height, t],
  );
  const label = say('Liquidated and taken by the book from {price} outwards', { price: levelPrice(cascade.trigger) });
  return (
    <div ref={ref} style={{ position: 'relative', flex: 1, minHeight: 76 }}>
      {width > 0 && <Canvas width={width} height={height} paint={paint} label={label} />}
    </div>
  );
}
