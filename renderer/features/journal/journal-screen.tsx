import { styled } from '@mui/material/styles';
import { useCallback, useDeferredValue, useState } from 'react';
import { describeError } from '#renderer/data/describe-error.ts';
import { FailureLine } from '#renderer/ui/failure-line.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { ChainPanel } from './chain-panel.tsx';
import { ExportButton } from './export-button.tsx';
import { JournalFilters } from './journal-filters.tsx';
import { RecordDetail } from './record-detail.tsx';
import { RecordList } from './record-list.tsx';
import { NO_FILTER, useJournal, type Journal } from './use-journal.ts';

const ORIGIN = { from: say('Records of the journal, as they were written'), kind: 'measured' } as const;

const Grid = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) clamp(320px, 28vw, 480px)',
  gridTemplateRows: 'auto minmax(0, 1fr)',
  '& > :first-of-type': { gridColumn: '1 / -1' },
});

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

interface RecordsProps {
  readonly journal: Journal;
  readonly chosen: number | null;
  readonly onChoose: (seq: number) => void;
}

function Records({ journal, chosen, onChoose }: RecordsProps) {
  const { query, records } = journal;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (query.isPending) return <LoadingRows rows={12} />;
  if (records.length === 0 && query.error === null) {
    return <EmptyNote title={say('No record matches')}>{say('Clear the filter to see all of them.')}</EmptyNote>;
  }
  return <RecordList records={records} chosen={chosen} onChoose={onChoose} onEnd={onEnd} />;
}

/** The journal: every record, its chain, and the proof that both hold. */
export function JournalScreen() {
  const [filter, setFilter] = useState(NO_FILTER);
  const [chosen, setChosen] = useState<number | null>(null);
  const journal = useJournal(useDeferredValue(filter));
  const { query, records, types, newRecords, reload } = journal;
  const record = records.find(({ seq }) => seq === chosen) ?? null;
  const failure = query.error === null ? null : describeError(query.error);
  const loaded = { count: formatCount(records.length) };
  const note = query.isFetchingNextPage
    ? say('{count} loaded, loading more, newest first', loaded)
    : say('{count} loaded, newest first', loaded);
  const head = (
    <PanelHead title={say('Records')} note={note}>
      <span aria-live="polite">
        {newRecords > 0 && (
          <Chip type="button" onClick={reload}>
            {say('{count, plural, one {# new record} other {# new records}}', { count: newRecords })}
          </Chip>
        )}
      </span>
      <ExportButton filter={filter} />
    </PanelHead>
  );
  return (
    <Grid>
      <ChainPanel />
      <Panel label={say('Records')} origin={{ ...ORIGIN, receivedAt: query.dataUpdatedAt }} header={head}>
        <JournalFilters types={types} filter={filter} onChange={setFilter} />
        <Records journal={journal} chosen={chosen} onChoose={setChosen} />
        {failure !== null && (
          <FailureLine
            {...failure}
            since={query.dataUpdatedAt === 0 ? null : query.dataUpdatedAt}
            onRetry={() => void query.refetch()}
          />
        )}
      </Panel>
      <RecordDetail record={record} />
    </Grid>
  );
}
