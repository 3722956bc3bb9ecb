import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import { describeError } from '#renderer/data/describe-error.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';

/** A refusal of the host inside a dialog: code and sentence. */
export function Refusal({ error }: { readonly error: unknown }) {
  const { code, sentence } = describeError(error);
  return (
    <p role="alert" style={{ color: tone.down, fontSize: 12, marginTop: 8 }}>
      <b>{code}</b> {sentence}
    </p>
  );
}

/** What is asked of the host, as TanStack Query's mutations give it. */
export interface ReasonedCall {
  readonly mutate: (input: { readonly reason: string }) => void;
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly error: unknown;
}

interface ReasonFormProps {
  readonly title: string;
  readonly sentence: string;
  readonly confirm: string;
  readonly call: ReasonedCall;
  readonly onClose: () => void;
}

/** Confirms an action that needs a reason; the reason is journaled with it. */
export function ReasonForm({ title, sentence, confirm, call, onClose }: ReasonFormProps) {
  const [reason, setReason] = useState('');
  const field = useFirstFocus<HTMLInputElement>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    call.mutate({ reason: reason.trim() });
  };
  return (
    <form onSubmit={submit}>
      <DialogTitle sx={{ fontSize: 16, fontWeight: 600, pb: 1 }}>{title}</DialogTitle>
      <DialogContent>
        <p style={{ color: tone.text2, fontSize: 12.5, marginBottom: 14 }}>{sentence}</p>
        <TextField
          inputRef={field}
          fullWidth
          size="small"
          label="Reason"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        {call.isError && <Refusal error={call.error} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="contained" color="error" disabled={reason.trim() === '' || call.isPending}>
          {confirm}
        </Button>
      </DialogActions>
    </form>
  );
}
