import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import type { StatusView } from '#shared/contract/system.ts';
import { say } from '#shared/language/words.ts';
import { ActionDialog, Words } from '#renderer/ui/action-dialog.tsx';
import { CopyBox } from '#renderer/ui/copy-box.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { FONT_SANS, tone } from '#renderer/ui/theme/tokens.ts';
import { MODE_TAGS } from '#renderer/ui/trading-words.ts';

type Mode = 'demo' | 'paper' | 'live';

const Bar = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(3, 1fr)',
  border: `1px solid ${tone.lineStrong}`,
  borderRadius: 6,
  overflow: 'hidden',
  '& button': {
    all: 'unset',
    textAlign: 'center',
    padding: '3px 0',
    fontFamily: FONT_SANS,
    fontSize: 11,
    fontWeight: 600,
    letterSpacing: '0.05em',
    color: tone.text3,
    cursor: 'pointer',
  },
  '& button:hover': { color: tone.text },
  '& button:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: -2 },
  '& button[aria-pressed=true]': { color: tone.sim, background: tone.simSoft, cursor: 'default' },
  '& button[aria-pressed=true][data-mode=live]': { color: '#FFFFFF', background: tone.danger },
});

const MODES: readonly Mode[] = ['demo', 'paper', 'live'];

const MEANS: Readonly<Record<Mode, string>> = {
  demo: say('A simulated market with simulated fills. Nothing leaves this computer.'),
  paper: say('Live prices of the exchange, simulated fills. No login is needed and no order leaves this computer.'),
  live: say('Real orders with real money, once an account was added and released for live trading.'),
};

/** What is typed to start it in a mode. */
const commandFor = (mode: Mode): string => ['npm', 'start', '--', '--mode', mode].join(' ');

const changeTitle = (mode: Mode): string =>
  say('Change to {mode, select, demo {demo} paper {paper} other {live}} mode', { mode });

function SwitchWords({ to, onClose }: { readonly to: Mode; readonly onClose: () => void }) {
  return (
    <>
      <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
        <Words>{MEANS[to]}</Words>
        <Words>
          {say(
            'The mode is chosen at the start: each kind of money has its own folder, so that records never mix. Close the workstation, then start it with',
          )}
        </Words>
        <CopyBox
          label={say('Command for {mode, select, demo {demo} paper {paper} other {live}} mode', { mode: to })}
          text={commandFor(to)}
        />
        {to === 'live' && (
          <Words>
            {rich('Accounts are added and released under <a>Settings, Accounts</a>, in the live mode itself.', {
              a: (inside) => <a href="#/settings/accounts">{inside}</a>,
            })}
          </Words>
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{say('Stay here')}</Button>
      </DialogActions>
    </>
  );
}

/** The mode that trades, beside those it could be; choosing another says how to change to it. */
export function ModeSwitch({ running }: { readonly running: StatusView['mode'] }) {
  const [to, setTo] = useState<Mode | null>(null);
  return (
    <>
      <Bar role="group" aria-label={say('Trading mode')}>
        {MODES.map((mode) => (
          <button
            key={mode}
            type="button"
            data-mode={mode}
            aria-pressed={running === mode}
            title={MEANS[mode]}
            onClick={() => setTo(running === mode ? null : mode)}
          >
            {MODE_TAGS[mode]}
          </button>
        ))}
      </Bar>
      <ActionDialog open={to !== null} title={to === null ? '' : changeTitle(to)} onClose={() => setTo(null)}>
        {to !== null && <SwitchWords to={to} onClose={() => setTo(null)} />}
      </ActionDialog>
    </>
  );
}
