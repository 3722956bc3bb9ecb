import { styled } from '@mui/material/styles';
import { space, tone } from './theme/tokens.ts';

/** A dense table: 12 px, figures right (`data-right`), second lines small (`small`), hairlines between rows. */
export const DataTable = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 12,
  lineHeight: 1.3,
  '& th': {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    background: tone.panel,
    height: space.tableHead,
    padding: '0 8px',
    textAlign: 'left',
    fontSize: 11,
    fontWeight: 400,
    color: tone.text3,
    whiteSpace: 'nowrap',
    boxShadow: `inset 0 -1px 0 ${tone.line}`,
  },
  '& td': { padding: '0 8px', whiteSpace: 'nowrap', borderBottom: `1px solid ${tone.lineSoft}` },
  '& th:first-of-type, & td:first-of-type': { paddingLeft: space.side },
  '& th:last-of-type, & td:last-of-type': { paddingRight: space.side },
  '& [data-right]': { textAlign: 'right' },
  '& small': { display: 'block', fontSize: 11, color: tone.text3, fontWeight: 400 },
});

/** The name of a column; that of figures stands right, above them. */
interface Column {
  readonly name: string;
  readonly right?: boolean;
}

/** Columns of words, then columns of figures. */
export const columnsOf = (words: readonly string[], figures: readonly string[]): readonly Column[] => [
  ...words.map((name) => ({ name })),
  ...figures.map((name) => ({ name, right: true })),
];

/** The heads of a table. */
export function ColumnHeads({ columns }: { readonly columns: readonly Column[] }) {
  return (
    <thead>
      <tr>
        {columns.map(({ name, right }) => (
          <th key={name} data-right={right}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
