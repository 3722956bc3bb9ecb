import { styled } from '@mui/material/styles';
import { useMemo } from 'react';
import type { OrderView } from '#shared/contract/order.ts';
import type { WorkedOrderView } from '#shared/contract/worked-order.ts';
import type { OrderMark, OrderState } from '#shared/domain/order-state.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { formatCount, formatQuantity, formatPrice, UNKNOWN } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useOrderActions, type OrderActions } from '../order-actions.ts';
import { ROLE_WORDS, SIDE_WORDS, TWAP } from '../order-words.ts';
import { PriceCell } from './price-cell.tsx';
import { RowsTable, type Column } from './rows-table.tsx';
import { orderedOrders } from './table-rows.ts';
import type { TabProps } from './tab-props.ts';
import { useTableNow } from './use-table-now.ts';

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

const KINDS: Readonly<Record<OrderView['kind'], string>> = {
  market: sayAs('order', 'market'),
  limit: sayAs('order', 'limit'),
  'stop-market': sayAs('order', 'stop'),
  'stop-limit': sayAs('order', 'stop-limit'),
  'take-profit-market': say('take profit'),
  'trailing-stop': say('trailing stop'),
};

const FROM: Readonly<Record<OrderView['origin'], string>> = {
  signal: sayAs('order', 'signal'),
  hand: say('by hand'),
  venue: sayAs('order', "venue's page"),
};

const MARKS: Readonly<Record<OrderMark, string>> = {
  EXTERNAL: sayAs('order', 'external'),
  ADOPTED: sayAs('order', 'adopted'),
};

const STATES: Readonly<Record<OrderState, string>> = {
  INTENT: sayAs('order', 'intent'),
  SENDING: sayAs('order', 'sending'),
  UNKNOWN: sayAs('order', 'unknown'),
  OPEN: sayAs('order', 'open'),
  TRIGGERED: sayAs('order', 'triggered'),
  PARTIAL: sayAs('order', 'partial'),
  CANCEL_SENDING: say('cancel sending'),
  CANCEL_UNKNOWN: say('cancel unknown'),
  AMEND_SENDING: say('amend sending'),
  AMEND_UNKNOWN: say('amend unknown'),
  FILLED: sayAs('order', 'filled'),
  CANCELED: sayAs('order', 'canceled'),
  EXPIRED: sayAs('order', 'expired'),
  REJECTED: sayAs('order', 'rejected'),
  NOT_PLACED: say('not placed'),
};

const isState = (state: string): state is OrderState => Object.hasOwn(STATES, state);

const WORKED_STATES: Readonly<Record<WorkedOrderView['state'], string>> = {
  working: sayAs('order', 'working'),
  waiting: sayAs('order', 'waiting'),
  paused: sayAs('order', 'paused'),
  stopping: sayAs('order', 'stopping'),
  done: sayAs('order', 'done'),
  stopped: sayAs('order', 'stopped'),
  failed: sayAs('order', 'failed'),
};

function termsOf({ timeInForce, postOnly, reduceOnly }: OrderView): string {
  return [
    timeInForce === 'gtc' ? '' : timeInForce.toUpperCase(),
    postOnly ? say('post-only') : '',
    reduceOnly ? say('reduce-only') : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** An entry that rests can be given another price here; stops and targets are moved by their position. */
const movable = ({ open, role, inDoubt }: OrderView): boolean => open && role === 'entry' && !inDoubt;

function stateOf({ inDoubt, state }: OrderView) {
  if (inDoubt) return <Tag tone="warn">{say('NOT CONFIRMED')}</Tag>;
  return isState(state) ? STATES[state] : state.toLowerCase().replaceAll('_', ' ');
}

function filledOf({ filledLots, lots, changingTo }: OrderView): string {
  const values = { filled: formatCount(filledLots), all: formatCount(lots) };
  return changingTo === null
    ? say('{filled} of {all}', values)
    : say('{filled} of {all}, asked {asked}', { ...values, asked: formatCount(changingTo) });
}

const WHAT: readonly Column<OrderView>[] = [
  {
    name: 'order',
    label: say('Order'),
    value: ({ symbol }) => symbol,
    cell: ({ symbol, side, role }) => (
      <>
        <b>{symbol}</b> <span style={{ color: sideColour(side) }}>{SIDE_WORDS[side]}</span> {ROLE_WORDS[role]}
      </>
    ),
  },
  { name: 'kind', label: say('Kind'), from: 560, cell: ({ kind }) => KINDS[kind] },
  { name: 'state', label: say('State'), value: ({ state }) => state, cell: stateOf },
  {
    name: 'size',
    label: say('Filled'),
    right: true,
    cell: filledOf,
  },
];

const priceLabel = (name: 'price' | 'trigger', { side, coin }: OrderView): string =>
  name === 'price'
    ? say('Price of {side, select, buy {Buy} other {Sell}} {coin}', { side, coin })
    : say('Trigger of {side, select, buy {Buy} other {Sell}} {coin}', { side, coin });

function reasonCell({ reason }: OrderView) {
  const words = reason === null ? '' : told(reason);
  return <span title={words}>{words.slice(0, 60)}</span>;
}

function columnsOf(
  tickOf: (symbol: string) => string | null,
  now: number | null,
  { amend, cancel }: Pick<OrderActions, 'amend' | 'cancel'>,
  run: TabProps['run'],
): readonly Column<OrderView>[] {
  const priceColumn = (name: 'price' | 'trigger'): Column<OrderView> => ({
    name,
    label: name === 'price' ? say('Price') : say('Trigger'),
    right: true,
    cell: (row) => (
      <PriceCell
        label={priceLabel(name, row)}
        price={row[name]}
        tick={movable(row) && row[name] !== null ? tickOf(row.symbol) : null}
        onMove={(price) => run(amend({ id: row.key, [name]: price }))}
      />
    ),
  });
  return [
    ...WHAT,
    priceColumn('price'),
    priceColumn('trigger'),
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
      label: sayAs('origin', 'From'),
      from: 560,
      cell: ({ origin, mark }) => (mark === null ? FROM[origin] : `${FROM[origin]}, ${MARKS[mark]}`),
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
      label: sayAs('venue', 'Said'),
      from: 1_000,
      cell: reasonCell,
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
            aria-label={say('Cancel {side, select, buy {Buy} other {Sell}} {coin}', { side: row.side, coin: row.coin })}
            onClick={() => run(cancel(row.key))}
          >
            {sayAs('order', 'Cancel')}
          </button>
        ),
    },
  ];
}

const OVER: ReadonlySet<WorkedOrderView['state']> = new Set(['done', 'stopped', 'failed']);

function workedSize({ filledLots, lots, price }: WorkedOrderView): string {
  const values = { filled: formatCount(filledLots), all: formatCount(lots), lots };
  return price === null
    ? say('{filled} of {lots, plural, one {{all} contract} other {{all} contracts}}', values)
    : say('{filled} of {lots, plural, one {{all} contract} other {{all} contracts}} at {price}', {
        ...values,
        price: formatQuantity(price),
      });
}

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
            {SIDE_WORDS[row.side]} {row.method.kind === 'twap' ? TWAP : say('iceberg')}
          </span>
          <span style={{ flex: 'none' }}>{workedSize(row)}</span>
          <span>
            {WORKED_STATES[row.state]}
            {row.reason === '' ? '' : `: ${told(row.reason)}`}
          </span>
          {row.state === 'paused' && (
            <button type="button" onClick={() => run(actions.resumeWorked(row.key))}>
              {say('Continue')}
            </button>
          )}
          {!OVER.has(row.state) && (
            <button type="button" onClick={() => run(actions.cancelWorked(row.key))}>
              {sayAs('button', 'End')}
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
