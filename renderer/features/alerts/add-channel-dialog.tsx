import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import type { AlertChannelView } from '#shared/contract/alerts.ts';
import { ALERT_KINDS } from '#shared/domain/alert.ts';
import { say } from '#shared/language/words.ts';
import { KIND_WORDS } from './alert-words.ts';
import { channelOf, channelProblem, EMPTY_CHANNEL, forgetSecrets, type ChannelDraft } from './channel-draft.ts';
import { KindFields } from './channel-fields.tsx';
import { LevelField } from './level-field.tsx';

const KINDS = ALERT_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }));

interface AddFormProps {
  readonly onAdded: (channel: AlertChannelView) => void;
  readonly onClose: () => void;
}

function useAdding(onAdded: AddFormProps['onAdded']) {
  const client = useClient();
  const [draft, setDraft] = useState<ChannelDraft>(EMPTY_CHANNEL);
  const action = useAction();
  const send = async () => {
    const channel = channelOf(draft);
    // Whatever the host answers, the page keeps no secret.
    setDraft(forgetSecrets);
    const added = await action.run(() => client.alerts.add(channel));
    if (added !== null) onAdded(added);
  };
  return { draft, setDraft, action, send };
}

function AddForm({ onAdded, onClose }: AddFormProps) {
  const { draft, setDraft, action, send } = useAdding(onAdded);
  const first = useFirstFocus<HTMLInputElement>();
  const change = (part: Partial<ChannelDraft>) => setDraft((now) => ({ ...now, ...part }));
  const problem = channelProblem(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem === null) void send();
  };
  return (
    <form onSubmit={submit} autoComplete="off" aria-label={say('New channel')}>
      <DialogContent sx={{ display: 'grid', gap: 2.5 }}>
        <div>
          <Segmented
            label={say('Kind of channel')}
            options={KINDS}
            value={draft.kind}
            onChange={(kind) => setDraft({ ...forgetSecrets(draft), kind })}
          />
        </div>
        <Words>
          {say('Addresses of webhooks, tokens and passwords are stored where logins are kept and never shown again.')}
        </Words>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12, marginTop: 8 }}>
          <TextField
            inputRef={first}
            size="small"
            label={say('Name')}
            value={draft.name}
            onChange={({ target }) => change({ name: target.value })}
            slotProps={{ htmlInput: { maxLength: 40, autoComplete: 'off', spellCheck: false } }}
          />
          <LevelField value={draft.minLevel} onChange={(minLevel) => change({ minLevel })} />
        </div>
        <KindFields key={draft.kind} draft={draft} onChange={change} />
        <FailureWords failure={action.failure} />
        {action.failure !== null && (
          <Words>{say('What is secret was cleared from this window: paste it again.')}</Words>
        )}
        <p style={{ minHeight: 18, fontSize: 11.5, color: tone.text3 }}>
          {action.pending ? say('Storing the channel.') : problem}
        </p>
      </DialogContent>
      <FormActions submit={say('Add and test')} disabled={problem !== null || action.pending} onCancel={onClose} />
    </form>
  );
}

interface AddChannelDialogProps extends AddFormProps {
  readonly open: boolean;
}

/** Adds a channel of any kind. */
export function AddChannelDialog({ open, ...rest }: AddChannelDialogProps) {
  return (
    <ActionDialog open={open} title={say('Add a channel')} onClose={rest.onClose} width="sm">
      <AddForm {...rest} />
    </ActionDialog>
  );
}
