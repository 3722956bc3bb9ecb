import { styled } from '@mui/material/styles';
import { useMemo } from 'react';
import type { OrderView } from '#shared/contract/order.ts';
import type { WorkedOrderView } from '#shared/contract/worked-order.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { formatCount, formatQuantity, formatPrice, UNKNOWN } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useOrderActions, type OrderActions } from '../order-actions.ts';
import { PriceCell } from './price-cell.tsx';
import { RowsTable, type Column } from './rows-table.tsx';
import { orderedOrders } from './table-rows.ts';
import type { TabProps } from './tab-props.ts';
import { useTableNow } from './use-table-now.ts';
import { say } from '#shared/language/words.ts';

const Worked = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: '4px 16px',
  borderBottom: `1px solid ${tone.line}`,
  fontSize: 12,
  '& li': { display: 'flex', gap: 12, alignItems: 'center', minHeight: 24 },
  '& li > span:last-of-type': {
    flex: 1,
    color: tone.text3,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& button': { all: 'unset', cursor: 'pointer', color: tone.king },
  '& button:focus-visible': { outline: `2px solid ${tone.king}`, borderRadius: 3 },
});

const sideColour = (side: OrderView['side']): string => (side === 'buy' ? tone.up : tone.down);
const sideWord = (side: OrderView['side']): string => (side === 'buy' ? say('Buy') : say('Sell'));

const KINDS: Readonly<Record<OrderView['kind'], string>> = {
  market: 'market',
  limit: 'limit',
  'stop-market': 'stop',
  'stop-limit': 'stop-limit',
  'take-profit-market': say('take profit'),
  'trailing-stop': say('trailing stop'),
};

const FROM: Readonly<Record<OrderView['origin'], string>> = {
  signal: 'signal',
  hand: say('by hand'),
  venue: "venue's page",
};

function termsOf({ timeInForce, postOnly, reduceOnly }: OrderView): string {
  return [
    timeInForce === 'gtc' ? '' : timeInForce.toUpperCase(),
    postOnly ? 'post-only' : '',
    reduceOnly ? 'reduce-only' : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** An entry that rests can be given another price here; stops and targets are moved by their position. */
const movable = ({ open, role, inDoubt }: OrderView): boolean => open && role === 'entry' && !inDoubt;

const stateOf = (row: OrderView) =>
  row.inDoubt ? <Tag tone="warn">{say('NOT CONFIRMED')}</Tag> : row.state.toLowerCase().replaceAll('_', ' ');

const WHAT: readonly Column<OrderView>[] = [
  {
    name: 'order',
    label: say('Order'),
    value: ({ symbol }) => symbol,
    cell: ({ symbol, side, role }) => (
      <>
        <b>{symbol}</b> <span style={{ color: sideColour(side) }}>{sideWord(side)}</span> {role}
      </>
    ),
  },
  { name: 'kind', label: say('Kind'), from: 560, cell: ({ kind }) => KINDS[kind] },
  { name: 'state', label: say('State'), value: ({ state }) => state, cell: stateOf },
  {
    name: 'size',
    label: say('Filled'),
    right: true,
    cell: ({ filledLots, lots, changingTo }) =>
      say('{filledLots} of {lots}{value}', {
        filledLots: formatCount(filledLots),
        lots: formatCount(lots),
        value: changingTo === null ? '' : say(', asked {changingTo}', { changingTo: formatCount(changingTo) }),
      }),
  },
];

function columnsOf(
  tickOf: (symbol: string) => string | null,
  now: number | null,
  { amend, cancel }: Pick<OrderActions, 'amend' | 'cancel'>,
  run: TabProps['run'],
): readonly Column<OrderView>[] {
  const priceColumn = (name: 'price' | 'trigger', label: string): Column<OrderView> => ({
    name,
    label,
    right: true,
    cell: (row) => (
      <PriceCell
        label={say('{label} of {side} {coin}', { label, side: sideWord(row.side), coin: row.coin })}
        price={row[name]}
        tick={movable(row) && row[name] !== null ? tickOf(row.symbol) : null}
        onMove={(price) => run(amend({ id: row.key, [name]: price }))}
      />
    ),
  });
  return [
    ...WHAT,
    priceColumn('price', 'Price'),
    priceColumn('trigger', 'Trigger'),
    {
      name: 'average',
      label: say('Average'),
      right: true,
      from: 1_000,
      cell: (row) => formatPrice(row.average, row.priceDecimals),
    },
    { name: 'terms', label: say('Terms'), from: 1_000, cell: (row) => termsOf(row) },
    {
      name: 'from',
      label: say('From'),
      from: 560,
      cell: ({ origin, mark }) => (mark === null ? FROM[origin] : `${FROM[origin]}, ${mark.toLowerCase()}`),
    },
    {
      name: 'age',
      label: say('Age'),
      from: 720,
      right: true,
      value: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => (now === null ? UNKNOWN : formatAge(Math.max(0, now - createdAt))),
    },
    {
      name: 'reason',
      label: say('Said'),
      from: 1_000,
      cell: ({ reason }) => <span title={reason ?? ''}>{(reason ?? '').slice(0, 60)}</span>,
    },
    {
      name: 'do',
      label: say('Do'),
      right: true,
      cell: (row) =>
        movable(row) && (
          <button
            type="button"
            className="cell"
            aria-label={say('Cancel {side} {coin}', { side: sideWord(row.side), coin: row.coin })}
            onClick={() => run(cancel(row.key))}
          >
            {say('Cancel')}
          </button>
        ),
    },
  ];
}

const OVER: ReadonlySet<WorkedOrderView['state']> = new Set(['done', 'stopped', 'failed']);

function WorkedOrders({ run }: Pick<TabProps, 'run'>) {
  const { rows } = useRows('workedOrders');
  const actions = useOrderActions();
  const shown = [
    ...rows.filter(({ state }) => !OVER.has(state)),
    ...rows.filter(({ state }) => OVER.has(state)).slice(-2),
  ];
  if (shown.length === 0) return null;
  return (
    <Worked aria-label={say('Worked orders')}>
      {shown.map((row) => (
        <li key={row.key}>
          <b>{row.symbol}</b>
          <span style={{ color: sideColour(row.side) }}>
            {sideWord(row.side)} {row.method.kind === 'twap' ? say('TWAP') : 'iceberg'}
          </span>
          <span style={{ flex: 'none' }}>
            {say('{filledLots} of {lots} contracts{value}', {
              filledLots: formatCount(row.filledLots),
              lots: formatCount(row.lots),
              value: row.price === null ? '' : say(' at {price}', { price: formatQuantity(row.price) }),
            })}
          </span>
          <span>
            {row.state}
            {row.reason === '' ? '' : `: ${row.reason}`}
          </span>
          {row.state === 'paused' && (
            <button type="button" onClick={() => run(actions.resumeWorked(row.key))}>
              {say('Continue')}
            </button>
          )}
          {!OVER.has(row.state) && (
            <button type="button" onClick={() => run(actions.cancelWorked(row.key))}>
              End
            </button>
          )}
        </li>
      ))}
    </Worked>
  );
}

/** What works at the venue, what is worked from here, and the latest of what is over. */
export function OrdersTab({ instruments, chosen, onChoose, run }: TabProps) {
  const { rows, status } = useRows('orders');
  const now = useTableNow();
  const actions = useOrderActions();
  const ordered = useMemo(() => orderedOrders(rows), [rows]);
  const columns = useMemo(
    () => columnsOf((symbol) => instruments.get(symbol)?.tick ?? null, now, actions, run),
    [instruments, now, actions, run],
  );
  return (
    <>
      <WorkedOrders run={run} />
      {status === 'loading' ? (
        <LoadingRows rows={3} />
      ) : ordered.length === 0 ? (
        <EmptyNote title={say('No orders')}>
          {say('B or S starts one; a stop and a target are placed with each fill.')}
        </EmptyNote>
      ) : (
        <RowsTable
          label={say('Orders')}
          rows={ordered}
          columns={columns}
          keyOf={({ key }) => key}
          chosen={chosen}
          onChoose={onChoose}
          over={({ open }) => !open}
        />
      )}
    </>
  );
}
