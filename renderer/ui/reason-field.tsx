import TextField from '@mui/material/TextField';
import { say } from '#shared/language/words.ts';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Longest reason that is taken. */
  readonly maxLength?: number;
}

/** Why something is changed: it stands in the journal. */
export function ReasonField({ value, onChange, maxLength = 200 }: ReasonFieldProps) {
  return (
    <TextField
      fullWidth
      size="small"
      label={say('Reason')}
      helperText={say('Journaled with your role, the time and the change.')}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      slotProps={{ htmlInput: { maxLength, autoComplete: 'off' } }}
    />
  );
}

/** Shortest reason that is asked for. */
export const LEAST_REASON = 3;
