import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import { say } from '#shared/language/words.ts';
import { DangerButton } from './danger-button.tsx';
import { READ_ONLY_TITLE, useWritable } from './writable.ts';

interface FormActionsProps {
  /** What the submitting button says. */
  readonly submit: string;
  readonly disabled: boolean;
  /** True for what trades, erases or stops something: its button is filled red. */
  readonly danger?: boolean;
  readonly cancel?: string;
  readonly onCancel: () => void;
}

/** The foot of a dialog's form: away without a change, or submit. */
export function FormActions({ submit, disabled, danger = false, cancel = say('Cancel'), onCancel }: FormActionsProps) {
  const Submit = danger ? DangerButton : Button;
  const writable = useWritable();
  return (
    <DialogActions sx={{ px: 3, pb: 2 }}>
      <Button onClick={onCancel}>{cancel}</Button>
      <Submit
        type="submit"
        variant="contained"
        disabled={disabled || !writable}
        title={writable ? undefined : READ_ONLY_TITLE}
      >
        {submit}
      </Submit>
    </DialogActions>
  );
}
