import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMemo } from 'react';
import { TimeChart } from '#renderer/charts/time-chart.tsx';
import { useRemaining } from '#renderer/data/use-remaining.ts';
import { formatMoment, leftWords } from '#renderer/ui/format-time.ts';
import { PanelOrigin } from '#renderer/ui/panel-origin.tsx';
import { formatCount, formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { shareOf, WorkBar } from '#renderer/ui/work-bar.tsx';
import { say } from '#shared/language/words.ts';
import type { ReplayRun } from './replay-run.ts';

const ORIGIN = { from: say('Stored candles through the whole path, with made-up fills'), kind: 'simulated' } as const;

const Head = styled('header')({
  flex: 'none',
  padding: '14px 16px',
  borderBottom: `1px solid ${tone.line}`,
  '& > .line': { display: 'flex', alignItems: 'center', gap: 10, marginBottom: 10 },
  '& h2': { fontSize: 20, lineHeight: 1.35, fontWeight: 600 },
  '& .words': { fontSize: 12, color: tone.text2, minHeight: 18 },
  '& b': { fontWeight: 600, color: tone.text },
});

const print = (value: number): string => formatNumber(value, 0);

interface ProgressPanelProps {
  readonly run: ReplayRun;
  readonly onCancel: () => void;
  readonly canceling: boolean;
}

function Curve({ curve }: { readonly curve: readonly (readonly [number, number])[] }) {
  const t = useTokens();
  const ts = useMemo(() => Float64Array.from(curve, ([at]) => at), [curve]);
  const panes = useMemo(
    () => [
      {
        name: say('Equity'),
        values: Float64Array.from(curve, ([, equity]) => equity),
        share: 1,
        baseline: null,
        levels: [curve[0]?.[1] ?? 0],
        line: t.king,
        fill: t.kingSoft,
        format: print,
      },
    ],
    [curve, t],
  );
  if (curve.length < 2) return <EmptyNote title={say('The first days are running')} />;
  return (
    <div style={{ flex: 1, minHeight: 0, display: 'flex', padding: '12px 16px' }}>
      <TimeChart ts={ts} panes={panes} label={say('Equity so far')} axisWidth={64} />
    </div>
  );
}

function Waiting() {
  return (
    <EmptyNote title={say('Reading the stored candles')}>
      {say('The first figures come with the first simulated day.')}
    </EmptyNote>
  );
}

/** How far it is, with what so far. */
function Progress({ run }: Pick<ProgressPanelProps, 'run'>) {
  const progress = run.kind === 'running' ? run.progress : null;
  const { done, total } = progress ?? { done: 0, total: 0 };
  const leftMs = useRemaining({ done, total });
  const share = formatPercent(shareOf({ done, total }), 0);
  return (
    <WorkBar label={say('Replay')} words={share} {...{ done, total, leftMs }}>
      {progress !== null &&
        rich('{share} · {done} of {total} candles · {signals} signals · equity {equity}', {
          share: <b>{share}</b>,
          done: <b>{formatCount(done)}</b>,
          total: formatCount(total),
          signals: <b>{formatCount(progress.signals)}</b>,
          equity: <b>{formatNumber(progress.equity, 2)} USDT</b>,
        })}
      {leftMs !== null && <> · {leftWords(leftMs)}</>}
    </WorkBar>
  );
}

/** A replay under way: how far, at which simulated moment, with what so far. */
export function ProgressPanel({ run, onCancel, canceling }: ProgressPanelProps) {
  const header = (
    <Head>
      <div className="line">
        <h2>{run.kind === 'running' ? `${formatMoment(run.progress.at)} UTC` : say('Starting')}</h2>
        <Tag tone="sim">{say('SIMULATED')}</Tag>
        <PanelOrigin />
        <Button variant="outlined" color="error" sx={{ ml: 'auto' }} disabled={canceling} onClick={onCancel}>
          {canceling ? say('Canceling') : say('Cancel')}
        </Button>
      </div>
      <Progress run={run} />
    </Head>
  );
  return (
    <Panel label={say('Replay under way')} origin={ORIGIN} header={header}>
      {run.kind === 'running' ? <Curve curve={run.curve} /> : <Waiting />}
    </Panel>
  );
}
