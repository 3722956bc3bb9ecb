import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { formatClock } from '#renderer/ui/format-time.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
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
  const title = say('{state} since {since} UTC{value}', {
    state,
    since: formatClock(since),
    value: cause === '' ? '' : `: ${cause}`,
  });
  return (
    <Word
      role="status"
      aria-label={say('Trading {state}', { state })}
      data-state={state}
      data-known={known}
      title={known ? title : say('Last known: {title}', { title })}
    >
      {known ? state : `${state}?`}
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
  '&[data-state=HALTED]': { background: tone.downSoft, borderBottom: `1px solid ${tone.down}` },
  '&[data-state=REDUCING]': { background: tone.warnSoft, borderBottom: `1px solid ${tone.warn}` },
});

const WORDS = { HALTED: say('No entry leaves'), REDUCING: say('Only reductions leave') } as const;

/** Why nothing, or only reductions, leave; on every screen while it is so. */
export function TradingBanner() {
  const { row } = useRow('status');
  const { row: risk } = useRow('risk');
  const show = useFrameDialogs((state) => state.show);
  if (row === null || row.trading.state === 'ACTIVE') return null;
  const { state, cause, since } = row.trading;
  const more = Math.max(0, (risk?.causes.length ?? 1) - 1);
  const others = more === 0 ? '' : say(', and {more} more cause{value}', { more, value: more === 1 ? '' : 's' });
  return (
    <Bar data-state={state}>
      <b>{WORDS[state]}</b>
      <span title={cause}>
        {say('Since {since} UTC: {cause}{others}', {
          since: formatClock(since),
          cause: cause === '' ? say('no cause was given') : cause,
          others,
        })}
      </span>
      <Button variant="outlined" color="inherit" onClick={() => show('resume')} sx={{ py: 0 }}>
        {say('Resume…')}
      </Button>
    </Bar>
  );
}
