import { styled } from '@mui/material/styles';
import type { AttributionView } from '#shared/contract/conflicts.ts';
import { ColumnHeads, columnsOf, DataTable } from '#renderer/ui/data-table.tsx';
import { AmountDelta } from '#renderer/ui/delta.tsx';
import { formatAmount, formatCount, formatNumber } from '#renderer/ui/format.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { say, sayAs } from '#shared/language/words.ts';

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
  [say('Contracts'), say('Realised'), sayAs('profit', 'Open'), say('Fees'), say('Funding'), say('Profit')],
);

type Row = AttributionView['positions'][number];

/** Owners that are no source of signals. */
const OWNERS: Readonly<Record<string, string>> = { manual: say('manual'), adopted: say('adopted') };

function PositionRow({ row }: { readonly row: Row }) {
  return (
    <tr>
      <td>{OWNERS[row.agent] ?? row.agent}</td>
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
            <SumRow name={say('All {count}', { count: formatCount(view.positions.length) })} sum={view.sums} />
            <SumRow name={say('The account')} sum={view.account} />
          </tfoot>
        </DataTable>
      </Scroll>
      <Proof>
        {view.equal
          ? rich('<b>Equal</b> to the last digit: the owners together are the account.', {
              b: (inside) => <b style={{ color: tone.up }}>{inside}</b>,
            })
          : rich('<b>Not equal</b> The owners together are not the account: verify the journal.', {
              b: (inside) => <b style={{ color: tone.down }}>{inside}</b>,
            })}
      </Proof>
    </>
  );
}
