import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi, useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { CodedWords } from '#renderer/ui/coded-words.tsx';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Prose, SettingsPage } from '#renderer/ui/settings-page.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SecretsStatus } from '#shared/contract/accounts.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';

const Claims = styled('dl')({
  padding: '4px 16px 12px',
  fontSize: 12.5,
  lineHeight: 1.5,
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(320px, 1fr))',
  columnGap: 32,
  '& div': { padding: '8px 0', borderBottom: `1px solid ${tone.lineSoft}` },
  '& dt': { fontWeight: 600 },
  '& dd': { margin: 0, color: tone.text2 },
});

/** Looked at again this often: a keychain can be locked outside of this program. */
const PERIOD_MS = 5_000;

const STATES = {
  ready: { tone: 'up', word: sayAs('keychain', 'OPEN') },
  locked: { tone: 'warn', word: say('LOCKED') },
  absent: { tone: 'neutral', word: say('NOT MADE YET') },
  unavailable: { tone: 'down', word: say('NOT AVAILABLE') },
} as const;

function Lock({ status, onChange }: { readonly status: SecretsStatus; readonly onChange: () => void }) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  if (status.kind !== 'file' || status.state !== 'ready') return null;
  return (
    <>
      <Button
        variant="outlined"
        disabled={pending}
        onClick={() => void run(() => client.accounts.lock()).then(onChange)}
      >
        {say('Lock now')}
      </Button>
      <FailureWords failure={failure} />
    </>
  );
}

function Logins() {
  const options = useApi().accounts.secretsStatus.queryOptions();
  const query = useQuery({ ...options, refetchInterval: PERIOD_MS });
  const queries = useQueryClient();
  const { data } = query;
  return (
    <Panel
      label={say('Logins')}
      header={<PanelHead title={say('Logins')} note={say('Where the keys of exchanges lie')} />}
    >
      {data === undefined ? (
        <LoadingRows rows={3} />
      ) : (
        <Prose>
          <div className="row">
            <Tag tone={STATES[data.state].tone}>{STATES[data.state].word}</Tag>
            <b>{data.backend === '' ? say('No place for logins') : told(data.backend)}</b>
          </div>
          <p>
            <CodedWords text={told(data.sentence)} />
          </p>
          <div className="row">
            <Lock status={data} onChange={() => void queries.invalidateQueries({ queryKey: options.queryKey })} />
            <Button variant="outlined" href="#/settings/accounts">
              {say('Accounts, unlock, passphrase')}
            </Button>
          </div>
        </Prose>
      )}
    </Panel>
  );
}

const PROTECTIONS: readonly { readonly what: string; readonly how: string }[] = [
  {
    what: say('A login'),
    how: say(
      'Goes from the window to the main process once. It is read there only, to sign orders, and never comes back to a window, a log, the journal or a backup.',
    ),
  },
  {
    what: say('Withdrawals'),
    how: say('Are not in the program, and a key that may move funds is refused for live trading.'),
  },
  {
    what: say('The journal'),
    how: say(
      'Is a chain of hashes, verified at each start. A root hash kept elsewhere proves that nothing was changed since.',
    ),
  },
  {
    what: say('The window'),
    how: say(
      'Runs without access to this computer, loads nothing from a network, and shows text of others as text only.',
    ),
  },
  {
    what: say('This data folder'),
    how: say('Can be read by your user only. Who works as your user can read it; lock the screen, encrypt the disk.'),
  },
  {
    what: say('Live trading'),
    how: say(
      'Needs an account released in two typed steps, and a second process that closes what is open when this one dies.',
    ),
  },
];

const overLoopback = (): boolean => window.location.protocol === 'http:';

function Session() {
  const { row } = useRow('status');
  const loopback = overLoopback();
  return (
    <Panel ageing="never" label={say('This window')} header={<PanelHead title={say('This window')} />}>
      <Prose>
        <div className="row">
          <Tag tone="info">{loopback ? say('LOOPBACK SESSION') : say('DESKTOP')}</Tag>
          <b>{loopback ? window.location.host : say('Its own protocol, no network')}</b>
        </div>
        <p>
          {loopback
            ? say(
                'Only this computer reaches the host. The printed link opened this session with a code that works once; the session lies in a cookie that no script reads. Programs sign in with the token in the data folder: keep it as you keep a key.',
              )
            : say('The window talks to the core over a port that only it was given; no other program can connect.')}
        </p>
        {row?.journal.readOnly === true && <p>{say('Read only: another Zmart Workstation holds the data folder.')}</p>}
      </Prose>
    </Panel>
  );
}

/** What protects what, and what does not. */
export function SecurityScreen() {
  return (
    <SettingsPage>
      <Logins />
      <Session />
      <Panel
        ageing="never"
        label={say('What protects what')}
        className="all"
        header={<PanelHead title={say('What protects what')} />}
      >
        <Claims>
          {PROTECTIONS.map(({ what, how }) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{how}</dd>
            </div>
          ))}
        </Claims>
      </Panel>
    </SettingsPage>
  );
}
