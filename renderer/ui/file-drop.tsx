import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { tone } from './theme/tokens.ts';

/** The frame of a place for files, and of what goes on with them there. */
export const DropZone = styled('div')({
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

interface FileDropProps {
  /** What the button says, and the name of the field behind it. */
  readonly button: string;
  readonly label: string;
  /** Endings and types of what is offered, as an `<input>` takes them. */
  readonly accept: string;
  readonly multiple?: boolean;
  readonly autoFocus?: boolean;
  /** Why the button is not to be pressed; what is dropped is answered by the host then. */
  readonly refused?: string | undefined;
  readonly onFiles: (files: readonly File[]) => void;
  /** Words below the button. */
  readonly children: ReactNode;
}

/** Where files are chosen or dropped. */
export function FileDrop(props: FileDropProps) {
  const { button, label, accept, multiple = false, autoFocus = false, refused, onFiles, children } = props;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
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
        autoFocus={autoFocus}
        disabled={refused !== undefined}
        title={refused}
        onClick={() => input.current?.click()}
      >
        {button}
      </Button>
      {children}
      <input
        ref={input}
        type="file"
        multiple={multiple}
        hidden
        aria-label={label}
        accept={accept}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
    </DropZone>
  );
}
