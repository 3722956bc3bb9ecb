import DialogContent from '@mui/material/DialogContent';
import { useState, type FormEvent } from 'react';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { PhraseField } from '#renderer/ui/phrase-field.tsx';
import { ActionDialog, Words } from '#renderer/ui/action-dialog.tsx';
import { say } from '#shared/language/words.ts';
import { LOOSENS } from './limit-change.ts';

interface RollbackFormProps {
  readonly expected: string;
  readonly pending: boolean;
  readonly onConfirm: (typed: string) => void;
  readonly onClose: () => void;
}

function RollbackForm({ expected, pending, onConfirm, onClose }: RollbackFormProps) {
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(typed);
  };
  return (
    <form onSubmit={submit} autoComplete="off">
      <DialogContent sx={{ display: 'grid', gap: 3 }}>
        <Words>{say('That version allows more than the defaults do, and more than now.')}</Words>
        <PhraseField expected={expected} typed={typed} onTyped={setTyped}>
          {LOOSENS}
        </PhraseField>
      </DialogContent>
      <FormActions submit={say('Loosen limits')} disabled={typed !== expected || pending} danger onCancel={onClose} />
    </form>
  );
}

interface RollbackDialogProps extends RollbackFormProps {
  /** The version to go back to; null while none waits for confirmation. */
  readonly target: number | null;
}

/** Asks for the typed line when an earlier version is looser than the defaults. */
export function RollbackDialog({ target, ...rest }: RollbackDialogProps) {
  return (
    <ActionDialog
      open={target !== null}
      title={say('Roll back to version {version}?', { version: target ?? '' })}
      onClose={rest.onClose}
      width="sm"
    >
      {target !== null && <RollbackForm {...rest} />}
    </ActionDialog>
  );
}
