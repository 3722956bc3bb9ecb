import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import { say } from '#shared/language/words.ts';
import { PAUSE_SPANS, pauseEnd, type PauseScope, type PauseSpan } from './pause-chips.ts';

/** What is to be paused; the label is empty for all entries. */
export interface PauseWish {
  readonly scope: PauseScope;
  readonly target: string;
  readonly label: string;
}

interface PauseFormProps {
  readonly wish: PauseWish;
  /** The host's clock, ms. */
  readonly now: number;
  readonly onClose: () => void;
}

function PauseForm({ wish: { scope, target }, now, onClose }: PauseFormProps) {
  const [reason, setReason] = useState('');
  const [span, setSpan] = useState<PauseSpan>('open');
  const field = useFirstFocus<HTMLInputElement>();
  const pause = useMutation(useApi().risk.pause.mutationOptions({ onSuccess: onClose }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    pause.mutate({ scope, target, reason: reason.trim(), until: pauseEnd(span, now) });
  };
  return (
    <form onSubmit={submit}>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Words>
          {say('New entries are refused. Positions, stops, targets and exits go on. The pause survives a restart.')}
        </Words>
        <TextField
          inputRef={field}
          size="small"
          label={say('Reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <div>
          <Segmented label={say('How long')} options={PAUSE_SPANS} value={span} onChange={setSpan} />
        </div>
        <FailureWords failure={pause.isError ? describeError(pause.error) : null} />
      </DialogContent>
      <FormActions submit={say('Pause')} disabled={reason.trim() === '' || pause.isPending} danger onCancel={onClose} />
    </form>
  );
}

interface PauseDialogProps {
  /** Null while nothing is asked. */
  readonly wish: PauseWish | null;
  readonly now: number;
  readonly onClose: () => void;
}

const titleOf = (wish: PauseWish | null): string =>
  wish?.scope === 'all' ? say('Pause all entries?') : say('Pause {name}?', { name: wish?.label ?? '' });

/** Asks for the reason and the length of a pause. */
export function PauseDialog({ wish, now, onClose }: PauseDialogProps) {
  return (
    <ActionDialog open={wish !== null} title={titleOf(wish)} onClose={onClose}>
      {wish !== null && <PauseForm wish={wish} now={now} onClose={onClose} />}
    </ActionDialog>
  );
}
