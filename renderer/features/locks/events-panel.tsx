import { styled } from '@mui/material/styles';
import { useMemo, useState } from 'react';
import type { LockEventView } from '#shared/contract/locks.ts';
import { useNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { formatClock } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { shortIds } from '#renderer/ui/short-ids.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { EVENT_WORDS, MODE_WORDS, spanWords } from './lock-words.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 28 },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& code': { fontFamily: FONT_MONO, fontSize: 11 },
});

const WRONG: ReadonlySet<LockEventView['kind']> = new Set(['waiting', 'gave-up', 'expired', 'broken']);

type View = 'all' | 'wrong';

function EventRow({ event }: { readonly event: LockEventView }) {
  const { kind, ts, resource, holder, mode, token, reason } = event;
  const { word, tone: colour } = EVENT_WORDS[kind];
  const why = told(reason);
  const by = told(holder);
  const parts = [
    by,
    MODE_WORDS[mode],
    ...(token === null ? [] : [say('token {token}', { token: formatCount(token) })]),
  ];
  return (
    <tr title={[parts.join(', '), ...(why === '' ? [] : [why])].join(': ')}>
      <td>{formatClock(ts)}</td>
      <td>
        <Tag tone={colour}>{word}</Tag>
      </td>
      <td>
        <code>{resource}</code>
      </td>
      <td>
        {shortIds(by)}
        {why !== '' && <span style={{ color: tone.text3 }}> {why}</span>}
      </td>
      <td data-right>{spanWords(event)}</td>
    </tr>
  );
}

/** What happened to locks lately in this process, newest first. */
export function EventsPanel() {
  const live = useRows('lockEvents');
  const here = useNow();
  const [view, setView] = useState<View>('all');
  const newest = useMemo(() => [...live.rows].sort((a, b) => Number(b.key) - Number(a.key)), [live.rows]);
  const wrong = newest.filter(({ kind }) => WRONG.has(kind));
  const shown = view === 'all' ? newest : wrong;
  const options = [
    { value: 'all', label: say('All {count}', { count: formatCount(newest.length) }) },
    { value: 'wrong', label: say('Waits and losses {count}', { count: formatCount(wrong.length) }) },
  ] as const;
  const head = (
    <PanelHead title={say('Lock events')} note={say('of this process, the last 200')}>
      <Segmented label={say('Events shown')} options={options} value={view} onChange={setView} />
      <DataMark
        from={say('The lock manager of this process')}
        provenance="measured"
        asOf={live.receivedAt}
        now={here}
      />
    </PanelHead>
  );
  return (
    <Panel label={say('Lock events')} header={head} source={live}>
      {live.status === 'loading' && <LoadingRows rows={5} />}
      {live.status !== 'loading' && shown.length === 0 && (
        <EmptyNote title={view === 'all' ? say('Nothing happened yet') : say('Nobody waited, no lock was lost')} />
      )}
      {shown.length > 0 && (
        <Scroll ref={scrollStop}>
          <DataTable aria-label={say('Lock events, newest first')}>
            <colgroup>
              <col style={{ width: 82 }} />
              <col style={{ width: 92 }} />
              <col style={{ width: 142 }} />
              <col />
              <col style={{ width: 104 }} />
            </colgroup>
            <thead>
              <tr>
                <th>UTC</th>
                <th>{say('What')}</th>
                <th>{say('Resource')}</th>
                <th>{say('Holder')}</th>
                <th data-right>{say('How long')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((event) => (
                <EventRow key={event.key} event={event} />
              ))}
            </tbody>
          </DataTable>
        </Scroll>
      )}
    </Panel>
  );
}
