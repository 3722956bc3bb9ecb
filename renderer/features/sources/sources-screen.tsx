import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { querySource } from '#renderer/data/query-source.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { ArticlesPanel } from './articles-panel.tsx';
import { ChainPanel } from './chain-panel.tsx';
import { FeedsPanel } from './feeds-panel.tsx';
import { SignalSourcesView } from './signal-sources-view.tsx';
import { useOpinionSources } from './use-sources.ts';

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 12,
  display: 'flex',
  flexDirection: 'column',
  gap: 10,
});

const Choice = styled('div')({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  fontSize: 12,
  color: tone.text2,
});

const Opinions = styled('div')({
  flex: 1,
  minHeight: 0,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) clamp(350px, 30vw, 600px)',
  gridTemplateRows: 'minmax(0, 1fr)',
  '& > .side': {
    minHeight: 0,
    minWidth: 0,
    display: 'grid',
    gap: 12,
    gridTemplateRows: 'minmax(0, 1fr) minmax(0, 1fr)',
  },
});

const VIEWS = [
  { value: 'signals', label: say('Signals come from') },
  { value: 'opinions', label: say('Opinions read') },
] as const;
type View = (typeof VIEWS)[number]['value'];

const SENTENCES: Readonly<Record<View, string>> = {
  signals: say('What proposes trades: rules of the program and sources you add. All go the same guarded way.'),
  opinions: say(
    'What the sentiment and the on-chain agent read outside the market. It moves scores and never trades by itself.',
  ),
};

function OpinionsView() {
  const { query, renew } = useOpinionSources();
  const { chain = null, coins = [], reading = true } = query.data ?? {};
  return (
    <Opinions>
      <div className="side">
        <FeedsPanel reading={reading} onChanged={renew} />
        <ChainPanel chain={chain} coins={coins} reading={reading} source={querySource(query)} onChanged={renew} />
      </div>
      <ArticlesPanel />
    </Opinions>
  );
}

/** Where signals come from, and what is read outside the market. */
export function SourcesScreen() {
  const [view, setView] = useState<View>('signals');
  return (
    <Screen>
      <Choice>
        <Segmented label={say('Sources')} options={VIEWS} value={view} onChange={setView} />
        <p>{SENTENCES[view]}</p>
      </Choice>
      {view === 'signals' ? <SignalSourcesView /> : <OpinionsView />}
    </Screen>
  );
}
