import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useRef, useState, type DragEvent } from 'react';
import { rich } from '#renderer/ui/rich.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { READ_ONLY_TITLE, useWritable } from '#renderer/ui/writable.ts';
import { say, verbatim } from '#shared/language/words.ts';

const DropZone = styled('div')({
  display: 'grid',
  justifyItems: 'center',
  alignContent: 'center',
  gap: 8,
  minHeight: 120,
  padding: 16,
  border: `1px dashed ${tone.lineStrong}`,
  borderRadius: 8,
  background: tone.raised,
  textAlign: 'center',
  '&[data-over="true"]': { borderColor: tone.king },
});

/** Columns keep their names in every language. */
const COLUMNS = ['timestamp_ms', 'open', 'high', 'low', 'close', 'volume'].join(', ');

/** Where candle files are chosen or dropped. */
export function CandleDrop({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const writable = useWritable();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    // Where this window only reads, the host says so.
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <DropZone
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Button
        variant="contained"
        disabled={!writable}
        title={writable ? undefined : READ_ONLY_TITLE}
        onClick={() => input.current?.click()}
      >
        {say('Choose candle files')}
      </Button>
      <p>{say('or drop them here: CSV, plain or packed with gzip, several at once')}</p>
      <p>
        {rich('The first line names {columns} in any order; times are open times in milliseconds since 1970, UTC.', {
          columns: <code>{COLUMNS}</code>,
        })}
      </p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={say('Candle files to import')}
        accept={verbatim('.csv,.gz,.txt')}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
    </DropZone>
  );
}
