import { useQuery } from '@tanstack/react-query';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { ConsoleSignal } from '#shared/contract/signal.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { useExplain } from '#renderer/data/explain-link.ts';
import { querySource } from '#renderer/data/query-source.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

const ORIGIN = { from: say('Signals of the symbol, as the journal holds them'), kind: 'measured' } as const;

const LIMIT = 12;

/** What became of a signal. */
const BECAME: Readonly<Record<ConsoleSignal['disposition'], string>> = {
  'in-work': say('in work'),
  waiting: say('waiting'),
  executed: say('executed'),
  refused: say('refused'),
  duplicate: say('duplicate'),
  overflow: say('overflow'),
  paused: say('paused'),
  expired: say('expired'),
};

function SignalRow({ row: { signal, disposition } }: { readonly row: ConsoleSignal }) {
  const { open } = useExplain();
  const explain = () => open(signal.key);
  return (
    <tr
      tabIndex={0}
      style={{ height: 28, cursor: 'pointer' }}
      title={say('Why did it end so?')}
      onClick={explain}
      onKeyDown={({ key }) => {
        if (key === 'Enter') explain();
      }}
    >
      <td>
        {formatDay(signal.at)} {formatMinute(signal.at)}
      </td>
      <td>{signal.timeframe}</td>
      <td style={{ color: signal.direction === 1 ? tone.up : tone.down }}>
        {signal.direction === 1 ? say('Long') : say('Short')}
      </td>
      <td style={{ textTransform: 'capitalize' }}>{BECAME[disposition]}</td>
      <td style={{ whiteSpace: 'normal', color: tone.text2 }}>{told(signal.sentence)}</td>
    </tr>
  );
}

/** The newest signals on it; each opens its explanation. */
export function SymbolSignals({ symbol }: { readonly symbol: ContractSymbol }) {
  const query = useQuery({
    ...useApi().signals.console.queryOptions({ input: { symbol, limit: LIMIT } }),
    refetchInterval: 10_000,
  });
  const rows = query.data?.rows;
  return (
    <Panel
      label={say('Signals')}
      origin={ORIGIN}
      source={querySource(query)}
      header={<PanelHead title={say('Signals')} note={say('newest first, at most {count}', { count: LIMIT })} />}
    >
      {rows === undefined ? (
        <LoadingRows rows={3} />
      ) : rows.length === 0 ? (
        <EmptyNote title={say('No signal yet')}>{say('Signals on it stand here with what became of them.')}</EmptyNote>
      ) : (
        <DataTable aria-label={say('Signals of the symbol')}>
          <thead>
            <tr>
              <th>{say('When, UTC')}</th>
              <th>{say('Timeframe')}</th>
              <th>{say('Side')}</th>
              <th>{say('Became')}</th>
              <th>{say('Why')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <SignalRow key={row.signal.key} row={row} />
            ))}
          </tbody>
        </DataTable>
      )}
    </Panel>
  );
}
