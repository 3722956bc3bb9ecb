import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMemo, useState } from 'react';
import { TimeChart } from '#renderer/charts/time-chart.tsx';
import { useNow } from '#renderer/data/use-now.ts';
import { PanelOrigin } from '#renderer/ui/panel-origin.tsx';
import { formatMoment, formatSpan } from '#renderer/ui/format-time.ts';
import { formatCount, formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { remainingMs } from '#renderer/data/long-work.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { say } from '#shared/language/words.ts';
import type { ReplayRun } from './replay-run.ts';

const ORIGIN = { from: say('Stored candles through the whole path, with made-up fills'), kind: 'simulated' } as const;

const Head = styled('header')({
  flex: 'none',
  padding: '14px 16px',
  borderBottom: `1px solid ${tone.line}`,
  '& > div': { display: 'flex', alignItems: 'center', gap: 10 },
  '& h2': { fontSize: 20, lineHeight: 1.35, fontWeight: 600 },
  '& p': { marginTop: 8, fontSize: 12, color: tone.text2 },
  '& b': { fontWeight: 600, color: tone.text },
});

const Track = styled('div')({
  height: 6,
  marginTop: 10,
  borderRadius: 3,
  background: tone.track,
  overflow: 'hidden',
  '& > i': { display: 'block', height: '100%', background: tone.king },
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

/** A replay under way: how far, at which simulated moment, with what so far. */
export function ProgressPanel({ run, onCancel, canceling }: ProgressPanelProps) {
  const now = useNow();
  const [startedAt] = useState(() => Date.now());
  const progress = run.kind === 'running' ? run.progress : null;
  const share = progress === null || progress.total === 0 ? 0 : progress.done / progress.total;
  const left = progress === null ? null : remainingMs(progress.done, progress.total, now - startedAt);
  const header = (
    <Head>
      <div>
        <h2>{progress === null ? say('Starting') : `${formatMoment(progress.at)} UTC`}</h2>
        <Tag tone="sim">{say('SIMULATED')}</Tag>
        <PanelOrigin />
        <Button variant="outlined" color="error" sx={{ ml: 'auto' }} disabled={canceling} onClick={onCancel}>
          {canceling ? say('Canceling') : say('Cancel')}
        </Button>
      </div>
      <Track role="progressbar" aria-label={say('Replay')} aria-valuenow={Math.round(share * 100)}>
        <i style={{ width: `${String(share * 100)}%` }} />
      </Track>
      {progress !== null && (
        <p>
          {rich('{share} · {done} of {total} candles · {signals} signals · equity {equity}', {
            share: <b>{formatPercent(share, 0)}</b>,
            done: <b>{formatCount(progress.done)}</b>,
            total: formatCount(progress.total),
            signals: <b>{formatCount(progress.signals)}</b>,
            equity: <b>{formatNumber(progress.equity, 2)} USDT</b>,
          })}
          {left !== null && <> · {say('about {left} left', { left: formatSpan(left) })}</>}
        </p>
      )}
    </Head>
  );
  return (
    <Panel label={say('Replay under way')} origin={ORIGIN} header={header}>
      {run.kind === 'running' ? <Curve curve={run.curve} /> : <Waiting />}
    </Panel>
  );
}
