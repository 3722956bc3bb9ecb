import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import type { ProtectionView } from '#shared/contract/protections.ts';
import { say } from '#shared/language/words.ts';
import { ProtectionPanel } from './protection-panel.tsx';
import { SHOWN, shownOf, type Shown } from './protection-words.ts';
import { ProtectionsTable } from './protections-table.tsx';

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) clamp(290px, 24vw, 440px)',
  gridTemplateRows: 'minmax(0, 1fr)',
});

const LABELS: Readonly<Record<Shown, string>> = {
  all: say('All'),
  on: say('On'),
  locks: say('Locking'),
  changed: say('Set by hand'),
};

const optionsOf = (rows: readonly ProtectionView[]) =>
  SHOWN.map((value) => ({ value, label: `${LABELS[value]} ${String(shownOf(rows, value).length)}` }));

/** What locks entries by itself after losses, stops, wide spreads and the like. */
export function ProtectionsScreen() {
  const live = useRows('protections');
  const now = useNow();
  const [shown, setShown] = useState<Shown>('all');
  const [chosenKey, setChosen] = useState<string | null>(null);
  const rows = shownOf(live.rows, shown);
  const chosen = rows.find(({ key }) => key === chosenKey) ?? rows[0] ?? null;
  const head = (
    <PanelHead
      title={say('Protections')}
      note={say('they stop entries, never exits; breakers stand on the Risk screen')}
    >
      <Segmented label={say('Which protections')} options={optionsOf(live.rows)} value={shown} onChange={setShown} />
      <DataMark
        from={say('The closed trades in the journal, by the rules of each protection')}
        provenance="measured"
        asOf={live.receivedAt}
        now={now}
      />
    </PanelHead>
  );
  return (
    <Screen>
      <Panel label={say('Protections')} header={head} source={live}>
        {live.status === 'loading' && <LoadingRows rows={8} />}
        {live.status !== 'loading' && rows.length === 0 && (
          <EmptyNote title={say('None of them')}>{say('Choose “All” to see every protection.')}</EmptyNote>
        )}
        {rows.length > 0 && <ProtectionsTable rows={rows} chosen={chosen?.key ?? null} onChoose={setChosen} />}
      </Panel>
      <ProtectionPanel protection={chosen} />
    </Screen>
  );
}
