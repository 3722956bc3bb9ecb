import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { DangerButton } from '#renderer/ui/danger-button.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import type { SignalSourceView } from '#shared/contract/signal-management.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { signalWeight } from './drafts.ts';

interface FormProps {
  readonly source: SignalSourceView;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

function WeightForm({ source, onChanged, onClose }: FormProps) {
  const client = useClient();
  const field = useFirstFocus<HTMLInputElement>();
  const { pending, failure, run } = useAction();
  const [text, setText] = useState(String(source.weight));
  const weight = signalWeight(text);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (weight === null) return;
    if ((await run(() => client.signals.changeSource({ name: source.key, weight }))) === null) return;
    onChanged();
    onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <DialogContent sx={{ display: 'grid', gap: 2.5 }}>
        <TextField
          inputRef={field}
          size="small"
          label={say('Weight')}
          value={text}
          onChange={({ target }) => setText(target.value)}
          helperText={weight === null ? say('A weight is 0.05 to 1.') : ' '}
          slotProps={{ htmlInput: { maxLength: 6, inputMode: 'decimal', autoComplete: 'off' } }}
          sx={{ mt: 1 }}
        />
        <Words>{say('The confidence of its signals is multiplied by it, so less makes them harder to trade.')}</Words>
        <FailureWords failure={failure} />
      </DialogContent>
      <FormActions
        submit={say('Save')}
        disabled={weight === null || weight === source.weight || pending}
        onCancel={onClose}
      />
    </form>
  );
}

function RemoveForm({ source, onChanged, onClose }: FormProps) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  const remove = async () => {
    if ((await run(() => client.signals.removeSource({ name: source.key }))) === null) return;
    onChanged();
    onClose();
  };
  return (
    <>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Words>
          {source.kind === 'webhook'
            ? say(
                'No signal of it is taken any more, and its secret is erased here. What it told stays in the journal and in its record. Switching it off keeps it for later.',
              )
            : say(
                'No signal of it is taken any more. What it told stays in the journal and in its record. Switching it off keeps it for later.',
              )}
        </Words>
        <FailureWords failure={failure} />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{say('Keep it')}</Button>
        <DangerButton disabled={pending} onClick={() => void remove()}>
          {say('Remove source')}
        </DangerButton>
      </DialogActions>
    </>
  );
}

interface Outcome {
  readonly taken: readonly unknown[];
  readonly bad: readonly { readonly line: number; readonly reason: string }[];
}

function OutcomeWords({ taken, bad }: Outcome) {
  if (bad.length === 0)
    return (
      <Words role="status">
        {say('{taken, plural, one {# signal was} other {# signals were}} taken.', { taken: taken.length })}
      </Words>
    );
  return (
    <div role="alert">
      <Words>
        {say('Nothing was taken: {bad, plural, one {# line is} other {# lines are}} not right.', { bad: bad.length })}
      </Words>
      <ul style={{ margin: '6px 0 0', paddingLeft: 18, maxHeight: 140, overflow: 'auto', fontSize: 12 }}>
        {bad.map(({ line, reason }) => (
          <li key={line}>{say('Line {line}: {reason}', { line, reason: told(reason) })}</li>
        ))}
      </ul>
    </div>
  );
}

const MOST_TEXT = 500_000;

function ImportForm({ source, onChanged, onClose }: FormProps) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const read = async (file: File | undefined) => {
    setOutcome(null);
    if (file !== undefined) setText((await file.text()).slice(0, MOST_TEXT));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await run(() => client.signals.importCsv({ source: source.key, text }));
    setOutcome(made);
    if (made !== null && made.bad.length === 0) {
      setText('');
      onChanged();
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <label style={{ display: 'grid', gap: 4, fontSize: 12 }}>
          {say('File')}
          <input type="file" accept=".csv,text/csv" onChange={({ target }) => void read(target.files?.[0])} />
        </label>
        <TextField
          size="small"
          label={say('Rows')}
          multiline
          minRows={5}
          maxRows={10}
          value={text}
          onChange={({ target }) => setText(target.value)}
          slotProps={{ htmlInput: { maxLength: MOST_TEXT, spellCheck: false } }}
        />
        {outcome !== null && <OutcomeWords {...outcome} />}
        <FailureWords failure={failure} />
      </DialogContent>
      <FormActions
        submit={say('Hand in')}
        cancel={say('Close')}
        disabled={text.trim() === '' || pending}
        onCancel={onClose}
      />
    </form>
  );
}

/** What is open for which source. */
export interface SignalSourceAsked {
  readonly kind: 'weight' | 'remove' | 'import';
  readonly source: SignalSourceView;
}

const FORMS = { weight: WeightForm, remove: RemoveForm, import: ImportForm } as const;
const TITLES: Readonly<Record<SignalSourceAsked['kind'], (name: string) => string>> = {
  weight: (name) => say('Weight of {name}', { name }),
  remove: (name) => say('Remove {name}?', { name }),
  import: (name) => say('Signals of a file for {name}', { name }),
};

interface SignalSourceDialogsProps {
  readonly asked: SignalSourceAsked | null;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Weighs, feeds or removes a source of signals. */
export function SignalSourceDialogs({ asked, onChanged, onClose }: SignalSourceDialogsProps) {
  const Form = asked === null ? null : FORMS[asked.kind];
  return (
    <ActionDialog
      open={asked !== null}
      title={asked === null ? '' : TITLES[asked.kind](asked.source.key)}
      onClose={onClose}
      width={asked?.kind === 'import' ? 'sm' : 'xs'}
    >
      {Form !== null && asked !== null && <Form source={asked.source} onChanged={onChanged} onClose={onClose} />}
    </ActionDialog>
  );
}
