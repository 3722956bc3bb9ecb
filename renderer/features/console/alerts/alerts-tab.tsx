import { useMemo, useState } from 'react';
import type { TickerView } from '#shared/contract/market.ts';
import type { PriceAlertView } from '#shared/contract/price-alerts.ts';
import { useRowPart, useRows } from '#renderer/data/use-rows.ts';
import { formatCount, formatPercent, formatPrice, UNKNOWN } from '#renderer/ui/format.ts';
import { formatAge, formatMinute } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { PriceCell } from '../tables/price-cell.tsx';
import { RowsTable, type Column } from '../tables/rows-table.tsx';
import type { TabProps } from '../tables/tab-props.ts';
import { useTableNow } from '../tables/use-table-now.ts';
import { useAlertActions, type AlertActions, type AskedAlert } from './alert-actions.ts';
import { AlertDialog } from './alert-dialog.tsx';
import { awayFrom, PRICE_WORDS, STATE_TAGS, WAY_WORDS } from './alert-words.ts';
import { say } from '#shared/language/words.ts';

const lastOf = ({ last }: TickerView): number => last;
const markOf = ({ mark }: TickerView): number => mark;

/** The way the price has to go; renders by itself as the price moves. */
function Away({ alert }: { readonly alert: PriceAlertView }) {
  const price = useRowPart('tickers', alert.symbol, alert.triggerBy === 'last' ? lastOf : markOf);
  return price === null ? UNKNOWN : formatPercent(awayFrom(alert.price, price), 2, 'always');
}

const nameOf = ({ coin, price }: PriceAlertView): string => say('alert of {coin} at {price}', { coin, price });

function stateCell({ state, sentence, coolUntil }: PriceAlertView) {
  const { word, tone: colour } = STATE_TAGS[state];
  const until = coolUntil === null ? '' : say(' Until {coolUntil} UTC.', { coolUntil: formatMinute(coolUntil) });
  return (
    <span title={`${sentence}${until}`}>
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
        <b>{symbol}</b> <span style={{ color: tone.text2 }}>{PRICE_WORDS[triggerBy]}</span> {WAY_WORDS[way]}
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
  if (fired === null || now === null) return fired === null ? 'never' : UNKNOWN;
  const arrow = fired.way === 'up' ? '↑' : '↓';
  const when = formatAge(Math.max(0, now - fired.at));
  return (
    <span title={fired.sentence}>
      {say('{when} ago {arrow} {seen}', { when, arrow, seen: formatPrice(fired.seen, decimalsOf(symbol)) })}
    </span>
  );
}

function columnsOf(tools: Tools): readonly Column<PriceAlertView>[] {
  const { tickOf, actions, run, onChange } = tools;
  const button = (label: string, row: PriceAlertView, does: () => void) => (
    <button
      type="button"
      className="cell"
      aria-label={say('{label} the {nameOf}', { label, nameOf: nameOf(row) })}
      onClick={does}
    >
      {label}
    </button>
  );
  return [
    ...WHAT,
    {
      name: 'price',
      label: say('Level'),
      right: true,
      value: ({ price }) => Number(price),
      cell: (row) => (
        <PriceCell
          label={say('Level of the {nameOf}', { nameOf: nameOf(row) })}
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
      cell: (row) => button('Change', row, () => onChange(row)),
    },
    {
      name: 'do',
      label: say('Do'),
      right: true,
      cell: (row) => (
        <span style={{ display: 'inline-flex', gap: 12 }}>
          {button(row.enabled ? say('Off') : 'On', row, () =>
            run(actions.change({ id: row.key, enabled: !row.enabled })),
          )}
          {button('Remove', row, () => run(actions.remove(row)))}
        </span>
      ),
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
