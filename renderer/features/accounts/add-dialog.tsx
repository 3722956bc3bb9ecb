import DialogContent from '@mui/material/DialogContent';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import type { AccountView } from '#shared/contract/accounts.ts';
import { LOGIN_LIMITS, VENUE_IDS, VENUE_LOGINS } from '#shared/domain/exchange-account.ts';
import { say } from '#shared/language/words.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { EMPTY_LOGIN, forgetSecrets, loginProblem, type LoginDraft } from './login-draft.ts';
import { SecretField } from '#renderer/ui/secret-field.tsx';
import { useAction } from '#renderer/data/use-action.ts';

const NOTE = say(
  'A key that may read and trade futures, and nothing else. What you paste here is stored once and never shown again.',
);

interface AddFormProps {
  readonly onAdded: (account: AccountView) => void;
  readonly onClose: () => void;
}

function useAdding(onAdded: AddFormProps['onAdded']) {
  const client = useClient();
  const [draft, setDraft] = useState<LoginDraft>(EMPTY_LOGIN);
  const [sent, setSent] = useState(false);
  const action = useAction();
  const send = async () => {
    const { venue, name, key, secret, passphrase } = draft;
    const needed = VENUE_LOGINS[venue].passphrase;
    const login = {
      venue,
      name: name.trim(),
      key: key.trim(),
      secret: secret.trim(),
      passphrase: needed ? passphrase.trim() : null,
    };
    // Whatever the host answers, the page keeps no part of the login.
    setDraft(forgetSecrets);
    setSent(true);
    const account = await action.run(() => client.accounts.add(login));
    if (account !== null) onAdded(account);
  };
  return { draft, setDraft, sent, action, send };
}

function AddForm({ onAdded, onClose }: AddFormProps) {
  const { draft, setDraft, sent, action, send } = useAdding(onAdded);
  const first = useFirstFocus<HTMLInputElement>();
  const login = VENUE_LOGINS[draft.venue];
  const problem = loginProblem(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem === null) void send();
  };
  const set = (name: keyof LoginDraft) => (value: string) => setDraft({ ...draft, [name]: value });
  return (
    <form onSubmit={submit} autoComplete="off" aria-label={say('New account')}>
      <DialogContent sx={{ display: 'grid', gap: 2.5 }}>
        <Words>{NOTE}</Words>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12, marginTop: 10 }}>
          <TextField
            select
            size="small"
            label={say('Exchange')}
            value={draft.venue}
            onChange={({ target }) => setDraft({ ...forgetSecrets(draft), venue: target.value as LoginDraft['venue'] })}
          >
            {VENUE_IDS.map((venue) => (
              <MenuItem key={venue} value={venue}>
                {VENUE_LOGINS[venue].label}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            inputRef={first}
            size="small"
            label={say('Name')}
            value={draft.name}
            onChange={({ target }) => set('name')(target.value)}
            slotProps={{ htmlInput: { maxLength: LOGIN_LIMITS.name, autoComplete: 'off', spellCheck: false } }}
          />
        </div>
        <SecretField label={say('API key')} value={draft.key} onChange={set('key')} maxLength={LOGIN_LIMITS.key} />
        <SecretField
          label={say('API secret')}
          value={draft.secret}
          onChange={set('secret')}
          maxLength={LOGIN_LIMITS.secret}
        />
        {login.passphrase && (
          <SecretField
            label={say('API passphrase')}
            value={draft.passphrase}
            onChange={set('passphrase')}
            maxLength={LOGIN_LIMITS.passphrase}
            help={say('Chosen when the key was made at {venue}; not your password.', { venue: login.label })}
          />
        )}
        <FailureWords failure={action.failure} />
        {sent && action.failure !== null && (
          <Words>{say('Key, secret and passphrase were cleared from this window: paste them again.')}</Words>
        )}
        <p style={{ minHeight: 18, fontSize: 11.5, color: tone.text3 }}>
          {action.pending ? say('Storing the login.') : problem}
        </p>
      </DialogContent>
      <FormActions submit={say('Add and test')} disabled={problem !== null || action.pending} onCancel={onClose} />
    </form>
  );
}

interface AddDialogProps extends AddFormProps {
  readonly open: boolean;
}

/** Adds an exchange account. */
export function AddDialog({ open, ...rest }: AddDialogProps) {
  return (
    <ActionDialog open={open} title={say('Add an exchange account')} onClose={rest.onClose} width="sm">
      <AddForm {...rest} />
    </ActionDialog>
  );
}
