import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import { tradingWord } from '#renderer/ui/trading-words.ts';
import { say } from '#shared/language/words.ts';
import { unbrokenRanges, type LevelFrame, type LevelSeries } from './level-geometry.ts';
import { hairline, paintTimeRow, penFont, write, type Pen } from './pen.ts';

type Column = 'peak' | 'yellow' | 'orange' | 'red';

/** How strongly a zone is filled, as two hexadecimal digits of alpha. */
export interface ZoneAlphas {
  readonly green: string;
  readonly yellow: string;
  readonly orange: string;
  readonly red: string;
}

export const ZONES: Readonly<Record<'dark' | 'light', ZoneAlphas>> = {
  dark: { green: '26', yellow: '2B', orange: '26', red: '4D' },
  light: { green: '17', yellow: '33', orange: '33', red: '38' },
};

/** Draws a step line through a column over an index range: a level holds until the next point. */
function steps(
  pen: Pen,
  frame: LevelFrame,
  series: LevelSeries,
  column: Column,
  [from, to]: readonly [number, number],
) {
  for (let index = from; index < to; index += 1) {
    const x = frame.x(series.ts[index] ?? 0);
    const y = frame.y(series[column][index] ?? 0);
    if (index === from) pen.moveTo(x, y);
    else {
      pen.lineTo(x, frame.y(series[column][index - 1] ?? 0));
      pen.lineTo(x, y);
    }
  }
}

function stepsBack(pen: Pen, frame: LevelFrame, series: LevelSeries, column: Column, range: readonly [number, number]) {
  const [from, to] = range;
  for (let index = to - 1; index >= from; index -= 1) {
    const x = frame.x(series.ts[index] ?? 0);
    pen.lineTo(x, frame.y(series[column][index] ?? 0));
    if (index > from) pen.lineTo(x, frame.y(series[column][index - 1] ?? 0));
  }
}

function paintZones(pen: Pen, frame: LevelFrame, series: LevelSeries, t: Tokens, alphas: ZoneAlphas): void {
  const zones = [
    ['peak', 'yellow', t.up + alphas.green],
    ['yellow', 'orange', t.warn + alphas.yellow],
    ['orange', 'red', t.ember + alphas.orange],
    ['red', null, t.down + alphas.red],
  ] as const;
  for (const range of unbrokenRanges(series)) {
    for (const [upper, lower, colour] of zones) {
      pen.beginPath();
      steps(pen, frame, series, upper, range);
      if (lower === null) {
        pen.lineTo(frame.x(series.ts[range[1] - 1] ?? 0), frame.bottom);
        pen.lineTo(frame.x(series.ts[range[0]] ?? 0), frame.bottom);
      } else stepsBack(pen, frame, series, lower, range);
      pen.closePath();
      pen.fillStyle = colour;
      pen.fill();
    }
  }
}

function paintEdges(pen: Pen, frame: LevelFrame, series: LevelSeries, t: Tokens): void {
  const edges = [
    ['peak', t.text3, [3, 3]],
    ['yellow', t.warn, []],
    ['orange', t.ember, []],
    ['red', t.down, []],
  ] as const;
  pen.lineWidth = 1;
  for (const range of unbrokenRanges(series)) {
    for (const [column, colour, dash] of edges) {
      pen.beginPath();
      steps(pen, frame, series, column, range);
      pen.strokeStyle = colour;
      pen.setLineDash([...dash]);
      pen.stroke();
    }
  }
  pen.setLineDash([]);
}

function paintLine(pen: Pen, frame: LevelFrame, series: LevelSeries, t: Tokens): void {
  pen.lineWidth = 1.6;
  pen.lineJoin = 'round';
  pen.strokeStyle = t.text;
  for (const [from, to] of unbrokenRanges(series)) {
    pen.beginPath();
    for (let index = from; index < to; index += 1) {
      const x = frame.x(series.ts[index] ?? 0);
      const y = frame.y(series.equity[index] ?? 0);
      if (index === from) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    }
    pen.stroke();
  }
}

/** The last point: filled while the account is followed, hollow when it is not. */
function paintEnd(pen: Pen, frame: LevelFrame, series: LevelSeries, t: Tokens, fresh: boolean): void {
  pen.beginPath();
  pen.arc(frame.x(series.ts.at(-1) ?? 0), frame.y(series.equity.at(-1) ?? 0), 4, 0, 2 * Math.PI);
  pen.fillStyle = fresh ? t.text : t.panel;
  pen.fill();
  pen.lineWidth = 1.5;
  pen.strokeStyle = fresh ? t.panel : t.text;
  pen.stroke();
}

function paintTransfers(pen: Pen, frame: LevelFrame, { transfers }: LevelSeries, t: Tokens): void {
  pen.font = penFont(11);
  for (const { at, amount } of transfers) {
    if (at < frame.from || at > frame.to) continue;
    const x = frame.x(at);
    hairline(pen, x, frame.top - 8, x, frame.bottom, t.lineStrong, [2, 3]);
    const left = x > frame.left + 150;
    const values = { amount: formatNumber(amount, 0, 'always') };
    const text =
      amount < 0
        ? say('Withdrawal {amount}: the levels moved with it', values)
        : say('Deposit {amount}: the levels moved with it', values);
    write(pen, text, x + (left ? -6 : 6), 9, t.text2, left ? 'right' : 'left');
  }
}

const STATE_COLOURS = { ACTIVE: 'up', REDUCING: 'ember', HALTED: 'down' } as const;

/** A tick on the time axis for each change of the trading state; words only where there is room. */
function paintStates(pen: Pen, frame: LevelFrame, { states }: LevelSeries, t: Tokens): void {
  pen.font = penFont(11, 500);
  let free = frame.left;
  for (const { at, state } of states) {
    if (at < frame.from || at > frame.to) continue;
    const x = frame.x(at);
    const colour = t[STATE_COLOURS[state as keyof typeof STATE_COLOURS]];
    pen.fillStyle = colour;
    pen.beginPath();
    pen.moveTo(x - 4, frame.bottom);
    pen.lineTo(x + 4, frame.bottom);
    pen.lineTo(x, frame.bottom - 6);
    pen.fill();
    if (x < free || x > frame.right - 70) continue;
    write(pen, tradingWord(state), x + 7, frame.bottom - 7, colour);
    free = x + 80;
  }
}

interface LevelPicture {
  readonly series: LevelSeries;
  readonly frame: LevelFrame;
  readonly height: number;
  readonly alphas: ZoneAlphas;
  /** False when the account is no longer followed. */
  readonly fresh: boolean;
}

/** Draws zones, levels, equity, transfers and changes of state. */
export function paintLevels(pen: Pen, { series, frame, height, alphas, fresh }: LevelPicture, t: Tokens): void {
  pen.save();
  pen.beginPath();
  pen.rect(frame.left, frame.top - 1, frame.right - frame.left + 6, frame.bottom - frame.top + 1);
  pen.clip();
  paintZones(pen, frame, series, t, alphas);
  paintEdges(pen, frame, series, t);
  paintStates(pen, frame, series, t);
  paintLine(pen, frame, series, t);
  paintEnd(pen, frame, series, t, fresh);
  pen.restore();
  paintTransfers(pen, frame, series, t);
  paintTimeRow(pen, frame, height - 9, t);
}

/** Draws the cross-hair at one point. */
export function paintLevelCross(pen: Pen, frame: LevelFrame, ts: number, equity: number, t: Tokens): void {
  const x = frame.x(ts);
  hairline(pen, x, frame.top, x, frame.bottom, t.text3, [2, 3]);
  pen.beginPath();
  pen.arc(x, frame.y(equity), 3.5, 0, 2 * Math.PI);
  pen.fillStyle = t.king;
  pen.fill();
}

/** A moment as the cross-hair writes it. */
export const momentWords = (ts: number): string => `${formatDay(ts)} ${formatMinute(ts)} UTC`;
