import Checkbox from '@mui/material/Checkbox';
import DialogContent from '@mui/material/DialogContent';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import type { AccountView } from '#shared/contract/accounts.ts';
import { say } from '#shared/language/words.ts';
import { FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { useAction } from '#renderer/data/use-action.ts';

interface RemoveFormProps {
  readonly account: AccountView;
  readonly onClose: () => void;
}

/** The login cannot be reached to be erased: the account may be removed without it, if that is said. */
const UNREACHABLE: readonly string[] = ['SECRETS_LOCKED', 'SECRETS_UNAVAILABLE'];

/** Removes an account after its name was typed. */
export function RemoveForm({ account, onClose }: RemoveFormProps) {
  const client = useClient();
  const [typed, setTyped] = useState('');
  const [leaveLogin, setLeaveLogin] = useState(false);
  const field = useFirstFocus<HTMLInputElement>();
  const { pending, failure, run } = useAction();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const removed = await run(() => client.accounts.remove({ id: account.key, leaveLogin }));
    if (removed !== null) onClose();
  };
  const unreachable = failure !== null && UNREACHABLE.includes(failure.code);
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <DialogContent sx={{ display: 'grid', gap: 2.5 }}>
        <Words>
          {say(
            'The account leaves this workstation and its login is erased here. The key itself stays valid until you delete it at {venue}. Records in the journal stay.',
            { venue: account.venueLabel },
          )}
        </Words>
        <TextField
          inputRef={field}
          fullWidth
          size="small"
          label={say('Type {name} to confirm', { name: account.name })}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false } }}
          sx={{ mt: 1 }}
        />
        <FailureWords failure={failure} />
        {(unreachable || leaveLogin) && (
          <FormControlLabel
            control={<Checkbox size="small" checked={leaveLogin} onChange={(_, on) => setLeaveLogin(on)} />}
            label={say('Remove it although its login cannot be erased now; I delete the key at the exchange.')}
            slotProps={{ typography: { variant: 'body2' } }}
          />
        )}
      </DialogContent>
      <FormActions
        submit={say('Delete account')}
        disabled={typed !== account.name || pending}
        danger
        cancel={say('Keep it')}
        onCancel={onClose}
      />
    </form>
  );
}
