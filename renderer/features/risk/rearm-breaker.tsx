import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import type { BreakerLine } from './breaker-groups.ts';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { say } from '#shared/language/words.ts';

const WORD = 'REARM';

function RearmBreakerForm({ line, onClose }: { readonly line: BreakerLine; readonly onClose: () => void }) {
  const [word, setWord] = useState('');
  const [reason, setReason] = useState('');
  const rearm = useMutation(useApi().protections.rearm.mutationOptions({ onSuccess: onClose }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rearm.mutate({ id: line.rearm ?? '', confirmation: word, reason: reason.trim() });
  };
  return (
    <form onSubmit={submit}>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Words>
          {say(
            '{note}. From now on its loss is measured from the present equity. Trading itself is re-armed apart, at the trading state.',
            { note: line.note },
          )}
        </Words>
        <TextField
          size="small"
          label={say('Reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <TextField
          size="small"
          label={say('Type {word} to confirm', { word: WORD })}
          value={word}
          onChange={(event) => setWord(event.target.value)}
          slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false } }}
        />
        <FailureWords failure={rearm.isError ? describeError(rearm.error) : null} />
      </DialogContent>
      <FormActions
        submit={say('Re-arm')}
        disabled={word !== WORD || reason.trim() === '' || rearm.isPending}
        onCancel={onClose}
      />
    </form>
  );
}

interface RearmBreakerProps {
  /** Null while nothing is asked. */
  readonly line: BreakerLine | null;
  readonly onClose: () => void;
}

/** Asks for the typed word and a reason before a risk breaker is closed. */
export function RearmBreaker({ line, onClose }: RearmBreakerProps) {
  return (
    <ActionDialog open={line !== null} title={say('Re-arm {title}?', { title: line?.title ?? '' })} onClose={onClose}>
      {line !== null && <RearmBreakerForm line={line} onClose={onClose} />}
    </ActionDialog>
  );
}
