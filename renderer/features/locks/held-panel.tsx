import { styled } from '@mui/material/styles';
import { useHostNow, useNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { formatAge, formatClock } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { shortIds } from '#renderer/ui/short-ids.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { groupsOf, leftShare, MODE_WORDS, type Held, type LockGroup, type Waiting } from './lock-words.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 30 },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& code': { fontFamily: FONT_MONO, fontSize: 11 },
  '& tr[data-kind=waiting] td': { color: tone.warn },
  '& tr[data-kind=waiting] td:first-of-type': { paddingLeft: 30 },
});

const Left = styled('div')({
  display: 'grid',
  gap: 3,
  '& i': { display: 'block', height: 2, borderRadius: 1, background: tone.track, overflow: 'hidden' },
  '& i > b': { display: 'block', height: '100%', background: tone.king },
});

/** Under this much time left the lease is drawn in amber: it should have been renewed. */
const SHORT_MS = 2_000;

function HeldRow({ lock, now }: { readonly lock: Held; readonly now: number | null }) {
  const short = lock.remainingMs < SHORT_MS;
  return (
    <tr data-kind="held">
      <td>
        <code title={lock.resource}>{lock.resource}</code>
      </td>
      <td title={told(lock.holder)}>{shortIds(told(lock.holder))}</td>
      <td>
        {MODE_WORDS[lock.mode]}
        {lock.count > 1 ? ` ×${String(lock.count)}` : ''}
      </td>
      <td data-right>{formatCount(lock.token)}</td>
      <td data-right title={say('Since {time} UTC', { time: formatClock(lock.since) })}>
        {now === null ? formatClock(lock.since) : formatAge(now - lock.since)}
      </td>
      <td data-right title={say('Until {time} UTC unless renewed', { time: formatClock(lock.until) })}>
        <Left>
          <span style={short ? { color: tone.warn } : undefined}>{formatAge(lock.remainingMs)}</span>
          <i>
            <b
              style={{
                width: `${String(Math.round(leftShare(lock) * 100))}%`,
                ...(short ? { background: tone.warn } : {}),
              }}
            />
          </i>
        </Left>
      </td>
    </tr>
  );
}

/** Priorities above the normal one, which is not shown. */
const PRIORITY_WORDS: Readonly<Record<Exclude<Waiting['priority'], 'normal'>, string>> = {
  high: sayAs('priority', 'HIGH'),
  critical: sayAs('priority', 'CRITICAL'),
};

function WaitingRow({ lock, now }: { readonly lock: Waiting; readonly now: number | null }) {
  const gives =
    now === null
      ? say('gives up at {time}', { time: formatClock(lock.givesUpAt) })
      : say('gives up in {span}', { span: formatAge(lock.givesUpAt - now) });
  return (
    <tr data-kind="waiting">
      <td>{say('waits, place {place}', { place: lock.place })}</td>
      <td title={told(lock.holder)}>{shortIds(told(lock.holder))}</td>
      <td>{MODE_WORDS[lock.mode]}</td>
      <td data-right>{lock.priority === 'normal' ? '' : <Tag tone="warn">{PRIORITY_WORDS[lock.priority]}</Tag>}</td>
      <td data-right>{formatAge(lock.waitedMs)}</td>
      <td data-right title={say('Gives up at {time} UTC', { time: formatClock(lock.givesUpAt) })}>
        {gives}
      </td>
    </tr>
  );
}

function Table({ groups, now }: { readonly groups: readonly LockGroup[]; readonly now: number | null }) {
  return (
    <Scroll>
      <DataTable aria-label={say('Locks and their queues')}>
        <colgroup>
          <col />
          <col style={{ width: '20%' }} />
          <col style={{ width: 92 }} />
          <col style={{ width: 68 }} />
          <col style={{ width: 62 }} />
          <col style={{ width: 122 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{say('Resource')}</th>
            <th>{say('Holder')}</th>
            <th>{say('Mode')}</th>
            <th data-right>{say('Token')}</th>
            <th data-right>{say('Since')}</th>
            <th data-right>{say('Time left')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.flatMap(({ held, queue }) => [
            ...held.map((lock) => <HeldRow key={lock.key} lock={lock} now={now} />),
            ...queue.map((lock) => <WaitingRow key={lock.key} lock={lock} now={now} />),
          ])}
        </tbody>
      </DataTable>
    </Scroll>
  );
}

/** Who holds what, how long still, and who waits for it. */
export function HeldPanel() {
  const live = useRows('locks');
  const now = useHostNow();
  const here = useNow();
  const groups = groupsOf(live.rows);
  const held = live.rows.filter(({ kind }) => kind === 'held').length;
  const note =
    live.rows.length === 0
      ? ''
      : say('{held} held, {waiting, plural, one {# waits} other {# wait}}', {
          held: formatCount(held),
          waiting: live.rows.length - held,
        });
  const head = (
    <PanelHead title={say('Locks held')} note={note}>
      <DataMark
        from={say('The lease table, with owner and time of each lease')}
        provenance="measured"
        asOf={live.receivedAt}
        now={here}
      />
    </PanelHead>
  );
  return (
    <Panel label={say('Locks held')} header={head} source={live}>
      {live.status === 'loading' && <LoadingRows rows={4} />}
      {live.status !== 'loading' && groups.length === 0 && (
        <EmptyNote title={say('None held')}>
          {say('A decision holds its lock for a few milliseconds; what it did is among the events.')}
        </EmptyNote>
      )}
      {groups.length > 0 && <Table groups={groups} now={now} />}
    </Panel>
  );
}
