import { styled } from '@mui/material/styles';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { PricePanel } from './price-panel.tsx';
import { JournalPanel, WordsPanel } from './proof-panels.tsx';
import { AbstainingPanel, ContributionsPanel, EvidencePanel, NumbersPanel } from './reason-panels.tsx';
import { VerdictPanel } from './verdict-panel.tsx';
import { WayPanel } from './way-panel.tsx';

const Top = styled('div')({ flex: 'none', padding: '12px 12px 0' });

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  padding: 12,
  display: 'grid',
  gap: 12,
  alignContent: 'start',
  gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
  '& > *': { minWidth: 0 },
  '& > .all': { gridColumn: 'span 12' },
  '& > .seven': { gridColumn: 'span 7' },
  '& > .five': { gridColumn: 'span 5' },
  '& > .stack': { display: 'grid', gap: 12, gridTemplateRows: 'auto 1fr' },
  '& > div > section': { height: '100%' },
});

interface ExplainBodyProps {
  readonly explanation: SignalExplanation;
  readonly copied: boolean;
  readonly onCopy: () => void;
}

/** The regions of an explanation, verdict first; the verdict stays while the rest scrolls. */
export function ExplainBody({ explanation, copied, onCopy }: ExplainBodyProps) {
  const t = useTokens();
  return (
    <>
      <Top>
        <VerdictPanel explanation={explanation} />
      </Top>
      <Scroll>
        <div className="all">
          <WayPanel way={explanation.way} />
        </div>
        <div className="seven" style={{ height: 232 }}>
          <PricePanel explanation={explanation} />
        </div>
        <div className="five" style={{ height: 232 }}>
          <NumbersAndWords {...{ explanation, copied, onCopy }} />
        </div>
        <div className="seven">
          <ContributionsPanel explanation={explanation} colours={{ gain: t.sigP2, loss: t.sigN2 }} />
        </div>
        <div className="five">
          <AbstainingPanel explanation={explanation} />
        </div>
        <div className="seven">
          <EvidencePanel explanation={explanation} />
        </div>
        <div className="five">
          <JournalPanel explanation={explanation} />
        </div>
      </Scroll>
    </>
  );
}

const Pair = styled('div')({ display: 'grid', gap: 12, height: '100%', gridTemplateRows: 'minmax(0, 1fr) auto' });

function NumbersAndWords({ explanation, copied, onCopy }: ExplainBodyProps) {
  return (
    <Pair>
      <WordsPanel explanation={explanation} onCopy={onCopy} copied={copied} />
      <NumbersPanel explanation={explanation} />
    </Pair>
  );
}
