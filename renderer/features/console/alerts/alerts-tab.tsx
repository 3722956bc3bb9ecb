import { useMemo, useState, type ReactNode } from 'react';
import type { TickerView } from '#shared/contract/market.ts';
import type { PriceAlertView } from '#shared/contract/price-alerts.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { useRowPart, useRows } from '#renderer/data/use-rows.ts';
import { formatCount, formatPercent, formatPrice, UNKNOWN } from '#renderer/ui/format.ts';
import { formatAge, formatMinute } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { PriceCell } from '../tables/price-cell.tsx';
import { RowsTable, type Column } from '../tables/rows-table.tsx';
import type { TabProps } from '../tables/tab-props.ts';
import { useTableNow } from '../tables/use-table-now.ts';
import { useAlertActions, type AlertActions, type AskedAlert } from './alert-actions.ts';
import { AlertDialog } from './alert-dialog.tsx';
import { awayFrom, STATE_TAGS } from './alert-words.ts';

const lastOf = ({ last }: TickerView): number => last;
const markOf = ({ mark }: TickerView): number => mark;

/** The way the price has to go; renders by itself as the price moves. */
function Away({ alert }: { readonly alert: PriceAlertView }) {
  const price = useRowPart('tickers', alert.symbol, alert.triggerBy === 'last' ? lastOf : markOf);
  return price === null ? UNKNOWN : formatPercent(awayFrom(alert.price, price), 2, 'always');
}

const asPrice = (inside: ReactNode): ReactNode => <span style={{ color: tone.text2 }}>{inside}</span>;

/** Which price has to go which way. */
function wayWords(way: PriceAlertView['way'], by: PriceAlertView['triggerBy']): ReactNode {
  switch (way) {
    case 'any':
      return rich('<price>{by, select, last {last} other {mark}}</price> through', { by, price: asPrice });
    case 'up':
      return rich('<price>{by, select, last {last} other {mark}}</price> up to', { by, price: asPrice });
    case 'down':
      return rich('<price>{by, select, last {last} other {mark}}</price> down to', { by, price: asPrice });
  }
}

function stateCell({ state, sentence, coolUntil }: PriceAlertView) {
  const { word, tone: colour } = STATE_TAGS[state];
  const until = coolUntil === null ? [] : [say('Until {time} UTC.', { time: formatMinute(coolUntil) })];
  return (
    <span title={[told(sentence), ...until].join(' ')}>
      <Tag tone={colour}>{word}</Tag>
    </span>
  );
}

const WHAT: readonly Column<PriceAlertView>[] = [
  {
    name: 'alert',
    label: say('Alert'),
    value: ({ symbol }) => symbol,
    cell: ({ symbol, triggerBy, way }) => (
      <>
        <b>{symbol}</b> {wayWords(way, triggerBy)}
      </>
    ),
  },
];

const LATER: readonly Column<PriceAlertView>[] = [
  { name: 'away', label: say('Away'), right: true, from: 560, cell: (row) => <Away alert={row} /> },
  { name: 'state', label: say('State'), value: ({ state }) => state, cell: stateCell },
];

interface Tools {
  readonly tickOf: (symbol: string) => string | null;
  readonly decimalsOf: (symbol: string) => number;
  readonly now: number | null;
  readonly actions: AlertActions;
  readonly onChange: (alert: PriceAlertView) => void;
  readonly run: TabProps['run'];
}

function firedCell({ fired, symbol }: PriceAlertView, { now, decimalsOf }: Tools) {
  if (fired === null || now === null) return fired === null ? say('never') : UNKNOWN;
  const arrow = fired.way === 'up' ? '↑' : '↓';
  const age = formatAge(Math.max(0, now - fired.at));
  return (
    <span title={told(fired.sentence)}>
      {say('{age} ago {arrow} {price}', { age, arrow, price: formatPrice(fired.seen, decimalsOf(symbol)) })}
    </span>
  );
}

function cellButton(label: string, whole: string, does: () => void) {
  return (
    <button type="button" className="cell" aria-label={whole} onClick={does}>
      {label}
    </button>
  );
}

function changeCell(row: PriceAlertView, { onChange }: Tools) {
  const { coin, price } = row;
  const whole = say('Change the alert of {coin} at {price}', { coin, price });
  return cellButton(sayAs('button', 'Change'), whole, () => onChange(row));
}

function doCell(row: PriceAlertView, { actions, run }: Tools) {
  const { coin, price, enabled } = row;
  const turn = () => run(actions.change({ id: row.key, enabled: !enabled }));
  return (
    <span style={{ display: 'inline-flex', gap: 12 }}>
      {enabled
        ? cellButton(sayAs('button', 'Off'), say('Off the alert of {coin} at {price}', { coin, price }), turn)
        : cellButton(sayAs('button', 'On'), say('On the alert of {coin} at {price}', { coin, price }), turn)}
      {cellButton(say('Remove'), say('Remove the alert of {coin} at {price}', { coin, price }), () =>
        run(actions.remove(row)),
      )}
    </span>
  );
}

function columnsOf(tools: Tools): readonly Column<PriceAlertView>[] {
  const { tickOf, actions, run } = tools;
  return [
    ...WHAT,
    {
      name: 'price',
      label: say('Level'),
      right: true,
      value: ({ price }) => Number(price),
      cell: (row) => (
        <PriceCell
          label={say('Level of the alert of {coin} at {price}', { coin: row.coin, price: row.price })}
          price={row.price}
          tick={tickOf(row.symbol)}
          onMove={(price) => run(actions.change({ id: row.key, price }))}
        />
      ),
    },
    ...LATER,
    {
      name: 'fired',
      label: say('Last fired'),
      value: ({ fired }) => fired?.at ?? null,
      cell: (row) => firedCell(row, tools),
    },
    {
      name: 'held',
      label: say('Held back'),
      right: true,
      from: 1_000,
      cell: ({ held }) => (held === 0 ? '' : formatCount(held)),
    },
    {
      name: 'note',
      label: say('Note'),
      from: 720,
      cell: ({ note }) => <span title={note}>{note.slice(0, 40)}</span>,
    },
    {
      name: 'change',
      label: '',
      right: true,
      from: 720,
      cell: (row) => changeCell(row, tools),
    },
    {
      name: 'do',
      label: say('Do'),
      right: true,
      cell: (row) => doCell(row, tools),
    },
  ];
}

/** Every price alert, those of the shown contract first: how it stands and when it fired last. */
export function AlertsTab({
  instruments,
  chosen,
  onChoose,
  run,
  symbol,
}: TabProps & { readonly symbol: string | null }) {
  const { rows, status } = useRows('priceAlerts');
  const now = useTableNow();
  const actions = useAlertActions();
  const [asked, setAsked] = useState<AskedAlert | null>(null);
  const ordered = useMemo(
    () =>
      [...rows].sort((a, b) => Number(b.symbol === symbol) - Number(a.symbol === symbol) || b.createdAt - a.createdAt),
    [rows, symbol],
  );
  const columns = useMemo(
    () =>
      columnsOf({
        tickOf: (one) => instruments.get(one)?.tick ?? null,
        decimalsOf: (one) => instruments.get(one)?.priceDecimals ?? 2,
        now,
        actions,
        onChange: (alert) => setAsked({ kind: 'change', alert }),
        run,
      }),
    [instruments, now, actions, run],
  );
  if (status === 'loading') return <LoadingRows rows={3} />;
  if (ordered.length === 0)
    return (
      <EmptyNote title={say('No price alerts')}>
        {say('Point at a price of the chart and press Alt A, or use its right button.')}
      </EmptyNote>
    );
  return (
    <>
      <RowsTable
        label={say('Price alerts')}
        rows={ordered}
        columns={columns}
        keyOf={({ key }) => key}
        chosen={chosen}
        onChoose={onChoose}
        onOpen={(alert) => setAsked({ kind: 'change', alert })}
        over={({ enabled }) => !enabled}
      />
      <AlertDialog asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}
