import { styled } from '@mui/material/styles';
import { useMemo, useRef, useState } from 'react';
import { createNeutralScale, createSignalScale } from '#renderer/charts/signal-scale.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import type { CellStyle } from './cell-paint.ts';
import { placeOf, refAt, type CellRef } from './cell-ref.ts';
import { CellTooltip, TOOLTIP_SIZE } from './cell-tooltip.tsx';
import { figurePrinter, spokenCell } from './cell-words.ts';
import { ColumnHeads, HEADS_HEIGHT } from './column-heads.tsx';
import { DistributionStrip } from './distribution-strip.tsx';
import { FindBox } from './find-box.tsx';
import { MatrixGrid } from './matrix-grid.tsx';
import { matrixLayout, MIN_STRIP, rowHeightFor, tooltipSpot } from './matrix-layout.ts';
import { freshCount } from './matrix-picture.ts';
import { MatrixTable, Unseen } from './matrix-table.tsx';
import { barRows, nextSort } from './row-order.ts';
import { BLOCK_WIDTH, BlockHead, BlockRow, type BlockSize } from './symbol-block.tsx';
import type { useHover } from './use-hover.ts';
import type { Matrix } from './use-matrix.ts';
import type { Past } from './use-past.ts';
import { useMatrixKeys } from './use-matrix-keys.ts';
import type { ViewSettings } from './view-settings.ts';

const Board = styled('div')({
  position: 'relative',
  flex: 1,
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  padding: '0 16px 12px',
});

const Row = styled('div')({ display: 'flex', flex: 'none' });
const Rows = styled('div')({ display: 'flex', flex: 'none', overflowY: 'auto', overflowX: 'hidden', minHeight: 0 });

const STRIP_GAP = 12;

function blockSize(width: number): BlockSize {
  if (width >= 1_060) return 'full';
  return width >= 740 ? 'medium' : 'small';
}

/** The colours of the cells under the view's settings. */
export function useCellStyle(settings: ViewSettings): CellStyle {
  const tokens = useTokens();
  const { palette, confidence, mode, numbers } = settings;
  const opinion = useMemo(() => createSignalScale(palette, tokens), [palette, tokens]);
  const neutral = useMemo(() => createNeutralScale(tokens), [tokens]);
  return useMemo(() => {
    // Without their figures the shades of shares and ages say little; an opinion is read from its colour.
    const print = { opinion: numbers ? figurePrinter('score') : null, neutral: figurePrinter(mode) };
    return { tokens, opinion, neutral, confidence, print };
  }, [tokens, opinion, neutral, confidence, mode, numbers]);
}

interface MatrixBoardProps {
  readonly matrix: Matrix;
  readonly settings: ViewSettings;
  readonly change: (part: Partial<ViewSettings>) => void;
  readonly style: CellStyle;
  readonly threshold: number | null;
  readonly hover: ReturnType<typeof useHover>;
  readonly pin: CellRef | null;
  readonly setPin: (ref: CellRef | null) => void;
  readonly past: Past;
  readonly onHelp: () => void;
}

function useBoardLayout(matrix: Matrix) {
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const size = blockSize(width);
  const block = BLOCK_WIDTH[size];
  const room = height - HEADS_HEIGHT - STRIP_GAP;
  const count = matrix.rows.length;
  const rowHeight = rowHeightFor(count, room - MIN_STRIP);
  const withStrip = room - count * rowHeight >= MIN_STRIP;
  const layout = useMemo(
    () => matrixLayout(matrix.columns, count, Math.max(0, width - block), rowHeight),
    [matrix.columns, count, width, block, rowHeight],
  );
  return { ref, ready: width > 0, width, height, size, block, layout, withStrip };
}

function useEntryBars({ rows, horizon }: Matrix, settings: ViewSettings, threshold: number | null): readonly number[] {
  return useMemo(() => {
    const { sort } = settings;
    const usual = sort === null || (sort.by === horizon && sort.falling);
    if (!usual || threshold === null) return [];
    return barRows(
      rows.map((row) => row.cells.get(horizon)?.score ?? null),
      threshold,
    );
  }, [rows, horizon, settings, threshold]);
}

/** The matrix with its heads, its symbols and the distributions below. */
export function MatrixBoard(props: MatrixBoardProps) {
  const { matrix, settings, change, style, threshold, hover, pin, setPin, past } = props;
  const { rows, columns, horizon, picture } = matrix;
  const board = useBoardLayout(matrix);
  const layout = board.layout;
  const gridRef = useRef<HTMLDivElement>(null);
  const [cursorRef, setCursor] = useState<CellRef | null>(null);
  const [finding, setFinding] = useState(false);
  const pinned = placeOf(pin, rows, columns);
  const cursor = placeOf(cursorRef, rows, columns) ?? pinned ?? { row: 0, column: 0 };
  const find = () => setFinding(true);
  const endFinding = () => (setFinding(false), gridRef.current?.focus());
  const onKeyDown = useMatrixKeys({
    matrix,
    settings,
    change,
    cursor,
    setCursor,
    setPin,
    past,
    find,
    help: props.onHelp,
  });
  const onSort = (by: string) =>
    change({ sort: by === horizon ? nextUsual(settings, horizon) : nextSort(settings.sort, by) });
  const fresh = useMemo(() => columns.map((_, index) => freshCount(picture, index)), [columns, picture]);
  const bars = useEntryBars(matrix, settings, threshold);
  const cursorRow = rows[cursor.row];
  const cursorColumn = columns[cursor.column];
  const spoken = cursorRow && cursorColumn ? spokenCell(cursorRow, cursorColumn) : '';
  const marked = hover.place === null ? (pin?.symbol ?? null) : (rows[hover.place.row]?.symbol ?? null);
  return (
    <Board ref={board.ref}>
      {board.ready && (
        <>
          <Row>
            <BlockHead size={board.size} height={HEADS_HEIGHT} sort={settings.sort} horizon={horizon} onSort={onSort} />
            <ColumnHeads {...{ columns, layout, fresh, horizon, onSort }} sort={settings.sort} />
          </Row>
          <Rows style={{ maxHeight: board.height - HEADS_HEIGHT }}>
            <SymbolBlock matrix={matrix} board={board} marked={marked} />
            <MatrixGrid
              {...{ gridRef, layout, picture, style, pinned, cursor, bars, spoken, onKeyDown }}
              hover={hover.place}
              onHover={hover.enter}
              onLeave={hover.leave}
              onPin={(place) => {
                const ref = refAt(place, rows, columns);
                setCursor(ref);
                setPin(ref);
              }}
            />
          </Rows>
          {board.withStrip && (
            <div style={{ flex: 1, minHeight: 0, marginTop: STRIP_GAP, display: 'flex' }}>
              <DistributionStrip
                {...{ rows, columns, layout, threshold, horizon }}
                scale={style.opinion}
                blockWidth={board.block}
                symbol={marked}
              />
            </div>
          )}
          <BoardTooltip board={board} {...props} />
          {finding && (
            <FindBox
              rows={rows}
              onFound={(symbol) => setCursor({ symbol, column: cursorColumn?.id ?? '' })}
              onClose={endFinding}
            />
          )}
          <Unseen role="status" aria-live="polite">
            {spoken}
          </Unseen>
          <MatrixTable rows={rows} columns={columns} />
        </>
      )}
    </Board>
  );
}

interface SymbolBlockProps {
  readonly matrix: Matrix;
  readonly board: ReturnType<typeof useBoardLayout>;
  readonly marked: string | null;
}

function SymbolBlock({ matrix, board, marked }: SymbolBlockProps) {
  return (
    <div style={{ width: board.block, flex: 'none' }}>
      {matrix.rows.map((row, index) => (
        <BlockRow
          key={row.symbol}
          row={row}
          rank={index + 1}
          size={board.size}
          height={board.layout.rowHeight}
          horizon={matrix.horizon}
          held={matrix.held.has(row.symbol)}
          on={row.symbol === marked}
        />
      ))}
    </div>
  );
}

/** The usual order falls from the start, so its head only reverses and returns. */
const nextUsual = ({ sort }: ViewSettings, horizon: string) =>
  sort === null || sort.by !== horizon
    ? { by: horizon, falling: sort !== null }
    : sort.falling
      ? { by: horizon, falling: false }
      : null;

interface BoardTooltipProps extends MatrixBoardProps {
  readonly board: ReturnType<typeof useBoardLayout>;
}

const PADDING = 16;

function BoardTooltip({ board, matrix, hover, style }: BoardTooltipProps) {
  const { place, rested } = hover;
  const row = place === null ? undefined : matrix.rows[place.row];
  const column = place === null ? undefined : matrix.columns[place.column];
  if (!rested || place === null || row === undefined || column === undefined) return null;
  const cell = {
    left: PADDING + board.block + (board.layout.lefts[place.column] ?? 0),
    top: HEADS_HEIGHT + place.row * board.layout.rowHeight,
    width: board.layout.widths[place.column] ?? 0,
  };
  const room = { width: board.width + PADDING, height: board.height };
  const spot = tooltipSpot(cell, TOOLTIP_SIZE, room);
  const { colours } = style.opinion;
  return (
    <CellTooltip {...{ row, column, ...spot }} now={matrix.now} long={colours.at(-1) ?? ''} short={colours[0] ?? ''} />
  );
}
