import { hairline, penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { formatCompact, formatNumber } from '#renderer/ui/format.ts';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { say } from '#shared/language/words.ts';
import { clipped } from './paint-heat.ts';
import { middle, niceAtLeast, priceTicks, stepDecimals, timeTicks } from './scales.ts';
import type { Picture } from './scene.ts';

/** Labels nearer than this to the mark are left out, px. */
const LABEL_ROOM = 14;

/** A price on a plate in the axis. */
export function paintPlate(pen: Pen, picture: Picture, price: number, filled: boolean): void {
  const { layout, scales, scene, tokens } = picture;
  const { axis } = layout;
  const y = Math.max(axis.y + 9, Math.min(axis.y + axis.height - 9, scales.y(price)));
  pen.beginPath();
  pen.roundRect(axis.x + 1, y - 9, axis.width - 3, 18, 4);
  pen.fillStyle = filled ? tokens.text : tokens.tip;
  pen.fill();
  pen.lineWidth = 1;
  pen.strokeStyle = tokens.lineStrong;
  if (!filled) pen.stroke();
  pen.font = penFont(11, 600);
  const words = formatNumber(price, scene.priceDecimals);
  write(pen, words, axis.x + axis.width / 2, y, filled ? tokens.bg : tokens.text, 'center');
}

/** Round prices, and the mark. */
export function paintPrices(pen: Pen, picture: Picture): void {
  const { scene, layout, viewport, scales, tokens } = picture;
  const { axis, strip } = layout;
  hairline(pen, axis.x, 0, axis.x, axis.y + axis.height + strip.height, tokens.line);
  hairline(pen, axis.x + axis.width, 0, axis.x + axis.width, layout.height, tokens.line);
  const ticks = priceTicks(viewport, axis.height);
  const decimals = stepDecimals((ticks[1] ?? 1) - (ticks[0] ?? 0));
  const mark = scales.y(scene.mark);
  pen.font = penFont(11);
  for (const price of ticks) {
    const y = scales.y(price);
    if (y < 8 || y > axis.height - 8 || Math.abs(y - mark) < LABEL_ROOM) continue;
    write(pen, formatNumber(price, Math.min(decimals, 8)), axis.x + axis.width - 8, y, tokens.text2, 'right');
  }
  if (scene.mark > 0) paintPlate(pen, picture, scene.mark, true);
}

const WEEKDAYS = [say('Sun'), say('Mon'), say('Tue'), say('Wed'), say('Thu'), say('Fri'), say('Sat')] as const;
export const weekday = (ts: number): string => WEEKDAYS[new Date(ts).getUTCDay()] ?? '';

/** Hours, with the days in bold, and now. */
export function paintTimes(pen: Pen, { scene, layout, viewport, scales, tokens }: Picture): void {
  const { plot, ahead, times, axis } = layout;
  if (plot.width === 0) return;
  hairline(pen, 0, times.y, axis.x, times.y, tokens.line);
  const y = middle(times);
  const now = scales.x(scene.now);
  const nowShown = now >= plot.x && now <= ahead.x + 1;
  const words = say('now {time} UTC', { time: formatMinute(scene.now) });
  pen.font = penFont(11, 600);
  const half = pen.measureText(words).width / 2;
  const nowAt = Math.min(now, axis.x - half - 6);
  if (nowShown) write(pen, words, nowAt, y, tokens.text, 'center');
  for (const { ts, day } of timeTicks(viewport, plot.width)) {
    const x = scales.x(ts);
    if (x < 20 || x > plot.width - 16 || (nowShown && x > nowAt - half - 34)) continue;
    pen.font = penFont(11, day ? 600 : 400);
    const text = day ? `${weekday(ts)} ${formatDay(ts)}` : formatMinute(ts);
    write(pen, text, x, y, day ? tokens.text : tokens.text2, 'center');
  }
}

/** Realised by span on the times of the plot: shorts up, longs down; heights by the square root, as it says. */
export function paintStrip(pen: Pen, { scene, layout, viewport, scales, tokens }: Picture): void {
  const { strip, axis } = layout;
  if (strip.height === 0 || strip.width === 0) return;
  hairline(pen, 0, strip.y, axis.x + axis.width, strip.y, tokens.line);
  const zero = middle(strip) + 6;
  hairline(pen, strip.x, zero, strip.width, zero, tokens.grid);
  const shown = scene.realised.filter(({ ts }) => ts + scene.timeframeMs > viewport.from && ts < viewport.to);
  const top = niceAtLeast(Math.max(1, ...shown.map(({ worth }) => worth)));
  const pitch = scales.x(viewport.from + scene.timeframeMs) - scales.x(viewport.from);
  const width = Math.max(1, Math.min(14, Math.round(pitch * 0.66)));
  clipped(pen, strip, () => {
    for (const { ts, side, worth } of shown) {
      const height = Math.max(1, 20 * Math.sqrt(worth / top));
      const x = Math.round(scales.x(ts + scene.timeframeMs / 2) - width / 2);
      pen.fillStyle = side === 'long' ? tokens.liqLong : tokens.liqShort;
      pen.fillRect(x, side === 'long' ? zero + 1 : zero - height, width, height);
    }
  });
  pen.font = penFont(11);
  const among = shown.some(({ imported }) => imported);
  write(pen, stripWords(shown.length, among, spanWord(scene.timeframeMs)), strip.x + 8, strip.y + 11, tokens.text2);
  if (shown.length === 0) return;
  write(pen, `▲ ${formatCompact(top)}`, axis.x + axis.width - 8, strip.y + 14, tokens.liqShort, 'right');
  write(pen, say('√ scale'), axis.x + axis.width - 8, strip.y + strip.height - 12, tokens.text3, 'right');
}

/** What the strip shows: how many of a span, and whether some were imported. */
function stripWords(count: number, imported: boolean, span: string): string {
  if (count === 0) return say('Realised: none told in this time');
  return imported ? say('Realised by {span}, some imported', { span }) : say('Realised by {span}', { span });
}

function spanWord(ms: number): string {
  const minutes = ms / 60_000;
  return minutes < 60 ? `${String(minutes)} min` : `${String(minutes / 60)} h`;
}
