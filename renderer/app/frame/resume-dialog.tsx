import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import { Refusal } from './reason-dialog.tsx';

const WORD = 'RESUME';

function ResumeForm({ onClose }: { readonly onClose: () => void }) {
  const { row } = useRow('status');
  const [word, setWord] = useState('');
  const field = useFirstFocus<HTMLInputElement>();
  const resume = useMutation(useApi().trading.resume.mutationOptions({ onSuccess: onClose }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    resume.mutate({ confirmation: word });
  };
  return (
    <form onSubmit={submit}>
      <DialogTitle sx={{ fontSize: 16, fontWeight: 600, pb: 1 }}>Resume trading?</DialogTitle>
      <DialogContent>
        {row !== null && (
          <p style={{ color: tone.text2, fontSize: 12.5, marginBottom: 14 }}>
            {row.trading.state} since {formatMoment(row.trading.since)} UTC
            {row.trading.cause === '' ? '' : `: ${row.trading.cause}`}. New orders will leave again as signals pass.
          </p>
        )}
        <TextField
          inputRef={field}
          fullWidth
          size="small"
          label={`Type ${WORD} to confirm`}
          value={word}
          onChange={(event) => setWord(event.target.value)}
          slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false } }}
        />
        {resume.isError && <Refusal error={resume.error} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>Stay halted</Button>
        <Button type="submit" variant="contained" disabled={word !== WORD || resume.isPending}>
          Resume
        </Button>
      </DialogActions>
    </form>
  );
}

/** Asks for the typed word before trading resumes. */
export function ResumeDialog() {
  const { open, close } = useFrameDialogs();
  return (
    <Dialog open={open === 'resume'} onClose={close} maxWidth="xs" fullWidth>
      <ResumeForm onClose={close} />
    </Dialog>
  );
}
