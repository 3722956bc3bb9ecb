import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';

/** A refusal of the host inside a dialog: code and sentence. */
export function Refusal({ error }: { readonly error: unknown }) {
  const { code, sentence } = describeError(error);
  return (
    <p role="alert" style={{ color: tone.down, fontSize: 12, marginTop: 8 }}>
      <b>{code}</b> {sentence}
    </p>
  );
}

function HaltForm({ onClose }: { readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const halt = useMutation(useApi().trading.halt.mutationOptions({ onSuccess: onClose }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    halt.mutate({ reason: reason.trim() });
  };
  return (
    <form onSubmit={submit}>
      <DialogTitle sx={{ fontSize: 16, fontWeight: 600 }}>Halt all trading?</DialogTitle>
      <DialogContent>
        <p style={{ color: tone.text2, fontSize: 12.5, marginBottom: 14 }}>
          No new order leaves from now on. Positions stay open and their stops stay at the venue. The halt and its
          reason are journaled; resuming takes the typed word RESUME.
        </p>
        <TextField
          autoFocus
          fullWidth
          size="small"
          label="Reason"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        {halt.isError && <Refusal error={halt.error} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="contained" color="error" disabled={reason.trim() === '' || halt.isPending}>
          Halt all
        </Button>
      </DialogActions>
    </form>
  );
}

/** Asks for the reason of a halt and confirms it. */
export function HaltDialog() {
  const { open, close } = useFrameDialogs();
  return (
    <Dialog open={open === 'halt'} onClose={close} maxWidth="xs" fullWidth>
      <HaltForm onClose={close} />
    </Dialog>
  );
}
