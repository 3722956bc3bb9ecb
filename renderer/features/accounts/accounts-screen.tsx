import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import type { AccountView } from '#shared/contract/accounts.ts';
import { say } from '#shared/language/words.ts';
import { AccountPanel } from './account-panel.tsx';
import { AccountsTable } from './accounts-table.tsx';
import { AddDialog } from './add-dialog.tsx';
import { secretsAdvice } from './account-words.ts';
import { GuidePanel } from './guide-panel.tsx';
import { SecretsPanel, useSecrets } from './secrets-panel.tsx';

const ORIGIN = {
  from: say("Answers of each exchange to its login, and this machine's clock"),
  kind: 'measured',
} as const;

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) clamp(280px, 22vw, 380px)',
  gridTemplateRows: 'minmax(0, 1fr)',
  '& > div': { minHeight: 0, minWidth: 0, display: 'grid', gap: 12 },
  '& > .main': { gridTemplateRows: 'minmax(190px, 2fr) minmax(0, 3fr)' },
  '& > .side': { gridTemplateRows: 'fit-content(50%) minmax(0, 1fr)' },
});

interface AddButtonProps {
  readonly advice: string;
  readonly onAdd: () => void;
}

function AddButton({ advice, onAdd }: AddButtonProps) {
  return (
    <Button variant="contained" disabled={advice !== ''} title={advice === '' ? undefined : advice} onClick={onAdd}>
      {say('Add account…')}
    </Button>
  );
}

/** An exchange is asked right after an account was added; what it says comes with the row. */
function useFirstTest(onAdded: (account: AccountView) => void) {
  const client = useClient();
  return (account: AccountView) => {
    onAdded(account);
    if (account.connection === null) client.accounts.test({ id: account.key }).catch(() => undefined);
  };
}

function headNote(accounts: readonly AccountView[], advice: string): string {
  if (accounts.length === 0) return say('exchange logins');
  const enabled = accounts.filter((account) => account.enabled).length;
  const values = { accounts: accounts.length, enabled };
  return advice === ''
    ? say('{accounts, plural, one {# account} other {# accounts}}, {enabled} enabled', values)
    : say('{accounts, plural, one {# account} other {# accounts}}, {enabled} enabled. {advice}', { ...values, advice });
}

/** Exchange accounts: logins, rights, live trading. */
export function AccountsScreen() {
  const live = useRows('accounts');
  const now = useNow();
  const { query } = useSecrets();
  const [adding, setAdding] = useState(false);
  const [chosenKey, setChosen] = useState<string | null>(null);
  const added = useFirstTest((account) => {
    setChosen(account.key);
    setAdding(false);
  });
  const accounts = live.rows;
  const chosen = accounts.find(({ key }) => key === chosenKey) ?? accounts[0] ?? null;
  const advice = query.data === undefined ? say('Looking for the keychain.') : secretsAdvice(query.data);
  const head = (
    <PanelHead title={say('Accounts')} note={headNote(accounts, advice)}>
      <AddButton advice={advice} onAdd={() => setAdding(true)} />
    </PanelHead>
  );
  return (
    <Screen>
      <div className="main">
        <Panel label={say('Accounts')} origin={ORIGIN} header={head} source={live}>
          {live.status === 'loading' && <LoadingRows rows={6} />}
          {live.status !== 'loading' && accounts.length === 0 && (
            <EmptyNote title={say('No exchange account yet')}>
              {say('The demo and paper trading need none. {advice}', {
                advice: advice === '' ? say('Add one to read a real account.') : advice,
              })}
            </EmptyNote>
          )}
          {accounts.length > 0 && (
            <AccountsTable accounts={accounts} now={now} chosen={chosen?.key ?? null} onChoose={setChosen} />
          )}
        </Panel>
        <AccountPanel account={chosen} />
      </div>
      <div className="side">
        <SecretsPanel />
        <GuidePanel />
      </div>
      <AddDialog open={adding} onAdded={added} onClose={() => setAdding(false)} />
    </Screen>
  );
}
