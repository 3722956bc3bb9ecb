import type { OverviewView, PositionView } from '#shared/contract/portfolio.ts';
import { styled } from '@mui/material/styles';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow, useRows } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { AmountDelta } from '#renderer/ui/delta.tsx';
import { formatAmount, formatPercent, plural, sumDecimals } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { PHONE, tone } from '#renderer/ui/theme/tokens.ts';
import { PositionRow } from './position-row.tsx';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& tbody tr': { height: 43 },
  '& tbody tr[data-link=true]': { cursor: 'pointer' },
  '& tbody tr:hover': { background: tone.kingSoft },
  // What is held, its result, and whether the exchange holds its stop.
  [PHONE]: { '& :is(th, td):nth-of-type(3)': { display: 'none' } },
});

const Sum = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '2px 24px',
  flex: 'none',
  padding: '8px 16px',
  fontSize: 12,
  color: tone.text2,
  borderTop: `1px solid ${tone.line}`,
  '& b': { fontWeight: 600, color: tone.text },
});

function Heads() {
  return (
    <thead>
      <tr>
        <th>Symbol</th>
        <th data-right>Size, USDT</th>
        <th data-right>Mark, entry</th>
        <th data-right>Open result</th>
        <th className="rail">Stop to target</th>
        <th>Stop on the exchange</th>
        <th data-right className="liquidation">
          To liquidation
        </th>
      </tr>
    </thead>
  );
}

function Together({
  positions,
  overview,
}: {
  readonly positions: readonly PositionView[];
  readonly overview: OverviewView | null;
}) {
  const known = positions.flatMap(({ open }) => (open === null ? [] : [open]));
  const missing = positions.length - known.length;
  const exposure = overview?.exposure ?? null;
  return (
    <Sum>
      <span>Together</span>
      <span>
        <b>{formatAmount(sumDecimals(positions.map(({ value }) => value.replace('-', ''))))}</b> USDT
      </span>
      <span>
        open{' '}
        <b>
          <AmountDelta amount={sumDecimals(known)} />
        </b>
        {missing > 0 ? `, ${String(missing)} without a mark` : ''}
      </span>
      {exposure !== null && <span>gross {formatPercent(exposure.gross, 1)} of equity</span>}
      <a href="#/portfolio" style={{ marginLeft: 'auto' }}>
        Slots and weights
      </a>
    </Sum>
  );
}

function Note({ count, orders }: { readonly count: number; readonly orders: number | null }) {
  return `${plural(count, 'position')} open${orders === null ? '' : `, ${plural(orders, 'order')} resting`}`;
}

/** What is held, and whether it is covered. */
export function PositionsPanel() {
  const live = useRows('positions');
  const overview = useRow('overview').row;
  const now = useHostNow();
  const positions = live.rows;
  const uncovered = positions.filter(({ stopLots, lots }) => stopLots < lots);
  const first = positions[0];
  const head = (
    <PanelHead title="Positions" note={<Note count={positions.length} orders={overview?.openOrders ?? null} />}>
      {uncovered.length > 0 && <Tag tone="warn">{uncovered.map(({ coin }) => coin).join(', ')} STOP NOT WHOLE</Tag>}
      <DataMark
        from="Fills in the journal, valued at the mark price of the feed; stops as the venue confirmed them"
        provenance={first?.provenance ?? null}
        asOf={overview?.asOf ?? null}
        now={now}
      />
    </PanelHead>
  );
  return (
    <Panel label="Positions" header={head} source={live} className="positions">
      {live.status === 'loading' ? (
        <LoadingRows rows={5} />
      ) : positions.length === 0 ? (
        <EmptyNote title="Flat. 0 at risk.">A position appears here with its stop the moment an entry fills.</EmptyNote>
      ) : (
        <>
          <Scroll>
            <DataTable>
              <Heads />
              <tbody>
                {positions.map((position) => (
                  <PositionRow key={position.key} position={position} now={now} />
                ))}
              </tbody>
            </DataTable>
          </Scroll>
          <Together positions={positions} overview={overview} />
        </>
      )}
    </Panel>
  );
}
