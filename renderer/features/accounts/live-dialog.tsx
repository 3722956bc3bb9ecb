import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import { useCallback, useEffect, useState, type FormEvent } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useNow } from '#renderer/data/use-now.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { DangerButton } from '#renderer/ui/danger-button.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { AccountView, LiveCondition, LiveRequest } from '#shared/contract/accounts.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { CONDITION_TONES, CONDITION_WORDS } from './account-words.ts';
import { FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { useAction } from '#renderer/data/use-action.ts';

const List = styled('ul')({
  listStyle: 'none',
  border: `1px solid ${tone.line}`,
  borderRadius: 6,
  maxHeight: 300,
  overflow: 'auto',
  '& li': { display: 'grid', gridTemplateColumns: '92px 1fr', gap: '0 10px', padding: '7px 12px', fontSize: 12 },
  '& li + li': { borderTop: `1px solid ${tone.lineSoft}` },
  '& li > span': { gridRow: '1 / 3', justifySelf: 'start', marginTop: 1 },
  '& b': { gridColumn: 2, fontWeight: 600 },
  '& small': { gridColumn: 2, fontSize: 11.5, color: tone.text2, lineHeight: 1.4 },
});

const Sentence = styled('p')({
  padding: '8px 12px',
  borderRadius: 6,
  background: tone.cell,
  fontSize: 13,
  fontWeight: 600,
  userSelect: 'none',
});

function Conditions({ conditions }: { readonly conditions: readonly LiveCondition[] }) {
  return (
    <List aria-label={say('Conditions of live trading')}>
      {conditions.map(({ key, label, state, detail }) => (
        <li key={key}>
          <Tag tone={CONDITION_TONES[state]}>{CONDITION_WORDS[state]}</Tag>
          <b>{told(label)}</b>
          <small>{told(detail)}</small>
        </li>
      ))}
    </List>
  );
}

interface ChallengeProps {
  readonly challenge: NonNullable<LiveRequest['challenge']>;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly leftMs: number;
}

function Challenge({ challenge, typed, onTyped, leftMs }: ChallengeProps) {
  if (leftMs <= 0) return <Words>{say('The sentence is no longer good: check again for a new one.')}</Words>;
  return (
    <>
      <Words>
        {rich(
          'From then on orders of this account reach the exchange and cost money. Type this sentence; it is good for <b>{seconds} s</b>.',
          { seconds: formatCount(Math.ceil(leftMs / 1_000)), b: (inside) => <b>{inside}</b> },
        )}
      </Words>
      <Sentence>{challenge.sentence}</Sentence>
      <TextField
        fullWidth
        size="small"
        label={say('The sentence')}
        value={typed}
        onChange={({ target }) => onTyped(target.value)}
        onPaste={(event) => event.preventDefault()}
        slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false } }}
      />
    </>
  );
}

interface LiveFormProps {
  readonly account: AccountView;
  readonly onClose: () => void;
}

/** The first step, asked when the dialog opens and again on demand. */
function useConditions(id: string) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  const [request, setRequest] = useState<LiveRequest | null>(null);
  const check = useCallback(async () => {
    const answer = await run(() => client.accounts.requestLive({ id }));
    if (answer !== null) setRequest(answer);
  }, [run, client, id]);
  useEffect(() => void check(), [check]);
  return { pending, failure, request, check };
}

const READY = say('Everything that must hold before live trading holds.');
const NOT_READY = say('Live trading is not possible yet: what is missing says what to do.');

function FirstStep({ request }: { readonly request: LiveRequest | null }) {
  if (request === null) return <LoadingRows rows={4} />;
  return (
    <>
      <Words>{request.ready ? READY : NOT_READY}</Words>
      <Conditions conditions={request.conditions} />
    </>
  );
}

/** Both steps to live trading: what must hold, then the typed sentence. */
export function LiveForm({ account, onClose }: LiveFormProps) {
  const client = useClient();
  const now = useNow();
  const { pending, failure, request, check } = useConditions(account.key);
  const confirming = useAction();
  const [typed, setTyped] = useState('');
  const challenge = request?.challenge ?? null;
  const leftMs = challenge === null ? 0 : challenge.expiresAt - now;
  const complete = challenge !== null && leftMs > 0 && typed === challenge.sentence;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (challenge === null || !complete) return;
    const { token } = challenge;
    const released = await confirming.run(() => client.accounts.confirmLive({ id: account.key, token, typed }));
    if (released !== null) onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <DialogContent sx={{ display: 'grid', gap: 2.5 }}>
        {failure === null && <FirstStep request={request} />}
        {challenge !== null && <Challenge challenge={challenge} typed={typed} onTyped={setTyped} leftMs={leftMs} />}
        <FailureWords failure={failure ?? confirming.failure} />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{say('Not now')}</Button>
        <Button variant="outlined" disabled={pending} onClick={() => void check()}>
          {say('Check again')}
        </Button>
        <DangerButton type="submit" disabled={!complete || confirming.pending}>
          {say('Release for live trading')}
        </DangerButton>
      </DialogActions>
    </form>
  );
}
