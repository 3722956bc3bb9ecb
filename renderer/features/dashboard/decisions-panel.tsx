import { styled } from '@mui/material/styles';
import { memo } from 'react';
import type { SignalView } from '#shared/contract/signal.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { useExplain } from '#renderer/data/explain-link.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { withTrueMinus } from '#renderer/ui/format.ts';
import { formatClock } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';

const List = styled('ul')({
  listStyle: 'none',
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& button': {
    display: 'block',
    width: '100%',
    padding: '6px 16px',
    border: 0,
    borderBottom: `1px solid ${tone.lineSoft}`,
    background: 'none',
    color: tone.text2,
    fontSize: 12,
    lineHeight: 1.4,
    textAlign: 'left',
    cursor: 'pointer',
  },
  '& button:hover': { background: tone.kingSoft },
  '& button:focus-visible': { outlineOffset: -2 },
  '& li': { animation: '160ms ease-out zm-in' },
  '& .line': { display: 'flex', alignItems: 'baseline', gap: 7 },
  '& b': { color: tone.text, fontWeight: 600 },
  '& em': { fontStyle: 'normal', fontWeight: 600, fontSize: 11, flex: 1 },
  '& time': { fontSize: 11, color: tone.text3 },
});

const VERDICTS = {
  executed: { word: say('Executed'), colour: tone.up },
  refused: { word: say('Refused'), colour: tone.down },
  'in-work': { word: say('In work'), colour: tone.king },
} as const;

interface DecisionProps {
  readonly signal: SignalView;
  readonly onOpen: (signalId: string) => void;
}

const Decision = memo(function Decision({ signal, onOpen }: DecisionProps) {
  const { word, colour } = VERDICTS[signal.verdict];
  const side = signal.direction === 1 ? sayAs('side', 'long') : sayAs('side', 'short');
  return (
    <li>
      <button
        type="button"
        onClick={() => onOpen(signal.key)}
        title={say('Why? {code}', { code: signal.code ?? word })}
      >
        <span className="line">
          <b>{signal.coin}</b>
          <span>{side}</span>
          <em style={{ color: colour }}>{word}</em>
          <time>{formatClock(signal.at)}</time>
        </span>
        <span>{withTrueMinus(told(signal.sentence))}</span>
      </button>
    </li>
  );
});

/** Why the machine did what it did last: verdict and one sentence with the number that decided. */
export function DecisionsPanel() {
  const live = useRows('signals');
  const now = useHostNow();
  const { open } = useExplain();
  const newest = [...live.rows].sort((a, b) => b.at - a.at || b.key.localeCompare(a.key));
  const head = (
    <PanelHead title={say('Latest decisions')}>
      <DataMark
        from={say('The decisions in the journal; the time is that of the newest')}
        provenance="measured"
        asOf={newest[0]?.at ?? null}
        now={now}
      />
      <a href="#/journal" style={{ fontSize: 11.5, fontWeight: 500 }}>
        {say('Journal')}
      </a>
    </PanelHead>
  );
  return (
    <Panel label={say('Latest decisions')} header={head} source={live} className="decisions">
      {live.status === 'loading' ? (
        <LoadingRows rows={5} />
      ) : newest.length === 0 ? (
        <EmptyNote title={say('No decision yet')}>
          {say('The first signal shows here with the number that decided.')}
        </EmptyNote>
      ) : (
        <List>
          {newest.map((signal) => (
            <Decision key={signal.key} signal={signal} onOpen={open} />
          ))}
        </List>
      )}
    </Panel>
  );
}
