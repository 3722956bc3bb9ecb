import { styled } from '@mui/material/styles';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Camera } from './camera.ts';
import type { CellStyle } from './cell-paint.ts';
import { placeOf, refAt, type CellRef } from './cell-ref.ts';
import { CellTooltip, TOOLTIP_SIZE } from './cell-tooltip.tsx';
import { spokenCell } from './cell-words.ts';
import { ColumnHeads, HEADS_HEIGHT } from './column-heads.tsx';
import { isPast } from './columns.ts';
import { DistributionStrip } from './distribution-strip.tsx';
import { FindBox } from './find-box.tsx';
import { MatrixGrid } from './matrix-grid.tsx';
import { tooltipSpot } from './matrix-layout.ts';
import { freshCount } from './matrix-picture.ts';
import type { PointerAsks } from './matrix-pointer.ts';
import { MatrixTable, Unseen } from './matrix-table.tsx';
import { barRows, nextSort } from './row-order.ts';
import { BlockHead } from './symbol-block.tsx';
import { SymbolColumn } from './symbol-column.tsx';
import { TimeHeads } from './time-heads.tsx';
import { STRIP_GAP, useBoardLayout, type BoardLayout } from './use-board-layout.ts';
import type { useHover } from './use-hover.ts';
import type { Matrix } from './use-matrix.ts';
import type { Past } from './use-past.ts';
import { useMatrixKeys } from './use-matrix-keys.ts';
import type { ZoomActs } from './use-zoom.ts';
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
  readonly camera: Camera;
  readonly zoom: ZoomActs;
  readonly onHelp: () => void;
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

/** The cell of the keyboard: what was pinned until it is moved, always in view once it is. */
function useCursor({ matrix, pin, camera }: MatrixBoardProps, { layout }: BoardLayout) {
  const { rows, columns } = matrix;
  const [ref, setRef] = useState<CellRef | null>(null);
  const pinned = placeOf(pin, rows, columns);
  const cursor = placeOf(ref, rows, columns) ?? pinned ?? { row: 0, column: 0 };
  const { row, column } = cursor;
  const moved = useRef<CellRef | null>(null);
  useEffect(() => {
    // A new order or size does not carry the view along: only a move of the cursor does.
    if (ref === null || moved.current === ref) return;
    moved.current = ref;
    camera.reveal(layout.lefts[column] ?? 0, row * layout.rowHeight, layout.widths[column] ?? 0, layout.rowHeight);
  }, [ref, row, column, layout, camera]);
  return { pinned, cursor, setCursor: setRef };
}

function useAsks(props: MatrixBoardProps, setCursor: (ref: CellRef | null) => void): PointerAsks {
  const { matrix, hover, setPin, zoom } = props;
  return {
    onHover: hover.enter,
    onLeave: hover.leave,
    onPin: (place) => {
      const ref = refAt(place, matrix.rows, matrix.columns);
      setCursor(ref);
      setPin(ref);
    },
    onZoom: zoom.by,
  };
}

/** The matrix with its heads, its symbols and the distributions below. */
export function MatrixBoard(props: MatrixBoardProps) {
  const { matrix, settings, change, style, threshold, hover, pin, setPin, past, camera, zoom } = props;
  const { rows, columns, horizon } = matrix;
  const board = useBoardLayout(matrix, settings.zoom);
  const { layout, view } = board;
  useEffect(() => {
    zoom.limits.current = board.limits;
  }, [zoom, board.limits]);
  const gridRef = useRef<HTMLDivElement>(null);
  const [finding, setFinding] = useState(false);
  const { pinned, cursor, setCursor } = useCursor(props, board);
  const keyHost = { matrix, settings, change, cursor, setCursor, setPin, past, camera, zoom, layout };
  const find = () => setFinding(true);
  const onKeyDown = useMatrixKeys({ ...keyHost, find, help: props.onHelp });
  const onSort = (by: string) =>
    change({ sort: by === horizon ? nextUsual(settings, horizon) : nextSort(settings.sort, by) });
  const bars = useEntryBars(matrix, settings, threshold);
  const cursorRow = rows[cursor.row];
  const cursorColumn = columns[cursor.column];
  const spoken = cursorRow && cursorColumn ? spokenCell(cursorRow, cursorColumn) : '';
  const marked = hover.place === null ? (pin?.symbol ?? null) : (rows[hover.place.row]?.symbol ?? null);
  const asks = useAsks(props, setCursor);
  return (
    <Board ref={board.ref}>
      {board.ready && (
        <>
          <Row>
            <BlockHead size={board.size} height={HEADS_HEIGHT} sort={settings.sort} horizon={horizon} onSort={onSort} />
            <Heads {...props} board={board} cursor={cursor.column} onSort={onSort} />
          </Row>
          <Row>
            <SymbolColumn {...{ matrix, board, marked, camera }} />
            <MatrixGrid
              {...{ gridRef, camera, layout, view, matrix, style, pinned, cursor, bars, spoken, asks, onKeyDown }}
              dimBelow={settings.dimBelow}
              hover={hover.place}
            />
          </Row>
          {board.withStrip && (
            <div style={{ flex: 1, minHeight: 0, marginTop: STRIP_GAP, display: 'flex' }}>
              <DistributionStrip
                {...{ rows, columns, layout, threshold, horizon, camera }}
                viewWidth={view.width}
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
              onClose={() => (setFinding(false), gridRef.current?.focus())}
            />
          )}
          <Unseen role="status" aria-live="polite">
            {spoken}
          </Unseen>
          <MatrixTable rows={rows} columns={columns} cursorRow={cursor.row} cursorColumn={cursor.column} />
        </>
      )}
    </Board>
  );
}

interface HeadsProps extends MatrixBoardProps {
  readonly board: BoardLayout;
  readonly cursor: number;
  readonly onSort: (by: string) => void;
}

function Heads({ matrix, settings, camera, board, cursor, onSort }: HeadsProps) {
  const { rows, columns, horizon } = matrix;
  const { layout, view } = board;
  const overTime = columns[0]?.kind === 'time';
  const fresh = useMemo(
    () => (overTime ? [] : columns.map((column) => freshCount(rows, column))),
    [overTime, columns, rows],
  );
  const shown = { camera, columns, layout, horizon, onSort, width: view.width, sort: settings.sort };
  return overTime ? (
    <TimeHeads {...shown} height={HEADS_HEIGHT} cursor={cursor} />
  ) : (
    <ColumnHeads {...shown} fresh={fresh} />
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
  readonly board: BoardLayout;
}

const PADDING = 16;

function BoardTooltip({ board, matrix, hover, style, camera }: BoardTooltipProps) {
  const { place, rested } = hover;
  const row = place === null ? undefined : matrix.rows[place.row];
  const column = place === null ? undefined : matrix.columns[place.column];
  if (!rested || place === null || row === undefined || column === undefined) return null;
  const { layout } = board;
  const cell = {
    left: PADDING + board.block + (layout.lefts[place.column] ?? 0) - camera.left,
    top: HEADS_HEIGHT + place.row * layout.rowHeight - camera.top,
    width: layout.widths[place.column] ?? 0,
  };
  const room = { width: board.width + PADDING, height: board.height };
  const spot = tooltipSpot(cell, TOOLTIP_SIZE, room);
  const { colours } = style.opinion;
  const [short, long] = [colours[0] ?? '', colours.at(-1) ?? ''];
  return <CellTooltip {...{ row, column, ...spot, long, short }} past={isPast(column)} now={matrix.now} />;
}
