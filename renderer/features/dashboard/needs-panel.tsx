import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMutation } from '@tanstack/react-query';
import type { StatusView } from '#shared/contract/system.ts';
import { say } from '#shared/language/words.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow, useRows } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { formatAge } from '#renderer/ui/format-time.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { VerdictHead } from '#renderer/ui/verdict-head.tsx';
import { FirstRun } from './first-run.tsx';
import { needsOf, type Need, type NeedAction } from './needs.ts';

const List = styled('ul')({
  listStyle: 'none',
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& li': { padding: '12px 16px', borderBottom: `1px solid ${tone.line}`, animation: '160ms ease-out zm-in' },
  '& h3': { margin: 0, fontSize: 12.5, fontWeight: 600, display: 'flex', gap: 8 },
  '& h3 > span': { flex: 1 },
  '& time': { fontSize: 11, fontWeight: 400, color: tone.text2 },
  '& p': { fontSize: 12, color: tone.text2, margin: '3px 0 8px', lineHeight: 1.45 },
});

const Foot = styled('div')({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  flex: 'none',
  marginTop: 'auto',
  padding: '4px 8px 4px 16px',
  fontSize: 11.5,
  color: tone.text2,
});

const ACTION_WORDS: Readonly<Record<NeedAction, string>> = {
  resume: say('Resume'),
  'resume-intake': say('Take signals again'),
  journal: say('Open the journal'),
  reconcile: say('Open reconciliation'),
  accounts: say('Open accounts'),
  acknowledge: say('I have read it'),
};

/** Actions that lead to a screen. */
const SCREENS: Readonly<Partial<Record<NeedAction, string>>> = {
  journal: '#/journal',
  reconcile: '#/reconcile',
  accounts: '#/settings/accounts',
};

function ActionButton({ action, alarmId }: { readonly action: NeedAction; readonly alarmId: number | null }) {
  const show = useFrameDialogs((state) => state.show);
  const api = useApi();
  const resumeIntake = useMutation(api.trading.resumeIntake.mutationOptions());
  const acknowledge = useMutation(api.risk.acknowledge.mutationOptions());
  const screen = SCREENS[action];
  if (screen !== undefined) {
    return (
      <Button variant="outlined" href={screen}>
        {ACTION_WORDS[action]}
      </Button>
    );
  }
  const run = () => {
    if (action === 'resume') show('resume');
    else if (alarmId !== null) acknowledge.mutate({ id: alarmId });
    else resumeIntake.mutate(undefined);
  };
  const error = resumeIntake.error ?? acknowledge.error;
  return (
    <>
      <Button variant="outlined" onClick={run} disabled={resumeIntake.isPending || acknowledge.isPending}>
        {ACTION_WORDS[action]}
      </Button>
      {error !== null && (
        <p role="alert" style={{ color: tone.down, marginTop: 6 }}>
          {describeError(error).sentence}
        </p>
      )}
    </>
  );
}

function NeedItem({ need, now }: { readonly need: Need; readonly now: number | null }) {
  return (
    <li>
      <h3>
        <span style={{ color: need.level === 'stop' ? tone.down : tone.text }}>{need.title}</span>
        {need.since !== null && now !== null && <time>{formatAge(now - need.since)}</time>}
      </h3>
      <p>{need.sentence}</p>
      {need.action !== null && <ActionButton action={need.action} alarmId={need.alarmId ?? null} />}
    </li>
  );
}

/** The one switch of the machine that is not a halt, always at hand. */
function IntakeLine({ paused }: { readonly paused: boolean }) {
  const show = useFrameDialogs((state) => state.show);
  if (paused) return null;
  return (
    <Foot>
      <span>{say('Signal intake is open')}</span>
      <Button onClick={() => show('pause')} title={say('Refuse new signals until resumed; asks for a reason (P)')}>
        {say('Pause intake')}
      </Button>
    </Foot>
  );
}

function useNeeds(status: StatusView | null): readonly Need[] {
  const positions = useRows('positions').rows;
  const agents = useRows('agents').rows;
  const differences = useRows('differences').rows;
  const reconcile = useRow('reconcile').row;
  const accounts = useRows('accounts').rows;
  const alarms = useRow('risk').row?.alarms ?? [];
  return status === null ? [] : needsOf(status, { positions, agents, differences, reconcile, accounts, alarms });
}

function Answer({ needs }: { readonly needs: readonly Need[] }) {
  if (needs.length === 0) return <span>{say('Nothing needs you')}</span>;
  return <span>{say('{count, plural, one {# thing} other {# things}}', { count: needs.length })}</span>;
}

/** What only a person can decide, or one quiet line when there is nothing. */
export function NeedsPanel() {
  const live = useRow('status');
  const now = useHostNow();
  const needs = useNeeds(live.row);
  const stops = needs.filter(({ level }) => level === 'stop').length;
  return (
    <Panel label={say('Needs you')} source={live} className="needs">
      {live.row === null ? (
        <LoadingRows rows={2} />
      ) : (
        <>
          <VerdictHead
            question={say('Does anything need me?')}
            mark={
              <DataMark
                from={say('Feed, journal, venue, stops and agents, each asked by this program')}
                provenance="measured"
                asOf={live.row.now}
                now={now}
              />
            }
            answer={<Answer needs={needs} />}
            detail={
              stops > 0 ? (
                <b style={{ color: tone.down, fontWeight: 600 }}>
                  {say('{count, plural, one {# stops the machine} other {# stop the machine}}', { count: stops })}
                </b>
              ) : needs.length > 0 ? (
                say('None of it stops the machine')
              ) : (
                say('Feed, journal, venue, stops and agents are in order')
              )
            }
          />
          {needs.length > 0 && (
            <List>
              {needs.map((need) => (
                <NeedItem key={need.id} need={need} now={now} />
              ))}
            </List>
          )}
          <FirstRun />
          <IntakeLine paused={live.row.intake.paused} />
        </>
      )}
    </Panel>
  );
}
