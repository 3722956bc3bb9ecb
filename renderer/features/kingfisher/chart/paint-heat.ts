import { hairline, penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { formatPercent } from '#renderer/ui/format.ts';
import { say } from '#shared/language/words.ts';
import { newestColumn, type HeatField } from './heat-field.ts';
import type { Rect } from './plot-layout.ts';
import { middle, priceTicks, timeTicks } from './scales.ts';
import type { Picture } from './scene.ts';

/** Draws only inside of a rectangle. */
export function clipped(pen: Pen, { x, y, width, height }: Rect, paint: () => void): void {
  if (width <= 0 || height <= 0) return;
  pen.save();
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  paint();
  pen.restore();
}

const AHEAD_STRENGTH = 0.4;

function heatEdges(field: HeatField, { scales }: Picture): readonly [number, number] {
  const bottom = field.origin * field.width;
  return [scales.yLog(bottom + field.levels * field.width), scales.yLog(bottom)];
}

/** The ready bitmap, stretched to where its columns and levels lie; pixels stay sharp unless they are squeezed. */
export function paintHeat(pen: Pen, picture: Picture, bitmap: ImageBitmap | null): void {
  const { scene, layout, scales, tokens } = picture;
  const { plot, ahead } = layout;
  pen.fillStyle = tokens.heat0;
  pen.fillRect(plot.x, plot.y, plot.width + ahead.width, plot.height);
  const { field } = scene;
  if (field === null || bitmap === null || scene.strength === 0) return;
  const [top, bottom] = heatEdges(field, picture);
  const left = scales.x(field.from);
  const right = scales.x(field.from + field.columns * field.columnMs);
  pen.imageSmoothingEnabled = right - left < field.columns || bottom - top < field.levels;
  pen.imageSmoothingQuality = 'medium';
  clipped(pen, plot, () => {
    pen.globalAlpha = scene.strength;
    pen.drawImage(bitmap, left, top, right - left, bottom - top);
  });
  const newest = newestColumn(field);
  if (!scene.ahead || newest < 0) return;
  clipped(pen, ahead, () => {
    pen.globalAlpha = AHEAD_STRENGTH * scene.strength;
    pen.drawImage(bitmap, newest, 0, 1, field.levels, ahead.x, top, ahead.width, bottom - top);
  });
}

/** Columns between known ones that nobody told of: hatched, for empty would mean that nothing was there. */
export function paintUnknown(pen: Pen, { scene, layout, scales, tokens }: Picture): void {
  const { field } = scene;
  if (field === null || scene.strength === 0) return;
  const { plot } = layout;
  const newest = newestColumn(field);
  const first = Math.max(field.known.indexOf(1), Math.floor((scales.ts(plot.x) - field.from) / field.columnMs));
  for (let column = Math.max(0, first); column < newest; column += 1) {
    if (field.known[column] === 1) continue;
    const begin = column;
    while (field.known[column] !== 1) column += 1;
    const [left, right] = [begin, column].map((one) => scales.x(field.from + one * field.columnMs)) as [number, number];
    if (left > plot.x + plot.width) return;
    const from = Math.max(plot.x, left);
    const width = Math.min(plot.x + plot.width, right) - from;
    hatch(pen, { x: from, y: plot.y, width, height: plot.height }, tokens.hatch);
  }
}

/** Hairlines of round prices and days, over the heat so that they read on any of it. */
export function paintGrid(pen: Pen, { layout, viewport, scales, tokens }: Picture): void {
  const { plot, ahead } = layout;
  clipped(pen, { ...plot, width: plot.width + ahead.width }, () => {
    pen.globalAlpha = 0.5;
    for (const price of priceTicks(viewport, plot.height)) {
      const y = scales.y(price);
      hairline(pen, plot.x, y, ahead.x + ahead.width, y, tokens.line);
    }
    for (const { ts, day } of timeTicks(viewport, plot.width)) {
      const x = scales.x(ts);
      if (day) hairline(pen, x, plot.y, x, plot.y + plot.height, tokens.lineStrong);
    }
  });
}

function hatch(pen: Pen, area: Rect, colour: string): void {
  clipped(pen, area, () => {
    pen.strokeStyle = colour;
    pen.globalAlpha = 0.45;
    pen.lineWidth = 1;
    pen.beginPath();
    for (let x = area.x - area.height; x < area.x + area.width; x += 6) {
      pen.moveTo(x, area.y + area.height);
      pen.lineTo(x + area.height, area.y);
    }
    pen.stroke();
  });
}

const LABEL_ROOM = 13;

/** Stretches without levels, hatched, and the line of the mark from now to the prices. */
export function paintAhead(pen: Pen, { scene, layout, scales, tokens }: Picture): void {
  const { ahead, plot } = layout;
  if (ahead.width === 0) return;
  pen.font = penFont(11);
  clipped(pen, ahead, () => {
    for (const { from, to } of scene.ahead ? scene.voids : []) {
      const [top, bottom] = [scales.y(to), scales.y(from)];
      const area = { x: ahead.x, y: top, width: ahead.width, height: bottom - top };
      hatch(pen, area, tokens.hatch);
      if (area.height < LABEL_ROOM) continue;
      const words = say('Void {width}', { width: formatPercent(to / from - 1, 1) });
      const half = pen.measureText(words).width / 2 + 4;
      const [x, y] = [ahead.x + ahead.width / 2, middle(area)];
      pen.fillStyle = tokens.heat0;
      pen.fillRect(x - half, y - 7, 2 * half, 14);
      write(pen, words, x, y, tokens.text2, 'center');
    }
  });
  hairline(pen, ahead.x, plot.y, ahead.x, plot.y + plot.height, tokens.text3, [2, 3]);
}

/** The price of now, across what it is compared with. */
export function paintMark(pen: Pen, { scene, layout, scales, tokens }: Picture): void {
  const { ahead, axis, map, plot } = layout;
  const y = scales.y(scene.mark);
  if (!(scene.mark > 0) || y < plot.y || y > plot.y + plot.height) return;
  const from = Math.max(plot.x, Math.min(ahead.x, scales.x(scene.now)));
  if (layout.plot.width > 0) hairline(pen, from, y, axis.x, y, tokens.text2, [4, 3]);
  hairline(pen, map.x, y, map.x + map.width, y, tokens.text3, [2, 3]);
}
