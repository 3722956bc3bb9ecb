import { styled } from '@mui/material/styles';
import { MINUS } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import type { Camera } from './camera.ts';
import { columnName } from './cell-words.ts';
import type { Column } from './columns.ts';
import type { MatrixLayout } from './matrix-layout.ts';
import { sortMark, type SortChoice } from './row-order.ts';
import { useMoving } from './use-moving.ts';

/** Height of the heads of the columns. */
export const HEADS_HEIGHT = 52;

const Heads = styled('div')({
  position: 'relative',
  height: HEADS_HEIGHT,
  flex: 'none',
  overflow: 'hidden',
  '& > div': { position: 'absolute', inset: 0, willChange: 'transform' },
});

const Title = styled('div')({
  position: 'absolute',
  top: 6,
  fontSize: 10.5,
  color: tone.text3,
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  '& b': { fontWeight: 500, letterSpacing: '0.05em', color: tone.text2 },
});

const Head = styled('button')({
  position: 'absolute',
  top: 21,
  height: 31,
  border: 0,
  padding: 0,
  background: 'none',
  color: tone.text,
  cursor: 'pointer',
  fontSize: 11.5,
  fontWeight: 600,
  lineHeight: '15px',
  borderRadius: '4px 4px 0 0',
  '& small': { display: 'block', fontSize: 10.5, fontWeight: 400, lineHeight: '13px', color: tone.text3 },
  '& small[data-low=true]': { color: tone.warn },
  '&:hover': { color: tone.king },
  '&[data-on=true]': { color: tone.king, background: tone.kingSoft },
  '&[data-narrow=true]': { fontSize: 10.5, fontWeight: 500, color: tone.text3 },
});

/** Heads of silent agents are cut to two letters below this width; the whole name is in the title. */
const NARROW = 34;

/** Fewer fresh cells than this share are shown in amber. */
const FRESH_SHARE = 0.75;

interface ColumnHeadsProps {
  readonly camera: Camera;
  readonly width: number;
  readonly columns: readonly Column[];
  readonly layout: MatrixLayout;
  readonly fresh: readonly number[];
  readonly sort: SortChoice | null;
  readonly horizon: string;
  readonly onSort: (id: string) => void;
}

function groupTitle(columns: readonly Column[], kind: Column['kind'], horizon: string) {
  if (!columns.some((column) => column.kind === kind)) return null;
  const about = kind === 'timeframe' ? say('all agents together') : say('opinion at {horizon}', { horizon });
  return { name: kind === 'timeframe' ? say('TIMEFRAMES') : say('AGENTS'), about };
}

function headTitle(column: Column, count: number, rows: number): string {
  const name = columnName(column);
  if (column.kind === 'agent' && column.silent)
    return say('{column}: abstains on every symbol. Click to sort.', { column: name });
  return say('{column}: {count} of {rows} cells fresh. Click to sort.', { column: name, count, rows });
}

/** The heads above the cells: name, fresh cells of all, sort. */
export function ColumnHeads({ camera, width, columns, layout, fresh, sort, horizon, onSort }: ColumnHeadsProps) {
  const moving = useMoving(camera, 'x');
  return (
    <Heads data-moved style={{ width }}>
      <div ref={moving}>
        {(['timeframe', 'agent'] as const).map((kind) => {
          const title = groupTitle(columns, kind, horizon);
          const first = columns.findIndex((column) => column.kind === kind);
          if (title === null) return null;
          return (
            <Title key={kind} style={{ left: layout.lefts[first] }}>
              <b>{title.name}</b> · {title.about}
            </Title>
          );
        })}
        {columns.map((column, index) => {
          const count = fresh[index] ?? 0;
          const sorted = sort?.by === column.id || (sort === null && column.id === horizon);
          const silent = column.kind === 'agent' && column.silent;
          return (
            <Head
              key={column.id}
              type="button"
              data-on={sorted}
              data-narrow={silent}
              title={headTitle(column, count, layout.rows)}
              style={{ left: layout.lefts[index], width: layout.widths[index] }}
              onClick={() => onSort(column.id)}
            >
              {silent && (layout.widths[index] ?? 0) < NARROW ? column.label.slice(0, 2) : column.label}
              {sortMark(sort, column.id)}
              <small data-low={!silent && count < layout.rows * FRESH_SHARE}>
                {silent ? MINUS : `${String(count)}/${String(layout.rows)}`}
              </small>
            </Head>
          );
        })}
      </div>
    </Heads>
  );
}
