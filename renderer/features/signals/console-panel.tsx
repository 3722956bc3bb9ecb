import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { querySource } from '#renderer/data/query-source.ts';
import { useRow, useRows } from '#renderer/data/use-rows.ts';
import { FailureLine } from '#renderer/ui/failure-line.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { ConsoleFilters } from './console-filters.tsx';
import { ConsoleList } from './console-list.tsx';
import { countsOf } from './signal-words.ts';
import { UnreadableList, useUnreadable } from './unreadable-list.tsx';
import { isNarrowed, useConsole, type Console, type ConsoleFilter } from './use-console.ts';

const ORIGIN = { from: say('Signals and their way in the journal'), kind: 'market' } as const;

const Chip = styled('button')({
  height: 22,
  padding: '0 10px',
  border: 0,
  borderRadius: 11,
  background: tone.king,
  color: tone.kingInk,
  fontSize: 11,
  fontWeight: 600,
  cursor: 'pointer',
});

type View = 'signals' | 'unreadable';

/** What can be chosen: symbols that are followed, and sources that were seen. */
function useChoices(rows: Console['rows']) {
  const { rows: tickers } = useRows('tickers');
  const { rows: caps } = useRows('caps');
  const symbols = useMemo(() => tickers.map(({ key }) => key).sort(), [tickers]);
  const sources = useMemo(() => {
    const used = caps.flatMap(({ kind, name }) => (kind === 'source' ? [name] : []));
    return [...new Set([...used, ...rows.map(({ signal }) => signal.source)])].sort();
  }, [caps, rows]);
  return { symbols, sources };
}

function Signals({ console, narrowed }: { readonly console: Console; readonly narrowed: boolean }) {
  const { query, rows } = console;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (query.isPending) return <LoadingRows rows={10} height={18} />;
  if (rows.length === 0 && query.error !== null) return <EmptyNote title={say('Nothing received')} />;
  if (rows.length === 0 && hasNextPage) {
    return (
      <EmptyNote title={say('None among the latest signals')}>
        <Button disabled={isFetchingNextPage} onClick={onEnd}>
          {isFetchingNextPage ? say('Looking') : say('Look further back')}
        </Button>
      </EmptyNote>
    );
  }
  if (rows.length === 0 && narrowed)
    return <EmptyNote title={say('No signal matches')}>{say('Clear the filter to see all.')}</EmptyNote>;
  if (rows.length === 0)
    return <EmptyNote title={say('No signal yet')}>{say('The first one shows here with its way.')}</EmptyNote>;
  return <ConsoleList rows={rows} busy={query.isPlaceholderData} onEnd={onEnd} />;
}

interface ConsolePanelProps {
  readonly filter: ConsoleFilter;
  readonly onFilter: (filter: ConsoleFilter) => void;
}

/** The signals under the filter, with the filter above and what went wrong below. */
function SignalsView({ console, filter, onFilter }: ConsolePanelProps & { readonly console: Console }) {
  const funnel = useRow('funnel').row;
  const throttle = useRow('throttle').row;
  const { query, rows } = console;
  const choices = useChoices(rows);
  const { error, receivedAt, retry } = querySource(query);
  return (
    <>
      <ConsoleFilters
        filter={filter}
        counts={funnel === null ? null : countsOf(funnel, throttle?.waiting.length ?? 0)}
        onChange={onFilter}
        {...choices}
      />
      <Signals console={console} narrowed={isNarrowed(filter)} />
      {error !== null && <FailureLine {...error} since={receivedAt} onRetry={retry} />}
    </>
  );
}

/** Every signal with its way so far, and what could not be read as one. */
export function ConsolePanel({ filter, onFilter }: ConsolePanelProps) {
  const [view, setView] = useState<View>('signals');
  const console = useConsole(useDeferredValue(filter));
  const unreadable = useUnreadable();
  const { query, rows, behind, reload } = console;
  const shown = { count: formatCount(rows.length) };
  const note =
    view === 'unreadable'
      ? say('proposals that are no signals, newest first')
      : query.hasNextPage
        ? say('{count} shown, more below, newest first; counts are of the last 24 h', shown)
        : say('{count} shown, newest first; counts are of the last 24 h', shown);
  const options = [
    { value: 'signals', label: say('Signals') },
    { value: 'unreadable', label: say('Unreadable {count}', { count: formatCount(unreadable.data?.length ?? 0) }) },
  ] as const;
  const head = (
    <PanelHead title={say('Console')} note={note}>
      <span aria-live="polite">
        {behind && view === 'signals' && (
          <Chip type="button" onClick={reload}>
            {say('Newer signals')}
          </Chip>
        )}
      </span>
      <Segmented label={say('What is listed')} options={options} value={view} onChange={setView} />
    </PanelHead>
  );
  return (
    <Panel label={say('Signals')} origin={{ ...ORIGIN, receivedAt: query.dataUpdatedAt }} header={head}>
      {view === 'unreadable' ? (
        <UnreadableList query={unreadable} />
      ) : (
        <SignalsView console={console} filter={filter} onFilter={onFilter} />
      )}
    </Panel>
  );
}
