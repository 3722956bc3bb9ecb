import { styled } from '@mui/material/styles';
import { memo, type MouseEvent } from 'react';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { rich } from '#renderer/ui/rich.tsx';
import type { Camera } from './camera.ts';
import type { Column } from './columns.ts';
import { columnAt, type MatrixLayout } from './matrix-layout.ts';
import { sortMark, type SortChoice } from './row-order.ts';
import { useMoving } from './use-moving.ts';

/** Least distance of two times written above the columns, px. */
const TICK_ROOM = 64;

const Heads = styled('button')({
  position: 'relative',
  flex: 'none',
  overflow: 'hidden',
  border: 0,
  padding: 0,
  background: 'none',
  color: tone.text3,
  fontSize: 11,
  textAlign: 'left',
  cursor: 'pointer',
  '& > b': { position: 'absolute', left: 0, top: 6, fontSize: 10.5, fontWeight: 400, whiteSpace: 'nowrap' },
  '& > b > strong': { fontWeight: 500, letterSpacing: '0.05em', color: tone.text2 },
  '& > div': { position: 'absolute', left: 0, top: 26, height: 26, willChange: 'transform' },
  '& > div > i': {
    position: 'absolute',
    top: 5,
    paddingLeft: 5,
    fontStyle: 'normal',
    lineHeight: '15px',
    whiteSpace: 'nowrap',
    borderLeft: `1px solid ${tone.lineStrong}`,
  },
  '& > div > i[data-now=true]': { transform: 'translateX(-100%)', padding: '0 5px 0 0', border: 0, color: tone.text2 },
  '& > div > i[data-on=true]': { color: tone.king, background: tone.panel, borderColor: tone.king, zIndex: 1 },
  '&:hover > div > i[data-on=false]': { color: tone.text2 },
});

interface TimeHeadsProps {
  readonly camera: Camera;
  readonly columns: readonly Column[];
  readonly layout: MatrixLayout;
  readonly width: number;
  readonly height: number;
  readonly sort: SortChoice | null;
  readonly horizon: string;
  /** The column of the keyboard's cursor: a press of the head by key sorts by it. */
  readonly cursor: number;
  readonly onSort: (id: string) => void;
}

/** Every how many columns a time is written: whole parts of an hour or of a day. */
function tickEvery(layout: MatrixLayout): number {
  const step = layout.lefts[1] ?? TICK_ROOM;
  return [1, 2, 3, 6, 12, 24, 36, 72, 144].find((every) => every * step >= TICK_ROOM) ?? 144;
}

/** The columns that a time is written above, none so near to the end that it would meet the word of now. */
function tickColumns(columns: readonly Column[], layout: MatrixLayout): readonly number[] {
  const every = tickEvery(layout);
  const first = columns[0];
  const next = columns[1];
  if (first?.kind !== 'time' || next?.kind !== 'time' || first.ts === null || next.ts === null) return [];
  const length = next.ts - first.ts;
  const found: number[] = [];
  const lastLeft = layout.width - TICK_ROOM;
  columns.forEach((column, index) => {
    if (column.kind !== 'time' || column.ts === null || (layout.lefts[index] ?? 0) > lastLeft) return;
    if ((column.ts / length) % every === 0) found.push(index);
  });
  return found;
}

function Head(props: TimeHeadsProps) {
  const { camera, columns, layout, sort, horizon, cursor, onSort } = props;
  const moving = useMoving(camera, 'x');
  const by = sort === null ? horizon : sort.by;
  const sorted = columns.findIndex(({ id }) => id === by);
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    // A press by key has no place.
    const column = columns[event.detail === 0 ? cursor : columnAt(layout, x + camera.left)];
    if (column !== undefined) onSort(column.id);
  };
  return (
    <Heads
      type="button"
      style={{ width: props.width, height: props.height }}
      title={say('Click a time to sort by the scores of then')}
      onClick={onClick}
    >
      <b>
        {rich('<strong>TIME</strong> · all agents together on {horizon}', {
          strong: (inside) => <strong>{inside}</strong>,
          horizon,
        })}
      </b>
      <div ref={moving} aria-hidden style={{ width: layout.width }}>
        {tickColumns(columns, layout).map((index) => (
          <i key={columns[index]?.id} data-on={false} style={{ left: layout.lefts[index] }}>
            {columns[index]?.label}
          </i>
        ))}
        <i data-now data-on={by === horizon} style={{ left: layout.width }}>
          {say('now')}
          {sortMark(sort, horizon)}
        </i>
        {sorted >= 0 && by !== horizon && (
          <i data-on style={{ left: layout.lefts[sorted] }}>
            {columns[sorted]?.label}
            {sortMark(sort, by)}
          </i>
        )}
      </div>
    </Heads>
  );
}

/** The times above the columns, and by which the rows are sorted. */
export const TimeHeads = memo(Head);
