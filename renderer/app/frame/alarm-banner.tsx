import AlarmIcon from '@mui/icons-material/NotificationsActiveOutlined';
import MutedIcon from '@mui/icons-material/VolumeOffOutlined';
import SoundIcon from '@mui/icons-material/VolumeUpOutlined';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { formatAge, formatMoment } from '#renderer/ui/format-time.ts';
import { STALE_LOOK, useOld } from '#renderer/ui/origin-world.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { moreWords, newestFirst, type Alarm } from './alarm-plan.ts';
import { useAlarmSound } from './alarm-sound.ts';
import { useAlarmSounds } from './use-alarm-sound.ts';

const ORIGIN = {
  from: say('Alarms of the host that nobody has acknowledged, each a record of the journal'),
  kind: 'measured',
  short: true,
} as const;

const Box = styled('section')({
  '--origin-mark': '#FFFFFF',
  '&[data-stale=true] li > span': STALE_LOOK,
  background: tone.danger,
  color: '#FFFFFF',
  fontSize: 12.5,
  '& ul': { listStyle: 'none', maxHeight: 168, overflow: 'auto' },
  '& li': { display: 'flex', alignItems: 'center', gap: 10, padding: '4px 16px', minHeight: 34 },
  '& li + li': { borderTop: '1px solid #FFFFFF33' },
  '& b': { fontWeight: 650, whiteSpace: 'nowrap' },
  '& .body': { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& .at': { whiteSpace: 'nowrap' },
  '& button': {
    color: '#FFFFFF',
    borderColor: '#FFFFFF99',
    paddingTop: 0,
    paddingBottom: 0,
    whiteSpace: 'nowrap',
    flex: 'none',
  },
  '& button:focus-visible': { outlineColor: '#FFFFFF' },
  '& p': { padding: '0 16px 5px' },
});

interface LineProps {
  readonly alarm: Alarm;
  readonly now: number | null;
  readonly pending: boolean;
  readonly onAcknowledge: () => void;
  readonly children?: ReactNode;
}

function Line({ alarm, now, pending, onAcknowledge, children }: LineProps) {
  const { at, times } = alarm;
  const [title, body] = [told(alarm.title), told(alarm.body)];
  return (
    <li>
      <AlarmIcon aria-hidden sx={{ fontSize: 17 }} />
      <b>{title}</b>
      <span className="body" title={body}>
        {times > 1 ? say('{body} ({times, plural, one {# time} other {# times}})', { body, times }) : body}
      </span>
      <span className="at" title={`${formatMoment(at)} UTC`}>
        {now === null ? '' : say('{age} ago', { age: formatAge(now - at) })}
      </span>
      {children}
      <Button
        variant="outlined"
        disabled={pending}
        onClick={onAcknowledge}
        aria-label={say('Acknowledge: {title}', { title })}
      >
        {say('Acknowledge')}
      </Button>
    </li>
  );
}

function SoundToggle() {
  const { muted, heldBack, mute } = useAlarmSound();
  const Icon = muted || heldBack ? MutedIcon : SoundIcon;
  const title = muted
    ? say('Alarms are muted in this window; a halt still sounds. Unmute')
    : heldBack
      ? say('No sound before the first click in this window. Mute alarms')
      : say('Mute alarms in this window; a halt still sounds');
  return (
    <IconButton size="small" aria-label={title} title={title} aria-pressed={muted} onClick={() => mute(!muted)}>
      <Icon sx={{ fontSize: 17 }} />
    </IconButton>
  );
}

function useAcknowledge() {
  const acknowledge = useMutation(useApi().risk.acknowledge.mutationOptions());
  const all = async (alarms: readonly Alarm[]) => {
    // One after the other: each is its own record.
    for (const { id } of alarms) await acknowledge.mutateAsync({ id });
  };
  return { acknowledge, all };
}

function Alarms({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const [open, setOpen] = useState(false);
  const now = useHostNow();
  const { acknowledge, all } = useAcknowledge();
  const sorted = newestFirst(alarms);
  const shown = open ? sorted : sorted.slice(0, 1);
  const more = moreWords(alarms.length);
  const failure = acknowledge.isError ? describeError(acknowledge.error) : null;
  return (
    <Box
      role="alert"
      aria-label={say('Open alarms: {count}', { count: alarms.length })}
      data-stale={useOld('connection')}
      data-origin-reach=""
    >
      <ul>
        {shown.map((alarm, index) => (
          <Line
            key={alarm.id}
            alarm={alarm}
            now={now}
            pending={acknowledge.isPending}
            onAcknowledge={() => acknowledge.mutate({ id: alarm.id })}
          >
            {index === 0 && more !== '' && (
              <>
                <Button aria-expanded={open} onClick={() => setOpen(!open)}>
                  {open ? say('fold') : more}
                </Button>
                <Button
                  variant="outlined"
                  disabled={acknowledge.isPending}
                  onClick={() => void all(sorted).catch(() => undefined)}
                >
                  {say('Acknowledge all')}
                </Button>
              </>
            )}
            {index === 0 && <OriginOf {...ORIGIN} asOf={alarm.at} />}
            {index === 0 && <SoundToggle />}
          </Line>
        ))}
      </ul>
      {failure !== null && (
        <p>
          <b>{failure.code}</b> {failure.sentence}
        </p>
      )}
    </Box>
  );
}

/** Alarms nobody has acknowledged, on every screen: the newest, how many more, and a way to close each. */
export function AlarmBanner() {
  const { row } = useRow('risk');
  useAlarmSounds();
  if (row === null || row.alarms.length === 0) return null;
  return <Alarms alarms={row.alarms} />;
}
