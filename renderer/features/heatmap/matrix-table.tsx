import { styled } from '@mui/material/styles';
import { memo, useMemo } from 'react';
import { UNSEEN } from '#renderer/ui/unseen.ts';
import { say } from '#shared/language/words.ts';
import { columnName, spokenCell } from './cell-words.ts';
import type { Column } from './columns.ts';
import type { SymbolRow } from './row-order.ts';
import { partAround } from './table-part.ts';

/** For screen readers only. */
export const Unseen = styled('div')(UNSEEN);

/** More than this is read part by part, around the focus. */
const MOST_ROWS = 40;
const MOST_COLUMNS = 24;

interface LineProps {
  readonly row: SymbolRow;
  readonly columns: readonly Column[];
  /** Its number in the table, and that of its first cell. */
  readonly at: number;
  readonly from: number;
}

function Cells({ row, columns, at, from }: LineProps) {
  return (
    <tr aria-rowindex={at}>
      <th scope="row" aria-colindex={1}>
        {row.coin}
      </th>
      {columns.map((column, index) => (
        <td key={column.id} aria-colindex={from + index}>
          {spokenCell(row, column)}
        </td>
      ))}
    </tr>
  );
}

const Line = memo(Cells);

interface MatrixTableProps {
  readonly rows: readonly SymbolRow[];
  readonly columns: readonly Column[];
  /** Where the focus of the keyboard is. */
  readonly cursorRow: number;
  readonly cursorColumn: number;
}

/** The same cells as the canvas, as a table of words; of a large matrix the part around the focus. */
export function MatrixTable({ rows, columns, cursorRow, cursorColumn }: MatrixTableProps) {
  const down = partAround(cursorRow, rows.length, MOST_ROWS);
  const { from, to } = partAround(cursorColumn, columns.length, MOST_COLUMNS);
  const shown = useMemo(() => columns.slice(from, to), [columns, from, to]);
  return (
    <Unseen>
      <table
        role="grid"
        aria-label={say('Scores of all symbols')}
        aria-readonly
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" aria-colindex={1}>
              {say('Symbol')}
            </th>
            {shown.map((column, index) => (
              <th key={column.id} scope="col" aria-colindex={from + index + 2}>
                {columnName(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(down.from, down.to).map((row, index) => (
            <Line key={row.symbol} row={row} columns={shown} at={down.from + index + 2} from={from + 2} />
          ))}
        </tbody>
      </table>
    </Unseen>
  );
}
