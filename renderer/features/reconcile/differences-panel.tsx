import { useMemo, useState } from 'react';
import { useRow, useRows } from '#renderer/data/use-rows.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import type { DifferenceView, ReconcileView } from '#shared/contract/reconcile.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { DifferenceList } from './difference-list.tsx';
import { inOrder } from './difference-words.ts';

const ORIGIN = {
  from: say('Positions and orders the exchange told of, against those of the journal'),
  kind: 'account',
} as const;

type Filter = 'waiting' | 'decided' | 'all';

const waits = ({ state }: DifferenceView): boolean => state === 'open' || state === 'working';

const CHOSEN: Readonly<Record<Filter, (row: DifferenceView) => boolean>> = {
  waiting: waits,
  decided: (row) => !waits(row),
  all: () => true,
};

/** Why the list is empty: each case has its own meaning. */
function Nothing({ view, filter }: { readonly view: ReconcileView; readonly filter: Filter }) {
  if (!view.applies) {
    return (
      <EmptyNote title={say('Simulated venue: it cannot differ')}>
        {say('With an exchange account, whatever differs is listed here and waits for your decision.')}
      </EmptyNote>
    );
  }
  if (filter === 'decided') return <EmptyNote title={say('Nothing was decided yet')} />;
  if (view.phase === 'never') return <EmptyNote title={say('Nothing was compared yet')}>{told(view.reason)}</EmptyNote>;
  if (view.phase === 'running') return <LoadingRows rows={5} />;
  if (view.phase === 'failed')
    return <EmptyNote title={say('Not known: the venue could not be asked')}>{told(view.reason)}</EmptyNote>;
  if (view.agreedSince === null)
    return <EmptyNote title={say('No difference in the list')}>{told(view.reason)}</EmptyNote>;
  return (
    <EmptyNote title={say('Both sides agree since {time} UTC', { time: formatMoment(view.agreedSince) })}>
      {say('Differences appear here as soon as a comparison finds them.')}
    </EmptyNote>
  );
}

/** Every difference, what waits first. */
export function DifferencesPanel() {
  const live = useRows('differences');
  const { row: view } = useRow('reconcile');
  const [filter, setFilter] = useState<Filter>('waiting');
  const sorted = useMemo(() => inOrder(live.rows), [live.rows]);
  const shown = useMemo(() => sorted.filter(CHOSEN[filter]), [sorted, filter]);
  const waiting = live.rows.filter(waits).length;
  const options = [
    { value: 'waiting', label: say('Waiting {count}', { count: waiting }) },
    { value: 'decided', label: say('Decided {count}', { count: live.rows.length - waiting }) },
    { value: 'all', label: say('All {count}', { count: live.rows.length }) },
  ] as const;
  const head = (
    <PanelHead title={say('Differences')} note={say('nothing is corrected without your decision')}>
      <Segmented label={say('Differences shown')} options={options} value={filter} onChange={setFilter} />
    </PanelHead>
  );
  const waitingForRows = live.status === 'loading' || view === null;
  return (
    <Panel label={say('Differences')} origin={ORIGIN} header={head} source={live}>
      {waitingForRows && <LoadingRows rows={6} />}
      {!waitingForRows && shown.length === 0 && <Nothing view={view} filter={filter} />}
      {!waitingForRows && shown.length > 0 && <DifferenceList rows={shown} />}
    </Panel>
  );
}
