import Button from '@mui/material/Button';
import { useRemaining } from '#renderer/data/use-remaining.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Prose } from '#renderer/ui/settings-page.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { WorkBar } from '#renderer/ui/work-bar.tsx';
import type { CandleImportRun, CandleImportView } from '#shared/contract/candle-imports.ts';
import { canStore } from '#shared/domain/candle-import.ts';
import { say } from '#shared/language/words.ts';
import { CandleDrop } from './candle-drop.tsx';
import { CandleFiles } from './candle-files.tsx';
import { endWords, REPLAY, replayThem, runWords } from './candle-words.ts';
import { useCandleImport } from './use-candle-import.ts';

const ORIGIN = {
  from: say('Candle files as the host read them, compared with what is stored'),
  kind: 'measured',
} as const;

function Progress({ run }: { readonly run: CandleImportRun }) {
  const leftMs = useRemaining({ done: run.share, total: 1 });
  return <WorkBar label={say('Import of candles')} done={run.share} total={1} leftMs={leftMs} words={runWords(run)} />;
}

const ENDS = {
  done: { word: say('STORED'), tone: 'up' },
  canceled: { word: say('CANCELED'), tone: 'neutral' },
  failed: { word: say('FAILED'), tone: 'down' },
} as const;

/** How the last import ended, and what comes next. */
function Ended({ run }: { readonly run: CandleImportRun }) {
  if (run.state !== 'done' && run.state !== 'canceled' && run.state !== 'failed') return null;
  const { word, tone } = ENDS[run.state];
  return (
    <div className="row" role="status">
      <Tag tone={tone}>{word}</Tag>
      <span style={{ flex: '1 1 200px' }}>{endWords(run)}</span>
      {run.state === 'done' && (
        <Button variant="outlined" href={REPLAY}>
          {replayThem()}
        </Button>
      )}
    </div>
  );
}

type Work = ReturnType<typeof useCandleImport>;

/** An import under way: how far it is, what the files hold, and the word that stores them. */
function UnderWay({
  run,
  row,
  work,
}: {
  readonly run: CandleImportRun;
  readonly row: CandleImportView;
  readonly work: Work;
}) {
  const asking = run.state === 'asking';
  const wanted = run.files.filter(({ leftOut }) => !leftOut);
  const candles = wanted.reduce((sum, { rows }) => sum + rows, 0);
  return (
    <>
      {!asking && <Progress run={run} />}
      {!asking && <p>{say('It goes on when you look at something else; a notice tells how it ended.')}</p>}
      <CandleFiles
        files={run.files}
        contracts={row.contracts}
        onChoose={run.state === 'storing' ? null : (file, choice) => work.choose(file, choice)}
      />
      <div className="row">
        {asking && (
          <Button variant="contained" disabled={work.pending || !canStore(run.files)} onClick={work.store}>
            {say('Store {candles, plural, one {# candle} other {# candles}}', { candles })}
          </Button>
        )}
        <Button variant="outlined" color="error" disabled={work.pending} onClick={work.cancel}>
          {say('Cancel')}
        </Button>
      </div>
    </>
  );
}

function Content({ row, work }: { readonly row: CandleImportView; readonly work: Work }) {
  const { run, available } = row;
  if (!available)
    return <EmptyNote title={say('Nothing is imported here')}>{say('This host takes no candle files.')}</EmptyNote>;
  const under = run !== null && run.endedAt === null;
  return (
    <Prose>
      {under ? <UnderWay run={run} row={row} work={work} /> : <CandleDrop onFiles={work.take} />}
      <FailureWords failure={work.failure} />
      {!under && run !== null && <Ended run={run} />}
      {!under && (
        <p>
          {say(
            'Imported candles lie apart from those of the running market: replays read them, and nothing else does. All files of an import are stored, or none is.',
          )}
        </p>
      )}
    </Prose>
  );
}

/** Brings candle files in while the workstation runs. */
export function ImportPanel() {
  const work = useCandleImport();
  const { source } = work;
  return (
    <Panel
      label={say('Import candles')}
      origin={ORIGIN}
      source={source}
      header={<PanelHead title={say('Import candles')} note={say('History to replay')} />}
    >
      {source.row === null ? <LoadingRows rows={5} /> : <Content row={source.row} work={work} />}
    </Panel>
  );
}
