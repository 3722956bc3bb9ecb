import { styled } from '@mui/material/styles';
import { useCallback, useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { formatNumber } from '#renderer/ui/format.ts';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import { say } from '#shared/language/words.ts';
import { spreadLabels } from './level-geometry.ts';
import { nearestPlace } from './nearest-place.ts';
import { hairline, type Pen } from './pen.ts';
import { lastOf, raceFrame, type Race, type RaceFrame } from './race-geometry.ts';
import { paintRace, raceColour } from './race-paint.ts';

const Box = styled('div')({ position: 'relative', flex: 1, minHeight: 120, cursor: 'crosshair', outlineOffset: -2 });

const Label = styled('div')({
  position: 'absolute',
  right: 4,
  width: 106,
  display: 'flex',
  gap: 6,
  fontSize: 11,
  lineHeight: '15px',
  whiteSpace: 'nowrap',
  transform: 'translateY(-8px)',
  pointerEvents: 'none',
  '& > span': { flex: 1, overflow: 'hidden', textOverflow: 'ellipsis' },
  '&[data-strong=true]': { fontWeight: 600 },
});

const Reading = styled('div')({
  position: 'absolute',
  top: 16,
  padding: '4px 9px',
  borderRadius: 5,
  border: `1px solid ${tone.lineStrong}`,
  background: tone.raised,
  fontSize: 11,
  lineHeight: 1.45,
  whiteSpace: 'nowrap',
  pointerEvents: 'none',
  zIndex: 1,
  '& span': { color: tone.text2 },
  '& b': { fontWeight: 600, marginLeft: 8, float: 'right' },
});

interface PartProps {
  readonly race: Race;
  readonly frame: RaceFrame;
}

const LABEL_GAP = 16;

function Labels({ race, frame }: PartProps) {
  const t = useTokens();
  const known = race.lines.flatMap((line) => {
    const value = lastOf(line);
    return value === null ? [] : [{ line, value }];
  });
  const places = spreadLabels(
    known.map(({ line, value }) => ({ key: line.name, at: frame.y(value) })),
    LABEL_GAP,
    frame.top,
    frame.bottom,
  );
  return places.map(({ key, y }) => {
    const found = known.find(({ line }) => line.name === key);
    if (found === undefined) return null;
    const { line, value } = found;
    return (
      <Label
        key={key}
        style={{ top: y, color: raceColour(line, race.best, t) }}
        data-strong={line.role === 'slot' || line.name === race.best}
      >
        <span>{key}</span>
        {formatNumber(value, 1)}
      </Label>
    );
  });
}

function CrossReading({ race, frame, ts }: PartProps & { readonly ts: number }) {
  const left = frame.x(ts);
  const flip = left > (frame.left + frame.right) / 2;
  return (
    <Reading role="status" style={{ left, transform: flip ? 'translateX(calc(-100% - 8px))' : 'translateX(8px)' }}>
      <span>
        {formatDay(ts)} {formatMinute(ts)} UTC
      </span>
      {race.lines.map(({ name, ts: times, values }) => {
        const value = values[nearestPlace(times, ts)] ?? Number.NaN;
        return (
          <div key={name}>
            {name} <b>{formatNumber(value, 1)}</b>
          </div>
        );
      })}
    </Reading>
  );
}

const KEYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12 };

/** Scores of those who race for a slot: the line to reach, the lead since it was reached, and when a swap is due. */
export function RaceChart({ race, label }: { readonly race: Race; readonly label: string }) {
  const t = useTokens();
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const frame = useMemo(() => raceFrame(race, width, height), [race, width, height]);
  const times = race.lines[0]?.ts ?? new Float64Array();
  const [place, setPlace] = useState<number | null>(null);
  const ts = place === null ? null : (times[Math.min(place, times.length - 1)] ?? null);
  const paint = useCallback((pen: Pen) => paintRace(pen, race, frame, height, t), [race, frame, height, t]);
  const paintOver = useCallback(
    (pen: Pen) => {
      if (ts !== null) hairline(pen, frame.x(ts), frame.top, frame.x(ts), frame.bottom, t.text3, [2, 3]);
    },
    [ts, frame, t],
  );
  const onMove = (event: MouseEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const share = (x - frame.left) / (frame.right - frame.left);
    setPlace(nearestPlace(times, frame.from + share * (frame.to - frame.from)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = KEYS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setPlace((now) => Math.max(0, Math.min(times.length - 1, (now ?? times.length - 1) + step)));
  };
  return (
    <Box
      ref={ref}
      tabIndex={0}
      role="application"
      aria-label={say('{label}. Arrow keys read it.', { label })}
      onMouseMove={onMove}
      onMouseLeave={() => setPlace(null)}
      onBlur={() => setPlace(null)}
      onKeyDown={onKeyDown}
    >
      {width > 0 && <Canvas width={width} height={height} paint={paint} />}
      {width > 0 && <Canvas width={width} height={height} paint={paintOver} />}
      {width > 0 && <Labels race={race} frame={frame} />}
      {ts !== null && <CrossReading race={race} frame={frame} ts={ts} />}
    </Box>
  );
}
