import TextField from '@mui/material/TextField';
import { useCallback, useState, type ClipboardEvent, type Ref } from 'react';
import { say } from '#shared/language/words.ts';
import { pastedText } from './pasted-text.ts';

interface SecretFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  readonly disabled?: boolean;
  readonly help?: string;
  /** Spaces at the ends belong to a chosen passphrase, not to a pasted key. */
  readonly keepsSpaces?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/**
 * Empties the field when it goes: an element that something still refers to, its attribute and React's note of its last
 * value would keep the secret for as long.
 */
function useEmptiedAtEnd(outer: Ref<HTMLInputElement> | undefined) {
  return useCallback(
    (element: HTMLInputElement) => {
      const hand = (value: HTMLInputElement | null): void => {
        if (typeof outer === 'function') outer(value);
        else if (outer !== undefined && outer !== null) outer.current = value;
      };
      hand(element);
      return () => {
        hand(null);
        element.value = '';
        element.removeAttribute('value');
      };
    },
    [outer],
  );
}

/** A field whose content is never shown and never offered again by the browser. Pasted text loses the space around it. */
export function SecretField(props: SecretFieldProps) {
  const { label, value, onChange, maxLength, disabled, help = ' ', keepsSpaces = false, inputRef } = props;
  const [note, setNote] = useState('');
  const field = useEmptiedAtEnd(inputRef);
  const paste = (event: ClipboardEvent) => {
    if (keepsSpaces) return;
    const { text, trimmed } = pastedText(event.clipboardData.getData('text'));
    setNote(trimmed ? say('Spaces around the pasted text were taken off.') : '');
    // A key in lines keeps them: the field itself would drop every line break of a pasted text.
    event.preventDefault();
    onChange(text.slice(0, maxLength));
  };
  return (
    <TextField
      inputRef={field}
      fullWidth
      size="small"
      type="password"
      label={label}
      value={value}
      disabled={disabled === true}
      helperText={note === '' ? help : note}
      onPaste={paste}
      onChange={({ target }) => {
        setNote('');
        onChange(target.value);
      }}
      slotProps={{
        htmlInput: { maxLength, autoComplete: 'off', autoCorrect: 'off', autoCapitalize: 'off', spellCheck: false },
      }}
    />
  );
}
