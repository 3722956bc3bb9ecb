import { styled } from '@mui/material/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { rowHeight, tone } from '#renderer/ui/theme/tokens.ts';
import { nextSorting, sorted, stepSelection, type Sorting } from './table-rows.ts';

const ROW = 26;
/** Widths of the table at which columns come in. */
const WIDTHS = [560, 720, 1_000] as const;

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  containerType: 'inline-size',
  outlineOffset: -2,
  '& button.cell': { all: 'unset', cursor: 'pointer', color: tone.king },
  '& button.cell:focus-visible': { outline: `2px solid ${tone.king}`, borderRadius: 3 },
});

const Table = styled(DataTable)({
  '& td': { height: rowHeight(ROW), fontSize: 12 },
  '& th': { height: 24 },
  '& th button': { all: 'unset', cursor: 'pointer', color: 'inherit', '&:hover': { color: tone.text } },
  '& th button:focus-visible': { outline: `2px solid ${tone.king}`, borderRadius: 3 },
  '& tbody tr[aria-selected=true]': { background: tone.kingSoft, boxShadow: `inset 2px 0 0 ${tone.king}` },
  '& tbody tr:hover': { background: tone.kingSoft },
  '& tbody tr[data-over=true] td': { color: tone.text3 },
  '@container (max-width: 780px)': { '& th, & td': { padding: '0 4px' } },
  ...Object.fromEntries(
    WIDTHS.map((width) => [
      ['@container', '(max-width:', `${String(width - 1)}px)`].join(' '),
      { [`& [data-from='${String(width)}']`]: { display: 'none !important' } },
    ]),
  ),
});

/** One column: what it is called, what it shows, and by what it sorts. */
export interface Column<Row> {
  readonly name: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  readonly value?: (row: Row) => number | string | null;
  readonly right?: boolean;
  /** The width of the table, px, from which it is shown; always when absent. */
  readonly from?: (typeof WIDTHS)[number];
}

interface RowsTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly chosen: string | null;
  readonly onChoose: (key: string | null) => void;
  /** Enter on the chosen row. */
  readonly onOpen?: (row: Row) => void;
  /** True for rows that are at their end. */
  readonly over?: (row: Row) => boolean;
  readonly foot?: ReactNode;
}

const marks = <Row,>({ right, from }: Column<Row>) => ({
  ...(right === true ? { 'data-right': true } : {}),
  ...(from === undefined ? {} : { 'data-from': from }),
});

/** A table of any length: only the rows in sight are made. Arrows move the chosen row, heads sort. */
export function RowsTable<Row>(props: RowsTableProps<Row>) {
  const { label, rows, columns, keyOf, chosen, onChoose, onOpen, over, foot } = props;
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const by = columns.find(({ name }) => name === sorting?.column)?.value;
  const shown = sorting === null || by === undefined ? rows : sorted(rows, by, sorting.down);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const next = stepSelection(shown.map(keyOf), chosen, event.key === 'ArrowDown' ? 1 : -1);
      onChoose(next);
      virtual.scrollToIndex(shown.findIndex((row) => keyOf(row) === next));
    } else if (event.key === 'Enter' && !event.ctrlKey) {
      const row = shown.find((one) => keyOf(one) === chosen);
      if (row !== undefined) onOpen?.(row);
    }
  };

  return (
    <Scroll ref={scroller} tabIndex={0} role="region" aria-label={label} onKeyDown={onKeyDown}>
      <Table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                {...marks(column)}
                {...(sorting?.column === column.name ? { 'aria-sort': sorting.down ? 'descending' : 'ascending' } : {})}
              >
                {column.value === undefined ? (
                  column.label
                ) : (
                  <button type="button" onClick={() => setSorting(nextSorting(sorting, column.name))}>
                    {column.label}
                    {sorting?.column === column.name && (sorting.down ? ' ↓' : ' ↑')}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {items.map(({ index }) => {
            const row = shown[index];
            if (row === undefined) return null;
            const key = keyOf(row);
            return (
              <tr
                key={key}
                aria-selected={key === chosen}
                data-over={over?.(row) ?? false}
                onClick={() => onChoose(key)}
              >
                {columns.map((column) => (
                  <td key={column.name} {...marks(column)}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
        </tbody>
      </Table>
      {foot}
    </Scroll>
  );
}
