import Button from '@mui/material/Button';
import type { BackupView } from '#shared/contract/backup.ts';
import { useClient } from '#renderer/data/data-context.tsx';
import { followToEnd } from '#renderer/data/long-work.ts';
import { useAction } from '#renderer/data/use-action.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRemaining } from '#renderer/data/use-remaining.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { CopyBox } from '#renderer/ui/copy-box.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { formatAge, formatMoment } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Facts, Prose, SettingsPage } from '#renderer/ui/settings-page.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { rowHeight, tone } from '#renderer/ui/theme/tokens.ts';
import { WorkBar } from '#renderer/ui/work-bar.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { told } from '#shared/language/told.ts';
import { say, verbatim } from '#shared/language/words.ts';
import { ImportPanel } from './import-panel.tsx';
import { StoredPanel } from './stored-panel.tsx';
import { backupEnd, endWords, formatBytes, runShare, runWords } from './data-words.ts';

const ORIGIN = { from: say('Files on the disk, as the host measured them'), kind: 'measured' } as const;

/** Where backups go within the data folder, and the command that puts one elsewhere. */
const FOLDER = 'backups';
const COMMAND = verbatim('zmart backup --to FILE');

function Sizes({ row }: { readonly row: BackupView }) {
  const now = useHostNow();
  return (
    <Facts>
      <dt>{say('Data folder')}</dt>
      <dd>{row.dataFolder}</dd>
      <dt>{say('Database')}</dt>
      <dd>{formatBytes(row.databaseBytes)}</dd>
      <dt>{say('Log, not yet folded in')}</dt>
      <dd>{formatBytes(row.logBytes)}</dd>
      <dt>{say('Records of the journal')}</dt>
      <dd>{formatCount(row.records)}</dd>
      <dt>{say('Free on the disk')}</dt>
      <dd>{row.freeBytes === null ? say('not known') : formatBytes(row.freeBytes)}</dd>
      <dt>{say('Measured')}</dt>
      <dd>
        {now === null ? formatMoment(row.measuredAt) : say('{age} ago', { age: formatAge(now - row.measuredAt) })}
      </dd>
    </Facts>
  );
}

type Run = NonNullable<BackupView['run']>;

function UnderWay({ run }: { readonly run: Run }) {
  const done = runShare(run);
  const leftMs = useRemaining({ done, total: 1 });
  return <WorkBar label={say('Backup')} {...{ done, total: 1, leftMs }} words={runWords(run)} />;
}

const ENDS = {
  done: { word: say('CHECKED'), tone: 'up' },
  canceled: { word: say('CANCELED'), tone: 'neutral' },
  failed: { word: say('FAILED'), tone: 'down' },
} as const;

function RunPart({ run }: { readonly run: Run }) {
  if (run.endedAt === null || run.state === 'copying' || run.state === 'checking') return <UnderWay run={run} />;
  const { word, tone: colour } = ENDS[run.state];
  return (
    <>
      <div className="row" role="status">
        <Tag tone={colour}>{word}</Tag>
        <span>{endWords(run, run.endedAt)}</span>
      </div>
      {run.problem !== null && <p role="alert">{told(run.problem)}</p>}
      {run.result !== null && <CopyBox label={say('The file of the backup')} text={run.result.path} />}
      {run.result !== null && <CopyBox label={say('Root hash of the backup')} text={run.result.rootHash} />}
    </>
  );
}

function BackUp({ row }: { readonly row: BackupView }) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  const running = row.run !== null && row.run.endedAt === null;
  const start = async () => {
    const started = await run(() => client.backup.start(undefined));
    if (started === null) return;
    void followToEnd(['/settings/data'], client.backup.watch(), (message) => backupEnd(message, started.startedAt));
  };
  return (
    <Prose>
      <p>
        {rich(
          'A copy of one moment, made while trading goes on, into the folder {folder} of the data folder. It is read back, and the end of its hash chain computed again. Logins are not in it.',
          { folder: <b>{FOLDER}</b> },
        )}
      </p>
      <div className="row">
        <Button variant="contained" disabled={pending || running} onClick={() => void start()}>
          {running ? say('Backing up…') : say('Back up now')}
        </Button>
        {running && (
          <Button
            variant="outlined"
            color="error"
            disabled={pending}
            onClick={() => void run(() => client.backup.cancel())}
          >
            {say('Cancel')}
          </Button>
        )}
        <span style={{ color: tone.text3 }}>{rich('Elsewhere: {command}', { command: <code>{COMMAND}</code> })}</span>
      </div>
      <FailureWords failure={failure} />
      {row.run !== null && <RunPart run={row.run} />}
    </Prose>
  );
}

function Stored({ stored }: Pick<BackupView, 'stored'>) {
  if (stored.length === 0)
    return (
      <EmptyNote title={say('No backup yet')}>{say('The first one appears here with its size and time.')}</EmptyNote>
    );
  return (
    <DataTable aria-label={say('Backups')}>
      <thead>
        <tr>
          <th>{say('File')}</th>
          <th>{say('Written, UTC')}</th>
          <th data-right>{say('Size')}</th>
        </tr>
      </thead>
      <tbody>
        {stored.map(({ name, bytes, at }) => (
          <tr key={name} style={{ height: rowHeight(32) }}>
            <td>{name}</td>
            <td>{formatMoment(at)}</td>
            <td data-right>{formatBytes(bytes)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** What lies on the disk, and how to have it twice. */
export function DataScreen() {
  const source = useRow('backup');
  const { row } = source;
  const verify = <a href="#/journal">{say('Verify or search the journal')}</a>;
  return (
    <SettingsPage style={{ gridAutoRows: 'max-content' }}>
      <ImportPanel />
      <Panel
        label={say('Data folder')}
        origin={ORIGIN}
        source={source}
        header={<PanelHead title={say('Data folder')}>{verify}</PanelHead>}
      >
        {row === null ? <LoadingRows rows={6} /> : <Sizes row={row} />}
      </Panel>
      <Panel label={say('Backup')} origin={ORIGIN} source={source} header={<PanelHead title={say('Backup')} />}>
        {row === null ? <LoadingRows rows={4} /> : <BackUp row={row} />}
      </Panel>
      <Panel
        label={say('Backups')}
        origin={ORIGIN}
        source={source}
        header={<PanelHead title={say('Backups')} note={say('In the data folder, newest first')} />}
      >
        {row === null ? <LoadingRows rows={3} /> : <Stored stored={row.stored} />}
      </Panel>
      <StoredPanel />
    </SettingsPage>
  );
}
