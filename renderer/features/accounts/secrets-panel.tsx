import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi, useClient } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { CodedWords } from '#renderer/ui/coded-words.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SecretsStatus } from '#shared/contract/accounts.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { SECRETS_TONES, SECRETS_WORDS } from './account-words.ts';
import { ActionDialog, FailureWords } from '#renderer/ui/action-dialog.tsx';
import { ChangePassphraseForm, CreateVaultForm, UnlockForm } from './vault-forms.tsx';
import { useAction } from '#renderer/data/use-action.ts';

const Body = styled('div')({
  padding: '12px 16px',
  display: 'flex',
  flexDirection: 'column',
  gap: 10,
  fontSize: 12,
  lineHeight: 1.45,
  overflow: 'auto',
  '& .buttons': { display: 'flex', flexWrap: 'wrap', gap: 8 },
  '& .fact': { color: tone.text2, fontSize: 11.5 },
});

/** Looked at again this often: a keychain can be locked outside of this program. */
const PERIOD_MS = 5_000;

const PROMISE = say(
  'A login goes from this window to the main process once. It is then read there only, to sign orders, and never comes back to a window, a log or the journal.',
);

type VaultDialog = 'create' | 'unlock' | 'change';

const TITLES: Readonly<Record<VaultDialog, string>> = {
  create: say('Make the encrypted file for logins'),
  unlock: say('Unlock the encrypted file'),
  change: say('Change the passphrase of the encrypted file'),
};

interface ButtonsProps {
  readonly status: SecretsStatus;
  readonly onOpen: (dialog: VaultDialog) => void;
  readonly onLock: () => void;
}

function Buttons({ status, onOpen, onLock }: ButtonsProps) {
  const { kind, state, canCreateFile, hasFile } = status;
  const inFile = kind === 'file';
  const unlocks = hasFile && (!inFile || state === 'locked');
  const opened = inFile && state === 'ready';
  if (!canCreateFile && !unlocks && !opened) return null;
  return (
    <div className="buttons">
      {canCreateFile && (
        <Button variant="contained" onClick={() => onOpen('create')}>
          {say('Make the file…')}
        </Button>
      )}
      {unlocks && (
        <Button variant={inFile ? 'contained' : 'outlined'} onClick={() => onOpen('unlock')}>
          {inFile ? say('Unlock…') : say('Unlock the older file…')}
        </Button>
      )}
      {opened && (
        <>
          <Button variant="outlined" onClick={onLock}>
            {say('Lock now')}
          </Button>
          <Button variant="outlined" onClick={() => onOpen('change')}>
            {say('Change passphrase…')}
          </Button>
        </>
      )}
    </div>
  );
}

/** Follows where logins are kept; `set` takes the answer of a call that changed it. */
export function useSecrets() {
  const options = useApi().accounts.secretsStatus.queryOptions();
  const queries = useQueryClient();
  const query = useQuery({ ...options, refetchInterval: PERIOD_MS });
  const set = (status: SecretsStatus): void => {
    queries.setQueryData(options.queryKey, status);
  };
  return { query, set };
}

/** Where logins are kept, whether they can be read now, and how to change that. */
export function SecretsPanel() {
  const client = useClient();
  const { query, set } = useSecrets();
  const [open, setOpen] = useState<VaultDialog | null>(null);
  const locking = useAction();
  const status = query.data;
  const lock = async () => {
    const answer = await locking.run(() => client.accounts.lock());
    if (answer !== null) set(answer);
  };
  const done = (answer: SecretsStatus): void => {
    set(answer);
    setOpen(null);
  };
  const head = (
    <PanelHead title={say('Where logins are kept')}>
      {status !== undefined && <Tag tone={SECRETS_TONES[status.state]}>{SECRETS_WORDS[status.state]}</Tag>}
    </PanelHead>
  );
  return (
    <Panel label={say('Where logins are kept')} header={head}>
      {status === undefined && !query.isError && <LoadingRows rows={3} />}
      {status === undefined && query.isError && (
        <EmptyNote title={say('Not known')}>{describeError(query.error).sentence}</EmptyNote>
      )}
      {status !== undefined && (
        <Body>
          <p>
            <CodedWords text={told(status.sentence)} />
          </p>
          <Buttons status={status} onOpen={setOpen} onLock={() => void lock()} />
          <FailureWords failure={locking.failure} />
          <p className="fact">{PROMISE}</p>
          <ActionDialog open={open !== null} title={open === null ? '' : TITLES[open]} onClose={() => setOpen(null)}>
            {open === 'create' && <CreateVaultForm onDone={done} onClose={() => setOpen(null)} />}
            {open === 'unlock' && <UnlockForm waitMs={status.waitMs} onDone={done} onClose={() => setOpen(null)} />}
            {open === 'change' && <ChangePassphraseForm onDone={done} onClose={() => setOpen(null)} />}
          </ActionDialog>
        </Body>
      )}
    </Panel>
  );
}
