import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState, type ReactNode } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { useNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { UNKNOWN } from '#renderer/ui/format.ts';
import { formatAge, formatMoment } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import { VerdictHead } from '#renderer/ui/verdict-head.tsx';
import type { WatchdogView } from '#shared/contract/watchdog.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { LeaveOutDialog } from './leave-out-dialog.tsx';
import { canResume, ruleWords, sameRules, sightWords, watchdogVerdict } from './watchdog-words.ts';

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 3fr) minmax(300px, 2fr)',
  alignItems: 'start',
});

const Facts = styled('dl')({
  padding: '12px 16px !important',
  display: 'grid',
  gridTemplateColumns: 'minmax(150px, auto) 1fr',
  gap: '8px 20px',
  fontSize: 12.5,
  lineHeight: 1.45,
  '& dt': { color: tone.text2 },
  '& dd': { fontWeight: 500 },
  '& code': { fontFamily: FONT_MONO, fontSize: 12 },
});

const Words = styled('div')({
  padding: '12px 16px',
  display: 'grid',
  gap: 10,
  fontSize: 12,
  lineHeight: 1.5,
  justifyItems: 'start',
  '& p': { color: tone.text2 },
  '& b': { color: tone.text },
});

const verdictIn = (color: string) => (inside: ReactNode) => <span style={{ color }}>{inside}</span>;

function RuleFacts({ view }: { readonly view: WatchdogView }) {
  const { rules, ourRules } = view;
  const codes = { rules: <code>{rules ?? UNKNOWN}</code>, ours: <code>{ourRules}</code> };
  return (
    <>
      <dt>{say('What it does')}</dt>
      <dd>{ruleWords(view)}</dd>
      <dt>{say('Its rules and ours')}</dt>
      <dd>
        {sameRules(view)
          ? rich('{rules} and {ours}, <b>the same</b>', { ...codes, b: verdictIn(tone.up) })
          : rich('{rules} and {ours}, <b>not the same</b>', { ...codes, b: verdictIn(tone.down) })}
      </dd>
    </>
  );
}

function StateFacts({ view, now }: { readonly view: WatchdogView; readonly now: number }) {
  const { since, heardAt, sight, deed } = view;
  return (
    <>
      <dt>{say('In this state since')}</dt>
      <dd>{formatMoment(since)} UTC</dd>
      <dt>{say('Last word')}</dt>
      <dd>{heardAt === null ? say('none') : say('{age} ago', { age: formatAge(now - heardAt) })}</dd>
      <dt>{say('Sees at the venue')}</dt>
      <dd title={sight === null ? undefined : say('read in {span}', { span: formatAge(sight.tookMs) })}>
        {sightWords(view, now)}
      </dd>
      {deed !== null && (
        <>
          <dt>{say('What it did')}</dt>
          <dd>
            {say(
              '{canceled, plural, one {# order} other {# orders}} canceled, {closed, plural, one {# position} other {# positions}} closed in {took}',
              { canceled: deed.canceled, closed: deed.closed, took: formatAge(deed.tookMs) },
            )}
          </dd>
        </>
      )}
    </>
  );
}

function StatePanel() {
  const live = useRow('watchdog');
  const now = useNow();
  const view = live.row;
  const verdict = view === null ? null : watchdogVerdict(view);
  const head = (
    <VerdictHead
      question={say('Does somebody stand in when this program fails?')}
      answer={
        verdict === null ? (
          '…'
        ) : (
          <>
            <Tag tone={verdict.tone}>{verdict.word}</Tag>
            {verdict.sentence}
          </>
        )
      }
      detail={verdict?.detail ?? say('Asking the host.')}
      mark={
        <DataMark
          from={say('The file that the watchdog writes, and the beats it is sent')}
          provenance="measured"
          asOf={live.receivedAt}
          now={now}
        />
      }
    />
  );
  return (
    <Panel label={say('Watchdog')} header={head} source={live}>
      {view === null && <LoadingRows rows={4} />}
      {view !== null && !view.available && (
        <div style={{ padding: '36px 0' }}>
          <EmptyNote title={say('It runs in live trading only')}>
            {say('A second process with its own connection to the exchange; here no order leaves this computer.')}
          </EmptyNote>
        </div>
      )}
      {view?.available === true && (
        <Facts>
          <StateFacts view={view} now={now} />
          <RuleFacts view={view} />
        </Facts>
      )}
    </Panel>
  );
}

const WHY = say(
  'The watchdog is a process of its own. It hears this program several times a second, and looks at the account over its own connection.',
);

function Decision({ view }: { readonly view: WatchdogView }) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  const [open, setOpen] = useState(false);
  const { optOut, available } = view;
  return (
    <Words>
      <p>{WHY}</p>
      {optOut !== null && (
        <p>
          {rich('<b>Left out</b> by {by} on {time} UTC: {reason}', {
            b: (inside) => <b>{inside}</b>,
            by: told(optOut.by),
            time: formatMoment(optOut.at),
            reason: optOut.reason,
          })}
        </p>
      )}
      {canResume(view) && (
        <Button variant="contained" disabled={pending} onClick={() => void run(() => client.watchdog.resume())}>
          {say('Guard the account again')}
        </Button>
      )}
      {available && optOut === null && (
        <>
          <p>
            {say(
              'Without it no entry leaves. You can decide to trade all the same; the line is typed, and it is journaled.',
            )}
          </p>
          <Button variant="outlined" color="error" onClick={() => setOpen(true)}>
            {say('Trade without it…')}
          </Button>
        </>
      )}
      {!available && <p>{say('Nothing is to be decided in this mode.')}</p>}
      <FailureWords failure={failure} />
      <LeaveOutDialog open={open} phrase={view.phrase} onClose={() => setOpen(false)} />
    </Words>
  );
}

/** The second process that cancels and closes when the core dies or stalls. */
export function WatchdogScreen() {
  const { row } = useRow('watchdog');
  return (
    <Screen>
      <StatePanel />
      <Panel label={say('Your decision')} header={<PanelHead title={say('Your decision')} />}>
        {row === null ? <LoadingRows rows={3} /> : <Decision view={row} />}
      </Panel>
    </Screen>
  );
}
