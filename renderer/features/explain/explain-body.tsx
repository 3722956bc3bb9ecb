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
  '& > div': { display: 'grid', gap: 12, marginTop: 12, gridTemplateColumns: 'minmax(0, 7fr) minmax(0, 5fr)' },
});

const Column = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  minWidth: 0,
  '& > *': { flex: 'none' },
  '& > :last-child': { flex: '1 0 auto' },
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
        <WayPanel way={explanation.way} />
        <div>
          <Column>
            <div style={{ height: 236, display: 'grid' }}>
              <PricePanel explanation={explanation} />
            </div>
            <ContributionsPanel explanation={explanation} colours={{ gain: t.sigP2, loss: t.sigN2 }} />
            <EvidencePanel explanation={explanation} />
          </Column>
          <Column>
            <WordsPanel explanation={explanation} onCopy={onCopy} copied={copied} />
            <NumbersPanel explanation={explanation} />
            <AbstainingPanel explanation={explanation} />
            <JournalPanel explanation={explanation} />
          </Column>
        </div>
      </Scroll>
    </>
  );
}
