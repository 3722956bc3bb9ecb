import Button from '@mui/material/Button';
import DialogContent from '@mui/material/DialogContent';
import { styled } from '@mui/material/styles';
import { useState, type FormEvent } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { tell } from '#renderer/data/notices.ts';
import { useAction } from '#renderer/data/use-action.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { ColumnHeads, columnsOf, DataTable } from '#renderer/ui/data-table.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { formatDayMinute } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { PhraseField } from '#renderer/ui/phrase-field.tsx';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { rowHeight, tone } from '#renderer/ui/theme/tokens.ts';
import { READ_ONLY_TITLE, useWritable } from '#renderer/ui/writable.ts';
import type { StoredSeries } from '#shared/contract/candle-imports.ts';
import { say } from '#shared/language/words.ts';
import { sourceWords } from './candle-words.ts';
import { formatBytes } from './data-words.ts';

const ORIGIN = { from: say('Candles stored in the data folder'), kind: 'measured' } as const;

const Box = styled('div')({ overflow: 'auto', maxHeight: 420, '& td.source': { maxWidth: 320 } });

const nameOf = ({ symbol, timeframe }: Pick<StoredSeries, 'symbol' | 'timeframe'>): string => `${symbol} ${timeframe}`;

function RemoveDialog({ series, onClose }: { readonly series: StoredSeries; readonly onClose: () => void }) {
  const client = useClient();
  const [typed, setTyped] = useState('');
  const { pending, failure, run } = useAction();
  const expected = nameOf(series);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { symbol, timeframe } = series;
    if ((await run(() => client.candleImports.remove({ symbol, timeframe, typed }))) === null) return;
    tell(say('The imported candles of {series} are removed.', { series: expected }));
    onClose();
  };
  return (
    <ActionDialog open title={say('Remove the imported candles of {series}', { series: expected })} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
          <Words>{say('Reports of replays stay. The candles can be brought back only from their files.')}</Words>
          <PhraseField expected={expected} typed={typed} onTyped={setTyped}>
            {say('Type this line to remove {count, plural, one {# candle} other {# candles}}:', {
              count: series.count,
            })}
          </PhraseField>
          <FailureWords failure={failure} />
        </DialogContent>
        <FormActions danger submit={say('Remove')} disabled={pending || typed.trim() !== expected} onCancel={onClose} />
      </form>
    </ActionDialog>
  );
}

interface LineProps {
  readonly series: StoredSeries;
  readonly onRemove: () => void;
}

function Line({ series, onRemove }: LineProps) {
  const writable = useWritable();
  const name = nameOf(series);
  return (
    <tr style={{ height: rowHeight(32) }}>
      <td>
        {series.symbol}
        <small>{series.coin}</small>
      </td>
      <td>{series.timeframe}</td>
      <td>{formatDayMinute(series.from)}</td>
      <td>{formatDayMinute(series.to)}</td>
      <td className="source" style={{ overflow: 'hidden', textOverflow: 'ellipsis' }} title={sourceWords(series)}>
        {sourceWords(series)}
      </td>
      <td data-right>{formatCount(series.count)}</td>
      <td data-right style={series.gaps > 0 ? { color: tone.warn } : undefined}>
        {formatCount(series.gaps)}
      </td>
      <td data-right>{formatBytes(series.bytes)}</td>
      <td data-right>
        {series.of === 'imported' && (
          <Button
            size="small"
            disabled={!writable}
            title={writable ? undefined : READ_ONLY_TITLE}
            aria-label={say('Remove the candles of {series}', { series: name })}
            onClick={onRemove}
          >
            {say('Remove')}
          </Button>
        )}
      </td>
    </tr>
  );
}

const COLUMNS = columnsOf(
  [say('Symbol'), say('Timeframe'), say('From, UTC'), say('To, UTC'), say('Source')],
  [say('Candles'), say('Gaps'), say('Size')],
);

function Stored({ stored }: { readonly stored: readonly StoredSeries[] }) {
  const [removing, setRemoving] = useState<StoredSeries | null>(null);
  if (stored.length === 0)
    return (
      <EmptyNote title={say('No candles are stored yet')}>
        {say('Import candle files above, or let the program run: it keeps the minutes of its market.')}
      </EmptyNote>
    );
  return (
    <>
      <Box ref={scrollStop}>
        <DataTable aria-label={say('Stored candles')}>
          <ColumnHeads columns={[...COLUMNS, { name: '' }]} />
          <tbody>
            {stored.map((series) => (
              <Line key={`${series.of} ${nameOf(series)}`} series={series} onRemove={() => setRemoving(series)} />
            ))}
          </tbody>
        </DataTable>
      </Box>
      {removing !== null && <RemoveDialog series={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

/** Every stored series of candles: those the market keeps, and those that were imported. */
export function StoredPanel() {
  const source = useRow('candleImport');
  const { row } = source;
  return (
    <Panel
      className="all"
      label={say('Stored candles')}
      origin={ORIGIN}
      source={source}
      header={<PanelHead title={say('Stored candles')} note={say('Imported ones can be removed')} />}
    >
      {row === null ? <LoadingRows rows={4} /> : <Stored stored={row.stored} />}
    </Panel>
  );
}
