import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { useNow } from '#renderer/data/use-now.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { say } from '#shared/language/words.ts';
import { AttributionTable } from './attribution-table.tsx';
import { MatrixTable } from './matrix-table.tsx';

type View = 'matrix' | 'owners';

const OPTIONS = [
  { value: 'matrix', label: say('Matrix') },
  { value: 'owners', label: say('By owner') },
] as const;

const NOTES: Readonly<Record<View, string>> = {
  matrix: say('the same for any order of arrival'),
  owners: say('who won what with the one position per symbol, USDT'),
};

const RENEW_MS = 5_000;

interface RulesPanelProps {
  readonly rule: string | null;
  readonly onRule: (rule: string) => void;
}

/** The rules by which conflicts are decided, and whose the positions are. */
export function RulesPanel({ rule, onRule }: RulesPanelProps) {
  const [view, setView] = useState<View>('matrix');
  const here = useNow();
  const api = useApi();
  const matrix = useQuery({ ...api.conflicts.matrix.queryOptions(), staleTime: Infinity });
  const owners = useQuery({
    ...api.conflicts.attribution.queryOptions(),
    enabled: view === 'owners',
    refetchInterval: RENEW_MS,
  });
  const source = querySource(view === 'matrix' ? matrix : owners);
  const head = (
    <PanelHead title={view === 'matrix' ? say('Decision matrix') : say('Attribution')} note={NOTES[view]}>
      <Segmented label={say('What is shown')} options={OPTIONS} value={view} onChange={setView} />
      {view === 'owners' && (
        <DataMark
          from={say('Fills in the journal, by the strategy that asked for them')}
          provenance={owners.data?.provenance ?? null}
          asOf={source.receivedAt}
          now={here}
        />
      )}
    </PanelHead>
  );
  return (
    <Panel label={say('Rules and owners')} header={head} source={source}>
      {source.status === 'loading' && <LoadingRows rows={6} />}
      {view === 'matrix' && matrix.data !== undefined && (
        <MatrixTable matrix={matrix.data} rule={rule} onRule={onRule} />
      )}
      {view === 'owners' && owners.data !== undefined && <AttributionTable view={owners.data} />}
    </Panel>
  );
}
