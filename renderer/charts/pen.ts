import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { FONT_SANS, type Tokens } from '#renderer/ui/theme/tokens.ts';
import { gridLines } from './equity-geometry.ts';
import type { TimeAxis } from './pane-geometry.ts';

export type Pen = CanvasRenderingContext2D;

/** A font of the page for canvas text. */
export const penFont = (size: number, weight = 400): string => `${String(weight)} ${String(size)}px ${FONT_SANS}`;

/** Writes a word, middled on `y`. */
export function write(
  pen: Pen,
  text: string,
  x: number,
  y: number,
  colour: string,
  align: CanvasTextAlign = 'left',
): void {
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.textBaseline = 'middle';
  pen.fillText(text, x, y);
}

/** A level or upright hairline on whole pixels. */
export function hairline(
  pen: Pen,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  colour: string,
  dash: number[] = [],
) {
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.setLineDash(dash);
  pen.beginPath();
  const flat = y1 === y2;
  pen.moveTo(flat ? x1 : Math.round(x1) + 0.5, flat ? Math.round(y1) + 0.5 : y1);
  pen.lineTo(flat ? x2 : Math.round(x1) + 0.5, flat ? Math.round(y1) + 0.5 : y2);
  pen.stroke();
  pen.setLineDash([]);
}

const HOUR = 3_600_000;
const MINUTE = 60_000;
const MINUTE_STEPS = [5, 10, 15, 30].map((minutes) => minutes * MINUTE);
const HOUR_STEPS = [1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720, 1_440, 2_880].map((hours) => hours * HOUR);
const STEPS = [...MINUTE_STEPS, ...HOUR_STEPS];

/** Writes times below a chart: hours and minutes within days, days beyond. */
export function paintTimeRow(pen: Pen, axis: TimeAxis, y: number, t: Tokens): void {
  const most = Math.max(2, Math.floor((axis.right - axis.left) / 78));
  const step = STEPS.find((length) => (axis.to - axis.from) / length <= most) ?? 8_760 * HOUR;
  pen.font = penFont(11);
  for (const ts of gridLines(axis.from, axis.to, step)) {
    const x = axis.x(ts);
    if (x < axis.left + 16 || x > axis.right - 12) continue;
    const midnight = ts % (24 * HOUR) === 0;
    write(pen, midnight ? formatDay(ts) : formatMinute(ts), x, y, t.text3, 'center');
  }
}
