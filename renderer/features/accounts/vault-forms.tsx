import DialogContent from '@mui/material/DialogContent';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import type { SecretsStatus } from '#shared/contract/accounts.ts';
import { VAULT_PASSPHRASE } from '#shared/domain/exchange-account.ts';
import { say } from '#shared/language/words.ts';
import { FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { passphraseProblem } from './login-draft.ts';
import { SecretField } from '#renderer/ui/secret-field.tsx';
import { useAction } from '#renderer/data/use-action.ts';

interface VaultFormProps {
  readonly onDone: (status: SecretsStatus) => void;
  readonly onClose: () => void;
}

interface FormFrameProps {
  readonly children: ReactNode;
  readonly problem: string | null;
  readonly blocked: boolean;
  readonly confirm: string;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
}

function FormFrame({ children, problem, blocked, confirm, onClose, onSubmit }: FormFrameProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!blocked && problem === null) onSubmit();
  };
  return (
    <form onSubmit={submit} autoComplete="off">
      <DialogContent sx={{ display: 'grid', gap: 2.5 }}>
        {children}
        <p style={{ minHeight: 18, fontSize: 11.5, color: tone.text3 }}>{problem}</p>
      </DialogContent>
      <FormActions submit={confirm} disabled={blocked || problem !== null} onCancel={onClose} />
    </form>
  );
}

const { max } = VAULT_PASSPHRASE;

/** Chooses the passphrase of a new encrypted file. */
export function CreateVaultForm({ onDone, onClose }: VaultFormProps) {
  const client = useClient();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const first = useFirstFocus<HTMLInputElement>();
  const { pending, failure, run } = useAction();
  const send = async () => {
    const input = { passphrase };
    setPassphrase('');
    setAgain('');
    const status = await run(() => client.accounts.createVault(input));
    if (status !== null) onDone(status);
  };
  return (
    <FormFrame
      problem={pending ? null : passphraseProblem(passphrase, again)}
      blocked={pending}
      confirm={pending ? say('Making the file') : say('Make the file')}
      onClose={onClose}
      onSubmit={() => void send()}
    >
      <Words>
        {say(
          'Logins are encrypted with a key derived from this passphrase. It is asked for once after each start, and nobody can recover it: without it the logins have to be entered again.',
        )}
      </Words>
      <SecretField
        inputRef={first}
        label={say('New passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        maxLength={max}
        keepsSpaces
      />
      <SecretField label={say('The same again')} value={again} onChange={setAgain} maxLength={max} keepsSpaces />
      <FailureWords failure={failure} />
    </FormFrame>
  );
}

/** Counts a wait down from the moment it was told. */
function useCountdown(waitMs: number): number {
  const [left, setLeft] = useState(waitMs);
  const [told, setTold] = useState(waitMs);
  if (told !== waitMs) {
    setTold(waitMs);
    setLeft(waitMs);
  }
  useEffect(() => {
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setLeft(Math.max(0, left - 1_000)), Math.min(1_000, left));
    return () => clearTimeout(timer);
  }, [left]);
  return left;
}

/** Unlocks the file until the program ends; wrong tries wait longer and longer. */
export function UnlockForm({ waitMs, onDone, onClose }: VaultFormProps & { readonly waitMs: number }) {
  const client = useClient();
  const [passphrase, setPassphrase] = useState('');
  const first = useFirstFocus<HTMLInputElement>();
  const { pending, failure, run } = useAction();
  const left = useCountdown(waitMs);
  const send = async () => {
    const input = { passphrase };
    setPassphrase('');
    const status = await run(() => client.accounts.unlock(input));
    if (status !== null) onDone(status);
  };
  const waits =
    left > 0
      ? say('After wrong tries the next one is taken in {seconds} s.', { seconds: Math.ceil(left / 1_000) })
      : null;
  return (
    <FormFrame
      problem={pending ? null : (waits ?? (passphrase === '' ? say('Type the passphrase of the file.') : null))}
      blocked={pending}
      confirm={pending ? say('Unlocking') : say('Unlock')}
      onClose={onClose}
      onSubmit={() => void send()}
    >
      <SecretField
        inputRef={first}
        label={say('Passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        maxLength={max}
        keepsSpaces
      />
      <FailureWords failure={failure} />
    </FormFrame>
  );
}

/** Encrypts the file anew under another passphrase. */
export function ChangePassphraseForm({ onDone, onClose }: VaultFormProps) {
  const client = useClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const first = useFirstFocus<HTMLInputElement>();
  const { pending, failure, run } = useAction();
  const send = async () => {
    const input = { current, next };
    for (const clear of [setCurrent, setNext, setAgain]) clear('');
    const status = await run(() => client.accounts.setPassphrase(input));
    if (status !== null) onDone(status);
  };
  const problem = current === '' ? say('Type the present passphrase first.') : passphraseProblem(next, again);
  return (
    <FormFrame
      problem={pending ? null : problem}
      blocked={pending}
      confirm={pending ? say('Changing') : say('Change passphrase')}
      onClose={onClose}
      onSubmit={() => void send()}
    >
      <SecretField
        inputRef={first}
        label={say('Present passphrase')}
        value={current}
        onChange={setCurrent}
        maxLength={max}
        keepsSpaces
      />
      <SecretField label={say('New passphrase')} value={next} onChange={setNext} maxLength={max} keepsSpaces />
      <SecretField label={say('The new one again')} value={again} onChange={setAgain} maxLength={max} keepsSpaces />
      <FailureWords failure={failure} />
    </FormFrame>
  );
}
