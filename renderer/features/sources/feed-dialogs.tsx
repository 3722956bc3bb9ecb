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
import type { SourceView } from '#shared/contract/sources.ts';
import { say } from '#shared/language/words.ts';
import { feedWeight } from './drafts.ts';
import { tellFeedChanged, tellFeedRemoved } from './source-undo.ts';

interface FormProps {
  readonly source: SourceView;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

function ChangeForm({ source, onChanged, onClose }: FormProps) {
  const client = useClient();
  const field = useFirstFocus<HTMLInputElement>();
  const { pending, failure, run } = useAction();
  const [name, setName] = useState(source.name);
  const [text, setText] = useState(String(source.weight));
  const weight = feedWeight(text);
  const same = name.trim() === source.name && weight === source.weight;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (weight === null) return;
    const change = { id: source.key, name: name.trim(), weight };
    if ((await run(() => client.sources.change(change))) === null) return;
    tellFeedChanged(client.sources, source, onChanged);
    onChanged();
    onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <DialogContent sx={{ display: 'grid', gap: 2.5 }}>
        <TextField
          inputRef={field}
          size="small"
          label={say('Name')}
          value={name}
          onChange={({ target }) => setName(target.value)}
          slotProps={{ htmlInput: { maxLength: 40, autoComplete: 'off', spellCheck: false } }}
          sx={{ mt: 1 }}
        />
        <TextField
          size="small"
          label={say('Weight')}
          value={text}
          onChange={({ target }) => setText(target.value)}
          helperText={
            weight === null ? say('A weight is 0.1 to 10.') : say('How much an article of it counts against another.')
          }
          slotProps={{ htmlInput: { maxLength: 6, inputMode: 'decimal', autoComplete: 'off' } }}
        />
        <Words>{say('Its address cannot be changed: remove the source and add it again.')}</Words>
        <FailureWords failure={failure} />
      </DialogContent>
      <FormActions
        submit={say('Save')}
        disabled={same || weight === null || name.trim() === '' || pending}
        onCancel={onClose}
      />
    </form>
  );
}

function RemoveForm({ source, onChanged, onClose }: FormProps) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  const remove = async () => {
    if ((await run(() => client.sources.remove({ id: source.key }))) === null) return;
    tellFeedRemoved(client.sources, source, onChanged);
    onChanged();
    onClose();
  };
  return (
    <>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Words>
          {say('It is read no more. What it told so far stays stored, so that past opinions can be computed again.')}
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

/** What is open for which source. */
export interface FeedAsked {
  readonly kind: 'change' | 'remove';
  readonly source: SourceView;
}

interface FeedDialogsProps {
  readonly asked: FeedAsked | null;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Changes or removes a feed or series. */
export function FeedDialogs({ asked, ...rest }: FeedDialogsProps) {
  const title =
    asked === null
      ? ''
      : asked.kind === 'change'
        ? asked.source.name
        : say('Remove {name}?', { name: asked.source.name });
  return (
    <ActionDialog open={asked !== null} title={title} onClose={rest.onClose}>
      {asked?.kind === 'change' && <ChangeForm source={asked.source} {...rest} />}
      {asked?.kind === 'remove' && <RemoveForm source={asked.source} {...rest} />}
    </ActionDialog>
  );
}
