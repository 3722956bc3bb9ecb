import { styled } from '@mui/material/styles';
import { useMemo, useState } from 'react';
import type { AgentView } from '#shared/contract/system.ts';
import { told } from '#shared/language/told.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { AgentsPanel } from './agents-panel.tsx';
import { DetailPanel } from './detail-panel.tsx';
import { WorkPanel } from './work-panel.tsx';

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) clamp(320px, 24vw, 440px)',
  gridTemplateRows: 'minmax(0, 3fr) minmax(160px, 1fr)',
  '& > .agent': { gridColumn: 2, gridRow: '1 / -1' },
});

/** Whether every agent works, one of them in full, and what they do. */
export function AgentsScreen() {
  const live = useRows('agents');
  const [chosen, setChosen] = useState<AgentView['key'] | null>(null);
  const labels = useMemo(
    () => new Map<string, string>(live.rows.map(({ key, label }) => [key, told(label)])),
    [live.rows],
  );
  // Until a person chooses, the one that needs a look is shown, else the first.
  const shown =
    live.rows.find(({ key }) => key === chosen) ??
    live.rows.find(({ state }) => state === 'failed' || state === 'error') ??
    live.rows[0] ??
    null;
  return (
    <Screen>
      <AgentsPanel live={live} chosen={shown?.key ?? null} onChoose={setChosen} />
      <WorkPanel />
      <DetailPanel agent={shown} labels={labels} />
    </Screen>
  );
}
