import DialogContent from '@mui/material/DialogContent';
import { useState, type FormEvent } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { PhraseField } from '#renderer/ui/phrase-field.tsx';
import { ReasonField } from '#renderer/ui/reason-field.tsx';
import { say } from '#shared/language/words.ts';
import { leaveOutProblem } from './watchdog-words.ts';

interface LeaveOutFormProps {
  readonly phrase: string;
  readonly onClose: () => void;
}

function LeaveOutForm({ phrase, onClose }: LeaveOutFormProps) {
  const client = useClient();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const { pending, failure, run } = useAction();
  const problem = leaveOutProblem(phrase, typed, reason);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (problem !== null) return;
    const left = await run(() => client.watchdog.leaveOut({ phrase: typed, reason: reason.trim() }));
    if (left !== null) onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off" aria-label={say('Trade without the watchdog')}>
      <DialogContent sx={{ display: 'grid', gap: 3 }}>
        <Words>
          {say(
            'Entries are let through although nobody cancels and closes when this program dies or stalls. Stops at the venue stay. The decision and its reason are journaled and hold over a restart until the watchdog guards again.',
          )}
        </Words>
        <ReasonField value={reason} onChange={setReason} />
        <PhraseField expected={phrase} typed={typed} onTyped={setTyped}>
          {say('Type this line to confirm.')}
        </PhraseField>
        <FailureWords failure={failure} />
      </DialogContent>
      <FormActions
        submit={say('Trade without it')}
        disabled={problem !== null || pending}
        danger
        cancel={say('Keep the watchdog')}
        onCancel={onClose}
      />
    </form>
  );
}

interface LeaveOutDialogProps extends LeaveOutFormProps {
  readonly open: boolean;
}

/** The typed decision to trade without the watchdog. */
export function LeaveOutDialog({ open, ...rest }: LeaveOutDialogProps) {
  return (
    <ActionDialog open={open} title={say('Trade without the watchdog?')} onClose={rest.onClose} width="sm">
      <LeaveOutForm {...rest} />
    </ActionDialog>
  );
}
