import Button from '@mui/material/Button';
import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { WatchdogView } from '#shared/contract/watchdog.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { watchdogFacts, WATCHDOG_TONES, WATCHDOG_WORDS } from './watchdog-words.ts';

const ORIGIN = {
  from: say('What the watchdog told: its beats, and the positions and orders it sees'),
  kind: 'account',
} as const;

const Facts = styled('dl')({
  display: 'grid',
  gridTemplateColumns: '118px minmax(0, 1fr)',
  columnGap: 10,
  padding: '8px 14px 4px',
  overflow: 'auto',
  fontSize: 12,
  lineHeight: 1.6,
  '& dt': { color: tone.text3 },
  '& dd': { margin: 0, whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  '& dd[data-bad=true]': { color: tone.down, fontWeight: 600 },
});

function LeaveOutForm({ phrase, onClose }: { readonly phrase: string; readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const leave = useMutation(useApi().watchdog.leaveOut.mutationOptions({ onSuccess: onClose }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    leave.mutate({ phrase: typed, reason: reason.trim() });
  };
  return (
    <form onSubmit={submit}>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Words>
          {say(
            'Nothing closes your positions when this program dies or stalls; only the stops at the exchange stay. The decision is journaled.',
          )}
        </Words>
        <TextField
          size="small"
          label={say('Reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <TextField
          size="small"
          label={say('Type {phrase}', { phrase })}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false } }}
        />
        <FailureWords failure={leave.isError ? describeError(leave.error) : null} />
      </DialogContent>
      <FormActions
        submit={say('Trade without it')}
        disabled={typed !== phrase || reason.trim() === '' || leave.isPending}
        danger
        onCancel={onClose}
      />
    </form>
  );
}

function Actions({ watchdog }: { readonly watchdog: WatchdogView }) {
  const [asking, setAsking] = useState(false);
  const resume = useMutation(useApi().watchdog.resume.mutationOptions());
  const close = () => setAsking(false);
  const small = { py: 0, minWidth: 0, fontSize: 11 } as const;
  return (
    <>
      {watchdog.optOut === null ? (
        <Button variant="outlined" color="inherit" sx={small} onClick={() => setAsking(true)}>
          {say('Leave out…')}
        </Button>
      ) : (
        <Button variant="outlined" sx={small} disabled={resume.isPending} onClick={() => resume.mutate(undefined)}>
          {say('Guard again')}
        </Button>
      )}
      <ActionDialog open={asking} title={say('Trade without the watchdog?')} onClose={close}>
        <LeaveOutForm phrase={watchdog.phrase} onClose={close} />
      </ActionDialog>
    </>
  );
}

/** Is the second process alive, with the same rules, and does it see the same account. */
export function WatchdogPanel() {
  const live = useRow('watchdog');
  const figures = useRow('riskFigures');
  const now = useHostNow();
  const watchdog = live.row;
  const kill = figures.row?.kill ?? null;
  const ours = kill === null ? null : { positions: kill.positions, orders: kill.entries + kill.kept };
  return (
    <Panel
      label={say('Watchdog')}
      origin={ORIGIN}
      source={live}
      header={
        <PanelHead title={say('Watchdog')} note={say('a separate process')}>
          {watchdog !== null && (
            <Tag tone={WATCHDOG_TONES[watchdog.state]}>
              {WATCHDOG_WORDS[watchdog.available ? watchdog.state : 'off']}
            </Tag>
          )}
          {watchdog?.available === true && <Actions watchdog={watchdog} />}
        </PanelHead>
      }
    >
      {watchdog === null ? (
        <LoadingRows rows={3} height={12} />
      ) : !watchdog.available ? (
        <EmptyNote title={say('Nothing to guard')}>{told(watchdog.reason)}</EmptyNote>
      ) : (
        <Facts>
          {watchdogFacts(watchdog, ours, now).map(({ name, text, bad }) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd data-bad={bad} title={text}>
                {text}
              </dd>
            </div>
          ))}
        </Facts>
      )}
    </Panel>
  );
}
