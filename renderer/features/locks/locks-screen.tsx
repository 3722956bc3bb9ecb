import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { ConflictsPanel } from './conflicts-panel.tsx';
import { EventsPanel } from './events-panel.tsx';
import { HeldPanel } from './held-panel.tsx';
import { RulesPanel } from './rules-panel.tsx';

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
  gridTemplateRows: 'minmax(0, 1fr) minmax(420px, 1.4fr)',
});

const RENEW_MS = 5_000;

/** Who holds and who waits, what met and which rule decided. */
export function LocksScreen() {
  const [rule, setRule] = useState<string | null>(null);
  const conflicts = useQuery({
    ...useApi().conflicts.list.queryOptions({ input: { limit: 200 } }),
    refetchInterval: RENEW_MS,
  });
  return (
    <Screen>
      <HeldPanel />
      <EventsPanel />
      <ConflictsPanel rows={conflicts.data ?? []} source={querySource(conflicts)} rule={rule} onRule={setRule} />
      <RulesPanel rule={rule} onRule={setRule} />
    </Screen>
  );
}
