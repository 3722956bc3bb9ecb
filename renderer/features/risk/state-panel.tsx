import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { RiskFiguresView } from '#shared/contract/risk-figures.ts';
import type { RiskStatusView } from '#shared/contract/risk.ts';
import type { StatusView } from '#shared/contract/system.ts';
import type { WatchdogView } from '#shared/contract/watchdog.ts';
import { TRADING_STATES } from '#shared/domain/signal.ts';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { formatAmount, UNKNOWN } from '#renderer/ui/format.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { tradingWord } from '#renderer/ui/trading-words.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { LEVEL_WORDS, nextTriggers, sinceWords, triggerWords } from './risk-words.ts';

const ORIGIN = {
  from: say('The trading state in the journal'),
  kind: 'measured',
  others: [
    {
      figures: say('Distance to the next step'),
      from: say('Equity by the ledger and the mark price, against the limits in force'),
      kind: 'account',
    },
  ],
} as const;

const Body = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '12px 16px 10px',
  borderLeft: '4px solid transparent',
  '&[data-state=ACTIVE]': { borderLeftColor: tone.up },
  '&[data-state=REDUCING]': { borderLeftColor: tone.ember },
  '&[data-state=HALTED]': { borderLeftColor: tone.danger },
  '& .word': { display: 'block', fontSize: 60, lineHeight: '62px', fontWeight: 700, letterSpacing: '0.01em' },
  '&[data-state=ACTIVE] .word': { color: tone.up },
  '&[data-state=REDUCING] .word': { color: tone.ember },
  '&[data-state=HALTED] .head': {
    margin: '-12px -16px 8px',
    padding: '12px 16px 10px',
    background: tone.danger,
    color: '#FFFFFF',
  },
  '&[data-state=HALTED] .head *': { color: '#FFFFFF' },
  '& .account': { display: 'flex', gap: 8, fontSize: 12, color: tone.text2, whiteSpace: 'nowrap' },
  '& .account span': { flex: 1, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .account b': { color: tone.warn, fontWeight: 600 },
  '& .since': { fontSize: 12, color: tone.text2, marginTop: 3 },
  '& .because': { fontSize: 12.5, color: tone.text, marginTop: 6, lineHeight: 1.4 },
  '@media (max-width: 1639px)': {
    '& .parts': { display: 'grid', gridTemplateColumns: 'minmax(0, 0.86fr) minmax(0, 1fr)', gap: 20 },
    '& .word': { fontSize: 44, lineHeight: '48px' },
    '&[data-state=HALTED] .head': { margin: '-12px 0 -10px -16px', minHeight: 188 },
  },
});

const Segments = styled('div')({
  '&[hidden]': { display: 'none' },
  display: 'grid',
  gridTemplateColumns: 'repeat(3, 1fr)',
  gap: 4,
  margin: '9px 0 8px',
  '& span': {
    height: 22,
    display: 'grid',
    placeItems: 'center',
    borderRadius: 4,
    background: tone.track,
    color: tone.text3,
    fontSize: 10.5,
    fontWeight: 600,
    letterSpacing: '0.04em',
  },
  '& [data-on=ACTIVE]': { background: tone.up, color: tone.bg },
  '& [data-on=REDUCING]': { background: tone.ember, color: tone.bg },
  '& [data-on=HALTED]': { background: tone.danger, color: '#FFFFFF' },
});

const Triggers = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 12,
  '& th': { fontSize: 11, fontWeight: 400, color: tone.text3, textAlign: 'left', padding: '0 0 2px' },
  '& td': { padding: '2px 0', whiteSpace: 'nowrap' },
  '& td:first-of-type > span': { marginLeft: 8 },
  '& [data-right]': { textAlign: 'right', paddingLeft: 10 },
  '& td:nth-of-type(2)': { color: tone.text2 },
  '& td:last-of-type': { fontWeight: 600 },
});

type Cause = RiskStatusView['causes'][number];

/** What ends a cause. */
function endWords(cause: Cause | undefined): string {
  if (cause?.ends === 'by-itself') return say('ends by itself');
  return cause?.holds === true ? say('it still holds') : say('a person ends it');
}

function Causes({ causes }: Pick<RiskStatusView, 'causes'>) {
  // A single one is the sentence above.
  if (causes.length < 2) return null;
  return (
    <ul style={{ listStyle: 'none', fontSize: 12, lineHeight: 1.45, marginBottom: 8 }} aria-label={say('Open causes')}>
      {causes.map((cause) => (
        <li key={cause.kind}>
          <b style={{ fontWeight: 600 }}>{tradingWord(cause.level)}</b> {told(cause.reason)}{' '}
          <span style={{ color: tone.text3 }}>
            {say('by {by}, {end}', { by: told(cause.by), end: endWords(cause) })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function NextSteps({ figures, live }: { readonly figures: RiskFiguresView | null; readonly live: boolean }) {
  if (figures === null) return <LoadingRows rows={3} height={12} />;
  const next = nextTriggers(figures.triggers);
  if (next.length === 0) {
    return (
      <p style={{ fontSize: 12, color: tone.text2 }}>
        {figures.triggers.length === 0
          ? say('No level yet: they are set with the first equity that is recorded.')
          : say('Every level of loss is reached.')}
      </p>
    );
  }
  return (
    <Triggers aria-label={say('Next steps down')}>
      <thead>
        <tr>
          <th>{say('Next step down')}</th>
          <th data-right>{say('At equity')}</th>
          <th data-right>{say('Room, USDT')}</th>
        </tr>
      </thead>
      <tbody>
        {next.map((trigger) => (
          <tr key={`${trigger.measure}${trigger.level}`}>
            <td>
              {triggerWords(trigger)}
              <span>
                <Tag tone={trigger.level === 'red' ? 'down' : 'ember'}>{LEVEL_WORDS[trigger.level]}</Tag>
              </span>
            </td>
            <td data-right>{formatAmount(trigger.at)}</td>
            <td data-right>
              {trigger.room === null || !live ? (
                <span style={{ color: tone.warn }} title={told(figures.reason)}>
                  {say('unknown')}
                </span>
              ) : (
                formatAmount(trigger.room)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Triggers>
  );
}

/** Why not everything is traded; a single cause is told with its end. */
function becauseWords({ state, cause, causes }: RiskStatusView): string {
  const reason = [told(cause), ...(causes.length === 1 ? [endWords(causes[0])] : [])].join('; ');
  return state === 'HALTED'
    ? say('No entry leaves, because {reason}.', { reason })
    : say('Exits only, because {reason}.', { reason });
}

const accountWords = (mode: StatusView['mode'] | undefined): string =>
  mode === undefined
    ? say('Trading state, account')
    : say('Trading state, {mode, select, demo {demo} replay {replay} paper {paper} other {live}} account', { mode });

const unguardedWords = (state: WatchdogView['state']): string =>
  say('watchdog {state, select, off {off} starting {starting} acting {acting} acted {acted} other {lost}}', { state });

function StateHead({ risk, known }: { readonly risk: RiskStatusView; readonly known: boolean }) {
  const now = useHostNow();
  const { row: status } = useRow('status');
  const { row: watchdog } = useRow('watchdog');
  const unguarded = watchdog?.available === true && watchdog.state !== 'watching';
  return (
    <div className="head">
      <div className="account">
        <span>{accountWords(status?.mode)}</span>
        {unguarded && <b>{unguardedWords(watchdog.state)}</b>}
      </div>
      <strong className="word" style={known ? undefined : { opacity: 0.5 }}>
        {known ? tradingWord(risk.state) : `${tradingWord(risk.state)}?`}
      </strong>
      <div className="since">{now === null ? UNKNOWN : sinceWords(risk, now)}</div>
      {risk.state === 'ACTIVE' ? (
        <div className="since">{told(risk.cause)}</div>
      ) : (
        <p className="because">{becauseWords(risk)}</p>
      )}
    </div>
  );
}

/** Whether the machine trades, since when and by whom, what keeps it from trading, and how far the next step down is. */
export function StatePanel() {
  const live = useRow('risk');
  const figures = useRow('riskFigures');
  const show = useFrameDialogs((state) => state.show);
  const risk = live.row;
  return (
    <Panel label={say('Trading state')} origin={ORIGIN} markAt="corner" source={live}>
      {risk === null ? (
        <LoadingRows rows={4} height={18} />
      ) : (
        <Body data-state={risk.state}>
          <div className="parts">
            <div>
              <StateHead risk={risk} known={live.status === 'live'} />
              <Segments aria-hidden hidden={risk.state === 'HALTED'}>
                {TRADING_STATES.map((state) => (
                  <span key={state} data-on={risk.state === state ? state : undefined}>
                    {tradingWord(state)}
                  </span>
                ))}
              </Segments>
            </div>
            <div>
              <Causes causes={risk.causes} />
              <NextSteps figures={figures.row} live={figures.status === 'live'} />
              {risk.state === 'REDUCING' && (
                <Button variant="outlined" color="inherit" sx={{ mt: 1, py: 0.25 }} onClick={() => show('resume')}>
                  {say('Re-arm…')}
                </Button>
              )}
            </div>
          </div>
        </Body>
      )}
    </Panel>
  );
}
