import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { querySource } from '#renderer/data/query-source.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import type { LimitsView } from '#shared/contract/limits.ts';
import { say } from '#shared/language/words.ts';
import { ApprovalPanel } from './approval-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { LimitDialog } from './limit-dialog.tsx';
import { LimitsTable } from './limits-table.tsx';
import { useLimits } from './use-limits.ts';

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) clamp(270px, 22vw, 420px)',
  gridTemplateRows: 'minmax(0, 1fr)',
  '& > .side': {
    minHeight: 0,
    minWidth: 0,
    display: 'grid',
    gap: 12,
    gridTemplateRows: 'fit-content(40%) minmax(0, 1fr)',
  },
});

function headNote(view: LimitsView | undefined): string {
  if (view === undefined) return '';
  const loosened = view.limits.filter((limit) => limit.loosened).length;
  return say(
    'version {version}, {limits, plural, one {# limit} other {# limits}}, {loosened, plural, =0 {none looser than its default} one {# looser than the default} other {# looser than the default}}',
    { version: view.version, limits: view.limits.length, loosened },
  );
}

/** The limits of the risk gate: value, default and hard cap of each, changed and rolled back here. */
export function LimitsScreen() {
  const { list, history, renew } = useLimits();
  const { row: status } = useRow('status');
  const now = useHostNow();
  const [changing, setChanging] = useState<string | null>(null);
  const view = list.data;
  const limits = view?.limits ?? [];
  const provenance = status === null ? null : status.mode === 'live' ? 'measured' : 'simulated';
  const changed = () => {
    setChanging(null);
    void renew();
  };
  const head = (
    <PanelHead title={say('Limits')} note={headNote(view)}>
      <DataMark
        from={say('The limits of the approved program, and their use by the account as the journal has it')}
        provenance={provenance}
        asOf={view?.at ?? null}
        now={now}
      />
    </PanelHead>
  );
  return (
    <Screen>
      <Panel label={say('Limits')} header={head} source={querySource(list)}>
        {view === undefined && <LoadingRows rows={8} />}
        {view !== undefined && <LimitsTable limits={limits} onChange={setChanging} />}
      </Panel>
      <div className="side">
        {view === undefined ? <span /> : <ApprovalPanel view={view} onChanged={() => void renew()} />}
        <HistoryPanel
          versions={history.data}
          source={querySource(history)}
          limits={limits}
          current={view?.version ?? null}
          onChanged={changed}
        />
      </div>
      <LimitDialog
        limit={limits.find(({ key }) => key === changing) ?? null}
        onChanged={changed}
        onClose={() => setChanging(null)}
      />
    </Screen>
  );
}
