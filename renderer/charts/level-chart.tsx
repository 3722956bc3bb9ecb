import { styled } from '@mui/material/styles';
import { useCallback, useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useThemeName, useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { tradingWord } from '#renderer/ui/trading-words.ts';
import { say } from '#shared/language/words.ts';
import { nearestIndex } from './equity-geometry.ts';
import { LABEL_WIDTH, levelFrame, spreadLabels, stateAt, type LevelFrame, type LevelSeries } from './level-geometry.ts';
import { momentWords, paintLevelCross, paintLevels, ZONES } from './level-paint.ts';

const Box = styled('div')({ position: 'relative', flex: 1, minHeight: 150, cursor: 'crosshair', outlineOffset: -2 });

const Reading = styled('div')({
  position: 'absolute',
  top: 2,
  padding: '4px 9px',
  borderRadius: 5,
  border: `1px solid ${tone.lineStrong}`,
  background: tone.raised,
  fontSize: 11,
  whiteSpace: 'nowrap',
  pointerEvents: 'none',
  zIndex: 1,
  '& b': { fontWeight: 600 },
  '& span': { color: tone.text2 },
});

const Label = styled('div')({
  position: 'absolute',
  right: 0,
  display: 'flex',
  gap: 8,
  fontSize: 11,
  lineHeight: '16px',
  whiteSpace: 'nowrap',
  transform: 'translateY(-8px)',
  '& > span': { flex: 1, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& > b': { fontWeight: 500, color: tone.text2 },
  '&[data-now=true] > *': { fontWeight: 600, color: tone.text },
});

/** A name at the right edge, at an equity. */
export interface LevelLabel {
  readonly key: string;
  readonly equity: number;
  readonly text: string;
  readonly value: string;
  readonly colour: string;
}

const LABEL_GAP = 17;

function Labels({ labels, frame }: { readonly labels: readonly LevelLabel[]; readonly frame: LevelFrame }) {
  const clamp = (y: number): number => Math.min(frame.bottom - 4, Math.max(frame.top, y));
  const placed = spreadLabels(
    labels.map(({ key, equity }) => ({ key, at: clamp(frame.y(equity)) })),
    LABEL_GAP,
    frame.top,
    frame.bottom - 2,
  );
  return placed.map(({ key, y }) => {
    const label = labels.find((each) => each.key === key);
    if (label === undefined) return null;
    return (
      <Label key={key} data-now={key === 'now'} style={{ top: y, width: LABEL_WIDTH - 14 }}>
        <span style={{ color: label.colour }}>{label.text}</span>
        <b>{label.value}</b>
      </Label>
    );
  });
}

interface CrossReadingProps {
  readonly series: LevelSeries;
  readonly index: number;
  readonly frame: LevelFrame;
}

function CrossReading({ series, index, frame }: CrossReadingProps) {
  const ts = series.ts[index] ?? 0;
  const equity = series.equity[index] ?? 0;
  const peak = series.peak[index] ?? equity;
  const left = frame.x(ts);
  const flip = left > (frame.left + frame.right) / 2;
  return (
    <Reading style={{ left, transform: flip ? 'translateX(calc(-100% - 10px))' : 'translateX(10px)' }} role="status">
      <span>{momentWords(ts)}</span> <b>{formatNumber(equity, 2)}</b>{' '}
      {rich('<span>{fall} from peak,</span> <b>{state}</b>', {
        fall: formatPercent(peak > 0 ? equity / peak - 1 : null, 2),
        state: tradingWord(stateAt(series.states, ts)),
        span: (inside) => <span>{inside}</span>,
        b: (inside) => <b>{inside}</b>,
      })}
    </Reading>
  );
}

function useReading(series: LevelSeries, frame: LevelFrame) {
  const [index, setIndex] = useState<number | null>(null);
  const at = (event: MouseEvent<HTMLElement>): number => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return nearestIndex(
      series.ts,
      frame.from + ((x - frame.left) / (frame.right - frame.left)) * (frame.to - frame.from),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setIndex((now) => Math.max(0, Math.min(series.ts.length - 1, (now ?? series.ts.length - 1) + step)));
  };
  return { index: index !== null && index < series.ts.length ? index : null, setIndex, at, onKeyDown };
}

interface LevelChartProps {
  readonly series: LevelSeries;
  readonly labels: readonly LevelLabel[];
  /** False when the account is no longer followed: the line ends in a hollow point. */
  readonly fresh: boolean;
}

/** Equity between its peak and the levels of loss; zones by what happens there, broken at transfers. */
export function LevelChart({ series, labels, fresh }: LevelChartProps) {
  const t = useTokens();
  const theme = useThemeName();
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const frame = useMemo(() => levelFrame(series, width, height), [series, width, height]);
  const reading = useReading(series, frame);
  const paint = useCallback(
    (pen: CanvasRenderingContext2D) => paintLevels(pen, { series, frame, height, alphas: ZONES[theme], fresh }, t),
    [series, frame, height, theme, fresh, t],
  );
  const { index } = reading;
  const paintOver = useCallback(
    (pen: CanvasRenderingContext2D) => {
      if (index !== null) paintLevelCross(pen, frame, series.ts[index] ?? 0, series.equity[index] ?? 0, t);
    },
    [index, frame, series, t],
  );
  const last = series.equity.at(-1) ?? 0;
  return (
    <Box
      ref={ref}
      tabIndex={0}
      role="application"
      aria-label={say('Equity and levels of loss, last {last} USDT. Arrow keys read it.', {
        last: formatNumber(last, 2),
      })}
      onMouseMove={(event) => reading.setIndex(reading.at(event))}
      onMouseLeave={() => reading.setIndex(null)}
      onBlur={() => reading.setIndex(null)}
      onKeyDown={reading.onKeyDown}
    >
      {width > 0 && <Canvas width={width} height={height} paint={paint} />}
      {width > 0 && <Canvas width={width} height={height} paint={paintOver} />}
      {width > 0 && <Labels labels={labels} frame={frame} />}
      {index !== null && <CrossReading series={series} index={index} frame={frame} />}
    </Box>
  );
}
