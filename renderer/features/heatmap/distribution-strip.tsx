import { styled } from '@mui/material/styles';
import { useCallback, useMemo } from 'react';
import { hairline, penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { shadeOf, type SignalScale } from '#renderer/charts/signal-scale.ts';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { formatNumber } from '#renderer/ui/format.ts';
import { tone, type Tokens } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import { say } from '#shared/language/words.ts';
import { rich } from '#renderer/ui/rich.tsx';
import type { Camera } from './camera.ts';
import type { Column } from './columns.ts';
import { columnDistribution, type ColumnDistribution } from './distribution.ts';
import type { MatrixLayout } from './matrix-layout.ts';
import type { SymbolRow } from './row-order.ts';
import { useMoving } from './use-moving.ts';

const Strip = styled('section')({
  flex: 1,
  minHeight: 0,
  display: 'flex',
  borderTop: `1px solid ${tone.line}`,
  paddingTop: 10,
  '& .words': { flex: 'none', paddingRight: 48, fontSize: 11.5, color: tone.text2, lineHeight: 1.55 },
  '& h3': { margin: 0, fontSize: 12.5, fontWeight: 600, color: tone.text },
  '& .words b': { color: tone.text, fontWeight: 600 },
  '& .words small': {
    display: 'block',
    fontSize: 11,
    color: tone.text3,
    lineHeight: 1.45,
    marginTop: 6,
    whiteSpace: 'normal',
  },
});

const Mark = styled('span')({
  position: 'absolute',
  right: '100%',
  marginRight: 8,
  fontSize: 10.5,
  lineHeight: '16px',
  color: tone.text3,
});

const AXIS = [100, 50, 0, -50, -100];
const PAD_TOP = 6;
const PAD_BOTTOM = 22;

interface Picture {
  readonly layout: MatrixLayout;
  readonly found: readonly ColumnDistribution[];
  readonly threshold: number | null;
  readonly scale: SignalScale;
  readonly height: number;
  /** Row whose marks are joined; −1 for none. */
  readonly row: number;
}

const heightOf = (height: number) => {
  const room = height - PAD_TOP - PAD_BOTTOM;
  return (value: number): number => PAD_TOP + ((100 - value) / 200) * room;
};

function paintAxis(pen: Pen, { layout, threshold, height }: Picture, t: Tokens): void {
  const y = heightOf(height);
  for (const value of AXIS) hairline(pen, 0, y(value), layout.width, y(value), value === 0 ? t.lineStrong : t.grid);
  if (threshold === null) return;
  for (const bar of [threshold, -threshold]) hairline(pen, 0, y(bar), layout.width, y(bar), t.text3, [3, 3]);
}

function paintColumn(pen: Pen, picture: Picture, index: number, t: Tokens): void {
  const { layout, found, scale, height } = picture;
  const distribution = found[index];
  if (distribution === undefined) return;
  const y = heightOf(height);
  const left = layout.lefts[index] ?? 0;
  const width = layout.widths[index] ?? 0;
  const inset = Math.max(3, width * 0.14);
  distribution.values.forEach((value, row) => {
    if (Number.isNaN(value)) return;
    pen.globalAlpha = picture.row < 0 || picture.row === row ? 1 : 0.8;
    pen.fillStyle = scale.colours[shadeOf(Math.abs(value) < 22 ? Math.sign(value || 1) * 22 : value)] ?? t.text2;
    pen.fillRect(left + inset, y(value) - 1.5, width - 2 * inset, 3);
  });
  pen.globalAlpha = 1;
  if (distribution.median !== null) {
    pen.fillStyle = t.text;
    const at = y(distribution.median);
    pen.beginPath();
    pen.moveTo(left + width - 1, at - 4);
    pen.lineTo(left + width - 7, at);
    pen.lineTo(left + width - 1, at + 4);
    pen.fill();
  }
  paintCounts(pen, distribution, left + width / 2, height - 8, width, t);
}

function paintCounts(
  pen: Pen,
  { long, short, median }: ColumnDistribution,
  x: number,
  y: number,
  width: number,
  t: Tokens,
) {
  if (median === null) return;
  pen.font = penFont(10.5, 500);
  const text = width < 40 ? formatNumber(median, 0, 'always') : `▲${String(long)}  ▼${String(short)}`;
  write(pen, text, x, y, long + short > 0 ? t.text2 : t.text3, 'center');
}

function paintTrack(pen: Pen, { layout, found, height, row }: Picture, columns: readonly Column[], t: Tokens): void {
  if (row < 0) return;
  const y = heightOf(height);
  pen.strokeStyle = t.text;
  pen.lineWidth = 1.2;
  pen.beginPath();
  let open = false;
  found.forEach(({ values }, index) => {
    const value = values[row] ?? NaN;
    // Timeframes follow each other, agents do not: only the former are joined.
    if (Number.isNaN(value) || columns[index]?.kind === 'agent') open = false;
    else {
      const x = (layout.lefts[index] ?? 0) + (layout.widths[index] ?? 0) / 2;
      if (open) pen.lineTo(x, y(value));
      else pen.moveTo(x, y(value));
      open = true;
    }
  });
  pen.stroke();
  found.forEach(({ values }, index) => {
    const value = values[row] ?? NaN;
    if (Number.isNaN(value)) return;
    pen.beginPath();
    pen.arc((layout.lefts[index] ?? 0) + (layout.widths[index] ?? 0) / 2, y(value), 3, 0, 2 * Math.PI);
    pen.fillStyle = t.text;
    pen.fill();
  });
}

interface DistributionStripProps {
  readonly rows: readonly SymbolRow[];
  readonly columns: readonly Column[];
  readonly layout: MatrixLayout;
  readonly threshold: number | null;
  readonly scale: SignalScale;
  readonly blockWidth: number;
  /** The columns stand below those of the cells, wherever the view is. */
  readonly camera: Camera;
  readonly viewWidth: number;
  /** The symbol whose opinions are joined by a line. */
  readonly symbol: string | null;
  readonly horizon: string;
}

function Words({
  rows,
  found,
  threshold,
  symbol,
  horizon,
}: {
  readonly rows: readonly SymbolRow[];
  readonly found: ColumnDistribution | null;
  readonly threshold: number | null;
  readonly symbol: string | null;
  readonly horizon: string;
}) {
  const coin = rows.find((row) => row.symbol === symbol)?.coin;
  return (
    <>
      <h3>{say('How opinions lie')}</h3>
      {found !== null && threshold !== null && (
        <div>
          {rich('At {horizon}: {long} at or above +{bar}, {short} at or below {low}, median {median}', {
            horizon,
            long: <b>{found.long}</b>,
            bar: formatNumber(threshold, 0),
            short: <b>{found.short}</b>,
            low: formatNumber(-threshold, 0),
            median: <b>{found.median === null ? '–' : formatNumber(found.median, 0, 'always')}</b>,
          })}
        </div>
      )}
      <small>
        {coin === undefined
          ? say('One mark per symbol; ◂ median; ▲▼ beyond the entry bars')
          : rich('One mark per symbol; ◂ median; ▲▼ beyond the entry bars; line {coin}', { coin: <b>{coin}</b> })}
      </small>
    </>
  );
}

/** Below the matrix: where the opinions of all symbols lie in each column, and the one symbol's way through them. */
export function DistributionStrip(props: DistributionStripProps) {
  const { rows, columns, layout, threshold, scale, blockWidth, symbol, horizon, camera, viewWidth } = props;
  const moving = useMoving(camera, 'x');
  const t = useTokens();
  const [ref, { height }] = useSize<HTMLDivElement>();
  const found = useMemo(
    () => columns.map((column) => columnDistribution(rows, column, threshold)),
    [rows, columns, threshold],
  );
  const row = rows.findIndex((each) => each.symbol === symbol);
  const paint = useCallback(
    (pen: Pen) => {
      const picture = { layout, found, threshold, scale, height, row };
      paintAxis(pen, picture, t);
      columns.forEach((_, index) => paintColumn(pen, picture, index, t));
      paintTrack(pen, picture, columns, t);
    },
    [layout, found, threshold, scale, height, row, columns, t],
  );
  const atHorizon = found[columns.findIndex(({ id }) => id === horizon)] ?? null;
  return (
    <Strip aria-label={say('How opinions lie')}>
      <div className="words" style={{ width: blockWidth }}>
        <Words rows={rows} found={atHorizon} threshold={threshold} symbol={symbol} horizon={horizon} />
      </div>
      <div ref={ref} style={{ position: 'relative', flex: 1, minWidth: 0 }}>
        {height > 0 &&
          AXIS.map((value) => (
            <Mark key={value} style={{ top: heightOf(height)(value) - 8 }}>
              {formatNumber(value, 0, 'always')}
            </Mark>
          ))}
        <div style={{ position: 'absolute', inset: 0, width: viewWidth, overflow: 'hidden' }}>
          <div ref={moving} style={{ position: 'absolute', inset: 0, willChange: 'transform' }}>
            {height > 0 && (
              <Canvas
                width={layout.width}
                height={height}
                paint={paint}
                label={say('Distribution of opinions in each column')}
              />
            )}
          </div>
        </div>
      </div>
    </Strip>
  );
}
