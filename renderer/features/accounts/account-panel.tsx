import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useRows } from '#renderer/data/use-rows.ts';
import { formatNumber, THIN, UNKNOWN } from '#renderer/ui/format.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { AccountView } from '#shared/contract/accounts.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { TRISTATE_WORDS, verdictTone, verdictWord } from './account-words.ts';
import { ActionDialog, FailureWords } from '#renderer/ui/action-dialog.tsx';
import { LiveForm } from './live-dialog.tsx';
import { RemoveForm } from './remove-dialog.tsx';
import { RenameForm } from './rename-dialog.tsx';
import { useAction } from '#renderer/data/use-action.ts';

const ORIGIN = {
  from: say("Answers of the exchange to this login, and this machine's clock"),
  kind: 'measured',
} as const;

const Bar = styled('div')({
  flex: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  padding: '10px 16px',
  borderBottom: `1px solid ${tone.lineSoft}`,
  fontSize: 12,
  '& > i': { flex: 1 },
  '& > p': { flexBasis: '100%', color: tone.text2 },
});

const Body = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '12px 16px',
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(250px, 1fr))',
  alignContent: 'start',
  gap: '14px 32px',
  fontSize: 12,
  '& h3': { fontSize: 11, fontWeight: 500, color: tone.text3, margin: '0 0 6px' },
  '& ul': { listStyle: 'none', display: 'grid', gap: 6 },
  '& ul li': { lineHeight: 1.4, paddingLeft: 10, borderLeft: `2px solid ${tone.lineStrong}` },
  '& dl': { display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '5px 14px', margin: 0 },
  '& dt': { color: tone.text2 },
  '& dd': { textAlign: 'right', fontWeight: 500 },
  '& .result': { lineHeight: 1.4 },
});

const FINDING_COLOURS = { safe: tone.up, warned: tone.warn, refused: tone.down } as const;

function Findings({ account }: { readonly account: AccountView }) {
  const { verdict } = account;
  return (
    <section>
      <h3>{say('What speaks against the key, the worst first')}</h3>
      <ul aria-label={say('Findings')}>
        {verdict.findings.map((finding) => (
          <li key={finding} style={{ borderColor: FINDING_COLOURS[verdict.verdict] }}>
            {told(finding)}
          </li>
        ))}
        {verdict.findings.length === 0 && <li style={{ borderColor: tone.up }}>{say('Nothing.')}</li>}
      </ul>
    </section>
  );
}

function Rights({ account }: { readonly account: AccountView }) {
  const { rights, rightsCheckedAt } = account;
  return (
    <section>
      <h3>
        {rightsCheckedAt === null
          ? say('Rights, never read')
          : say('Rights, read {time} UTC', { time: formatMoment(rightsCheckedAt) })}
      </h3>
      {rights === null && <p className="result">{say('A test of the connection reads them.')}</p>}
      {rights !== null && (
        <dl>
          <dt>{say('May trade')}</dt>
          <dd>{TRISTATE_WORDS[rights.canTrade]}</dd>
          <dt>{say('May move funds')}</dt>
          <dd style={rights.canMoveFunds === 'no' ? undefined : { color: tone.down }}>
            {TRISTATE_WORDS[rights.canMoveFunds]}
          </dd>
          <dt>{say('Bound to addresses')}</dt>
          <dd style={rights.ipRestricted === 'yes' ? undefined : { color: tone.warn }}>
            {TRISTATE_WORDS[rights.ipRestricted]}
          </dd>
          <dt>{say('In the exchange’s words')}</dt>
          <dd>{rights.permissions.length === 0 ? UNKNOWN : rights.permissions.join(', ')}</dd>
        </dl>
      )}
    </section>
  );
}

function Connection({ connection }: Pick<AccountView, 'connection'>) {
  if (connection === null) {
    return (
      <section>
        <h3>{say('Connection')}</h3>
        <p className="result">{say('Not tested since this start.')}</p>
      </section>
    );
  }
  const { ok, at, sentence, latencyMs, clockOffsetMs } = connection;
  return (
    <section>
      <h3>{say('Connection, tested {time} UTC', { time: formatMoment(at) })}</h3>
      <p className="result" role="status" style={ok ? undefined : { color: tone.down }}>
        {told(sentence)}
      </p>
      <dl style={{ marginTop: 6 }}>
        <dt>{say('Answer after')}</dt>
        <dd>{latencyMs === null ? UNKNOWN : `${formatNumber(latencyMs, 0)}${THIN}ms`}</dd>
        <dt>{say('Clock, exchange − ours')}</dt>
        <dd>{clockOffsetMs === null ? UNKNOWN : `${formatNumber(clockOffsetMs, 0, 'always')}${THIN}ms`}</dd>
      </dl>
    </section>
  );
}

type AccountDialog = 'rename' | 'remove' | 'live';

const TITLES: Readonly<Record<AccountDialog, (name: string) => string>> = {
  rename: (name) => say('Rename {name}', { name }),
  remove: (name) => say('Delete {name}?', { name }),
  live: (name) => say('Live trading with {name}', { name }),
};

function Dialogs({
  account,
  open,
  onClose,
}: {
  readonly account: AccountView;
  readonly open: AccountDialog | null;
  readonly onClose: () => void;
}) {
  return (
    <ActionDialog
      open={open !== null}
      title={open === null ? '' : TITLES[open](account.name)}
      onClose={onClose}
      width={open === 'live' ? 'sm' : 'xs'}
    >
      {open === 'rename' && <RenameForm account={account} onClose={onClose} />}
      {open === 'remove' && <RemoveForm account={account} onClose={onClose} />}
      {open === 'live' && <LiveForm account={account} onClose={onClose} />}
    </ActionDialog>
  );
}

function Actions({ account }: { readonly account: AccountView }) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  const [open, setOpen] = useState<AccountDialog | null>(null);
  const { key: id, enabled, live } = account;
  const calls = client.accounts;
  return (
    <>
      <Bar>
        <Button variant="contained" disabled={pending} onClick={() => void run(() => calls.test({ id }))}>
          {say('Test connection')}
        </Button>
        <Button variant="outlined" onClick={() => setOpen('rename')}>
          {say('Rename…')}
        </Button>
        <Button
          variant="outlined"
          disabled={pending}
          onClick={() => void run(() => (enabled ? calls.disable({ id }) : calls.enable({ id })))}
        >
          {enabled ? say('Disable') : say('Enable')}
        </Button>
        {live ? (
          <Button variant="outlined" disabled={pending} onClick={() => void run(() => calls.leaveLive({ id }))}>
            {say('Leave live trading')}
          </Button>
        ) : (
          <Button variant="outlined" onClick={() => setOpen('live')}>
            {say('Go live…')}
          </Button>
        )}
        <i />
        <Button variant="outlined" color="error" onClick={() => setOpen('remove')}>
          {say('Delete…')}
        </Button>
        {pending && (
          <p role="status">{say('Asking. An exchange that does not answer is given up after a few seconds.')}</p>
        )}
        <FailureWords failure={failure} />
      </Bar>
      <Dialogs account={account} open={open} onClose={() => setOpen(null)} />
    </>
  );
}

/** Everything known of the chosen account, and what can be done with it. */
export function AccountPanel({ account }: { readonly account: AccountView | null }) {
  const { receivedAt } = useRows('accounts');
  if (account === null) {
    return (
      <Panel label={say('Account')} header={<PanelHead title={say('Account')} />}>
        <EmptyNote title={say('No account chosen')}>
          {say('Its rights, findings and connection are shown here.')}
        </EmptyNote>
      </Panel>
    );
  }
  const head = (
    <PanelHead
      title={account.name}
      note={say('{venue}, key …{tail}', { venue: account.venueLabel, tail: account.keyTail })}
    >
      {account.live && <Tag tone="danger">{say('LIVE')}</Tag>}
      <Tag tone={verdictTone(account)}>{verdictWord(account)}</Tag>
    </PanelHead>
  );
  return (
    <Panel label={say('Account')} origin={{ ...ORIGIN, receivedAt }} header={head}>
      <Actions key={account.key} account={account} />
      <Body>
        <Connection connection={account.connection} />
        <Findings account={account} />
        <Rights account={account} />
      </Body>
    </Panel>
  );
}
