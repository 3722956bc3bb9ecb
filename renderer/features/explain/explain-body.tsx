import useMediaQuery from '@mui/material/useMediaQuery';
import { styled } from '@mui/material/styles';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { OriginTimeContext } from '#renderer/ui/panel-origin.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import type { ExplanationDetails } from '#shared/contract/explain.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { say } from '#shared/language/words.ts';
import { plainWords } from './details-words.ts';
import { EvidencePanel } from './evidence-panel.tsx';
import { NumbersPanel } from './numbers-panel.tsx';
import { PointsPanel } from './points-panel.tsx';
import type { PointsOrder } from './points-sheet.ts';
import { PricePanel } from './price-panel.tsx';
import { JournalPanel, WordsPanel } from './proof-panels.tsx';
import { SensitivityPanel } from './sensitivity-panel.tsx';
import { SimilarPanel } from './similar-panel.tsx';
import type { Verification } from '#renderer/data/use-verification.ts';
import type { WhatIfControl } from './use-what-if.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import { chainHolds } from './verdict-words.ts';
import { VotesPanel } from './votes-panel.tsx';
import { WayPanel } from './way-panel.tsx';

const Top = styled('div')({ flex: 'none', padding: '12px 12px 0' });

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  overflowX: 'hidden',
  padding: 12,
  '& > * + *': { marginTop: 12 },
});

const Reasons = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1.4fr) minmax(0, 0.96fr) minmax(0, 1.04fr)',
  '& > *': { maxHeight: 560 },
  '@media (max-width: 1640px)': {
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    '& > :first-of-type': { gridColumn: '1 / -1' },
  },
});

const Proofs = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1.38fr) minmax(0, 1.1fr) minmax(0, 0.78fr) minmax(0, 1fr)',
  '& > *': { height: 300 },
  '@media (max-width: 1640px)': {
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    '& > .words': { order: -2 },
    '& > .journal': { order: -1 },
  },
});

/** From this width on the price stands beside the verdict. */
const WIDE = '(min-width: 1640px)';

export interface ExplainBodyProps {
  readonly explanation: SignalExplanation;
  /** Undefined while they are on their way. */
  readonly details: ExplanationDetails | undefined;
  /** Why there are no details; null otherwise. */
  readonly failure: string | null;
  readonly copied: boolean;
  readonly onCopy: () => void;
  readonly order: PointsOrder;
  readonly onOrder: (order: PointsOrder) => void;
  readonly whatIf: WhatIfControl;
  readonly verification: Verification;
  readonly onVerify: () => void;
  /** Figures in place of charts. */
  readonly table: boolean;
}

const WAITING = [say('Votes'), say('Evidence')] as const;

function Pending({ label, failure }: { readonly label: string; readonly failure: string | null }) {
  return (
    <Panel label={label} header={<PanelHead title={label} note={failure ?? undefined} />}>
      {failure === null && <LoadingRows rows={4} />}
    </Panel>
  );
}

/** Contributions, votes and evidence: why, and how sure. */
function ReasonRow({ explanation, details, failure, order, onOrder }: ExplainBodyProps) {
  return (
    <Reasons>
      <PointsPanel explanation={explanation} details={details} order={order} onOrder={onOrder} />
      {details === undefined ? (
        WAITING.map((label) => <Pending key={label} label={label} failure={failure} />)
      ) : (
        <>
          <VotesPanel details={details} />
          {details.evidence.length > 0 || Object.keys(explanation.numbers).length === 0 ? (
            <EvidencePanel details={details} />
          ) : (
            <NumbersPanel explanation={explanation} />
          )}
        </>
      )}
    </Reasons>
  );
}

/** Sensitivity, similar cases, words and records: how sure, and proof. */
function ProofRow(props: ExplainBodyProps) {
  const { explanation, details, failure, whatIf, table, copied, onCopy, verification, onVerify } = props;
  return (
    <Proofs>
      {details === undefined ? (
        [say('Sensitivity'), say('Similar cases')].map((label) => (
          <Pending key={label} label={label} failure={failure} />
        ))
      ) : (
        <>
          <SensitivityPanel
            view={details.sensitivity}
            whatIf={whatIf.result}
            tried={whatIf.tried}
            onTry={whatIf.attempt}
            curveRef={whatIf.curve}
            table={table}
          />
          <SimilarPanel similar={details.similar} table={table} />
        </>
      )}
      <WordsPanel words={plainWords(explanation, details)} onCopy={onCopy} copied={copied} />
      <JournalPanel explanation={explanation} chain={details?.chain} verification={verification} onVerify={onVerify} />
    </Proofs>
  );
}

/** The regions of an explanation, verdict first; the verdict stays while the rest scrolls. */
export function ExplainBody(props: ExplainBodyProps) {
  const { explanation, details, whatIf } = props;
  const wide = useMediaQuery(WIDE);
  const price = <PricePanel explanation={explanation} />;
  const unverified = !chainHolds(explanation.journal) || details?.chain.holds === false;
  return (
    <OriginTimeContext value={explanation.signal.at}>
      <Top>
        <VerdictPanel
          explanation={explanation}
          details={details}
          whatIf={whatIf.result}
          unverified={unverified}
          price={wide ? price : null}
        />
      </Top>
      <Scroll>
        <WayPanel way={explanation.way} />
        <ReasonRow {...props} />
        {!wide && <div style={{ height: 220, display: 'grid' }}>{price}</div>}
        <ProofRow {...props} />
      </Scroll>
    </OriginTimeContext>
  );
}
