import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { useRemaining } from '#renderer/data/use-remaining.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { DropZone, FileDrop } from '#renderer/ui/file-drop.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { WorkBar } from '#renderer/ui/work-bar.tsx';
import type { LiquidationImport } from '#shared/contract/liquidation-imports.ts';
import { told } from '#shared/language/told.ts';
import { say, verbatim } from '#shared/language/words.ts';
import { useKingfisherDialogs } from '../dialogs.ts';
import { useShownRow } from '../use-liquidation-data.ts';
import { Proposal } from './proposal.tsx';
import { badWords, importedWords, rowWords, type ImportState } from './import-steps.ts';
import { useImport } from './use-import.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';

const KINDS = [
  { value: 'levels', label: say('Levels') },
  { value: 'liquidations', label: say('Liquidations that happened') },
] as const;
type Kind = (typeof KINDS)[number]['value'];

/** Columns keep their names in every language. */
const COLUMNS: Readonly<Record<Kind, string>> = {
  levels: say('{columns}; if wanted {more}', {
    columns: ['symbol', 'side', 'price', 'worth'].join(', '),
    more: ['leverage', 'born'].join(', '),
  }),
  liquidations: say('{columns}, and {one} or {other}', {
    columns: ['timestamp_ms', 'symbol', 'side', 'price'].join(', '),
    one: 'worth',
    other: 'size',
  }),
};

/** What came of a file or picture, and when: `12 levels of XBTUSDTM, read in a picture, 14 Jul 14:05 UTC`. */
function entryWords({ kind, from, at, rows, symbols }: LiquidationImport): string {
  const what = say('{rows} of {symbols}', { rows: rowWords(kind, rows), symbols: symbols.join(', ') });
  const how = from === 'picture' ? [say('read in a picture')] : [];
  return [what, ...how, `${formatDay(at)} ${formatMinute(at)} UTC`].join(', ');
}

const Rows = styled('ul')({
  maxHeight: 180,
  overflow: 'auto',
  margin: 0,
  padding: '8px 12px',
  listStyle: 'none',
  border: `1px solid ${tone.line}`,
  borderRadius: 8,
  fontSize: 12,
  lineHeight: '19px',
  fontVariantNumeric: 'tabular-nums',
  '& b': { display: 'inline-block', minWidth: 74, fontWeight: 500, color: tone.text2 },
});

function Chooser({
  kind,
  onKind,
  onFile,
}: {
  readonly kind: Kind;
  readonly onKind: (kind: Kind) => void;
  readonly onFile: (file: File) => void;
}) {
  return (
    <>
      <div style={{ display: 'flex', alignItems: 'center', gap: 10, fontSize: 12.5 }}>
        <span style={{ color: tone.text2 }}>{say('A CSV or JSON file holds')}</span>
        <Segmented label={say('What the file holds')} options={KINDS} value={kind} onChange={onKind} />
      </div>
      <FileDrop
        button={say('Choose a file')}
        label={say('File to import')}
        accept={verbatim('.csv,.json,image/*')}
        autoFocus
        onFiles={([file]) => {
          if (file !== undefined) onFile(file);
        }}
      >
        <Words>{say('or drop one here: CSV, JSON, or a picture of a liquidation map')}</Words>
        <Words>{say('Columns: {columns}', { columns: COLUMNS[kind] })}</Words>
      </FileDrop>
    </>
  );
}

const KEPT = { from: say('What was brought in, as the journal holds it'), kind: 'measured', short: true } as const;

/** What a picture shows is another source's estimate, read by this program. */
const READ = { from: say('Read in the picture; it counts once you confirm it'), kind: 'estimated' } as const;

function Imported({ onRemove }: { readonly onRemove: (id: string, name: string) => void }) {
  const { data, dataUpdatedAt } = useQuery(useApi().liquidationImports.list.queryOptions());
  if (data === undefined || data.length === 0) return null;
  return (
    <section aria-label={say('What was imported')}>
      <div style={{ display: 'flex', alignItems: 'center', marginBottom: 6 }}>
        <h3 style={{ flex: 1, fontSize: 12, fontWeight: 500, color: tone.text2 }}>{say('Imported')}</h3>
        <OriginOf {...KEPT} receivedAt={dataUpdatedAt} />
      </div>
      <Rows tabIndex={0}>
        {data.map((entry) => (
          <li key={entry.id} style={{ display: 'flex', alignItems: 'center', gap: 10 }}>
            <span style={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
              <strong>{entry.name}</strong> {entryWords(entry)}
              {entry.problem !== null && <span style={{ color: tone.down }}> {told(entry.problem)}</span>}
            </span>
            <Button
              size="small"
              onClick={() => onRemove(entry.id, entry.name)}
              aria-label={say('Remove {name}', { name: entry.name })}
            >
              {say('Remove')}
            </Button>
          </li>
        ))}
      </Rows>
    </section>
  );
}

function Working({
  state,
  onCancel,
}: {
  readonly state: Extract<ImportState, { at: 'working' }>;
  readonly onCancel: () => void;
}) {
  const leftMs = useRemaining({ done: state.share, total: 1 });
  return (
    <DropZone as="div" style={{ justifyItems: 'stretch' }}>
      <WorkBar label={state.doing} done={state.share} total={1} leftMs={leftMs} words={`${state.doing} …`} />
      <Words>{say('It goes on when this is closed; a notice tells how it ended.')}</Words>
      <div>
        <Button onClick={onCancel}>{say('Cancel')}</Button>
      </div>
    </DropZone>
  );
}

function Outcome({ state }: { readonly state: ImportState }) {
  switch (state.at) {
    case 'bad-rows':
      return (
        <div role="alert" style={{ display: 'grid', gap: 8 }}>
          <Words>{badWords(state.name, state.count)}</Words>
          <Rows tabIndex={0} aria-label={say('Bad rows')}>
            {state.bad.map(({ line, reason }, i) => (
              <li key={i}>
                <b>{say('line {line}', { line: formatCount(line) })}</b> {told(reason)}
              </li>
            ))}
          </Rows>
        </div>
      );
    case 'not-readable':
      return (
        <div>
          <FailureWords failure={{ code: verbatim('NOT READABLE'), sentence: state.reason }} />
          <Words>{say('Nothing of {name} was imported; nothing is guessed.', { name: state.name })}</Words>
        </div>
      );
    case 'imported':
      return <Words role="status">{importedWords(state.entry)}</Words>;
    case 'failed':
      return <FailureWords failure={state.failure} />;
    case 'choose':
    case 'working':
    case 'proposal':
      return null;
  }
}

/** What goes on when it is closed goes on without it, and is found again when it is opened. */
function Import({ symbol: shown, onClose }: { readonly symbol: string; readonly onClose: () => void }) {
  const [kind, setKind] = useState<Kind>('levels');
  const work = useImport(shown, kind);
  const { symbol } = work;
  const { state } = work;
  if (state.at === 'proposal')
    return (
      <ActionDialog
        open
        title={say('Is this what {name} shows?', { name: state.name })}
        onClose={onClose}
        width="lg"
        origin={{ ...READ, receivedAt: state.readAt }}
      >
        <Proposal
          {...state}
          symbol={symbol}
          onConfirm={(unit) => work.confirm(state.run, unit)}
          onReject={() => work.reject(state.run)}
        />
      </ActionDialog>
    );
  return (
    <ActionDialog open title={say('Import levels, liquidations or a picture')} onClose={onClose} width="md">
      <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
        <Words>
          {say(
            'Levels of another source are drawn beside the map under their own name and never move it. A picture is read as a map of {symbol} and counts after you confirm it.',
            { symbol },
          )}
        </Words>
        {state.at === 'working' ? (
          <Working state={state} onCancel={() => work.cancel(state.run)} />
        ) : (
          <Chooser kind={kind} onKind={setKind} onFile={work.take} />
        )}
        <Outcome state={state} />
        <Imported onRemove={work.remove} />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{say('Close')}</Button>
      </DialogActions>
    </ActionDialog>
  );
}

/** Brings levels, liquidations and pictures of liquidation maps in. */
export function ImportDialog() {
  const { open, close } = useKingfisherDialogs();
  const row = useShownRow();
  return open?.kind === 'import' && row !== null ? <Import symbol={row.symbol} onClose={close} /> : null;
}
