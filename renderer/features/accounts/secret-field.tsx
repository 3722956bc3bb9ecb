import TextField from '@mui/material/TextField';
import { useState, type ClipboardEvent, type Ref } from 'react';
import { pastedText } from './login-draft.ts';

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

/** A field whose content is never shown and never offered again by the browser. Pasted text loses the space around it. */
export function SecretField(props: SecretFieldProps) {
  const { label, value, onChange, maxLength, disabled, help = ' ', keepsSpaces = false, inputRef } = props;
  const [note, setNote] = useState('');
  const paste = (event: ClipboardEvent) => {
    if (keepsSpaces) return;
    const { text, trimmed } = pastedText(event.clipboardData.getData('text'));
    setNote(trimmed ? 'Spaces around the pasted text were taken off.' : '');
    // A key in lines keeps them: the field itself would drop every line break of a pasted text.
    event.preventDefault();
    onChange(text.slice(0, maxLength));
  };
  return (
    <TextField
      {...(inputRef === undefined ? {} : { inputRef })}
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
