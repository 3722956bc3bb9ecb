import { hairline, penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { cellAt, levelEdges } from './heat-field.ts';
import { paintPlate, weekday } from './paint-axes.ts';
import { classicScale } from './paint-classic.ts';
import { clipped } from './paint-heat.ts';
import { middle } from './scales.ts';
import type { Picture } from './scene.ts';

interface Pointed {
  readonly price: number | null;
  readonly ts: number | null;
}

interface Band {
  readonly from: number;
  readonly to: number;
}

/** The stretch of prices that a row elsewhere points at. */
export function paintBand(pen: Pen, picture: Picture, { from, to }: Band): void {
  const { layout, scales, tokens } = picture;
  pen.fillStyle = tokens.king;
  pen.globalAlpha = 0.22;
  if (layout.classic.width > 0) {
    const { x } = classicScale(layout, picture.viewport);
    pen.fillRect(x(from), 0, x(to) - x(from), layout.classic.height);
  } else {
    const width = layout.map.x + layout.map.width;
    clipped(pen, { x: 0, y: 0, width, height: layout.axis.height }, () => {
      pen.fillRect(0, scales.y(to), width, Math.max(2, scales.y(from) - scales.y(to)));
    });
  }
  pen.globalAlpha = 1;
}

function paintMoment(pen: Pen, { layout, scales, tokens }: Picture, ts: number): void {
  const { plot, strip, times } = layout;
  const x = scales.x(ts);
  if (x < plot.x || x > plot.x + plot.width) return;
  hairline(pen, x, 0, x, plot.height + strip.height, tokens.text2, [1, 2]);
  const words = `${weekday(ts)} ${formatDay(ts)} ${formatMinute(ts)}`;
  pen.font = penFont(11, 600);
  const half = pen.measureText(words).width / 2 + 7;
  const at = Math.max(half + 1, Math.min(plot.width - half, x));
  pen.beginPath();
  pen.roundRect(at - half, times.y + 2, 2 * half, times.height - 4, 4);
  pen.fillStyle = tokens.tip;
  pen.fill();
  pen.strokeStyle = tokens.lineStrong;
  pen.stroke();
  write(pen, words, at, middle(times), tokens.text, 'center');
}

function paintCell(pen: Pen, { scene, scales, tokens }: Picture, ts: number, price: number): void {
  const { field } = scene;
  if (field === null) return;
  const { column, level } = cellAt(field, ts, price);
  if (column < 0 || level < 0) return;
  const [low, high] = levelEdges(field, level);
  const left = scales.x(field.from + column * field.columnMs);
  const right = scales.x(field.from + (column + 1) * field.columnMs);
  const top = scales.y(high);
  const size = { width: Math.max(5, right - left), height: Math.max(5, scales.y(low) - top) };
  pen.lineWidth = 3;
  pen.strokeStyle = tokens.halo;
  pen.strokeRect((left + right - size.width) / 2, top, size.width, size.height);
  pen.lineWidth = 1.5;
  pen.strokeStyle = tokens.text;
  pen.strokeRect((left + right - size.width) / 2, top, size.width, size.height);
}

/** The cross-hair through plot, strip, prices and map. */
export function paintHair(pen: Pen, picture: Picture, { price, ts }: Pointed): void {
  const { layout, viewport, scales, tokens } = picture;
  if (layout.classic.width > 0) {
    if (price === null) return;
    const x = classicScale(layout, viewport).x(price);
    hairline(pen, x, 0, x, layout.classic.height, tokens.text2, [1, 2]);
    return;
  }
  if (ts !== null && layout.plot.width > 0) paintMoment(pen, picture, ts);
  if (price === null) return;
  const y = scales.y(price);
  if (y < 0 || y > layout.axis.height) return;
  hairline(pen, 0, y, layout.map.x + layout.map.width, y, tokens.text2, [1, 2]);
  if (ts !== null && layout.plot.width > 0) clipped(pen, layout.plot, () => paintCell(pen, picture, ts, price));
  paintPlate(pen, picture, price, false);
}
