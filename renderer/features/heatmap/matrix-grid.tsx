import { styled } from '@mui/material/styles';
import type { KeyboardEvent, MouseEvent, RefObject } from 'react';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { CellStyle } from './cell-paint.ts';
import { MatrixCanvas } from './matrix-canvas.tsx';
import { CELL_GAP, placeAt, type MatrixLayout, type Place } from './matrix-layout.ts';
import type { MatrixPicture } from './matrix-picture.ts';

const Grid = styled('div')({
  position: 'relative',
  flex: 'none',
  cursor: 'pointer',
  '&:focus-visible': { outline: 'none' },
  '&:not(:focus-visible) > [data-cursor]': { opacity: 0 },
  '& > i': { position: 'absolute', pointerEvents: 'none' },
});

const Ring = styled('i')({ borderRadius: 4, border: `2px solid ${tone.text}`, zIndex: 2 });
const Cursor = styled('i')({ borderRadius: 5, border: `2px solid ${tone.king}`, zIndex: 2 });
const Band = styled('i')({ background: tone.kingSoft, borderRadius: 4 });
const Bar = styled('i')({ borderTop: `1px dashed ${tone.text2}`, left: 0, right: 0, zIndex: 1 });

interface MatrixGridProps {
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly layout: MatrixLayout;
  readonly picture: MatrixPicture;
  readonly style: CellStyle;
  readonly pinned: Place | null;
  readonly cursor: Place;
  readonly hover: Place | null;
  /** Rows above which an entry bar is drawn. */
  readonly bars: readonly number[];
  readonly spoken: string;
  readonly onHover: (place: Place | null) => void;
  readonly onLeave: () => void;
  readonly onPin: (place: Place) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const around = (layout: MatrixLayout, { row, column }: Place, by: number) => ({
  left: (layout.lefts[column] ?? 0) - by,
  top: row * layout.rowHeight - by,
  width: (layout.widths[column] ?? 0) + 2 * by,
  height: layout.rowHeight - CELL_GAP + 2 * by,
});

/** The cells with what lies around them: bands under the pointer, rings, entry bars. */
export function MatrixGrid(props: MatrixGridProps) {
  const { gridRef, layout, picture, style, pinned, cursor, hover, bars, spoken } = props;
  const at = (event: MouseEvent<HTMLElement>): Place | null => {
    const box = event.currentTarget.getBoundingClientRect();
    return placeAt(layout, event.clientX - box.left, event.clientY - box.top);
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const place = at(event);
    if (place !== null) props.onPin(place);
  };
  return (
    <Grid
      ref={gridRef}
      role="application"
      aria-roledescription="score grid"
      aria-label={`Scores. ${spoken}. Arrow keys move, Enter shows why, question mark lists the keys.`}
      tabIndex={0}
      style={{ width: layout.width, height: layout.height }}
      onMouseMove={(event) => props.onHover(at(event))}
      onMouseLeave={props.onLeave}
      onClick={onClick}
      onKeyDown={props.onKeyDown}
    >
      {hover !== null && (
        <>
          <Band style={{ left: 0, right: 0, top: hover.row * layout.rowHeight - 1, height: layout.rowHeight }} />
          <Band
            style={{
              top: 0,
              bottom: 0,
              left: (layout.lefts[hover.column] ?? 0) - 1,
              width: (layout.widths[hover.column] ?? 0) + 2,
            }}
          />
        </>
      )}
      <MatrixCanvas layout={layout} picture={picture} style={style} />
      {bars.map((row) => (
        <Bar key={row} style={{ top: row * layout.rowHeight - 1.5 }} />
      ))}
      {pinned !== null && <Ring style={around(layout, pinned, 1)} />}
      {cursor.row < layout.rows && <Cursor data-cursor style={around(layout, cursor, 2)} />}
    </Grid>
  );
}
