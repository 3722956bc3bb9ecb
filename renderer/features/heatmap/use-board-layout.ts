import { useMemo, type RefObject } from 'react';
import { useSize } from '#renderer/ui/use-size.ts';
import { HEADS_HEIGHT } from './column-heads.tsx';
import { matrixLayout, MAX_ZOOMED_ROW, MIN_STRIP, rowHeightFor, zoomedRow, zoomLimits } from './matrix-layout.ts';
import type { MatrixLayout, Zoom, ZoomLimits } from './matrix-layout.ts';
import { BLOCK_WIDTH, type BlockSize } from './symbol-block.tsx';
import type { Matrix } from './use-matrix.ts';

/** Between the matrix and the strip of distributions. */
export const STRIP_GAP = 12;

/** Where the parts of the board lie. */
export interface BoardLayout {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly ready: boolean;
  readonly width: number;
  readonly height: number;
  readonly size: BlockSize;
  /** Width of the block of symbols. */
  readonly block: number;
  readonly layout: MatrixLayout;
  /** What of the matrix is seen at once. */
  readonly view: { readonly width: number; readonly height: number };
  readonly limits: ZoomLimits;
  readonly withStrip: boolean;
}

function blockSize(width: number): BlockSize {
  if (width >= 1_060) return 'full';
  return width >= 740 ? 'medium' : 'small';
}

/** Lays the board out in the room it has. */
export function useBoardLayout({ rows, columns }: Matrix, zoom: Zoom): BoardLayout {
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const size = blockSize(width);
  const block = BLOCK_WIDTH[size];
  const count = rows.length;
  const overTime = columns[0]?.kind === 'time';
  const room = Math.max(0, height - HEADS_HEIGHT - (overTime ? 0 : STRIP_GAP));
  const cellsWidth = Math.max(0, width - block);
  const usual = overTime ? rowHeightFor(count, room, MAX_ZOOMED_ROW) : rowHeightFor(count, room - MIN_STRIP);
  const rowHeight = zoomedRow(usual, zoom.y, room / Math.max(1, count));
  const withStrip = !overTime && room - count * rowHeight >= MIN_STRIP;
  const layout = useMemo(
    () => matrixLayout(columns, count, cellsWidth * zoom.x, rowHeight),
    [columns, count, cellsWidth, zoom.x, rowHeight],
  );
  const limits = useMemo(
    () => zoomLimits(columns, count, cellsWidth, usual, room),
    [columns, count, cellsWidth, usual, room],
  );
  const view = useMemo(
    () => ({ width: Math.min(cellsWidth, layout.width), height: Math.min(layout.height, room) }),
    [cellsWidth, layout, room],
  );
  return { ref, ready: width > 0, width, height, size, block, layout, view, limits, withStrip };
}
