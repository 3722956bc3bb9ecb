import { formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { FONT_SANS, type Tokens } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import {
  dayResults,
  deepestFall,
  gridLines,
  markedTrades,
  niceStep,
  type EquityFrame,
  type EquitySeries,
} from './equity-geometry.ts';

type Pen = CanvasRenderingContext2D;

const font = (size: number, weight = 400): string => `${String(weight)} ${String(size)}px ${FONT_SANS}`;

function write(pen: Pen, text: string, x: number, y: number, colour: string, align: CanvasTextAlign = 'left'): void {
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.textBaseline = 'middle';
  pen.fillText(text, x, y);
}

/** Decimals that tell two neighbouring grid lines apart. */
const stepDecimals = (step: number): number => Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));

/** Labels nearer than this to the badge of the last value are left out, px. */
const LABEL_ROOM = 14;

function paintGrid(pen: Pen, frame: EquityFrame, t: Tokens, taken: readonly number[]): void {
  pen.font = font(11);
  pen.lineWidth = 1;
  const step = niceStep(frame.high - frame.low, Math.max(2, Math.floor((frame.bottom - frame.top) / 48)));
  for (const value of gridLines(frame.low, frame.high, step)) {
    const y = Math.round(frame.y(value)) + 0.5;
    pen.strokeStyle = t.grid;
    pen.beginPath();
    pen.moveTo(frame.left, y);
    pen.lineTo(frame.right, y);
    pen.stroke();
    if (taken.every((other) => Math.abs(other - y) > LABEL_ROOM)) {
      write(pen, formatNumber(value, stepDecimals(step)), frame.right + 8, y, t.text3);
    }
  }
}

const HOUR = 3_600_000;
const TIME_STEPS = [1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720, 1_440].map((hours) => hours * HOUR);

function paintTimes(pen: Pen, frame: EquityFrame, t: Tokens, y: number): void {
  const most = Math.max(2, Math.floor((frame.right - frame.left) / 84));
  const step = TIME_STEPS.find((length) => (frame.to - frame.from) / length <= most) ?? 2_880 * HOUR;
  pen.font = font(11);
  for (const ts of gridLines(frame.from, frame.to, step)) {
    const x = frame.x(ts);
    if (x < frame.left + 18 || x > frame.right - 14) continue;
    write(pen, step < 24 * HOUR ? formatMinute(ts) : formatDay(ts), x, y, t.text3, 'center');
  }
}

function trace(pen: Pen, frame: EquityFrame, ts: readonly number[], values: readonly number[]): void {
  ts.forEach((at, index) => {
    const x = frame.x(at);
    const y = frame.y(values[index] ?? 0);
    if (index === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  });
}

function paintFall(pen: Pen, frame: EquityFrame, series: EquitySeries, t: Tokens): void {
  pen.beginPath();
  trace(pen, frame, series.ts, series.peak);
  for (let index = series.ts.length - 1; index >= 0; index -= 1) {
    pen.lineTo(frame.x(series.ts[index] ?? 0), frame.y(series.equity[index] ?? 0));
  }
  pen.closePath();
  pen.fillStyle = t.shade;
  pen.fill();
  pen.beginPath();
  trace(pen, frame, series.ts, series.peak);
  pen.setLineDash([3, 3]);
  pen.lineWidth = 1;
  pen.strokeStyle = t.ind2;
  pen.stroke();
  pen.setLineDash([]);
}

function paintLine(pen: Pen, frame: EquityFrame, series: EquitySeries, t: Tokens): void {
  pen.beginPath();
  trace(pen, frame, series.ts, series.equity);
  pen.lineWidth = 1.6;
  pen.lineJoin = 'round';
  pen.strokeStyle = t.king;
  pen.stroke();
}

function paintTrades(
  pen: Pen,
  frame: EquityFrame,
  series: EquitySeries,
  t: Tokens,
  level: (ts: number) => number,
): void {
  const trades = markedTrades(series.trades);
  const largest = Math.max(1e-9, ...trades.map(({ result }) => Math.abs(result)));
  for (const { ts, result } of trades) {
    if (ts < frame.from || ts > frame.to) continue;
    const radius = 2.2 + 2.4 * Math.sqrt(Math.abs(result) / largest);
    pen.beginPath();
    pen.arc(frame.x(ts), frame.y(level(ts)), radius, 0, 2 * Math.PI);
    pen.fillStyle = result < 0 ? t.down : t.up;
    pen.fill();
    pen.lineWidth = 1;
    pen.strokeStyle = t.panel;
    pen.stroke();
  }
}

interface Badge {
  readonly last: number;
  readonly y: number;
  /** Share below the peak and where it is written; null at the peak. */
  readonly fall: { readonly share: number; readonly y: number } | null;
}

function badgeOf(frame: EquityFrame, series: EquitySeries): Badge | null {
  const last = series.equity.at(-1);
  const top = series.peak.at(-1);
  if (last === undefined || top === undefined) return null;
  const y = frame.y(last);
  const share = last / top - 1;
  return { last, y, fall: share > -0.00005 ? null : { share, y: y - frame.top > 18 ? y - 18 : y + 18 } };
}

function paintBadge(pen: Pen, frame: EquityFrame, { last, y, fall }: Badge, t: Tokens): void {
  const text = formatNumber(last, Math.abs(last) >= 10_000 ? 0 : 2);
  pen.font = font(11, 600);
  pen.beginPath();
  pen.roundRect(frame.right + 3, y - 9, 57, 18, 4);
  pen.fillStyle = t.king;
  pen.fill();
  write(pen, text, frame.right + 31, y + 0.5, t.kingInk, 'center');
  if (fall === null) return;
  pen.font = font(11);
  write(pen, formatPercent(fall.share, 2), frame.right + 8, fall.y, t.down);
}

function paintNotes(pen: Pen, frame: EquityFrame, series: EquitySeries, t: Tokens): void {
  const top = Math.max(...series.peak);
  const at = series.equity.indexOf(top);
  pen.font = font(11);
  if (at >= 0) {
    const x = frame.x(series.ts[at] ?? frame.from);
    const left = x > (frame.left + frame.right) / 2;
    write(
      pen,
      say('peak {equity}', { equity: formatNumber(top, 2) }),
      x + (left ? -6 : 6),
      frame.y(top) - 9,
      t.text2,
      left ? 'right' : 'left',
    );
  }
  const fall = deepestFall(series);
  if (fall === null || fall.share > -0.005) return;
  const ts = series.ts[fall.index] ?? frame.from;
  const x = frame.x(ts);
  const right = x > (frame.left + frame.right) / 2;
  const y = Math.min(frame.bottom - 6, frame.y(series.equity[fall.index] ?? 0) + 11);
  write(
    pen,
    `${formatPercent(fall.share, 2)}, ${formatDay(ts)}`,
    x + (right ? -8 : 8),
    y,
    t.down,
    right ? 'right' : 'left',
  );
}

const DAY = 86_400_000;

function paintDays(pen: Pen, frame: EquityFrame, series: EquitySeries, t: Tokens): void {
  const days = dayResults(series);
  const largest = Math.max(1e-9, ...days.map(({ result }) => Math.abs(result)));
  const zero = Math.round(frame.bottom + 30) + 0.5;
  for (const { day, result } of days) {
    const from = Math.max(frame.left, frame.x(day) + 1);
    const to = Math.min(frame.right, frame.x(day + DAY) - 1);
    const height = (Math.abs(result) / largest) * 20;
    pen.fillStyle = result < 0 ? t.down : t.up;
    pen.fillRect(from, result < 0 ? zero : zero - height, Math.max(1, to - from), height);
  }
  pen.strokeStyle = t.lineStrong;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(frame.left, zero);
  pen.lineTo(frame.right, zero);
  pen.stroke();
  pen.font = font(11);
  write(pen, say('by day'), frame.right + 8, zero, t.text3);
}

interface EquityPicture {
  readonly series: EquitySeries;
  readonly frame: EquityFrame;
  readonly height: number;
  readonly withDays: boolean;
  /** Equity at a moment, for the marks of trades. */
  readonly level: (ts: number) => number;
}

/** Draws grid, fall from the peak, equity, trades, results by day and the last value. */
export function paintEquity(pen: Pen, { series, frame, height, withDays, level }: EquityPicture, t: Tokens): void {
  const badge = badgeOf(frame, series);
  const taken = badge === null ? [] : [badge.y, badge.fall?.y ?? badge.y];
  paintGrid(pen, frame, t, taken);
  paintTimes(pen, frame, t, height - 9);
  paintFall(pen, frame, series, t);
  paintLine(pen, frame, series, t);
  paintTrades(pen, frame, series, t, level);
  paintNotes(pen, frame, series, t);
  if (withDays) paintDays(pen, frame, series, t);
  if (badge !== null) paintBadge(pen, frame, badge, t);
}

/** Draws the cross-hair at one point of the series. */
export function paintCross(pen: Pen, frame: EquityFrame, ts: number, equity: number, t: Tokens): void {
  const x = Math.round(frame.x(ts)) + 0.5;
  pen.strokeStyle = t.text3;
  pen.lineWidth = 1;
  pen.setLineDash([2, 3]);
  pen.beginPath();
  pen.moveTo(x, frame.top - 6);
  pen.lineTo(x, frame.bottom);
  pen.stroke();
  pen.setLineDash([]);
  pen.beginPath();
  pen.arc(x, frame.y(equity), 3.5, 0, 2 * Math.PI);
  pen.fillStyle = t.king;
  pen.fill();
  pen.strokeStyle = t.panel;
  pen.stroke();
}
