import { styled } from '@mui/material/styles';
import type { LockView } from '#shared/contract/locks.ts';
import { useNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';

const ORIGIN = { from: say('Leases of the lock manager'), kind: 'measured' } as const;

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 24 },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& td:first-of-type': { fontFamily: FONT_MONO, fontSize: 11 },
  '& .mode': { fontSize: 11, color: tone.text2 },
  '& tr[data-kind=waiting] td': { color: tone.warn },
  '& .left': { position: 'relative' },
  '& .left i': { position: 'absolute', right: 16, bottom: 1, height: 2, background: tone.king },
});

const MODE_WORDS: Readonly<Record<LockView['mode'], string>> = {
  READ: sayAs('lock', 'READ'),
  WRITE: sayAs('lock', 'WRITE'),
  EXCLUSIVE: sayAs('lock', 'EXCLUSIVE'),
};

/** Rows shown here; the others are on the Locks screen. */
const MOST = 12;

/** Held first, then those who wait, the next one first. */
const byPlace = (a: LockView, b: LockView): number => {
  if (a.kind !== b.kind) return a.kind === 'held' ? -1 : 1;
  return a.kind === 'waiting' && b.kind === 'waiting' ? a.place - b.place : a.resource.localeCompare(b.resource);
};

/** What is left of a lease at a moment of the page's clock; `since` when the row came. */
const leftOf = (lock: Extract<LockView, { kind: 'held' }>, age: number): number => Math.max(0, lock.remainingMs - age);

function Line({ lock, age }: { readonly lock: LockView; readonly age: number }) {
  const held = lock.kind === 'held';
  const length = held ? Math.max(1, lock.until - lock.since) : 1;
  const left = held ? leftOf(lock, age) : 0;
  return (
    <tr
      data-kind={lock.kind}
      title={say('{resource} by {holder}', { resource: lock.resource, holder: told(lock.holder) })}
    >
      <td>{lock.resource}</td>
      <td>{told(lock.holder)}</td>
      <td className="mode">{MODE_WORDS[lock.mode]}</td>
      <td data-right>{held ? formatCount(lock.token) : say('waits')}</td>
      <td data-right className="left">
        {formatAge(held ? left : lock.waitedMs + age)}
        {held && <i style={{ width: Math.min(44, (left / length) * 44) }} />}
      </td>
    </tr>
  );
}

/** Who holds what now, and who waits; the whole list is on the Locks screen. */
export function HeldLocksPanel() {
  const live = useRows('locks');
  const now = useNow();
  const rows = [...live.rows].sort(byPlace);
  const waiting = rows.filter(({ kind }) => kind === 'waiting').length;
  const age = live.receivedAt === null ? 0 : Math.max(0, now - live.receivedAt);
  const words = [
    String(rows.length - waiting),
    waiting === 0 ? say('none waiting') : say('{count} waiting', { count: waiting }),
    ...(rows.length > MOST ? [say('{count} not shown', { count: rows.length - MOST })] : []),
  ];
  return (
    <Panel
      label={say('Locks held')}
      origin={ORIGIN}
      source={live}
      header={
        <PanelHead title={say('Locks held')} note={live.status === 'loading' ? '' : words.join(', ')}>
          <a href="#/locks" style={{ fontSize: 12 }}>
            {say('Open locks')}
          </a>
        </PanelHead>
      }
    >
      {live.status === 'loading' ? (
        <LoadingRows rows={3} height={10} />
      ) : rows.length === 0 ? (
        <EmptyNote title={say('None held')}>
          {say('A lock is held while a signal is decided or an account is written.')}
        </EmptyNote>
      ) : (
        <Scroll>
          <DataTable aria-label={say('Locks held')}>
            <colgroup>
              <col />
              <col style={{ width: '20%' }} />
              <col style={{ width: 82 }} />
              <col style={{ width: 70 }} />
              <col style={{ width: 70 }} />
            </colgroup>
            <thead>
              <tr>
                <th>{say('Resource')}</th>
                <th>{say('Holder')}</th>
                <th>{say('Mode')}</th>
                <th data-right>{say('Token')}</th>
                <th data-right>{sayAs('remaining', 'Left')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, MOST).map((lock) => (
                <Line key={lock.key} lock={lock} age={age} />
              ))}
            </tbody>
          </DataTable>
        </Scroll>
      )}
    </Panel>
  );
}
