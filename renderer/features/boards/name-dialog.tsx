import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import { ActionDialog } from '#renderer/ui/action-dialog.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import { say } from '#shared/language/words.ts';
import { NAME_LENGTH } from './board-schema.ts';
import { nameProblem } from './boards.ts';
import { useBoards } from './boards-store.ts';
import type { NameQuestion } from './use-board-commands.ts';

interface FormProps {
  readonly question: NameQuestion;
  readonly onClose: () => void;
}

function NameForm({ question, onClose }: FormProps) {
  const [name, setName] = useState(question.initial);
  const kept = useBoards();
  const field = useFirstFocus<HTMLInputElement>();
  const unchanged = name.trim() === question.initial;
  const problem = unchanged ? null : nameProblem(kept, name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (unchanged || problem !== null) return;
    question.onName(name.trim());
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <DialogContent>
        <TextField
          inputRef={field}
          fullWidth
          size="small"
          sx={{ mt: 1 }}
          label={say('Name of the board')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={problem !== null && name !== ''}
          helperText={name === '' ? ' ' : (problem ?? ' ')}
          slotProps={{ htmlInput: { maxLength: NAME_LENGTH, autoComplete: 'off' } }}
        />
      </DialogContent>
      <FormActions submit={question.confirm} disabled={unchanged || problem !== null} onCancel={onClose} />
    </form>
  );
}

/** Asks for the name of a board. */
export function NameDialog({
  question,
  onClose,
}: {
  readonly question: NameQuestion | null;
  readonly onClose: () => void;
}) {
  return (
    <ActionDialog open={question !== null} title={question?.title ?? ''} onClose={onClose}>
      {question !== null && <NameForm question={question} onClose={onClose} />}
    </ActionDialog>
  );
}
