import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { use, useState, type FormEvent } from 'react';
import { say } from '#shared/language/words.ts';
import { agedPaper, DialogHead } from './action-dialog.tsx';
import { FormActions } from './form-actions.tsx';
import { useOld } from './origin-world.ts';
import { PanelOriginContext } from './panel-origin.tsx';
import { tone } from './theme/tokens.ts';
import { useFirstFocus } from './use-first-focus.ts';

/** What an action asks before it is done. */
export interface ReasonQuestion {
  readonly title: string;
  /** What it will do and what it leaves alone. */
  readonly sentence: string;
  readonly confirm: string;
  /** True for what stops something: its button is filled. */
  readonly stops: boolean;
  /** True where the sentence holds figures of the panel in which it is asked. */
  readonly figures?: boolean;
}

interface ReasonDialogProps {
  /** Null while nothing is asked. */
  readonly question: ReasonQuestion | null;
  readonly pending: boolean;
  /** Why the host refused it; null when it did not. */
  readonly failure: { readonly code: string; readonly sentence: string } | null;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

type FormProps = Omit<ReasonDialogProps, 'question'> & { readonly question: ReasonQuestion };

function ReasonForm({ question, pending, failure, onConfirm, onClose }: FormProps) {
  const origin = use(PanelOriginContext) ?? undefined;
  const [reason, setReason] = useState('');
  const field = useFirstFocus<HTMLInputElement>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(reason.trim());
  };
  return (
    <form onSubmit={submit}>
      <DialogHead id="reason-title" title={question.title} origin={question.figures === true ? origin : undefined} />
      <DialogContent>
        <p style={{ color: tone.text2, fontSize: 12.5, marginBottom: 14 }}>{question.sentence}</p>
        <TextField
          inputRef={field}
          fullWidth
          size="small"
          label={say('Reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        {failure !== null && (
          <p role="alert" style={{ color: tone.down, fontSize: 12, marginTop: 8 }}>
            <b>{failure.code}</b> {failure.sentence}
          </p>
        )}
      </DialogContent>
      <FormActions
        submit={question.confirm}
        disabled={reason.trim() === '' || pending}
        danger={question.stops}
        onCancel={onClose}
      />
    </form>
  );
}

/** Confirms an action that needs a reason; what was typed does not outlive the dialog. */
export function ReasonDialog({ question, ...rest }: ReasonDialogProps) {
  return (
    <Dialog
      open={question !== null}
      onClose={rest.onClose}
      maxWidth="xs"
      fullWidth
      aria-labelledby="reason-title"
      slotProps={agedPaper(useOld('connection'))}
    >
      {question !== null && <ReasonForm question={question} {...rest} />}
    </Dialog>
  );
}
