import { styled } from '@mui/material/styles';
import { useCallback, useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { resultTone } from '#renderer/ui/delta.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import { say } from '#shared/language/words.ts';
import { dayResults, equityFrame, nearestIndex, type EquitySeries, type EquityTrade } from './equity-geometry.ts';
import { paintCross, paintEquity } from './equity-paint.ts';

const Box = styled('div')({ position: 'relative', flex: 1, minHeight: 120, cursor: 'crosshair', outlineOffset: -2 });

const Reading = styled('div')({
  position: 'absolute',
  top: 0,
  padding: '4px 9px',
  borderRadius: 5,
  border: `1px solid ${tone.lineStrong}`,
  background: tone.raised,
  fontSize: 11,
  lineHeight: 1.5,
  whiteSpace: 'nowrap',
  pointerEvents: 'none',
  '& b': { fontWeight: 600 },
  '& span': { color: tone.text2 },
});

const HOUR = 3_600_000;
/** Days of the results row that are still worth drawing. */
const FEW_DAYS = 3;

interface EquityChartProps {
  readonly series: EquitySeries;
  /** A trade's mark was chosen. */
  readonly onTrade: (trade: EquityTrade) => void;
}

function tradesNear(series: EquitySeries, ts: number, within: number): readonly EquityTrade[] {
  return series.trades.filter((trade) => Math.abs(trade.ts - ts) <= within);
}

interface CrossReadingProps {
  readonly series: EquitySeries;
  readonly index: number;
  readonly left: number;
  readonly flip: boolean;
}

function CrossReading({ series, index, left, flip }: CrossReadingProps) {
  const ts = series.ts[index] ?? 0;
  const equity = series.equity[index] ?? 0;
  const peak = series.peak[index] ?? equity;
  const trades = tradesNear(series, ts, HOUR / 2);
  return (
    <Reading style={{ left, transform: flip ? 'translateX(calc(-100% - 10px))' : 'translateX(10px)' }} role="status">
      <span>
        {formatDay(ts)} {formatMinute(ts)} UTC
      </span>{' '}
      <b>{formatNumber(equity, 2)}</b>{' '}
      <span>{say('{fall} from peak', { fall: formatPercent(equity / peak - 1, 2) })}</span>
      {trades.map((trade) => (
        <div key={`${trade.symbol}${String(trade.ts)}`}>
          {trade.symbol} <b style={{ color: resultTone(trade.result) }}>{formatNumber(trade.result, 2, 'always')}</b>
        </div>
      ))}
    </Reading>
  );
}

function useCross(series: EquitySeries, frame: ReturnType<typeof equityFrame>) {
  const [index, setIndex] = useState<number | null>(null);
  const at = (event: MouseEvent<HTMLElement>): number => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const share = (x - frame.left) / (frame.right - frame.left);
    return nearestIndex(series.ts, frame.from + share * (frame.to - frame.from));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setIndex((now) => Math.max(0, Math.min(series.ts.length - 1, (now ?? series.ts.length - 1) + step)));
  };
  return { index: index !== null && index < series.ts.length ? index : null, setIndex, at, onKeyDown };
}

/** Equity with its running peak, the fall between them, closed trades and results by day; a cross-hair reads it. */
export function EquityChart({ series, onTrade }: EquityChartProps) {
  const t = useTokens();
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const withDays = useMemo(() => dayResults(series).length > FEW_DAYS && height > 220, [series, height]);
  const frame = useMemo(() => equityFrame(series, width, height, withDays), [series, width, height, withDays]);
  const cross = useCross(series, frame);
  const level = useCallback((ts: number) => series.equity[nearestIndex(series.ts, ts)] ?? 0, [series]);
  const paint = useCallback(
    (pen: CanvasRenderingContext2D) => paintEquity(pen, { series, frame, height, withDays, level }, t),
    [series, frame, height, withDays, level, t],
  );
  const ts = cross.index === null ? null : (series.ts[cross.index] ?? null);
  const paintOver = useCallback(
    (pen: CanvasRenderingContext2D) => {
      if (ts !== null) paintCross(pen, frame, ts, level(ts), t);
    },
    [ts, frame, level, t],
  );
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const near = tradesNear(series, series.ts[cross.at(event)] ?? 0, (frame.to - frame.from) / 80);
    if (near[0] !== undefined) onTrade(near[0]);
  };
  const last = series.equity.at(-1) ?? 0;
  const label = say('Equity from {from} to {to}, last {last} USDT', {
    from: formatDay(frame.from),
    to: formatDay(frame.to),
    last: formatNumber(last, 2),
  });
  return (
    <Box
      ref={ref}
      tabIndex={0}
      role="application"
      aria-label={say('{label}. Arrow keys read it.', { label })}
      onMouseMove={(event) => cross.setIndex(cross.at(event))}
      onMouseLeave={() => cross.setIndex(null)}
      onBlur={() => cross.setIndex(null)}
      onKeyDown={cross.onKeyDown}
      onClick={onClick}
    >
      {width > 0 && <Canvas width={width} height={height} paint={paint} />}
      {width > 0 && <Canvas width={width} height={height} paint={paintOver} />}
      {cross.index !== null && ts !== null && (
        <CrossReading
          series={series}
          index={cross.index}
          left={frame.x(ts)}
          flip={frame.x(ts) > (frame.left + frame.right) / 2}
        />
      )}
    </Box>
  );
}
