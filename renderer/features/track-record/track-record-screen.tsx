import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { formatClock } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { TIMEFRAMES } from '#shared/domain/timeframe.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { CasesPanel } from './cases-panel.tsx';
import { DetailPanel } from './detail-panel.tsx';
import { LifePanel } from './life-panel.tsx';
import { filterTrack, NO_FILTER, orderTrack, type TrackFilter, type TrackSort } from './track-filter.ts';
import { TrackTable } from './track-table.tsx';

const ORIGIN = {
  from: say('Outcomes of signals in the journal, after fees and funding'),
  kind: 'account',
  others: [{ figures: say('Intervals'), from: say('Worked out from the number of cases'), kind: 'estimated' }],
} as const;

const RENEW_MS = 10_000;

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(276px, 1fr) minmax(0, 2.1fr) clamp(348px, 28vw, 500px)',
  gridTemplateRows: 'minmax(0, 3fr) minmax(220px, 2fr)',
  '& > .track-record': { gridColumn: '1 / 3' },
  '& > .record': { gridColumn: 3, gridRow: '1 / -1' },
});

const Bar = styled('div')({
  flex: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '6px 14px',
  padding: '7px 16px',
  borderBottom: `1px solid ${tone.line}`,
  fontSize: 11,
  color: tone.text3,
  '& .MuiSelect-select': { padding: '2px 26px 2px 9px !important', fontSize: 11.5, fontWeight: 500 },
});

const KINDS = [
  { value: 'all', label: say('Everybody') },
  { value: 'score', label: say('Score') },
  { value: 'agent', label: say('Agents') },
  { value: 'source', label: say('Sources') },
] as const;
const SIDES = [
  { value: 'all', label: say('Both sides') },
  { value: '1', label: sayAs('side', 'Long') },
  { value: '-1', label: sayAs('side', 'Short') },
] as const;

interface FiltersProps {
  readonly filter: TrackFilter;
  readonly onFilter: (filter: TrackFilter) => void;
}

function Filters({ filter, onFilter }: FiltersProps) {
  return (
    <Bar role="toolbar" aria-label={say('Filters of the track record')}>
      <Segmented
        label={say('Who')}
        options={KINDS}
        value={filter.kind}
        onChange={(kind) => onFilter({ ...filter, kind })}
      />
      <Segmented
        label={say('Side')}
        options={SIDES}
        value={filter.direction}
        onChange={(direction) => onFilter({ ...filter, direction })}
      />
      <Select
        size="small"
        value={filter.timeframe}
        inputProps={{ 'aria-label': say('Timeframe') }}
        onChange={({ target }) => onFilter({ ...filter, timeframe: target.value })}
      >
        <MenuItem value="all">{say('All timeframes')}</MenuItem>
        {TIMEFRAMES.map((timeframe) => (
          <MenuItem key={timeframe} value={timeframe}>
            {timeframe}
          </MenuItem>
        ))}
      </Select>
    </Bar>
  );
}

function useTrack({ direction, timeframe }: TrackFilter) {
  const input = {
    ...(direction === 'all' ? {} : { direction }),
    ...(timeframe === 'all' ? {} : { timeframe }),
  };
  return useQuery({
    ...useApi().signals.trackRecord.queryOptions({ input }),
    refetchInterval: RENEW_MS,
    placeholderData: (before) => before,
  });
}

type Found = ReturnType<typeof useTrack>['data'];

/** What of the answer is shown under the filters, and in which order. */
function useLines(found: Found, filter: TrackFilter, sort: TrackSort | null) {
  const rows = useMemo(() => orderTrack(filterTrack(found?.rows ?? [], filter), sort), [found, filter, sort]);
  const allAgents = found?.rows.find(({ who }) => who === 'agents')?.figures.reliability?.rate ?? null;
  return { rows, allAgents, chances: found?.chances ?? [] };
}

function NoCase({ nobody }: { readonly nobody: boolean }) {
  return (
    <EmptyNote title={say('No case yet')}>
      {nobody
        ? say('A case is a signal whose target, stop or time-out was reached. Nothing is told under 100 of them.')
        : say('Nobody of this kind has a case here.')}
    </EmptyNote>
  );
}

function noteOf(found: Found): string {
  if (found === undefined) return '';
  return [
    say('as of {time} UTC, since the first record', { time: formatClock(found.asOf) }),
    say('{count} await their outcome', { count: formatCount(found.awaited) }),
    say('costs included'),
  ].join(' · ');
}

/** How often score, agents and sources were right, what it brought after costs, and whether their forecasts fit. */
export function TrackRecordScreen() {
  const [filter, setFilter] = useState(NO_FILTER);
  const [sort, setSort] = useState<TrackSort | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const query = useTrack(filter);
  const found = query.data;
  const { rows, allAgents, chances } = useLines(found, filter, sort);
  const shown = rows.find(({ who }) => who === chosen) ?? rows[0] ?? null;
  const who = shown === null ? null : shown.who;
  return (
    <Screen>
      <Panel
        className="track-record"
        label={say('Track record')}
        origin={ORIGIN}
        source={querySource(query)}
        header={<PanelHead title={say('Track record')} note={noteOf(found)} />}
      >
        <Filters filter={filter} onFilter={setFilter} />
        {found === undefined && <LoadingRows rows={8} height={22} />}
        {found !== undefined && rows.length === 0 && <NoCase nobody={found.rows.length === 0} />}
        {rows.length > 0 && (
          <TrackTable {...{ rows, allAgents, sort }} chosen={who} onChoose={setChosen} onSort={setSort} />
        )}
      </Panel>
      <LifePanel />
      <CasesPanel who={who} filter={filter} />
      <DetailPanel row={shown} allAgents={allAgents} chances={chances} />
    </Screen>
  );
}
