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
import type { AlertChannelView } from '#shared/contract/alerts.ts';
import { say } from '#shared/language/words.ts';
import { LevelField } from './level-field.tsx';

interface FormProps {
  readonly channel: AlertChannelView;
  readonly onClose: () => void;
}

function ChangeForm({ channel, onClose }: FormProps) {
  const client = useClient();
  const [name, setName] = useState(channel.name);
  const [minLevel, setLevel] = useState(channel.minLevel);
  const field = useFirstFocus<HTMLInputElement>();
  const { pending, failure, run } = useAction();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const change = { id: channel.key, name: name.trim(), minLevel };
    if ((await run(() => client.alerts.change(change))) !== null) onClose();
  };
  const unchanged = name.trim() === '' || (name.trim() === channel.name && minLevel === channel.minLevel);
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <DialogContent sx={{ display: 'grid', gap: 3 }}>
        <TextField
          inputRef={field}
          size="small"
          label={say('Name')}
          value={name}
          onChange={({ target }) => setName(target.value)}
          slotProps={{ htmlInput: { maxLength: 40, autoComplete: 'off', spellCheck: false } }}
          sx={{ mt: 1 }}
        />
        <LevelField value={minLevel} onChange={setLevel} />
        <Words>{say('Where it leads cannot be changed: remove the channel and add it again.')}</Words>
        <FailureWords failure={failure} />
      </DialogContent>
      <FormActions submit={say('Save')} disabled={unchanged || pending} onCancel={onClose} />
    </form>
  );
}

function RemoveForm({ channel, onClose }: FormProps) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  const remove = async () => {
    if ((await run(() => client.alerts.remove({ id: channel.key }))) !== null) onClose();
  };
  return (
    <>
      <DialogContent sx={{ display: 'grid', gap: 3 }}>
        <Words>{say('No notice goes there any more, and its address, token or password is erased here.')}</Words>
        <FailureWords failure={failure} />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{say('Keep it')}</Button>
        <DangerButton disabled={pending} onClick={() => void remove()}>
          {say('Remove channel')}
        </DangerButton>
      </DialogActions>
    </>
  );
}

/** What is open for which channel. */
export interface ChannelAsked {
  readonly kind: 'change' | 'remove';
  readonly channel: AlertChannelView;
}

interface ChannelDialogsProps {
  readonly asked: ChannelAsked | null;
  readonly onClose: () => void;
}

/** Changes or removes a channel. */
export function ChannelDialogs({ asked, onClose }: ChannelDialogsProps) {
  const title =
    asked === null
      ? ''
      : asked.kind === 'change'
        ? asked.channel.name
        : say('Remove {name}?', { name: asked.channel.name });
  return (
    <ActionDialog open={asked !== null} title={title} onClose={onClose}>
      {asked?.kind === 'change' && <ChangeForm channel={asked.channel} onClose={onClose} />}
      {asked?.kind === 'remove' && <RemoveForm channel={asked.channel} onClose={onClose} />}
    </ActionDialog>
  );
}
