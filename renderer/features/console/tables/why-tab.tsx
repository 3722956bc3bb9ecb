import { useQuery } from '@tanstack/react-query';
import type { SignalView } from '#shared/contract/signal.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { useExplain } from '#renderer/data/explain-link.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { formatNumber, formatR, UNKNOWN, withTrueMinus } from '#renderer/ui/format.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { RowsTable, type Column } from './rows-table.tsx';

const WORDS: Readonly<Record<SignalView['verdict'], string>> = {
  executed: say('Executed'),
  refused: say('Refused'),
  'in-work': say('In work'),
};

const columnsOf = (explain: (signalId: string) => void): readonly Column<SignalView>[] => [
  { name: 'at', label: say('Time, UTC'), value: ({ at }) => at, cell: ({ at }) => formatMoment(at) },
  {
    name: 'side',
    label: say('Signal'),
    cell: ({ direction, timeframe, source }) => (
      <>
        <b style={{ color: direction === 1 ? tone.up : tone.down }}>{direction === 1 ? say('Long') : say('Short')}</b>{' '}
        {timeframe}, {source}
      </>
    ),
  },
  { name: 'verdict', label: say('Decision'), value: ({ verdict }) => verdict, cell: ({ verdict }) => WORDS[verdict] },
  {
    name: 'score',
    label: say('Score'),
    right: true,
    value: ({ score }) => score,
    cell: ({ score }) => (score === null ? UNKNOWN : formatNumber(score, 2, 'always')),
  },
  { name: 'r', label: say('Result'), right: true, from: 720, value: ({ r }) => r, cell: ({ r }) => formatR(r) },
  {
    name: 'sentence',
    label: say('Why'),
    cell: ({ sentence }) => (
      <span
        style={{ display: 'block', maxWidth: 480, overflow: 'hidden', textOverflow: 'ellipsis' }}
        title={told(sentence)}
      >
        {withTrueMinus(told(sentence))}
      </span>
    ),
  },
  {
    name: 'open',
    label: say('Do'),
    right: true,
    cell: ({ key }) => (
      <button type="button" className="cell" onClick={() => explain(key)}>
        {say('Explain')}
      </button>
    ),
  },
];

function WhyNot({ symbol }: { readonly symbol: string }) {
  const { data } = useQuery(useApi().signals.whyNot.queryOptions({ input: { symbol }, retry: false }));
  return (
    <EmptyNote title={say('No decision on {symbol} among the latest signals', { symbol })}>
      {data === undefined
        ? say('The next signal is listed here with its reasons.')
        : withTrueMinus(told(data.sentence))}
    </EmptyNote>
  );
}

interface WhyTabProps {
  readonly symbol: string | null;
  readonly chosen: string | null;
  readonly onChoose: (key: string | null) => void;
}

/** The last decisions on the contract, each with the way to its full explanation. */
export function WhyTab({ symbol, chosen, onChoose }: WhyTabProps) {
  const { rows, status } = useRows('signals');
  const { open } = useExplain();
  const own = rows.filter((row) => symbol === null || row.symbol === symbol);
  if (status === 'loading') return <LoadingRows rows={3} />;
  if (own.length === 0) {
    return symbol === null ? <EmptyNote title={say('No decisions yet')} /> : <WhyNot symbol={symbol} />;
  }
  return (
    <RowsTable
      label={say('Decisions')}
      rows={own}
      columns={columnsOf(open)}
      keyOf={({ key }) => key}
      chosen={chosen}
      onChoose={onChoose}
      onOpen={({ key }) => open(key)}
    />
  );
}
