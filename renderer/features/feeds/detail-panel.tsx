import { useMemo, useState } from 'react';
import { useRows } from '#renderer/data/use-rows.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { say } from '#shared/language/words.ts';
import { ChannelTable } from './channel-table.tsx';
import { ContractTable } from './contract-table.tsx';
import { channelsWorstFirst, worstFirst } from './feed-order.ts';

const ORIGIN = {
  from: say("The times at which messages of each feed came, by this machine's clock"),
  kind: 'market',
} as const;

type View = 'contracts' | 'streams';

/** Health per contract, the worst first. */
function Contracts() {
  const { rows, status } = useRows('feedSymbols');
  const sorted = useMemo(() => worstFirst(rows), [rows]);
  if (status === 'loading') return <LoadingRows rows={10} />;
  if (sorted.length === 0) return <EmptyNote title={say('No contract is followed')} />;
  return <ContractTable rows={sorted} />;
}

/** State per subscription; a market made in this process has none. */
function Streams() {
  const { rows, status } = useRows('feedChannels');
  const feeds = useRows('feeds');
  const sorted = useMemo(() => channelsWorstFirst(rows), [rows]);
  const sockets = feeds.rows.flatMap((feed) => feed.sockets);
  if (status === 'loading' || feeds.status === 'loading') return <LoadingRows rows={10} />;
  if (sorted.length > 0 || sockets.length > 0) return <ChannelTable channels={sorted} sockets={sockets} />;
  const simulated = feeds.rows.some(({ provenance }) => provenance === 'simulated');
  return simulated ? (
    <EmptyNote title={say('No streams')}>
      {say('The demo market is made in this process: it has no connection that could fail.')}
    </EmptyNote>
  ) : (
    <EmptyNote title={say('No streams')}>{say('Nothing is subscribed at the venue.')}</EmptyNote>
  );
}

/** What is behind the answer: every contract, or every stream. */
export function DetailPanel() {
  const symbols = useRows('feedSymbols');
  const channels = useRows('feedChannels');
  const [view, setView] = useState<View>('contracts');
  const fresh = symbols.rows.filter(({ status }) => status === 'open').length;
  const trusted = channels.rows.filter((row) => row.trusted).length;
  const source = view === 'contracts' ? symbols : channels;
  const note =
    view === 'contracts'
      ? say('{fresh} of {all} fresh, the worst first', { fresh, all: symbols.rows.length })
      : say('{trusted} of {all} can be relied on', { trusted, all: channels.rows.length });
  const options = [
    { value: 'contracts', label: say('Contracts {count}', { count: symbols.rows.length }) },
    { value: 'streams', label: say('Streams {count}', { count: channels.rows.length }) },
  ] as const;
  const head = (
    <PanelHead
      title={view === 'contracts' ? say('Contracts') : say('Streams')}
      note={source.rows.length === 0 ? '' : note}
    >
      <Segmented label={say('What is listed')} options={options} value={view} onChange={setView} />
    </PanelHead>
  );
  return (
    <Panel label={say('Details')} origin={ORIGIN} header={head} source={source}>
      {view === 'contracts' ? <Contracts /> : <Streams />}
    </Panel>
  );
}
