import { useMemo } from 'react';
import type { InstrumentView } from '#shared/contract/market.ts';
import type { PositionView } from '#shared/contract/portfolio.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { useFocusSymbol } from '#renderer/data/focus-symbol.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { AmountDelta } from '#renderer/ui/delta.tsx';
import { formatAmount, formatPrice, formatQuantity, formatR, UNKNOWN } from '#renderer/ui/format.ts';
import { formatSpan } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useOrderActions } from '../order-actions.ts';
import { onTick } from '../on-tick.ts';
import { PriceCell } from './price-cell.tsx';
import { RowsTable, type Column } from './rows-table.tsx';
import { coverWords, ifStopped } from './table-rows.ts';
import type { TabProps } from './tab-props.ts';
import { useTableNow } from './use-table-now.ts';

const sideColour = (side: PositionView['side']): string => (side === 'long' ? tone.up : tone.down);

const fixed = (price: number | null, decimals: number): string | null =>
  price === null ? null : price.toFixed(decimals);

interface RowActions {
  readonly move: (position: PositionView, role: 'stop' | 'target', price: string) => void;
  readonly toEntry: (position: PositionView, price: string) => void;
  readonly close: (position: PositionView) => void;
}

type TickOf = (symbol: string) => string | null;

const HELD: readonly Column<PositionView>[] = [
  {
    name: 'position',
    label: say('Position'),
    value: ({ key }) => key,
    cell: ({ key, side }) => (
      <>
        <b>{key}</b> <span style={{ color: sideColour(side) }}>{side === 'long' ? say('Long') : say('Short')}</span>
      </>
    ),
  },
  {
    name: 'size',
    label: sayAs('order', 'Size'),
    right: true,
    from: 560,
    value: ({ value }) => Number(value),
    cell: (row) => formatQuantity(row.quantity),
  },
  {
    name: 'entry',
    label: say('Entry'),
    right: true,
    from: 560,
    cell: (row) => formatPrice(row.entry, row.priceDecimals),
  },
  { name: 'mark', label: say('Mark'), right: true, cell: (row) => formatPrice(row.mark, row.priceDecimals) },
  {
    name: 'open',
    label: say('Unrealised'),
    right: true,
    value: ({ open }) => (open === null ? null : Number(open)),
    cell: ({ open }) => <AmountDelta amount={open} />,
  },
  { name: 'r', label: 'R', right: true, from: 720, value: ({ r }) => r, cell: ({ r }) => formatR(r) },
  { name: 'margin', label: say('Margin'), right: true, from: 1_000, cell: ({ margin }) => formatAmount(margin) },
  {
    name: 'liquidation',
    label: say('Liquidation'),
    right: true,
    cell: (row) => formatPrice(row.liquidation, row.priceDecimals),
  },
];

const guardColumns = (tickOf: TickOf, actions: RowActions): readonly Column<PositionView>[] => [
  {
    name: 'stop',
    label: say('Stop'),
    right: true,
    cell: (row) => (
      <PriceCell
        label={say('Stop of {coin}', { coin: row.coin })}
        price={fixed(row.stop, row.priceDecimals)}
        tick={tickOf(row.key)}
        onMove={(price) => actions.move(row, 'stop', price)}
      />
    ),
  },
  {
    name: 'cover',
    label: say('Cover'),
    cell: (row) => (
      <span
        title={say('Share of the position that a live stop at the venue covers')}
        style={{ color: row.stopLots >= row.lots ? tone.text3 : tone.down }}
      >
        {coverWords(row)}
      </span>
    ),
  },
  {
    name: 'target',
    label: say('Target'),
    from: 720,
    right: true,
    cell: (row) => (
      <PriceCell
        label={say('Target of {coin}', { coin: row.coin })}
        price={fixed(row.target, row.priceDecimals)}
        tick={tickOf(row.key)}
        onMove={(price) => actions.move(row, 'target', price)}
      />
    ),
  },
];

const doColumns = (tickOf: TickOf, now: number | null, actions: RowActions): readonly Column<PositionView>[] => {
  const entryOnTick = ({ key, entry }: PositionView): string | null => {
    const tick = tickOf(key);
    return tick === null ? null : onTick(entry, tick);
  };
  return [
    {
      name: 'stopped',
      label: say('If stopped'),
      right: true,
      from: 1_000,
      value: ifStopped,
      cell: (row) => <AmountDelta amount={ifStopped(row)?.toFixed(2) ?? null} />,
    },
    {
      name: 'held',
      label: say('Open for'),
      right: true,
      from: 1_000,
      value: ({ openedAt }) => openedAt,
      cell: ({ openedAt }) => (now === null ? UNKNOWN : formatSpan(Math.max(0, now - openedAt))),
    },
    {
      name: 'do',
      label: say('Do'),
      right: true,
      cell: (row) => {
        const entry = entryOnTick(row);
        return (
          <span style={{ display: 'inline-flex', gap: 12 }}>
            {entry !== null && (
              <button type="button" className="cell" data-from={720} onClick={() => actions.toEntry(row, entry)}>
                {say('Stop to entry')}
              </button>
            )}
            <button
              type="button"
              className="cell"
              aria-label={say('Close {symbol}', { symbol: row.coin })}
              onClick={() => actions.close(row)}
            >
              {sayAs('position', 'Close')}
            </button>
          </span>
        );
      },
    },
  ];
};

function columnsOf(
  instruments: ReadonlyMap<string, InstrumentView>,
  now: number | null,
  actions: RowActions,
): readonly Column<PositionView>[] {
  const tickOf: TickOf = (key) => instruments.get(key)?.tick ?? null;
  return [...HELD, ...guardColumns(tickOf, actions), ...doColumns(tickOf, now, actions)];
}

/** What is held, how it is covered, and the ways out. */
export function PositionsTab({
  instruments,
  chosen,
  onChoose,
  run,
  onClose,
}: TabProps & { readonly onClose: (position: PositionView) => void }) {
  const { rows, status } = useRows('positions');
  const now = useTableNow();
  const actions = useOrderActions();
  const focus = useFocusSymbol((state) => state.focus);
  const columns = useMemo(
    () =>
      columnsOf(instruments, now, {
        move: ({ key }, role, price) =>
          run(role === 'stop' ? actions.moveStop(key, price) : actions.moveTarget(key, price)),
        toEntry: ({ key }, price) => run(actions.moveStop(key, price)),
        close: onClose,
      }),
    [instruments, now, actions, run, onClose],
  );
  if (status === 'loading') return <LoadingRows rows={3} />;
  if (rows.length === 0) return <EmptyNote title={say('No positions')}>{say('B or S starts an order.')}</EmptyNote>;
  return (
    <RowsTable
      label={say('Positions')}
      rows={rows}
      columns={columns}
      keyOf={({ key }) => key}
      chosen={chosen}
      onChoose={(key) => {
        onChoose(key);
        if (key !== null) focus(key);
      }}
      onOpen={onClose}
    />
  );
}
