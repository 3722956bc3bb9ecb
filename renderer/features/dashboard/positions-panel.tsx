import type { OverviewView, PositionView } from '#shared/contract/portfolio.ts';
import { say } from '#shared/language/words.ts';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow, useRows } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { AmountDelta } from '#renderer/ui/delta.tsx';
import { formatAmount, formatPercent, sumDecimals } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { rich } from '#renderer/ui/rich.tsx';
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
        <th>{say('Symbol')}</th>
        <th data-right>{say('Size, USDT')}</th>
        <th data-right>{say('Mark, entry')}</th>
        <th data-right>{say('Open result')}</th>
        <th className="rail">{say('Stop to target')}</th>
        <th>{say('Stop on the exchange')}</th>
        <th data-right className="liquidation">
          {say('To liquidation')}
        </th>
      </tr>
    </thead>
  );
}

const bold = (inside: ReactNode): ReactNode => <b>{inside}</b>;

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
  const amount = <AmountDelta amount={sumDecimals(known)} />;
  return (
    <Sum>
      <span>{say('Together')}</span>
      <span>
        <b>{formatAmount(sumDecimals(positions.map(({ value }) => value.replace('-', ''))))}</b> USDT
      </span>
      <span>
        {missing > 0
          ? rich('open <b>{amount}</b>, {missing} without a mark', { amount, missing, b: bold })
          : rich('open <b>{amount}</b>', { amount, b: bold })}
      </span>
      {exposure !== null && <span>{say('gross {share} of equity', { share: formatPercent(exposure.gross, 1) })}</span>}
      <a href="#/portfolio" style={{ marginLeft: 'auto' }}>
        {say('Slots and weights')}
      </a>
    </Sum>
  );
}

function Note({ count, orders }: { readonly count: number; readonly orders: number | null }) {
  if (orders === null) return say('{count, plural, one {# position} other {# positions}} open', { count });
  return say(
    '{count, plural, one {# position} other {# positions}} open, {orders, plural, one {# order} other {# orders}} resting',
    { count, orders },
  );
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
    <PanelHead title={say('Positions')} note={<Note count={positions.length} orders={overview?.openOrders ?? null} />}>
      {uncovered.length > 0 && (
        <Tag tone="warn">{say('{coins} STOP NOT WHOLE', { coins: uncovered.map(({ coin }) => coin).join(', ') })}</Tag>
      )}
      <DataMark
        from={say('Fills in the journal, valued at the mark price of the feed; stops as the venue confirmed them')}
        provenance={first?.provenance ?? null}
        asOf={overview?.asOf ?? null}
        now={now}
      />
    </PanelHead>
  );
  return (
    <Panel label={say('Positions')} header={head} source={live} className="positions">
      {live.status === 'loading' ? (
        <LoadingRows rows={5} />
      ) : positions.length === 0 ? (
        <EmptyNote title={say('Flat. 0 at risk.')}>
          {say('A position appears here with its stop the moment an entry fills.')}
        </EmptyNote>
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
