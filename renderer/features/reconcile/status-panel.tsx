import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMutation } from '@tanstack/react-query';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { formatCount, UNKNOWN } from '#renderer/ui/format.ts';
import { formatAge, formatMoment, formatSpan } from '#renderer/ui/format-time.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { ReconcileView } from '#shared/contract/reconcile.ts';
import { say } from '#shared/language/words.ts';
import { comparedWords, phaseWords, type PhaseWords } from './phase-words.ts';

const ORIGIN = {
  from: say('Positions and orders the exchange told of, against those of the journal'),
  kind: 'account',
} as const;

const Head = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 24,
  minHeight: 98,
  padding: '12px 16px',
  '& .words': { flex: 1, minWidth: 0 },
  '& h2': { fontSize: 11, fontWeight: 400, color: tone.text2 },
  '& .answer': { fontSize: 20, lineHeight: 1.3, fontWeight: 600 },
  '& .detail': { marginTop: 2, fontSize: 12, color: tone.text2, lineHeight: 1.35 },
  '& dl': { display: 'grid', gridAutoFlow: 'column', gap: '0 22px', textAlign: 'right', flex: 'none' },
  '& dt': { gridRow: 1, fontSize: 11, color: tone.text3, whiteSpace: 'nowrap' },
  '& dd': { gridRow: 2, fontSize: 15, fontWeight: 600, whiteSpace: 'nowrap', minWidth: 44 },
  '& dd:first-of-type': { minWidth: 84 },
  '& .act': { flex: 'none', display: 'grid', gap: 4, justifyItems: 'end' },
  '& .refused': { maxWidth: 260, fontSize: 11, color: tone.down, textAlign: 'right' },
  '@media (max-width: 1439px)': { gap: 16, '& dl': { gap: '0 14px' } },
});

const LEVEL_COLOURS: Readonly<Record<PhaseWords['level'], string>> = {
  ok: tone.up,
  wait: tone.text,
  warn: tone.warn,
  stop: tone.down,
  none: tone.text,
};

function Figures({ view, now }: { readonly view: Extract<ReconcileView, { applies: true }>; readonly now: number }) {
  const figures = [
    [
      say('Last compared'),
      view.finishedAt === null ? say('never') : say('{age} ago', { age: formatAge(now - view.finishedAt) }),
    ],
    [say('Took'), view.tookMs === null ? UNKNOWN : formatAge(view.tookMs)],
    [say('Orders'), formatCount(view.ordersCompared)],
    [say('Fills'), formatCount(view.fillsCompared)],
    [say('Positions'), formatCount(view.positionsCompared)],
  ] as const;
  return (
    <dl title={comparedWords(view)}>
      {figures.flatMap(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}
    </dl>
  );
}

function CompareNow({ running }: { readonly running: boolean }) {
  const run = useMutation(useApi().reconcile.runNow.mutationOptions());
  const failure = run.isError ? describeError(run.error) : null;
  return (
    <div className="act">
      <Button variant="outlined" disabled={running || run.isPending} onClick={() => run.mutate(undefined)}>
        {running ? say('Comparing') : say('Compare now')}
      </Button>
      {failure !== null && (
        <p className="refused" role="alert">
          <b>{failure.code}</b> {failure.sentence}
        </p>
      )}
    </div>
  );
}

function Words({ view, now }: { readonly view: ReconcileView; readonly now: number }) {
  const { level, sentence, detail } = phaseWords(view);
  const since = view.applies && view.agreedSince !== null && view.phase === 'agreed' ? view.agreedSince : null;
  return (
    <div className="words" role="status" aria-label={say('State of the comparison')}>
      <h2>
        {say('Do we hold what the venue holds?')}
        {view.applies && ` ${say('Compared with {venue}.', { venue: view.venue })}`}
      </h2>
      <div className="answer" style={{ color: LEVEL_COLOURS[level] }}>
        {sentence}
      </div>
      {detail !== '' && <p className="detail">{detail}</p>}
      {since !== null && (
        <p className="detail">
          {say('Since {time} UTC, for {span}.', { time: formatMoment(since), span: formatSpan(now - since) })}
        </p>
      )}
    </div>
  );
}

/** How it stands, when and what was compared. */
export function StatusPanel() {
  const { row, ...live } = useRow('reconcile');
  const now = useNow();
  return (
    <Panel label={say('Reconciliation')} origin={ORIGIN} markAt="corner" source={live}>
      {row === null && <LoadingRows rows={2} height={20} />}
      {row !== null && (
        <Head>
          <Words view={row} now={now} />
          {row.applies && <Figures view={row} now={now} />}
          {row.applies && <CompareNow running={row.phase === 'running'} />}
        </Head>
      )}
    </Panel>
  );
}
