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
import { SecretField } from '#renderer/ui/secret-field.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import type { ChainCoinView } from '#shared/contract/sources.ts';
import { say } from '#shared/language/words.ts';
import { coinProblem, NEW_COIN, nodeProblem, walletList, type CoinDraft } from './drafts.ts';
import { tellCoinRemoved } from './source-undo.ts';
import { TestOutcome, type Tested } from './test-outcome.tsx';

interface FormProps {
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

const Note = ({ children }: { readonly children: string | null }) => (
  <p style={{ minHeight: 18, fontSize: 11.5, color: tone.text3 }}>{children}</p>
);

function NodeForm({ onChanged, onClose }: FormProps) {
  const client = useClient();
  const first = useFirstFocus<HTMLInputElement>();
  const setting = useAction();
  const testing = useAction();
  const [address, setAddress] = useState('');
  const [chainId, setChainId] = useState('1');
  const [tested, setTested] = useState<Tested | null>(null);
  const problem = nodeProblem(address, chainId);
  const input = { address, chainId: Number(chainId) };
  const test = async () => setTested(await testing.run(() => client.sources.testChain(input)));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (problem !== null) return;
    // Whatever the host answers, the page keeps no key.
    setAddress('');
    if ((await setting.run(() => client.sources.setChain(input))) === null) return;
    onChanged();
    onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off" aria-label={say('Node of a chain')}>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Words>
          {say('The address may hold a key: it is kept where logins are and never shown again, only its host is.')}
        </Words>
        <SecretField
          inputRef={first}
          label={say('RPC address')}
          value={address}
          onChange={(text) => {
            setAddress(text);
            setTested(null);
          }}
          maxLength={500}
        />
        <TextField
          size="small"
          label={say('Id of the chain')}
          value={chainId}
          onChange={({ target }) => setChainId(target.value.trim())}
          helperText={say('1 is Ethereum. On another chain than this nothing is asked of the node.')}
          slotProps={{ htmlInput: { maxLength: 15, inputMode: 'numeric', autoComplete: 'off' } }}
        />
        <div>
          <Button variant="outlined" disabled={problem !== null || testing.pending} onClick={() => void test()}>
            {testing.pending ? say('Asking') : say('Test')}
          </Button>
        </div>
        <TestOutcome tested={tested} />
        <FailureWords failure={testing.failure ?? setting.failure} />
        {setting.failure !== null && <Words>{say('The address was cleared from this window: paste it again.')}</Words>}
        <Note>{setting.pending ? say('Storing the address.') : problem}</Note>
      </DialogContent>
      <FormActions submit={say('Set node')} disabled={problem !== null || setting.pending} onCancel={onClose} />
    </form>
  );
}

function draftOf(coin: ChainCoinView | null): CoinDraft {
  if (coin === null) return NEW_COIN;
  const { key, token, decimals, wallets } = coin;
  return { coin: key, token: token ?? '', decimals: String(decimals), wallets: wallets.join('\n') };
}

function CoinForm({ coin, onChanged, onClose }: FormProps & { readonly coin: ChainCoinView | null }) {
  const client = useClient();
  const first = useFirstFocus<HTMLInputElement>();
  const { pending, failure, run } = useAction();
  const [draft, setDraft] = useState<CoinDraft>(() => draftOf(coin));
  const change = (part: Partial<CoinDraft>) => setDraft((now) => ({ ...now, ...part }));
  const problem = coinProblem(draft);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (problem !== null) return;
    const { token, decimals, wallets } = draft;
    const setting = {
      coin: draft.coin,
      token: token === '' ? null : token,
      decimals: Number(decimals),
      wallets: walletList(wallets),
    };
    if ((await run(() => client.sources.setCoin(setting))) === null) return;
    onChanged();
    onClose();
  };
  const plain = { autoComplete: 'off', spellCheck: false };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off" aria-label={say('Coin on the chain')}>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Words>{say('Another list of wallets is another series: its history begins anew.')}</Words>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 120px', gap: 12, marginTop: 8 }}>
          <TextField
            inputRef={first}
            size="small"
            label={say('Coin')}
            value={draft.coin}
            disabled={coin !== null}
            onChange={({ target }) => change({ coin: target.value.trim().toUpperCase() })}
            slotProps={{ htmlInput: { maxLength: 20, ...plain } }}
          />
          <TextField
            size="small"
            label={say('Decimals')}
            value={draft.decimals}
            onChange={({ target }) => change({ decimals: target.value.trim() })}
            slotProps={{ htmlInput: { maxLength: 2, inputMode: 'numeric', ...plain } }}
          />
        </div>
        <TextField
          size="small"
          label={say("Token contract, empty for the chain's own coin")}
          value={draft.token}
          onChange={({ target }) => change({ token: target.value.trim() })}
          slotProps={{ htmlInput: { maxLength: 42, ...plain } }}
        />
        <TextField
          size="small"
          label={say('Wallets of exchanges, one a line')}
          multiline
          minRows={3}
          maxRows={8}
          value={draft.wallets}
          onChange={({ target }) => change({ wallets: target.value })}
          slotProps={{ htmlInput: { maxLength: 4_000, ...plain } }}
        />
        <FailureWords failure={failure} />
        <Note>{pending ? say('Storing.') : problem}</Note>
      </DialogContent>
      <FormActions submit={say('Set coin')} disabled={problem !== null || pending} onCancel={onClose} />
    </form>
  );
}

function RemoveForm({ coin, onChanged, onClose }: FormProps & { readonly coin: ChainCoinView | null }) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  const remove = async () => {
    const { sources } = client;
    const gone = await run(() => (coin === null ? sources.removeChain() : sources.removeCoin({ coin: coin.key })));
    if (gone === null) return;
    if (coin !== null) tellCoinRemoved(sources, coin, onChanged);
    onChanged();
    onClose();
  };
  return (
    <>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Words>
          {coin === null
            ? say('Its address is erased here and nothing is read on the chain any more. What was read stays stored.')
            : say('It is read on the chain no more. What was read stays stored.')}
        </Words>
        <FailureWords failure={failure} />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{say('Keep it')}</Button>
        <DangerButton disabled={pending} onClick={() => void remove()}>
          {coin === null ? say('Forget node') : say('Remove coin')}
        </DangerButton>
      </DialogActions>
    </>
  );
}

/** What is open. A coin of null is a new one, or the node itself. */
export type ChainAsked =
  | { readonly kind: 'node' }
  | { readonly kind: 'coin'; readonly coin: ChainCoinView | null }
  | { readonly kind: 'remove'; readonly coin: ChainCoinView | null };

function titleOf(asked: ChainAsked | null): string {
  if (asked === null) return '';
  if (asked.kind === 'node') return say('Node of a chain');
  if (asked.kind === 'coin')
    return asked.coin === null ? say('Read a coin on the chain') : say('{coin} on the chain', { coin: asked.coin.key });
  return asked.coin === null ? say('Forget the node?') : say('Remove {name}?', { name: asked.coin.key });
}

/** Sets or forgets the node, its coins and their wallets. */
export function ChainDialogs({ asked, ...rest }: FormProps & { readonly asked: ChainAsked | null }) {
  return (
    <ActionDialog
      open={asked !== null}
      title={titleOf(asked)}
      onClose={rest.onClose}
      width={asked?.kind === 'remove' ? 'xs' : 'sm'}
    >
      {asked?.kind === 'node' && <NodeForm {...rest} />}
      {asked?.kind === 'coin' && <CoinForm coin={asked.coin} {...rest} />}
      {asked?.kind === 'remove' && <RemoveForm coin={asked.coin} {...rest} />}
    </ActionDialog>
  );
}
