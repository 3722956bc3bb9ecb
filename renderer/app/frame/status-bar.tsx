import { styled } from '@mui/material/styles';
import { useConnection } from '#renderer/data/data-context.tsx';
import { useHostNow, useNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { formatAge, formatClock, formatLocalClock } from '#renderer/ui/format-time.ts';
import { useOld } from '#renderer/ui/origin-world.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { useAppearance } from '#renderer/ui/theme/appearance.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { StatusView } from '#shared/contract/system.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { modeWord } from './pills.tsx';

const Bar = styled('footer')({
  gridArea: 'foot',
  display: 'flex',
  alignItems: 'center',
  gap: 18,
  padding: '0 16px',
  background: tone.rail,
  borderTop: `1px solid ${tone.line}`,
  fontSize: 11,
  color: tone.text2,
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  '& i': { display: 'inline-block', width: 7, height: 7, borderRadius: 4, marginRight: 7, verticalAlign: 0 },
});

const Host = styled('div')({
  display: 'contents',
  '&[data-stale=true] > *': { opacity: 0.5, filter: 'grayscale(1)' },
});

const ORIGIN = {
  from: say('The host about itself: feed, journal, trading state and agents'),
  kind: 'measured',
  short: true,
} as const;

const FEED_TONES = { open: tone.up, stale: tone.warn, down: tone.down } as const;
const TRADING = {
  ACTIVE: say('Trading active'),
  REDUCING: say('Trading reducing'),
  HALTED: say('Trading halted'),
} as const;
const PHASES = { connecting: say('Connecting'), open: say('Connected') } as const;
const PHASE_TONES = { connecting: tone.warn, open: tone.up, lost: tone.down } as const;

function feedWords({ name, status, ageMs }: StatusView['feed']): string {
  const values = { name: told(name), age: formatAge(ageMs) };
  if (status === 'open') return say('{name} · age {age}', values);
  return status === 'stale' ? say('{name} stale · age {age}', values) : say('{name} down · age {age}', values);
}

function Feed({ feed, mode }: Pick<StatusView, 'feed' | 'mode'>) {
  if (mode === 'replay') return <span>{say('Stored candles, no live feed')}</span>;
  return (
    <span title={feed.reason === '' ? say('Market feed') : told(feed.reason)}>
      <i style={{ background: FEED_TONES[feed.status] }} />
      {feedWords(feed)}
    </span>
  );
}

function JournalState({ journal }: Pick<StatusView, 'journal'>) {
  const broken = journal.integrity === 'broken';
  const records = formatCount(journal.records);
  const title = say('Head {head}, verified {time} UTC', {
    head: journal.head.slice(0, 12),
    time: formatClock(journal.verifiedAt),
  });
  return (
    <a
      href="#/journal"
      title={journal.problem === null ? title : told(journal.problem)}
      style={{ color: broken ? tone.down : 'inherit' }}
    >
      {broken ? say('Journal {records} BROKEN', { records }) : say('Journal {records} verified', { records })}
      {journal.readOnly && ` · ${say('read only')}`}
    </a>
  );
}

interface HostFiguresProps {
  readonly status: StatusView;
  readonly stale: boolean;
  readonly receivedAt: number | null;
}

function HostFigures({ status, stale, receivedAt }: HostFiguresProps) {
  const { agents, trading } = status;
  return (
    <Host data-stale={stale} data-origin-reach="Status bar">
      <Tag tone={status.simulated ? 'sim' : 'down'}>{modeWord(status)}</Tag>
      <Feed feed={status.feed} mode={status.mode} />
      <JournalState journal={status.journal} />
      <span title={told(trading.cause)}>{TRADING[trading.state]}</span>
      <span style={agents.alive < agents.total ? { color: tone.text } : undefined}>
        {say('{alive} of {total} agents alive', { alive: agents.alive, total: agents.total })}
      </span>
      <OriginOf {...ORIGIN} receivedAt={receivedAt} />
    </Host>
  );
}

/** The bottom of the window: what the machine stands on, all the time. */
export function StatusBar() {
  const { row, status: live, receivedAt } = useRow('status');
  const old = useOld('connection') || live !== 'live';
  const { phase, since } = useConnection();
  const hostNow = useHostNow();
  const here = useNow();
  const clock = useAppearance((state) => state.clock);
  return (
    <Bar>
      {row !== null && <HostFigures status={row} stale={old} receivedAt={receivedAt} />}
      <div style={{ flex: 1 }} />
      <span title={say('Since {since} UTC', { since: formatClock(since) })} data-origin-reach="Connection">
        <i style={{ background: PHASE_TONES[phase] }} />
        {phase === 'lost' ? say('Not connected for {age}', { age: formatAge(here - since) }) : PHASES[phase]}
      </span>
      {clock === 'utc-and-local' && hostNow !== null && (
        <span title={say('Here, on this computer')}>{formatLocalClock(hostNow)}</span>
      )}
      <span style={{ color: tone.text, minWidth: 84, textAlign: 'right' }}>
        {hostNow === null ? '–' : formatClock(hostNow)} UTC
      </span>
    </Bar>
  );
}
