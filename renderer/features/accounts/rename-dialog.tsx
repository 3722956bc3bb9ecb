import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import type { AccountView } from '#shared/contract/accounts.ts';
import { LOGIN_LIMITS } from '#shared/domain/exchange-account.ts';
import { say } from '#shared/language/words.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { useAction } from '#renderer/data/use-action.ts';

interface RenameFormProps {
  readonly account: AccountView;
  readonly onClose: () => void;
}

/** Gives an account another name. */
export function RenameForm({ account, onClose }: RenameFormProps) {
  const client = useClient();
  const [name, setName] = useState(account.name);
  const field = useFirstFocus<HTMLInputElement>();
  const { pending, failure, run } = useAction();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const renamed = await run(() => client.accounts.rename({ id: account.key, name: name.trim() }));
    if (renamed !== null) onClose();
  };
  const unchanged = name.trim() === '' || name.trim() === account.name;
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <DialogContent sx={{ display: 'grid', gap: 2.5 }}>
        <TextField
          inputRef={field}
          fullWidth
          size="small"
          label={say('Name')}
          value={name}
          onChange={({ target }) => setName(target.value)}
          slotProps={{ htmlInput: { maxLength: LOGIN_LIMITS.name, autoComplete: 'off', spellCheck: false } }}
          sx={{ mt: 1 }}
        />
        <FailureWords failure={failure} />
      </DialogContent>
      <FormActions submit={say('Rename')} disabled={unchanged || pending} onCancel={onClose} />
    </form>
  );
}
