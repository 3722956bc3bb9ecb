import CloseIcon from '@mui/icons-material/CloseOutlined';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { leaveWelcome, startTour, useFirstRun } from '#renderer/data/first-run.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';

const Bar = styled('section')({
  flex: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '6px 8px',
  margin: '12px 12px 0',
  padding: '6px 8px 6px 16px',
  borderRadius: 8,
  border: `1px solid ${tone.king}`,
  background: tone.kingSoft,
  fontSize: 12.5,
  '& p': { flex: 1, minWidth: 200 },
  '& b': { fontWeight: 600 },
});

/** The first steps of somebody new: three ways to begin, in a line that covers nothing and goes for good when put away. */
export function Welcome() {
  const welcomed = useFirstRun((state) => state.welcomed);
  const { row } = useRow('status');
  if (welcomed || row === null) return null;
  const demo = row.mode === 'demo';
  return (
    <Bar aria-label={say('First steps')}>
      <p>
        <b>{say('Three ways to begin.')}</b> {demo ? say('The demo runs: its market and its fills are simulated.') : ''}
      </p>
      <Button variant="contained" onClick={startTour}>
        {demo ? say('Look at the demo') : say('Look around')}
      </Button>
      <Button variant="outlined" href="#/settings/data" onClick={leaveWelcome}>
        {say('Import data and replay')}
      </Button>
      <Button variant="outlined" href="#/settings/accounts" onClick={leaveWelcome}>
        {say('Connect an account')}
      </Button>
      <IconButton size="small" aria-label={say('Put the first steps away')} onClick={leaveWelcome}>
        <CloseIcon sx={{ fontSize: 16 }} />
      </IconButton>
    </Bar>
  );
}
