import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMemo, useState } from 'react';
import { TimeChart } from '#renderer/charts/time-chart.tsx';
import { copyText } from '#renderer/ui/copy-text.ts';
import { formatCount, formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { rich } from '#renderer/ui/rich.tsx';
import type { ReplayReport } from '#shared/contract/replay.ts';
import { say } from '#shared/language/words.ts';
import { ReportHead } from './report-head.tsx';
import { ledgerBalances } from './report-parts.ts';
import { DispositionsPanel, OutcomesPanel, SymbolsPanel } from './report-tables.tsx';

const ORIGIN = { from: say('Stored candles through the whole path, with made-up fills'), kind: 'simulated' } as const;

const View = styled('div')({
  height: '100%',
  minHeight: 0,
  display: 'grid',
  gap: 12,
  gridTemplateRows: 'minmax(330px, 1fr) auto auto',
  overflow: 'auto',
});

const Tables = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
  '& > *': { maxHeight: 330 },
  '@media (max-width: 1599px)': {
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    '& > :first-of-type': { gridRow: 'span 2', maxHeight: 'none' },
  },
});

const Proof = styled('footer')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '4px 20px',
  padding: '7px 16px',
  border: `1px solid ${tone.line}`,
  borderRadius: 8,
  background: tone.panel,
  fontSize: 11.5,
  color: tone.text2,
  '& code': { fontFamily: FONT_MONO, fontSize: 11, color: tone.king },
  '& b': { fontWeight: 600, color: tone.text },
  '& i': { display: 'inline-block', width: 7, height: 7, borderRadius: 4, marginRight: 6 },
});

const printEquity = (value: number): string => formatNumber(value, 0);
const printFall = (value: number): string => formatPercent(value, 1);

function ReportChart({ report }: { readonly report: ReplayReport }) {
  const t = useTokens();
  const { curve, result } = report;
  const ts = useMemo(() => Float64Array.from(curve.ts), [curve]);
  const panes = useMemo(
    () => [
      {
        name: say('Equity'),
        values: Float64Array.from(curve.equity),
        share: 2.6,
        baseline: null,
        levels: [Number(result.capital)],
        line: t.king,
        fill: t.kingSoft,
        format: printEquity,
      },
      {
        name: say('Below peak'),
        values: Float64Array.from(curve.drawdown, (fall) => -Math.abs(fall)),
        share: 1,
        baseline: 0,
        levels: [],
        line: t.down,
        fill: t.shade,
        format: printFall,
      },
    ],
    [curve, result.capital, t],
  );
  if (ts.length < 2) return <EmptyNote title={say('Too short for a curve')} />;
  return (
    <div style={{ flex: 1, minHeight: 0, display: 'flex', padding: '8px 8px 6px 16px' }}>
      <TimeChart ts={ts} panes={panes} axisWidth={62} label={say('Equity, and below it the fall from its peak')} />
    </div>
  );
}

function ProofLine({ report }: { readonly report: ReplayReport }) {
  const [copied, setCopied] = useState(false);
  const balanced = ledgerBalances(report);
  const copy = () => {
    void copyText(JSON.stringify(report, null, 2)).then(setCopied);
  };
  return (
    <Proof aria-label={say('Proof')}>
      <span style={balanced ? undefined : { color: tone.down, fontWeight: 600 }}>
        <i style={{ background: balanced ? tone.up : tone.down }} />
        {balanced ? say('Ledger sums to 0') : say('Ledger sums to {sum}: a defect', { sum: report.ledgerSum })}
      </span>
      <span>
        {rich('{records} records, root {hash}', {
          records: <b>{formatCount(report.records)}</b>,
          hash: <code title={report.rootHash}>{report.rootHash.slice(0, 16)}…</code>,
        })}
      </span>
      <span>{rich('data {hash}', { hash: <code title={report.dataHash}>{report.dataHash.slice(0, 16)}…</code> })}</span>
      <span>{say('seed {seed}: the same data and seed give the same root', { seed: report.request.seed })}</span>
      <Button sx={{ ml: 'auto', py: 0 }} onClick={copy}>
        {copied ? say('Copied') : say('Copy JSON')}
      </Button>
    </Proof>
  );
}

/** What a replay found: result, curve, where signals ended, how, by symbol, and the proof. */
export function ReportView({ report }: { readonly report: ReplayReport }) {
  return (
    <View>
      <Panel
        label={say('Result of the replay')}
        origin={{ ...ORIGIN, receivedAt: report.startedAt }}
        header={<ReportHead report={report} />}
      >
        <ReportChart report={report} />
      </Panel>
      <Tables>
        <DispositionsPanel report={report} />
        <OutcomesPanel report={report} />
        <SymbolsPanel report={report} />
      </Tables>
      <ProofLine report={report} />
    </View>
  );
}
