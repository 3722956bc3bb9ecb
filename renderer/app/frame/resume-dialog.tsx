import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { agedPaper, DialogHead } from '#renderer/ui/action-dialog.tsx';
import { useOld } from '#renderer/ui/origin-world.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import type { RiskStatusView } from '#shared/contract/risk.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { tradingWord } from '#renderer/ui/trading-words.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { Refusal } from './refusal.tsx';

const WORD = 'RESUME';

type Cause = RiskStatusView['causes'][number];

function causeWords({ level, reason, since, ends, holds }: Cause): ReactNode {
  const values = {
    level: <b style={{ color: tone.text }}>{tradingWord(level)}</b>,
    since: formatMoment(since),
    reason: told(reason),
  };
  if (ends === 'by-itself') return rich('{level} since {since} UTC: {reason} (ends by itself)', values);
  return holds
    ? rich('{level} since {since} UTC: {reason} (still holds)', values)
    : rich('{level} since {since} UTC: {reason}', values);
}

function Causes({ causes }: { readonly causes: readonly Cause[] }) {
  return (
    <ul style={{ margin: '0 0 14px', paddingLeft: 18, fontSize: 12.5, color: tone.text2 }}>
      {causes.map((cause) => (
        <li key={cause.kind}>{causeWords(cause)}</li>
      ))}
    </ul>
  );
}

const ORIGIN = {
  from: say('The trading state of the host and its causes, as they were journaled'),
  kind: 'measured',
} as const;

function ResumeForm({ onClose }: { readonly onClose: () => void }) {
  const { row, receivedAt } = useRow('risk');
  const [word, setWord] = useState('');
  const [reason, setReason] = useState('');
  const field = useFirstFocus<HTMLInputElement>();
  const rearm = useMutation(useApi().risk.rearm.mutationOptions({ onSuccess: onClose }));
  const causes = row?.causes ?? [];
  const needsReason = causes.some(({ ends, holds }) => ends === 'by-person' && holds);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rearm.mutate({ phrase: word, reason: reason.trim() === '' ? null : reason.trim() });
  };
  return (
    <form onSubmit={submit}>
      <DialogHead id="resume-title" title={say('Resume trading?')} origin={{ ...ORIGIN, receivedAt }} />
      <DialogContent>
        <p style={{ color: tone.text2, fontSize: 12.5, marginBottom: 10 }}>
          {say('New orders will leave again as signals pass.')}
        </p>
        <Causes causes={causes} />
        <TextField
          inputRef={field}
          fullWidth
          size="small"
          sx={{ mt: 1 }}
          label={say('Type {word} to confirm', { word: WORD })}
          value={word}
          onChange={(event) => setWord(event.target.value)}
          slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false } }}
        />
        {needsReason && (
          <TextField
            fullWidth
            size="small"
            sx={{ mt: 1.5 }}
            label={say('Why trade although it still holds')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 200 } }}
          />
        )}
        {rearm.isError && <Refusal error={rearm.error} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{say('Stay as it is')}</Button>
        <Button
          type="submit"
          variant="contained"
          disabled={word !== WORD || (needsReason && reason.trim() === '') || rearm.isPending}
        >
          {say('Resume')}
        </Button>
      </DialogActions>
    </form>
  );
}

/** Asks for the typed word before trading resumes, and for a reason where a cause still holds. */
export function ResumeDialog() {
  const { open, close } = useFrameDialogs();
  return (
    <Dialog
      open={open === 'resume'}
      onClose={close}
      maxWidth="xs"
      fullWidth
      aria-labelledby="resume-title"
      slotProps={agedPaper(useOld('connection'))}
    >
      <ResumeForm onClose={close} />
    </Dialog>
  );
}
