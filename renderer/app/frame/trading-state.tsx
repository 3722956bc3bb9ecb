import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { formatClock } from '#renderer/ui/format-time.ts';
import { STALE_LOOK, useOld } from '#renderer/ui/origin-world.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { tradingWord } from '#renderer/ui/trading-words.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

const Word = styled('strong')({
  display: 'inline-flex',
  alignItems: 'center',
  height: 34,
  padding: '0 14px',
  borderRadius: 6,
  border: '2px solid currentColor',
  fontSize: 19,
  fontWeight: 750,
  letterSpacing: '0.05em',
  whiteSpace: 'nowrap',
  flex: 'none',
  '&[data-state=ACTIVE]': { color: tone.up, background: tone.upSoft },
  '&[data-state=REDUCING]': { color: tone.warn, background: tone.warnSoft },
  '&[data-state=HALTED]': { color: '#FFFFFF', background: tone.danger, borderColor: tone.danger },
  '&[data-known=false]': { color: tone.text3, background: 'transparent', borderColor: tone.text3 },
});

/** Whether the machine trades, in the largest letters of the frame; greyed with a question mark when it is not known now. */
export function TradingState() {
  const { row, status } = useRow('status');
  if (row === null) return null;
  const { state, cause, since } = row.trading;
  const known = status === 'live';
  const word = tradingWord(state);
  const values = { state: word, since: formatClock(since) };
  const title =
    cause === ''
      ? say('{state} since {since} UTC', values)
      : say('{state} since {since} UTC: {reason}', { ...values, reason: told(cause) });
  return (
    <Word
      role="status"
      aria-label={say('Trading {state}', { state: word })}
      data-state={state}
      data-known={known}
      title={known ? title : say('Last known: {title}', { title })}
    >
      {known ? word : `${word}?`}
    </Word>
  );
}

const Bar = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  padding: '5px 16px',
  fontSize: 12.5,
  color: tone.text,
  '& b': { fontWeight: 650 },
  '& span': { flex: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '&[data-stale=true] > span': STALE_LOOK,
  '&[data-state=HALTED]': { background: tone.downSoft, borderBottom: `1px solid ${tone.down}` },
  '&[data-state=REDUCING]': { background: tone.warnSoft, borderBottom: `1px solid ${tone.warn}` },
});

const ORIGIN = {
  from: say('The trading state of the host and its causes, as they were journaled'),
  kind: 'measured',
  short: true,
} as const;

const WORDS = { HALTED: say('No entry leaves'), REDUCING: say('Only reductions leave') } as const;

/** Why nothing, or only reductions, leave; on every screen while it is so. */
export function TradingBanner() {
  const { row, status } = useRow('status');
  const { row: risk } = useRow('risk');
  const old = useOld('connection') || status === 'stale';
  const show = useFrameDialogs((state) => state.show);
  if (row === null || row.trading.state === 'ACTIVE') return null;
  const { state, cause, since } = row.trading;
  const more = Math.max(0, (risk?.causes.length ?? 1) - 1);
  const reason = cause === '' ? say('no cause was given') : told(cause);
  const values = { since: formatClock(since), reason };
  return (
    <Bar data-state={state} data-stale={old} data-origin-reach="Trading">
      <b>{WORDS[state]}</b>
      <span title={told(cause)}>
        {more === 0
          ? say('Since {since} UTC: {reason}', values)
          : say('Since {since} UTC: {reason}, and {more, plural, one {# more cause} other {# more causes}}', {
              ...values,
              more,
            })}
      </span>
      <OriginOf {...ORIGIN} asOf={since} />
      <Button variant="outlined" color="inherit" onClick={() => show('resume')} sx={{ py: 0 }}>
        {say('Resume…')}
      </Button>
    </Bar>
  );
}
