import { styled } from '@mui/material/styles';
import { memo, useRef, type KeyboardEvent } from 'react';
import type { AgentView } from '#shared/contract/system.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { speaksInScores } from '#renderer/data/speaks-in-scores.ts';
import type { LiveRows } from '#renderer/data/use-rows.ts';
import { useNow } from '#renderer/data/use-now.ts';
import { Beats } from '#renderer/ui/beats.tsx';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { UsageBar } from '#renderer/ui/usage-bar.tsx';
import { VerdictHead } from '#renderer/ui/verdict-head.tsx';
import { budgetShare, budgetWords, isLate, milliseconds, restartWords, stateWord, verdictOf } from './agent-words.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 30, cursor: 'pointer' },
  '& tbody tr:hover': { background: tone.kingSoft },
  '& tbody tr:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: -2 },
  '& tbody tr[aria-selected=true]': { background: tone.kingSoft, boxShadow: `inset 2px 0 0 ${tone.king}` },
  '& tbody tr[data-kind=stage]:not([data-kind=stage] + tr) td': { borderTop: `1px solid ${tone.line}` },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .last': { color: tone.text2 },
  '@media (max-width: 1599px)': {
    '& .last': { display: 'none' },
    '& th:nth-last-of-type(2), & td:nth-last-of-type(2)': { paddingRight: 16 },
  },
});

const LEVELS = { ok: tone.up, warn: tone.warn, stop: tone.down, unknown: tone.text2 } as const;

interface RowProps {
  readonly agent: AgentView;
  readonly chosen: boolean;
  readonly onChoose: (key: AgentView['key']) => void;
}

const muted = (zero: boolean) => (zero ? { color: tone.text3 } : undefined);
const alarming = (bad: boolean) => (bad ? { color: tone.down, fontWeight: 600 } : { color: tone.text3 });

function LifeCells({ agent }: { readonly agent: AgentView }) {
  const late = isLate(agent);
  return (
    <>
      <td>
        <Beats beats={agent.beats} tone={late ? tone.warn : tone.up} />
      </td>
      <td data-right style={late ? { color: tone.warn, fontWeight: 600 } : undefined}>
        {formatAge(agent.beatAgeMs)}
      </td>
      <td data-right style={muted(agent.queue === 0)}>
        {formatCount(agent.queue)}
      </td>
      <td title={budgetWords(agent)}>
        <UsageBar share={budgetShare(agent)} label={say('Budget of {agent}', { agent: told(agent.label) })} />
      </td>
      <td data-right>{milliseconds(agent.p95Ms)}</td>
      <td data-right style={muted(agent.dataAgeMs === null)}>
        {formatAge(agent.dataAgeMs)}
      </td>
      <td data-right style={muted(agent.done === 0)}>
        {formatCount(agent.done)}
      </td>
      <td data-right style={alarming(agent.errors > 0)}>
        {formatCount(agent.errors)}
      </td>
      <td data-right style={alarming(agent.restarts.used > 0)} title={restartWords(agent)}>
        {formatCount(agent.restarts.used)}
      </td>
    </>
  );
}

const AgentRow = memo(function AgentRow({ agent, chosen, onChoose }: RowProps) {
  const { word, tone: colour } = stateWord(agent);
  return (
    <tr
      data-kind={agent.kind}
      data-agent={agent.key}
      aria-selected={chosen}
      tabIndex={chosen ? 0 : -1}
      onClick={() => onChoose(agent.key)}
      onFocus={() => onChoose(agent.key)}
      title={told(agent.reason)}
    >
      <td>{told(agent.label)}</td>
      <td>
        <Tag tone={colour}>{word}</Tag>
      </td>
      {speaksInScores(agent) ? (
        <td colSpan={9} style={{ color: tone.text3 }}>
          {say('in each score; its work counts as Technical’s')}
        </td>
      ) : (
        <LifeCells agent={agent} />
      )}
      <td className="last">{told(agent.lastError === null ? agent.reason : agent.lastError.sentence)}</td>
    </tr>
  );
});

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** Columns with their widths; the last takes the rest. */
const HEADS = [
  [say('Agent'), 124, false],
  [say('State'), 88, false],
  ['60 s', 88, false],
  [say('Beat'), 56, true],
  [say('Queue'), 54, true],
  [say('Budget'), 74, false],
  ['p95 ms', 60, true],
  [say('Data'), 56, true],
  [say('Done'), 66, true],
  [say('Errors'), 54, true],
  [say('Restarts'), 72, true],
] as const;

interface AgentsPanelProps {
  readonly live: LiveRows<AgentView>;
  readonly chosen: AgentView['key'] | null;
  readonly onChoose: (key: AgentView['key']) => void;
}

function AgentTable({ live, chosen, onChoose }: AgentsPanelProps) {
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = live.rows.findIndex(({ key }) => key === chosen);
    const next = live.rows[step(Math.max(0, at), live.rows.length - 1)];
    if (next === undefined) return;
    onChoose(next.key);
    table.current?.querySelector<HTMLElement>(`[data-agent="${next.key}"]`)?.focus();
  };
  return (
    <Scroll>
      <DataTable ref={table} role="grid" aria-label={say('Agents')} onKeyDown={onKeyDown}>
        <colgroup>
          {HEADS.map(([name, width]) => (
            <col key={name} style={{ width }} />
          ))}
          <col className="last" />
        </colgroup>
        <thead>
          <tr>
            {HEADS.map(([name, , right]) => (
              <th key={name} {...(right ? { 'data-right': true } : {})}>
                {name}
              </th>
            ))}
            <th className="last">{say('Last said')}</th>
          </tr>
        </thead>
        <tbody>
          {live.rows.map((agent) => (
            <AgentRow key={agent.key} agent={agent} chosen={agent.key === chosen} onChoose={onChoose} />
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}

/** Every agent: whether it lives, how much it does, what went wrong. */
export function AgentsPanel(props: AgentsPanelProps) {
  const { live } = props;
  const here = useNow();
  const waiting = live.status === 'loading';
  const verdict = verdictOf(live.rows);
  const head = (
    <VerdictHead
      question={say('Does every agent work?')}
      answer={waiting ? '…' : <span style={{ color: LEVELS[verdict.level] }}>{verdict.sentence}</span>}
      detail={waiting ? say('Asking the host.') : verdict.detail}
      mark={
        <DataMark
          from={say('The heartbeats of the agents and what they counted of their own work')}
          provenance="measured"
          asOf={live.receivedAt}
          now={here}
        />
      }
    />
  );
  return (
    <Panel label={say('Agents')} header={head} source={live}>
      {waiting && <LoadingRows rows={10} />}
      {!waiting && live.rows.length === 0 && <EmptyNote title={say('No agent is registered')} />}
      {live.rows.length > 0 && <AgentTable {...props} />}
    </Panel>
  );
}
