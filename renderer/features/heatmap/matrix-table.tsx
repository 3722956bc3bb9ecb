import { styled } from '@mui/material/styles';
import { memo } from 'react';
import { spokenCell } from './cell-words.ts';
import { columnName } from './cell-words.ts';
import type { Column } from './columns.ts';
import type { SymbolRow } from './row-order.ts';

/** For screen readers only. */
export const Unseen = styled('div')({
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
});

interface MatrixTableProps {
  readonly rows: readonly SymbolRow[];
  readonly columns: readonly Column[];
}

function Table({ rows, columns }: MatrixTableProps) {
  return (
    <Unseen>
      <table role="grid" aria-label="Scores of all symbols" aria-readonly>
        <thead>
          <tr>
            <th scope="col">Symbol</th>
            {columns.map((column) => (
              <th key={column.id} scope="col">
                {columnName(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.symbol}>
              <th scope="row">{row.coin}</th>
              {columns.map((column) => (
                <td key={column.id}>{spokenCell(row, column)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Unseen>
  );
}

/** The same cells as the canvas, as a table of words. */
export const MatrixTable = memo(Table);
