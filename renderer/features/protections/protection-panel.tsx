import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { formatMoment, formatSpan } from '#renderer/ui/format-time.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { ReasonDialog } from '#renderer/ui/reason-dialog.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import type { ProtectionView } from '#shared/contract/protections.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { ConfigureDialog, type Setting } from './configure-dialog.tsx';
import { TARGETS } from './protection-draft.ts';
import { figureWords, parameterName, parameterText, protectionState, type ParameterView } from './protection-words.ts';

const ORIGIN = {
  from: say('Closed trades and stops in the journal, and the spread told by the feed'),
  kind: 'account',
  others: [{ figures: say('Figures of the protection'), from: say('Chosen by a person, or the default'), kind: 'set' }],
} as const;

const Body = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '12px 16px',
  display: 'grid',
  alignContent: 'start',
  gap: 16,
  fontSize: 12,
  lineHeight: 1.45,
  '& h3': { fontSize: 11, fontWeight: 500, color: tone.text3, margin: '0 0 6px' },
  '& p': { color: tone.text2 },
  '& code': { fontFamily: FONT_MONO, fontSize: 11, overflowWrap: 'anywhere' },
  '& dl': { display: 'grid', gridTemplateColumns: '1fr auto', gap: '5px 14px' },
  '& dt': { color: tone.text2 },
  '& dd': { textAlign: 'right', fontWeight: 600, whiteSpace: 'nowrap' },
  '& dd small': { fontWeight: 400, color: tone.text3, fontSize: 11, marginLeft: 6 },
  '& ul': { listStyle: 'none', display: 'grid', gap: 8 },
  '& li': { paddingLeft: 10, borderLeft: `2px solid ${tone.lineStrong}` },
  '& li.lock': { borderColor: tone.down },
  '& li .row': { display: 'flex', gap: 8, alignItems: 'center' },
  '& li .row > b': { flex: 1, fontWeight: 600 },
});

function Figures({ params }: { readonly params: readonly ParameterView[] }) {
  return (
    <dl>
      {params.map((param) => (
        <div key={param.name} style={{ display: 'contents' }}>
          <dt>{parameterName(param)}</dt>
          <dd>
            {parameterText(param.unit, param.value)}
            {param.value !== param.standard && (
              <small>{say('standard {figure}', { figure: parameterText(param.unit, param.standard) })}</small>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface LocksProps {
  readonly protection: ProtectionView;
  readonly now: number | null;
  readonly onUnlock: (target: string) => void;
}

function Locks({ protection: { locks }, now, onUnlock }: LocksProps) {
  if (locks.length === 0) return <p>{say('It locks nothing now.')}</p>;
  return (
    <ul aria-label={say('Standing locks')}>
      {locks.map(({ target, sentence, since, until }) => (
        <li key={target} className="lock">
          <div className="row">
            <b>{target}</b>
            <Button
              variant="outlined"
              onClick={() => onUnlock(target)}
              sx={{ py: 0 }}
              aria-label={say('Unlock {target}', { target })}
            >
              {say('Unlock…')}
            </Button>
          </div>
          {told(sentence)}
          <p
            title={say('Since {since} UTC, until {until} UTC', {
              since: formatMoment(since),
              until: formatMoment(until),
            })}
          >
            {now === null ? '' : say('Ends by itself in {span}.', { span: formatSpan(until - now) })}
          </p>
        </li>
      ))}
    </ul>
  );
}

interface ApartProps {
  readonly protection: ProtectionView;
  readonly onSet: (target: string | null) => void;
}

function Apart({ protection: { apart, params, scope }, onSet }: ApartProps) {
  if (TARGETS[scope] === null) return null;
  const withValues = (values: Readonly<Record<string, number>>) =>
    params.map((param) => ({ ...param, value: values[param.name] ?? param.value }));
  return (
    <section>
      <h3>{say('Set apart')}</h3>
      <ul>
        {apart.map(({ target, enabled, params: values }) => (
          <li key={target}>
            <div className="row">
              <b>{target}</b>
              <Button
                variant="outlined"
                onClick={() => onSet(target)}
                sx={{ py: 0 }}
                aria-label={say('Set {target}', { target })}
              >
                {say('Set…')}
              </Button>
            </div>
            {enabled ? figureWords(withValues(values)) : say('off')}
          </li>
        ))}
      </ul>
      <Button variant="outlined" onClick={() => onSet(null)} sx={{ mt: apart.length === 0 ? 0 : 2 }}>
        {say('Set apart…')}
      </Button>
    </section>
  );
}

function useUnlock(id: string) {
  const client = useClient();
  const { pending, failure, run, reset } = useAction();
  const [target, setTarget] = useState<string | null>(null);
  const close = () => {
    setTarget(null);
    reset();
  };
  const confirm = async (reason: string) => {
    if (target === null) return;
    if ((await run(() => client.protections.unlock({ id, target, reason }))) !== null) close();
  };
  return { pending, failure, target, ask: setTarget, confirm, close };
}

function Chosen({ protection, onSet }: ApartProps) {
  const now = useHostNow();
  const unlocking = useUnlock(protection.key);
  const { target } = unlocking;
  const question =
    target === null
      ? null
      : {
          title: say('Unlock {target}?', { target }),
          sentence: say('{title} locked it. Entries are let through at once; it may lock again on the next cause.', {
            title: told(protection.title),
          }),
          confirm: say('Unlock'),
          stops: true,
        };
  return (
    <Body>
      <p>{told(protection.what)}</p>
      <section>
        <h3>
          {say(
            'Watches {input, select, trades {closed trades} equity {equity} market {the market} other {answers to orders}}, locks {scope, select, account {everything} agent {the source} side {the side} symbol {the symbol} other {one side of the symbol}}',
            { input: protection.watches, scope: protection.scope },
          )}
        </h3>
        <Figures params={protection.params} />
      </section>
      <section>
        <h3>{say('Locks')}</h3>
        <Locks protection={protection} now={now} onUnlock={unlocking.ask} />
      </section>
      <Apart protection={protection} onSet={onSet} />
      <p>{rich('Refusals bear the code {code}.', { code: <code>{protection.code}</code> })}</p>
      <ReasonDialog
        question={question}
        pending={unlocking.pending}
        failure={unlocking.failure}
        onConfirm={(reason) => void unlocking.confirm(reason)}
        onClose={unlocking.close}
      />
    </Body>
  );
}

/** Everything of the chosen protection: what it watches, its figures, the locks that stand. */
export function ProtectionPanel({ protection }: { readonly protection: ProtectionView | null }) {
  const [setting, setSetting] = useState<Setting | null>(null);
  const { receivedAt } = useRows('protections');
  if (protection === null) {
    return (
      <Panel label={say('Protection')} header={<PanelHead title={say('Protection')} />}>
        <EmptyNote title={say('None chosen')}>{say('Its figures and its locks are shown here.')}</EmptyNote>
      </Panel>
    );
  }
  const state = protectionState(protection);
  const head = (
    <PanelHead title={told(protection.title)}>
      <Tag tone={state.tone}>{state.word}</Tag>
      <Button variant="contained" onClick={() => setSetting({ protection, target: '' })} sx={{ py: '2px' }}>
        {say('Set…')}
      </Button>
    </PanelHead>
  );
  return (
    <Panel label={say('Protection')} origin={{ ...ORIGIN, receivedAt }} header={head}>
      <Chosen key={protection.key} protection={protection} onSet={(target) => setSetting({ protection, target })} />
      <ConfigureDialog setting={setting} onClose={() => setSetting(null)} />
    </Panel>
  );
}
