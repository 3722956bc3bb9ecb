import { FileDrop } from '#renderer/ui/file-drop.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { READ_ONLY_TITLE, useWritable } from '#renderer/ui/writable.ts';
import { say, verbatim } from '#shared/language/words.ts';

/** Columns keep their names in every language. */
const COLUMNS = ['timestamp_ms', 'open', 'high', 'low', 'close', 'volume'].join(', ');

/** Where candle files are chosen or dropped. */
export function CandleDrop({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const writable = useWritable();
  return (
    <FileDrop
      button={say('Choose candle files')}
      label={say('Candle files to import')}
      accept={verbatim('.csv,.gz,.txt')}
      multiple
      refused={writable ? undefined : READ_ONLY_TITLE}
      onFiles={onFiles}
    >
      <p>{say('or drop them here: CSV, plain or packed with gzip, several at once')}</p>
      <p>
        {rich('The first line names {columns} in any order; times are open times in milliseconds since 1970, UTC.', {
          columns: <code>{COLUMNS}</code>,
        })}
      </p>
    </FileDrop>
  );
}
