import Button from '@mui/material/Button';
import { useInfiniteQuery, keepPreviousData } from '@tanstack/react-query';
import type { FillView, FundingView } from '#shared/contract/fills.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { useClient } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useExplain } from '#renderer/data/explain-link.ts';
import { AmountDelta } from '#renderer/ui/delta.tsx';
import { formatAmount, formatCount, formatPercent, formatQuantity, UNKNOWN } from '#renderer/ui/format.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { LIQUIDITY_WORDS, ROLE_WORDS, SIDE_WORDS } from '../order-words.ts';
import { RowsTable, type Column } from './rows-table.tsx';

interface BookedProps {
  /** The contract whose records are shown; null for all. */
  readonly symbol: string | null;
  /** Changes whenever something new may have been booked. */
  readonly version: string;
  readonly chosen: string | null;
  readonly onChoose: (key: string | null) => void;
}

const fillColumns = (explain: (signalId: string) => void): readonly Column<FillView>[] => [
  { name: 'at', label: say('Time, UTC'), value: ({ at }) => at, cell: ({ at }) => formatMoment(at) },
  {
    name: 'fill',
    label: say('Fill'),
    value: ({ symbol }) => symbol,
    cell: ({ symbol, side, role }) => (
      <>
        <b>{symbol}</b> <span style={{ color: side === 'buy' ? tone.up : tone.down }}>{SIDE_WORDS[side]}</span>{' '}
        {role === null ? '' : ROLE_WORDS[role]}
      </>
    ),
  },
  {
    name: 'lots',
    label: say('Contracts'),
    right: true,
    value: ({ lots }) => lots,
    cell: ({ lots }) => formatCount(lots),
  },
  { name: 'price', label: say('Price'), right: true, cell: ({ price }) => formatQuantity(price) },
  {
    name: 'value',
    label: say('Value'),
    right: true,
    from: 720,
    value: ({ value }) => Number(value),
    cell: ({ value }) => formatAmount(value),
  },
  {
    name: 'fee',
    label: say('Fee'),
    right: true,
    cell: ({ fee, feeEstimated }) => {
      const paid = formatAmount(fee, { decimals: 4 });
      return feeEstimated ? say('{fee} est.', { fee: paid }) : paid;
    },
  },
  {
    name: 'liquidity',
    label: sayAs('fill', 'As'),
    from: 720,
    cell: ({ liquidity }) => LIQUIDITY_WORDS[liquidity],
  },
  {
    name: 'realised',
    label: say('Realised'),
    right: true,
    value: ({ realised }) => Number(realised),
    cell: ({ realised }) => (Number(realised) === 0 ? UNKNOWN : <AmountDelta amount={realised} />),
  },
  {
    name: 'why',
    label: say('Why'),
    right: true,
    cell: ({ origin, signalId }) =>
      origin === 'signal' && signalId !== null ? (
        <button type="button" className="cell" onClick={() => explain(signalId)}>
          {say('Explain')}
        </button>
      ) : origin === 'hand' ? (
        say('by hand')
      ) : (
        UNKNOWN
      ),
  },
];

const FUNDING: readonly Column<FundingView>[] = [
  { name: 'at', label: say('Time, UTC'), value: ({ at }) => at, cell: ({ at }) => formatMoment(at) },
  { name: 'symbol', label: say('Contract'), value: ({ symbol }) => symbol, cell: ({ symbol }) => <b>{symbol}</b> },
  {
    name: 'rate',
    label: say('Rate'),
    right: true,
    value: ({ rate }) => rate,
    cell: ({ rate }) => formatPercent(rate, 4, 'always'),
  },
  {
    name: 'lots',
    label: say('Contracts held'),
    right: true,
    cell: ({ lots }) => (lots === null ? UNKNOWN : formatCount(lots)),
  },
  {
    name: 'mark',
    label: say('Mark'),
    right: true,
    cell: ({ mark }) => (mark === null ? UNKNOWN : formatQuantity(mark)),
  },
  {
    name: 'amount',
    label: sayAs('funding', 'Received'),
    right: true,
    value: ({ amount }) => Number(amount),
    cell: ({ amount }) => <AmountDelta amount={amount} decimals={4} />,
  },
];

const PAGE = 100;

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: number | null;
}

type ReadPage<Row> = (
  input: { symbol: string | null; limit: number; before?: number },
  signal: AbortSignal,
) => Promise<Page<Row>>;

interface Booked<Row> {
  readonly rows: readonly Row[];
  readonly loading: boolean;
  readonly failure: string;
  /** Reads the next page; null when there is none or it is on its way. */
  readonly more: (() => void) | null;
}

/** The pages of a call so far; what is shown stays while the next answer is on its way. */
function useBooked<Row>(name: string, symbol: string | null, version: string, read: ReadPage<Row>): Booked<Row> {
  const query = useInfiniteQuery({
    queryKey: ['booked', name, symbol, version],
    queryFn: ({ pageParam, signal }) =>
      read({ symbol, limit: PAGE, ...(pageParam === null ? {} : { before: pageParam }) }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }: Page<Row>) => next,
    placeholderData: keepPreviousData,
  });
  return {
    rows: (query.data?.pages ?? []).flatMap(({ rows }) => rows),
    loading: query.isPending,
    failure: query.isError ? describeError(query.error).sentence : '',
    more: query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null,
  };
}

function Older({ more }: { readonly more: (() => void) | null }) {
  if (more === null) return null;
  return (
    <Button size="small" onClick={more} sx={{ mx: 2, my: 0.5 }}>
      {say('Older')}
    </Button>
  );
}

/** The fills as they were booked, each with the way to its reasons. */
export function FillsTab({ symbol, version, chosen, onChoose }: BookedProps) {
  const { open } = useExplain();
  const client = useClient();
  const { rows, loading, failure, more } = useBooked<FillView>('fills', symbol, version, (input, signal) =>
    client.portfolio.fills(input, { signal }),
  );
  if (failure !== '') return <EmptyNote title={say('Fills were not received')}>{failure}</EmptyNote>;
  if (loading) return <LoadingRows rows={3} />;
  if (rows.length === 0)
    return (
      <EmptyNote title={symbol === null ? say('No fills') : say('No fills on {symbol}', { symbol })}>
        {say('Each fill is listed here when booked.')}
      </EmptyNote>
    );
  return (
    <RowsTable
      label={say('Fills')}
      rows={rows}
      columns={fillColumns(open)}
      keyOf={({ seq }) => String(seq)}
      chosen={chosen}
      onChoose={onChoose}
      foot={<Older more={more} />}
    />
  );
}

/** What funding was paid and received. */
export function FundingTab({ symbol, version, chosen, onChoose }: BookedProps) {
  const client = useClient();
  const { rows, loading, failure, more } = useBooked<FundingView>('funding', symbol, version, (input, signal) =>
    client.portfolio.funding(input, { signal }),
  );
  if (failure !== '') return <EmptyNote title={say('Funding was not received')}>{failure}</EmptyNote>;
  if (loading) return <LoadingRows rows={3} />;
  if (rows.length === 0) {
    return (
      <EmptyNote title={symbol === null ? say('No funding') : say('No funding on {symbol}', { symbol })}>
        {say('It is settled every few hours while a position is held.')}
      </EmptyNote>
    );
  }
  return (
    <RowsTable
      label={say('Funding')}
      rows={rows}
      columns={FUNDING}
      keyOf={({ seq }) => String(seq)}
      chosen={chosen}
      onChoose={onChoose}
      foot={<Older more={more} />}
    />
  );
}
