import { say } from '#shared/language/words.ts';
import { hairline, penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { measureOf, rayEnd, type Drawing, type Pixel } from './drawing.ts';
import type { Plot, Scene } from './plot.ts';
import type { TradeLevel } from './trade-levels.ts';

const DASH = [5, 4];
const DOTS = [1, 3];

function paintLevel(pen: Pen, plot: Plot, level: TradeLevel, { tokens, ghost }: Scene): void {
  const y = plot.y(level.price);
  if (y === null) return;
  const moving = ghost?.id === level.id;
  pen.globalAlpha = moving ? 0.35 : level.kind === 'draft' ? 0.8 : 1;
  const dash = level.kind === 'order' ? DOTS : level.dashed ? DASH : [];
  hairline(pen, 0, y, plot.width, y, tokens[level.ink], dash);
  pen.globalAlpha = 1;
}

function paintGhost(pen: Pen, plot: Plot, { ghost, tokens }: Scene): void {
  const y = ghost === null ? null : plot.y(ghost.price);
  if (y !== null) hairline(pen, 0, y, plot.width, y, tokens.text, DASH);
}

const MARK = 5;

function paintFills(pen: Pen, plot: Plot, { fills, hoveredFill, tokens, barMs }: Scene): void {
  for (const { id, at, price, side } of fills) {
    const x = plot.x(Math.floor(at / barMs) * barMs);
    const y = plot.y(price);
    if (x === null || y === null || x < 0 || x > plot.width) continue;
    const way = side === 'buy' ? 1 : -1;
    const size = id === hoveredFill ? MARK + 2 : MARK;
    pen.beginPath();
    pen.moveTo(x, y + way * 3);
    pen.lineTo(x - size, y + way * (3 + size * 1.6));
    pen.lineTo(x + size, y + way * (3 + size * 1.6));
    pen.closePath();
    pen.fillStyle = side === 'buy' ? tokens.up : tokens.down;
    pen.fill();
    pen.lineWidth = 1;
    pen.strokeStyle = tokens.panel;
    pen.stroke();
  }
}

const pixelOf = (plot: Plot, { a, b }: Drawing): { readonly a: Pixel; readonly b: Pixel } | null => {
  const [ax, bx, ay, by] = [plot.x(a.at), plot.x(b.at), plot.y(a.price), plot.y(b.price)];
  return ax === null || bx === null || ay === null || by === null ? null : { a: { x: ax, y: ay }, b: { x: bx, y: by } };
};

/** The pixels of a drawing, for the pointer; null while there are no bars. */
export const shapeOf = (plot: Plot, drawing: Drawing) => {
  const ends = pixelOf(plot, drawing);
  return ends === null ? null : { kind: drawing.kind, ...ends };
};

function stroke(pen: Pen, from: Pixel, to: Pixel): void {
  pen.beginPath();
  pen.moveTo(from.x, from.y);
  pen.lineTo(to.x, to.y);
  pen.stroke();
}

function paintBox(pen: Pen, a: Pixel, b: Pixel, fill: string): void {
  pen.fillStyle = fill;
  pen.fillRect(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.abs(a.x - b.x), Math.abs(a.y - b.y));
  pen.strokeRect(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.abs(a.x - b.x), Math.abs(a.y - b.y));
}

function paintMeasure(pen: Pen, a: Pixel, b: Pixel, drawing: Drawing, { tokens, barMs, priceDecimals }: Scene): void {
  const { change, share, bars } = measureOf(drawing, barMs);
  paintBox(pen, a, b, change < 0 ? tokens.downSoft : tokens.upSoft);
  const words = [
    formatNumber(change, priceDecimals, 'always'),
    formatPercent(share, 2, 'always'),
    say('{count, plural, one {{bars} bar} other {{bars} bars}}', { count: bars, bars: String(bars) }),
  ].join('  ');
  const y = change < 0 ? Math.max(a.y, b.y) + 10 : Math.min(a.y, b.y) - 10;
  write(pen, words, (a.x + b.x) / 2, y, tokens.text, 'center');
}

function paintHandles(pen: Pen, points: readonly Pixel[], { tokens }: Scene): void {
  for (const { x, y } of points) {
    pen.beginPath();
    pen.arc(x, y, 4, 0, 2 * Math.PI);
    pen.fillStyle = tokens.panel;
    pen.fill();
    pen.strokeStyle = tokens.king;
    pen.lineWidth = 1.5;
    pen.stroke();
  }
}

function paintDrawing(pen: Pen, plot: Plot, drawing: Drawing, scene: Scene): void {
  const ends = pixelOf(plot, drawing);
  if (ends === null) return;
  const { a, b } = ends;
  const { tokens, selected } = scene;
  const chosen = selected === drawing.id;
  pen.strokeStyle = chosen ? tokens.king : tokens.ind1;
  pen.lineWidth = chosen ? 1.5 : 1;
  pen.setLineDash([]);
  if (drawing.kind === 'level') stroke(pen, { x: 0, y: a.y }, { x: plot.width, y: a.y });
  if (drawing.kind === 'trend') stroke(pen, a, b);
  if (drawing.kind === 'ray') stroke(pen, a, rayEnd(a, b, plot.width));
  if (drawing.kind === 'rectangle') paintBox(pen, a, b, tokens.kingSoft);
  if (drawing.kind === 'measure') paintMeasure(pen, a, b, drawing, scene);
  if (drawing.kind === 'level')
    write(pen, formatNumber(drawing.a.price, scene.priceDecimals), 6, a.y - 8, tokens.text3);
  if (chosen) paintHandles(pen, drawing.kind === 'level' ? [{ x: plot.width / 2, y: a.y }] : [a, b], scene);
}

/** Everything over the bars that is not the lane: drawings, levels of the account, fills. */
export function paintScene(pen: Pen, plot: Plot, scene: Scene): void {
  pen.font = penFont(11);
  const { drawings, held } = scene;
  for (const drawing of drawings) if (drawing.id !== held?.id) paintDrawing(pen, plot, drawing, scene);
  if (held !== null) paintDrawing(pen, plot, held, scene);
  for (const level of scene.levels) paintLevel(pen, plot, level, scene);
  paintGhost(pen, plot, scene);
  paintFills(pen, plot, scene);
}
