import { styled } from '@mui/material/styles';
import { useMemo, useState } from 'react';
import type { BusEventView, TaskView } from '#shared/contract/agents.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { useExplain } from '#renderer/data/explain-link.ts';
import { useHostNow, useNow } from '#renderer/data/use-now.ts';
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
import { inTaskOrder, TASK_WORDS, taskTime } from './agent-words.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 28 },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& code': { fontFamily: FONT_MONO, fontSize: 11 },
  '& button': { padding: 0, border: 0, background: 'none', color: tone.king, font: 'inherit', cursor: 'pointer' },
});

function TaskRow({ task, now }: { readonly task: TaskView; readonly now: number | null }) {
  const { word, tone: colour } = TASK_WORDS[task.state];
  const error = told(task.error);
  const tries = say('try {count} of {most}.', { count: task.retries + 1, most: task.maxRetries + 1 });
  return (
    <tr title={error}>
      <td>{formatClock(task.created)}</td>
      <td>{told(task.agent)}</td>
      <td>
        <Tag tone={colour}>{word}</Tag>
      </td>
      <td>
        <code>{task.type}</code>
      </td>
      <td data-verbatim title={task.subject}>
        {shortIds(task.subject)}
      </td>
      <td data-right>{taskTime(task, now)}</td>
      <td style={{ color: tone.text2 }}>{task.retries === 0 ? error : `${tries} ${error}`}</td>
    </tr>
  );
}

function Tasks({ rows }: { readonly rows: readonly TaskView[] }) {
  const now = useHostNow();
  const ordered = useMemo(() => inTaskOrder(rows), [rows]);
  return (
    <Scroll ref={scrollStop}>
      <DataTable aria-label={say('Tasks of the agents')}>
        <colgroup>
          <col style={{ width: 82 }} />
          <col style={{ width: 92 }} />
          <col style={{ width: 100 }} />
          <col style={{ width: '20%' }} />
          <col style={{ width: '16%' }} />
          <col style={{ width: 92 }} />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th>UTC</th>
            <th>{say('Agent')}</th>
            <th>{say('State')}</th>
            <th>{say('Task')}</th>
            <th>{sayAs('column', 'About')}</th>
            <th data-right>{sayAs('time', 'Took')}</th>
            <th>{say('What went wrong')}</th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((task) => (
            <TaskRow key={task.key} task={task} now={now} />
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}

function EventRow({ event }: { readonly event: BusEventView }) {
  const { open } = useExplain();
  const { correlationId: signal } = event;
  return (
    <tr>
      <td>{formatClock(event.at)}</td>
      <td>{told(event.source)}</td>
      <td>
        <code>{event.type}</code>
      </td>
      <td data-verbatim title={event.subject}>
        {shortIds(event.subject)}
      </td>
      <td>
        {signal === null ? (
          <span style={{ color: tone.text3 }}>{say('none')}</span>
        ) : (
          <button type="button" title={say('Explain the signal')} onClick={() => open(signal)}>
            {shortIds(signal)}
          </button>
        )}
      </td>
      <td title={event.causationId ?? undefined} style={{ color: tone.text2 }}>
        {event.causationId === null ? say('began by itself') : shortIds(event.causationId)}
      </td>
    </tr>
  );
}

function Events({ rows }: { readonly rows: readonly BusEventView[] }) {
  const newest = useMemo(() => [...rows].sort((a, b) => b.at - a.at || b.key.localeCompare(a.key)), [rows]);
  return (
    <Scroll ref={scrollStop}>
      <DataTable aria-label={say('Events of the bus, newest first')}>
        <colgroup>
          <col style={{ width: 82 }} />
          <col style={{ width: 110 }} />
          <col />
          <col style={{ width: '20%' }} />
          <col style={{ width: '16%' }} />
          <col style={{ width: '18%' }} />
        </colgroup>
        <thead>
          <tr>
            <th>UTC</th>
            <th>{sayAs('who sent it', 'From')}</th>
            <th>{say('Event')}</th>
            <th>{sayAs('column', 'About')}</th>
            <th>{say('Signal')}</th>
            <th>{say('Led to by')}</th>
          </tr>
        </thead>
        <tbody>
          {newest.map((event) => (
            <EventRow key={event.key} event={event} />
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}

type View = 'tasks' | 'events';

/** What the agents do: tasks under way and the latest that ended, and the events between them. */
export function WorkPanel() {
  const [view, setView] = useState<View>('tasks');
  const here = useNow();
  const tasks = useRows('agentTasks');
  const events = useRows('agentEvents');
  const live = view === 'tasks' ? tasks : events;
  const options = [
    { value: 'tasks', label: say('Tasks {count}', { count: formatCount(tasks.rows.length) }) },
    { value: 'events', label: say('Events {count}', { count: formatCount(events.rows.length) }) },
  ] as const;
  const head = (
    <PanelHead
      title={view === 'tasks' ? say('Tasks') : say('Events')}
      note={
        view === 'tasks' ? say('under way first, then the latest that ended') : say('the latest, with what led to each')
      }
    >
      <Segmented label={say('What is listed')} options={options} value={view} onChange={setView} />
      <DataMark
        from={say('The tasks and events on the bus of this program')}
        provenance="measured"
        asOf={live.receivedAt}
        now={here}
      />
    </PanelHead>
  );
  return (
    <Panel label={say('Work')} header={head} source={live}>
      {live.status === 'loading' && <LoadingRows rows={4} />}
      {live.status !== 'loading' && live.rows.length === 0 && (
        <EmptyNote title={view === 'tasks' ? say('No task yet') : say('No event yet')} />
      )}
      {view === 'tasks' && tasks.rows.length > 0 && <Tasks rows={tasks.rows} />}
      {view === 'events' && events.rows.length > 0 && <Events rows={events.rows} />}
    </Panel>
  );
}
