import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { hairline, paintTimeRow, type Pen } from '#renderer/charts/pen.ts';
import { timeAxis } from '#renderer/charts/pane-geometry.ts';
import type { SignalScale } from '#renderer/charts/signal-scale.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { STALE_LOOK, useOld } from '#renderer/ui/origin-world.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { formatMinute } from '#renderer/ui/format-time.ts';
import { tone, type Tokens } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import type { ScoreDay } from '#shared/contract/scoring.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { countsAt, momentAt, shareOf, stepped } from './scrub-time.ts';

const ORIGIN = { from: say('Scores kept with each closed candle'), kind: 'model' } as const;

const RENEW_MS = 60_000;
const HEIGHT = 50;
const AXIS = 16;
/** An hour of steps, for the page keys. */
const HOUR_STEPS = 12;

const Frame = styled('section')({
  '&[data-stale=true]': STALE_LOOK,
  flex: 'none',
  display: 'flex',
  alignItems: 'stretch',
  gap: 16,
  height: 68,
  padding: '8px 16px',
  background: tone.panel,
  border: `1px solid ${tone.line}`,
  borderRadius: 8,
  '&[data-past=true]': { borderColor: tone.sim, boxShadow: `0 0 0 1px ${tone.sim}` },
  '& .words': { width: 236, flex: 'none', fontSize: 11, color: tone.text2, lineHeight: 1.5, whiteSpace: 'nowrap' },
  '& .line': { display: 'flex', alignItems: 'center', gap: 6, height: 28, marginBottom: 3 },
  '& button': {
    height: 24,
    minWidth: 26,
    padding: '0 8px',
    border: `1px solid ${tone.lineStrong}`,
    borderRadius: 12,
    background: 'none',
    color: tone.text2,
    fontSize: 11,
    fontWeight: 600,
    cursor: 'pointer',
  },
  '& button[aria-pressed=true]': { color: tone.up, background: tone.upSoft, borderColor: 'transparent' },
  '& button:disabled': { opacity: 0.45, cursor: 'default' },
  '& time': { marginLeft: 'auto', fontSize: 13, fontWeight: 600, color: tone.text, whiteSpace: 'nowrap' },
  '&[data-past=true] time': { fontSize: 19, color: tone.sim },
});

const Track = styled('div')({
  position: 'relative',
  flex: 1,
  minWidth: 0,
  cursor: 'ew-resize',
  touchAction: 'none',
  '& > i': { position: 'absolute', top: 0, bottom: AXIS, width: 2, marginLeft: -1, background: tone.text },
  '&[data-past=true] > i': { background: tone.sim },
});

function area(pen: Pen, values: readonly number[], y: (value: number) => number, width: number, colour: string) {
  const step = width / Math.max(1, values.length - 1);
  pen.beginPath();
  pen.moveTo(0, y(0));
  values.forEach((value, index) => pen.lineTo(index * step, y(value)));
  pen.lineTo(width, y(0));
  pen.closePath();
  pen.fillStyle = colour;
  pen.fill();
}

function paintGaps(pen: Pen, known: readonly number[], width: number, height: number, t: Tokens): void {
  const step = width / Math.max(1, known.length - 1);
  pen.strokeStyle = t.hatch;
  pen.lineWidth = 1;
  pen.beginPath();
  known.forEach((count, index) => {
    if (count > 0 || index % 2 === 1) return;
    pen.moveTo(index * step, height);
    pen.lineTo(index * step + 5, 0);
  });
  pen.stroke();
}

function paintDay(pen: Pen, day: ScoreDay, width: number, scale: SignalScale, t: Tokens): void {
  const height = HEIGHT - AXIS;
  const middle = height / 2;
  const most = Math.max(1, ...day.known);
  paintGaps(pen, day.known, width, height, t);
  area(pen, day.long, (value) => middle - (value / most) * middle, width, scale.colours[130] ?? t.king);
  area(pen, day.short, (value) => middle + (value / most) * middle, width, scale.colours[30] ?? t.ember);
  hairline(pen, 0, middle, width, middle, t.lineStrong);
  const to = day.from + day.stepMs * (day.known.length - 1);
  paintTimeRow(pen, timeAxis(Float64Array.of(day.from, to), width, 0), HEIGHT - AXIS / 2, t);
}

interface ScrubberProps {
  readonly horizon: Timeframe;
  readonly scale: SignalScale;
  readonly now: number | null;
  /** The past moment shown; null is live. */
  readonly at: number | null;
  readonly onAt: (at: number | null) => void;
}

const MOVES: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -HOUR_STEPS,
  PageUp: HOUR_STEPS,
  Home: -Infinity,
  End: Infinity,
};

const bold = (inside: ReactNode) => <b>{inside}</b>;

/** How many symbols leaned to each side. */
const countWords = (counts: NonNullable<ReturnType<typeof countsAt>>, live: boolean): ReactNode =>
  live
    ? rich('<b>{long}</b> over +20, <b>{short}</b> under −20 of {known} scored', { ...counts, b: bold })
    : rich('<b>{long}</b> over +20, <b>{short}</b> under −20 of {known}, as known then', { ...counts, b: bold });

function Words({
  day,
  at,
  now,
  onAt,
  mark,
}: Omit<ScrubberProps, 'horizon' | 'scale'> & { readonly day: ScoreDay | undefined; readonly mark: ReactNode }) {
  const counts = day === undefined ? null : countsAt(at, day);
  const step = (by: number) => onAt(now === null ? null : stepped(at, by, now));
  return (
    <div className="words">
      <div className="line">
        <button type="button" aria-pressed={at === null} onClick={() => onAt(null)} title={say('Back to now (L)')}>
          {say('LIVE')}
        </button>
        <button
          type="button"
          aria-label={say('Five minutes back')}
          title={say('Five minutes back (,)')}
          onClick={() => step(-1)}
        >
          ◀
        </button>
        <button
          type="button"
          aria-label={say('Five minutes on')}
          title={say('Five minutes on (.)')}
          disabled={at === null}
          onClick={() => step(1)}
        >
          ▶
        </button>
        <time>{at === null ? say('now') : `${formatMinute(at)} UTC`}</time>
        {mark}
      </div>
      {counts === null ? say('No score was known then.') : countWords(counts, at === null)}
    </div>
  );
}

/** The last 24 hours: how many symbols leaned to each side, and the moment the matrix shows. */
export function Scrubber({ horizon, scale, now, at, onAt }: ScrubberProps) {
  const t = useTokens();
  const [ref, { width }] = useSize<HTMLDivElement>();
  const dragging = useRef(false);
  const query = useQuery({
    ...useApi().scores.day.queryOptions({ input: { timeframe: horizon } }),
    refetchInterval: RENEW_MS,
    placeholderData: (before) => before,
  });
  const day = query.data;
  const paint = useCallback(
    (pen: Pen) => {
      if (day !== undefined) paintDay(pen, day, width, scale, t);
    },
    [day, width, scale, t],
  );
  const choose = (event: PointerEvent<HTMLElement>) => {
    if (day === undefined) return;
    const box = event.currentTarget.getBoundingClientRect();
    onAt(momentAt((event.clientX - box.left) / Math.max(1, box.width), day));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = MOVES[event.key];
    if (by === undefined || now === null) return;
    event.preventDefault();
    onAt(stepped(at, by === -Infinity ? -288 : by === Infinity ? 288 : by, now));
  };
  const share = day === undefined ? 1 : shareOf(at, day);
  return (
    <Frame aria-label={say('Last 24 hours')} data-past={at !== null} data-stale={useOld('connection')}>
      <Words {...{ day, at, now, onAt }} mark={<OriginOf {...ORIGIN} receivedAt={query.dataUpdatedAt} />} />
      <Track
        ref={ref}
        role="slider"
        tabIndex={0}
        aria-label={say('Moment shown')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={at === null ? sayAs('time', 'live') : `${formatMinute(at)} UTC`}
        data-past={at !== null}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          dragging.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          choose(event);
        }}
        onPointerMove={(event) => {
          if (dragging.current) choose(event);
        }}
        onPointerUp={() => (dragging.current = false)}
        onPointerCancel={() => (dragging.current = false)}
      >
        {width > 0 && <Canvas width={width} height={HEIGHT} paint={paint} />}
        <i style={{ left: `${String(share * 100)}%` }} />
      </Track>
    </Frame>
  );
}
