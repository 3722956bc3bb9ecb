import { styled } from '@mui/material/styles';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import type { Camera } from './camera.ts';
import type { CellStyle } from './cell-paint.ts';
import { CELL_GAP, type MatrixLayout, type Place } from './matrix-layout.ts';
import { fillPicture } from './matrix-picture.ts';
import { MatrixSurface } from './matrix-surface.ts';
import { followPointer, type PointerAsks } from './matrix-pointer.ts';
import type { Matrix } from './use-matrix.ts';
import { useMoving } from './use-moving.ts';

const Grid = styled('div')({
  position: 'relative',
  flex: 'none',
  cursor: 'pointer',
  touchAction: 'none',
  '&:focus-visible': { outline: 'none' },
  '&:not(:focus-visible) [data-cursor]': { opacity: 0 },
  '&[data-dragged=true]': { cursor: 'grabbing' },
});

/** What of the matrix is seen. */
const View = styled('div')({
  position: 'absolute',
  left: 0,
  top: 0,
  overflow: 'hidden',
  pointerEvents: 'none',
  '& > canvas': { position: 'absolute', left: 0, top: 0 },
});

/** Lies over the matrix and moves with it. */
const World = styled('div')({
  position: 'absolute',
  left: 0,
  top: 0,
  pointerEvents: 'none',
  willChange: 'transform',
  '& > i, & > canvas': { position: 'absolute' },
  '& > canvas': { left: 0, top: 0, imageRendering: 'pixelated' },
});

const Ring = styled('i')({ borderRadius: 4, border: `2px solid ${tone.text}`, zIndex: 2 });
const Cursor = styled('i')({ borderRadius: 5, border: `2px solid ${tone.king}`, zIndex: 2 });
const Band = styled('i')({ background: tone.kingSoft, borderRadius: 4 });
const Bar = styled('i')({ borderTop: `1px dashed ${tone.text2}`, left: 0, right: 0, zIndex: 1 });
const Thumb = styled('i')({
  position: 'absolute',
  right: 1,
  bottom: 1,
  borderRadius: 3,
  background: tone.text3,
  opacity: 0.7,
  pointerEvents: 'none',
});

interface MatrixGridProps {
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly camera: Camera;
  readonly layout: MatrixLayout;
  readonly view: { readonly width: number; readonly height: number };
  readonly matrix: Matrix;
  readonly dimBelow: number;
  readonly style: CellStyle;
  readonly pinned: Place | null;
  readonly cursor: Place;
  readonly hover: Place | null;
  /** Rows above which an entry bar is drawn. */
  readonly bars: readonly number[];
  readonly spoken: string;
  readonly asks: PointerAsks;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** A box around a cell; one around a tiny cell is no smaller than can be seen. */
function around(layout: MatrixLayout, { row, column }: Place, by: number) {
  const [width, height] = [layout.widths[column] ?? 0, layout.cellHeight];
  const [growX, growY] = [Math.max(by, (8 - width) / 2), Math.max(by, (8 - height) / 2)];
  const left = (layout.lefts[column] ?? 0) - growX;
  return {
    left: Math.max(-by, Math.min(left, layout.width + by - width - 2 * growX)),
    top: row * layout.rowHeight - growY,
    width: width + 2 * growX,
    height: height + 2 * growY,
  };
}

/** The bands of the row and the column under the pointer. */
function Bands({ layout, hover }: { readonly layout: MatrixLayout; readonly hover: Place | null }) {
  if (hover === null) return null;
  const column = { left: (layout.lefts[hover.column] ?? 0) - 1, width: (layout.widths[hover.column] ?? 0) + 2 };
  return (
    <>
      <Band style={{ left: 0, right: 0, top: hover.row * layout.rowHeight - 1, height: layout.rowHeight }} />
      <Band style={{ top: 0, bottom: 0, ...column }} />
    </>
  );
}

/** The painted cells: follows the camera, and paints what changed of the matrix. */
function useSurface(props: MatrixGridProps) {
  const { camera, layout, style, view, matrix, dimBelow } = props;
  const [surface] = useState(() => new MatrixSurface());
  const canvas = useRef<HTMLCanvasElement>(null);
  const under = useMoving(camera, 'both');
  const over = useMoving(camera, 'both');
  const right = useRef<HTMLElement>(null);
  const bottom = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    return camera.follow((left, top) => {
      placeThumb(right.current, top, camera.maxTop, camera.viewHeight, 'Y');
      placeThumb(bottom.current, left, camera.maxLeft, camera.viewWidth, 'X');
      surface.draw(left, top);
    });
  }, [camera, surface]);
  const { rows, columns, mode, clock } = matrix;
  useLayoutEffect(() => {
    if (canvas.current === null) return;
    surface.look(canvas.current, layout, style, view.width, view.height);
    fillPicture(surface.picture, rows, columns, { mode, dimBelow }, clock);
    camera.size(view.width, view.height, layout.width, layout.height);
  }, [camera, surface, layout, style, view.width, view.height, rows, columns, mode, dimBelow, clock]);
  return { canvas, under, over, right, bottom };
}

const THUMB = 5;
const LEAST_THUMB = 24;

function placeThumb(thumb: HTMLElement | null, at: number, most: number, view: number, axis: 'X' | 'Y'): void {
  if (thumb === null) return;
  thumb.style.display = most > 0 ? 'block' : 'none';
  if (most <= 0) return;
  const length = Math.max(LEAST_THUMB, (view * view) / (view + most));
  thumb.style[axis === 'Y' ? 'height' : 'width'] = `${String(length)}px`;
  thumb.style[axis === 'Y' ? 'top' : 'left'] = '0';
  const along = axis === 'Y' ? 'translateY' : 'translateX';
  thumb.style.transform = `${along}(${String((at / most) * (view - length))}px)`;
}

/** The cells with what lies around them: bands under the pointer, rings, entry bars. */
export function MatrixGrid(props: MatrixGridProps) {
  const { gridRef, camera, layout, view, pinned, cursor, hover, bars, spoken, asks } = props;
  const parts = useSurface(props);
  const latest = useRef({ asks, layout });
  latest.current = { asks, layout };
  useEffect(() => {
    const box = gridRef.current;
    return box === null ? undefined : followPointer(box, camera, () => latest.current);
  }, [gridRef, camera]);
  const size = { width: layout.width, height: layout.height };
  const bands = <Bands layout={layout} hover={hover} />;
  return (
    <Grid
      ref={gridRef}
      role="application"
      aria-roledescription={say('score grid')}
      aria-label={say('Scores. {cell}. Arrow keys move, Enter shows why, question mark lists the keys.', {
        cell: spoken,
      })}
      tabIndex={0}
      style={view}
      onKeyDown={props.onKeyDown}
    >
      <View style={view}>
        <World ref={parts.under} style={size}>
          {!layout.flat && bands}
          {layout.flat && <canvas key="flat" ref={parts.canvas} aria-hidden style={size} />}
          {layout.flat && layout.rowHeight > layout.cellHeight && <i style={{ inset: 0, ...rowGaps(layout) }} />}
          {layout.flat && bands}
        </World>
        {!layout.flat && <canvas key="cells" ref={parts.canvas} aria-hidden style={view} />}
        <World ref={parts.over} style={size}>
          {bars.map((row) => (
            <Bar key={row} style={{ top: row * layout.rowHeight - 1.5 }} />
          ))}
          {pinned !== null && <Ring style={around(layout, pinned, 1)} />}
          {cursor.row < layout.rows && <Cursor data-cursor style={around(layout, cursor, 2)} />}
        </World>
      </View>
      <Thumb ref={parts.right} style={{ width: THUMB, right: -THUMB - 4 }} />
      <Thumb ref={parts.bottom} style={{ height: THUMB }} />
    </Grid>
  );
}

const rowGaps = ({ rowHeight }: MatrixLayout) => ({
  background: `repeating-linear-gradient(transparent 0 ${String(rowHeight - CELL_GAP)}px, ${tone.panel} 0 ${String(rowHeight)}px)`,
});
