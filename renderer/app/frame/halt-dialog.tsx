import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { DangerButton } from '#renderer/ui/danger-button.tsx';
import { ReasonDialog, type ReasonQuestion } from '#renderer/ui/reason-dialog.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import { say, verbatim } from '#shared/language/words.ts';
import { Refusal } from './refusal.tsx';

const HALT = say(
  'No new entry leaves from now on and every entry is canceled. Stops, targets and time-outs still work. The halt is journaled and survives a restart; resuming takes the typed word RESUME.',
);

/** What is journaled when nobody takes the time to give a reason; the journal has one language. */
const NO_REASON = verbatim('halted by hand');

/** The button has the focus: the second key press or click halts. */
function HaltForm({ onClose }: { readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [flatten, setFlatten] = useState(false);
  const button = useFirstFocus<HTMLButtonElement>();
  const halt = useMutation(useApi().risk.halt.mutationOptions({ onSuccess: onClose }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    halt.mutate({ reason: reason.trim() === '' ? NO_REASON : reason.trim(), flatten });
  };
  return (
    <form onSubmit={submit}>
      <DialogTitle sx={{ fontSize: 16, fontWeight: 600, pb: 1 }}>{say('Halt all trading?')}</DialogTitle>
      <DialogContent>
        <p style={{ color: tone.text2, fontSize: 12.5, marginBottom: 14 }}>{HALT}</p>
        <TextField
          fullWidth
          size="small"
          label={say('Reason')}
          placeholder={say('halted by hand')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <FormControlLabel
          sx={{ mt: 1 }}
          control={<Checkbox size="small" checked={flatten} onChange={(_, on) => setFlatten(on)} />}
          label={say('Close every position too, reduce-only at market')}
          slotProps={{ typography: { sx: { fontSize: 12.5 } } }}
        />
        {halt.isError && <Refusal error={halt.error} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{say('Cancel')}</Button>
        <DangerButton ref={button} type="submit" variant="contained" disabled={halt.isPending}>
          {flatten ? say('Halt and close all') : say('Halt all')}
        </DangerButton>
      </DialogActions>
    </form>
  );
}

const PAUSE: ReasonQuestion = {
  title: say('Pause signal intake?'),
  sentence: say(
    'Every new signal is refused until you take signals again. Positions and resting orders are not touched. The pause and its reason are journaled.',
  ),
  confirm: say('Pause intake'),
  stops: true,
};

/** Confirms the kill switch, and asks for the reason of a pause of the intake. */
export function HaltDialog() {
  const { open, close } = useFrameDialogs();
  const pause = useMutation(useApi().trading.pauseIntake.mutationOptions({ onSuccess: close }));
  return (
    <>
      <Dialog open={open === 'halt'} onClose={close} maxWidth="xs" fullWidth>
        <HaltForm onClose={close} />
      </Dialog>
      <ReasonDialog
        question={open === 'pause' ? PAUSE : null}
        pending={pause.isPending}
        failure={pause.isError ? describeError(pause.error) : null}
        onConfirm={(reason) => pause.mutate({ reason })}
        onClose={() => {
          pause.reset();
          close();
        }}
      />
    </>
  );
}
