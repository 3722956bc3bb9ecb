import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { gridLines, niceStep } from './equity-geometry.ts';
import { hairline, paintTimeRow, penFont, write, type Pen } from './pen.ts';
import type { Race, RaceFrame, RaceLine } from './race-geometry.ts';

/** The colour of a line by what it stands for. */
export function raceColour({ role, name }: Pick<RaceLine, 'role' | 'name'>, best: string | null, t: Tokens): string {
  if (role === 'slot' || role === 'line') return t.ember;
  if (role === 'next') return t.ind3;
  return name === best ? t.king : t.ind2;
}

/** Draws a line and leaves a gap where a score is not known. */
function trace(pen: Pen, frame: RaceFrame, { ts, values }: RaceLine): void {
  let open = false;
  pen.beginPath();
  values.forEach((value, index) => {
    if (!Number.isFinite(value)) {
      open = false;
      return;
    }
    const [x, y] = [frame.x(ts[index] ?? 0), frame.y(value)];
    if (open) pen.lineTo(x, y);
    else pen.moveTo(x, y);
    open = true;
  });
}

function paintGrid(pen: Pen, frame: RaceFrame, height: number, t: Tokens): void {
  pen.font = penFont(11);
  const step = niceStep(frame.high - frame.low, Math.max(2, Math.floor((frame.bottom - frame.top) / 40)));
  for (const value of gridLines(frame.low, frame.high, step)) {
    hairline(pen, frame.left, frame.y(value), frame.right, frame.y(value), t.grid);
    write(pen, formatNumber(value, step < 1 ? 1 : 0), frame.left - 6, frame.y(value), t.text3, 'right');
  }
  paintTimeRow(pen, frame, height - 9, t);
}

/** The lead since it reached what is needed, between the leader and the line. */
function paintLead(pen: Pen, frame: RaceFrame, { lines, leader }: Race, t: Tokens): void {
  const first = lines.find(({ name }) => name === leader?.name);
  const line = lines.find(({ role }) => role === 'line');
  if (leader === null || first === undefined || line === undefined) return;
  const needed = new Map(Array.from(line.ts, (ts, index) => [ts, line.values[index] ?? Number.NaN]));
  const places = Array.from(first.ts, (ts, index) => ({
    ts,
    high: first.values[index] ?? NaN,
    low: needed.get(ts) ?? NaN,
  })).filter(({ ts, high, low }) => ts >= leader.since && Number.isFinite(high) && Number.isFinite(low));
  if (places.length < 2) return;
  pen.beginPath();
  for (const { ts, high } of places) pen.lineTo(frame.x(ts), frame.y(high));
  for (const { ts, low } of [...places].reverse()) pen.lineTo(frame.x(ts), frame.y(low));
  pen.closePath();
  pen.globalAlpha = 0.28;
  pen.fillStyle = t.ember;
  pen.fill();
  pen.globalAlpha = 1;
}

function paintMoments(pen: Pen, frame: RaceFrame, { now, leader }: Race, t: Tokens): void {
  const here = frame.x(now);
  pen.font = penFont(11);
  hairline(pen, here, frame.top - 6, here, frame.bottom, t.ind2);
  write(pen, say('now'), here - 2, 7, t.text2, 'right');
  if (leader === null) return;
  const since = frame.x(Math.max(frame.from, leader.since));
  hairline(pen, since, frame.top, since, frame.bottom, t.ember, [2, 3]);
  const words = say('above since {day} {time}', {
    day: formatDay(leader.since),
    time: formatMinute(leader.since),
  });
  const right = since > (frame.left + frame.right) / 2;
  write(pen, words, since + (right ? -5 : 5), frame.bottom - 8, t.ember, right ? 'right' : 'left');
  if (leader.earliest === null || leader.earliest <= now) return;
  const due = frame.x(leader.earliest);
  if (due > frame.right + 1) return;
  hairline(pen, due, frame.top, due, frame.bottom, t.ember, [2, 2]);
  pen.font = penFont(11);
  write(pen, formatMinute(leader.earliest), due, 7, t.ember, 'left');
}

/** Draws grid, lead, lines, and the moments that matter. */
export function paintRace(pen: Pen, race: Race, frame: RaceFrame, height: number, t: Tokens): void {
  paintGrid(pen, frame, height, t);
  paintLead(pen, frame, race, t);
  for (const line of race.lines) {
    trace(pen, frame, line);
    const strong = line.role === 'slot' || line.name === race.best;
    pen.lineJoin = 'round';
    pen.lineWidth = strong ? 1.9 : 1.3;
    pen.setLineDash(line.role === 'line' ? [4, 3] : line.role === 'next' ? [1.5, 2.5] : []);
    pen.strokeStyle = raceColour(line, race.best, t);
    pen.stroke();
    pen.setLineDash([]);
  }
  paintMoments(pen, frame, race, t);
}
