import { styled } from '@mui/material/styles';
import type { AttributionView } from '#shared/contract/conflicts.ts';
import { ColumnHeads, columnsOf, DataTable } from '#renderer/ui/data-table.tsx';
import { AmountDelta } from '#renderer/ui/delta.tsx';
import { formatAmount, formatCount, formatNumber } from '#renderer/ui/format.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& tbody tr, & tfoot tr': { height: 28 },
  '& tfoot td': { borderTop: `1px solid ${tone.lineStrong}`, fontWeight: 600 },
  '& tfoot tr + tr td': { borderTop: 0, fontWeight: 400, color: tone.text2 },
});

const Proof = styled('p')({
  flex: 'none',
  padding: '8px 16px',
  borderTop: `1px solid ${tone.line}`,
  fontSize: 12,
  color: tone.text2,
  '& b': { fontWeight: 600 },
});

const COLUMNS = columnsOf(
  [say('Owner'), say('Symbol')],
  [say('Contracts'), say('Realised'), say('Open'), say('Fees'), say('Funding'), say('Profit')],
);

type Row = AttributionView['positions'][number];

function PositionRow({ row }: { readonly row: Row }) {
  return (
    <tr>
      <td>{row.agent}</td>
      <td>{row.symbol}</td>
      <td data-right>{formatNumber(row.lots, 0, 'always')}</td>
      <td data-right>
        <AmountDelta amount={row.realised} />
      </td>
      <td data-right>
        <AmountDelta amount={row.unrealised} />
      </td>
      <td data-right>{formatAmount(row.fees)}</td>
      <td data-right>
        <AmountDelta amount={row.funding} />
      </td>
      <td data-right style={{ fontWeight: 600 }}>
        <AmountDelta amount={row.profit} />
      </td>
    </tr>
  );
}

function SumRow({ name, sum }: { readonly name: string; readonly sum: AttributionView['sums'] }) {
  return (
    <tr>
      <td colSpan={5}>{name}</td>
      <td data-right>{formatAmount(sum.fees)}</td>
      <td data-right>
        <AmountDelta amount={sum.funding} />
      </td>
      <td data-right>
        <AmountDelta amount={sum.profit} />
      </td>
    </tr>
  );
}

/** What each owner holds and won, as if it had an account of its own; the sums are the account's. USDT. */
export function AttributionTable({ view }: { readonly view: AttributionView }) {
  if (view.positions.length === 0) {
    return (
      <EmptyNote title={say('Nobody traded yet')}>
        {say('Positions and profits show here by who asked for them.')}
      </EmptyNote>
    );
  }
  return (
    <>
      <Scroll>
        <DataTable aria-label={say('Position and profit per owner, USDT')}>
          <ColumnHeads columns={COLUMNS} />
          <tbody>
            {view.positions.map((row) => (
              <PositionRow key={row.key} row={row} />
            ))}
          </tbody>
          <tfoot>
            <SumRow name={say('All {positions}', { positions: formatCount(view.positions.length) })} sum={view.sums} />
            <SumRow name={say('The account')} sum={view.account} />
          </tfoot>
        </DataTable>
      </Scroll>
      <Proof>
        <b style={{ color: view.equal ? tone.up : tone.down }}>{view.equal ? say('Equal') : say('Not equal')}</b>{' '}
        {view.equal
          ? say('to the last digit: the owners together are the account.')
          : say('The owners together are not the account: verify the journal.')}
      </Proof>
    </>
  );
}
