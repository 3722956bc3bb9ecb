import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import type { AgentView } from '#shared/contract/system.ts';
import { speaksInScores } from '#renderer/data/speaks-in-scores.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { formatCount, plural } from '#renderer/ui/format.ts';
import { formatAge, formatClock, formatSpan } from '#renderer/ui/format-time.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { ReasonDialog } from '#renderer/ui/reason-dialog.tsx';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { UsageBar } from '#renderer/ui/usage-bar.tsx';
import { milliseconds, restartWords, stateWord } from './agent-words.ts';
import { useAgentActions, type AgentActions } from './use-agent-actions.ts';

const Body = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '12px 16px',
  fontSize: 12,
  lineHeight: 1.4,
  '& .reason': { color: tone.text2, marginBottom: 12 },
  '& dl': { display: 'grid', gridTemplateColumns: '104px minmax(0, 1fr)', gap: '7px 12px', margin: 0 },
  '& dt': { color: tone.text3 },
  '& dd': { margin: 0, overflowWrap: 'anywhere' },
});

const Acts = styled('div')({
  flex: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  padding: '10px 16px',
  borderTop: `1px solid ${tone.line}`,
  '& p': { flex: '1 1 100%', fontSize: 11.5, color: tone.text2, lineHeight: 1.4 },
  '& p[role=alert]': { color: tone.down },
});

function pauseWords({ by, since, until, reason }: NonNullable<AgentView['pause']>): string {
  const end = until === null ? 'until a person resumes it' : `until ${formatClock(until)} UTC`;
  return `by ${by} at ${formatClock(since)} UTC, ${end}: ${reason}`;
}

type Fact = readonly [name: string, value: ReactNode];

function Meter({ used, limit, unit, label }: { used: number; limit: number; unit: string; label: string }) {
  return (
    <>
      {formatCount(Math.round(used))} of {formatCount(limit)} {unit}
      <UsageBar share={limit === 0 ? null : used / limit} label={label} />
    </>
  );
}

/** The agents as a person calls them. */
type Labels = ReadonlyMap<string, string>;

const labelled = (keys: readonly string[], labels: Labels): string =>
  keys.map((key) => labels.get(key) ?? key).join(', ');

function lifeFacts(agent: AgentView, labels: Labels, now: number | null): readonly Fact[] {
  const { running, heartbeatTimeoutMs: timeout, beatAgeMs, lastError, pause } = agent;
  const within = speaksInScores(agent);
  const beat = beatAgeMs === null ? 'never' : `${formatAge(beatAgeMs)} ago`;
  const facts: readonly (Fact | null)[] = [
    pause === null ? null : ['Paused', pauseWords(pause)],
    agent.blockedBy.length === 0 ? null : ['Blocked by', labelled(agent.blockedBy, labels)],
    ['Works', within ? 'within each score' : agent.schedule],
    within
      ? null
      : ['Last beat', timeout === null ? `${beat}, works on demand` : `${beat}; silent after ${formatSpan(timeout)}`],
    [
      'Works on',
      running === null
        ? 'nothing now'
        : `${running.type} for ${formatAge(running.forMs)} of ${formatAge(running.timeoutMs)}`,
    ],
    [
      'Last error',
      lastError === null
        ? 'none since the start'
        : `${lastError.sentence}${now === null ? '' : ` (${formatAge(now - lastError.at)} ago)`}`,
    ],
  ];
  return facts.filter((fact) => fact !== null);
}

function workFacts(agent: AgentView, labels: Labels): readonly Fact[] {
  const { budget, queue, queueBound, label } = agent;
  return [
    [
      'Done',
      speaksInScores(agent)
        ? 'counted as Technical’s'
        : `${formatCount(agent.done)}, p95 ${milliseconds(agent.p95Ms)} ms`,
    ],
    ['Errors', `${formatCount(agent.errors)}, and ${plural(agent.refused, 'task')} refused`],
    ['Restarts', restartWords(agent)],
    ['Queue', <Meter key="q" used={queue} limit={queueBound} unit="places" label={`Queue of ${label}`} />],
    [
      'Work in 60 s',
      <Meter key="w" used={budget.works} limit={budget.worksLimit} unit="" label={`Work of ${label}`} />,
    ],
    [
      'Processor, 60 s',
      <Meter
        key="p"
        used={budget.processorMs}
        limit={budget.processorMsLimit}
        unit="ms"
        label={`Processor time of ${label}`}
      />,
    ],
    ['Priority', agent.priority.toLowerCase()],
    ['Needs', agent.needs.length === 0 ? 'no other agent' : labelled(agent.needs, labels)],
    ['While paused', agent.whilePaused === '' ? 'nothing of it goes on' : agent.whilePaused],
  ];
}

function Actions({ agent, actions }: { readonly agent: AgentView; readonly actions: AgentActions }) {
  return (
    <Acts>
      {agent.pause === null ? (
        <Button variant="outlined" color="warning" onClick={() => actions.ask('pause')}>
          Pause…
        </Button>
      ) : (
        <Button variant="outlined" disabled={actions.resuming} onClick={actions.resume}>
          Resume
        </Button>
      )}
      <Button variant="outlined" onClick={() => actions.ask('restart')}>
        Restart…
      </Button>
      {actions.resumeFailure !== null && (
        <p role="alert">
          <b>{actions.resumeFailure.code}</b> {actions.resumeFailure.sentence}
        </p>
      )}
    </Acts>
  );
}

/** One agent in full, and what a person can do about it. */
export function DetailPanel({ agent, labels }: { readonly agent: AgentView | null; readonly labels: Labels }) {
  const now = useHostNow();
  const actions = useAgentActions(agent);
  if (agent === null) {
    return (
      <Panel label="Agent" header={<PanelHead title="Agent" />}>
        <EmptyNote title="No agent is chosen">Choose one in the table.</EmptyNote>
      </Panel>
    );
  }
  const { word, tone: colour } = stateWord(agent);
  const head = (
    <PanelHead title={agent.label} note={agent.kind === 'scoring' ? 'gives an opinion' : 'a stage of the way'}>
      <Tag tone={colour}>{word}</Tag>
    </PanelHead>
  );
  return (
    <Panel label="Agent" header={head}>
      <Body ref={scrollStop}>
        {agent.reason !== '' && <p className="reason">{agent.reason}</p>}
        <dl>
          {[...lifeFacts(agent, labels, now), ...workFacts(agent, labels)].flatMap(([name, value]) => [
            <dt key={name}>{name}</dt>,
            <dd key={`${name} value`}>{value}</dd>,
          ])}
        </dl>
      </Body>
      <Actions agent={agent} actions={actions} />
      <ReasonDialog
        question={actions.question}
        pending={actions.pending}
        failure={actions.failure}
        onConfirm={actions.confirm}
        onClose={actions.close}
      />
    </Panel>
  );
}
