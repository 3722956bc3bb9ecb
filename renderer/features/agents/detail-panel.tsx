import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import type { AgentView } from '#shared/contract/system.ts';
import { speaksInScores } from '#renderer/data/speaks-in-scores.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { formatCount } from '#renderer/ui/format.ts';
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
import { say } from '#shared/language/words.ts';

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
  const end =
    until === null ? say('until a person resumes it') : say('until {until} UTC', { until: formatClock(until) });
  return say('by {by} at {since} UTC, {end}: {reason}', { by, since: formatClock(since), end, reason });
}

type Fact = readonly [name: string, value: ReactNode];

function Meter({ used, limit, unit, label }: { used: number; limit: number; unit: string; label: string }) {
  return (
    <>
      {formatCount(Math.round(used))} {say('of')} {formatCount(limit)} {unit}
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
  const beat = beatAgeMs === null ? 'never' : say('{beatAgeMs} ago', { beatAgeMs: formatAge(beatAgeMs) });
  const facts: readonly (Fact | null)[] = [
    pause === null ? null : [say('Paused'), pauseWords(pause)],
    agent.blockedBy.length === 0 ? null : [say('Blocked by'), labelled(agent.blockedBy, labels)],
    [say('Works'), within ? say('within each score') : agent.schedule],
    within
      ? null
      : [
          say('Last beat'),
          timeout === null
            ? say('{beat}, works on demand', { beat })
            : say('{beat}; silent after {timeout}', { beat, timeout: formatSpan(timeout) }),
        ],
    [
      say('Works on'),
      running === null
        ? say('nothing now')
        : say('{type} for {forMs} of {timeoutMs}', {
            type: running.type,
            forMs: formatAge(running.forMs),
            timeoutMs: formatAge(running.timeoutMs),
          }),
    ],
    [
      say('Last error'),
      lastError === null
        ? 'none since the start'
        : `${lastError.sentence}${now === null ? '' : say(' ({now} ago)', { now: formatAge(now - lastError.at) })}`,
    ],
  ];
  return facts.filter((fact) => fact !== null);
}

function workFacts(agent: AgentView, labels: Labels): readonly Fact[] {
  const { budget, queue, queueBound, label } = agent;
  return [
    [
      say('Done'),
      speaksInScores(agent)
        ? say('counted as Technical’s')
        : `${formatCount(agent.done)}, p95 ${milliseconds(agent.p95Ms)} ms`,
    ],
    [
      say('Errors'),
      say('{errors}, and {refused, plural, one {# task} other {# tasks}} refused', {
        errors: formatCount(agent.errors),
        refused: agent.refused,
      }),
    ],
    [say('Restarts'), restartWords(agent)],
    [
      say('Queue'),
      <Meter key="q" used={queue} limit={queueBound} unit="places" label={say('Queue of {label}', { label })} />,
    ],
    [
      say('Work in 60 s'),
      <Meter key="w" used={budget.works} limit={budget.worksLimit} unit="" label={say('Work of {label}', { label })} />,
    ],
    [
      'Processor, 60 s',
      <Meter
        key="p"
        used={budget.processorMs}
        limit={budget.processorMsLimit}
        unit="ms"
        label={say('Processor time of {label}', { label })}
      />,
    ],
    [say('Priority'), agent.priority.toLowerCase()],
    [say('Needs'), agent.needs.length === 0 ? say('no other agent') : labelled(agent.needs, labels)],
    [say('While paused'), agent.whilePaused === '' ? say('nothing of it goes on') : agent.whilePaused],
  ];
}

function Actions({ agent, actions }: { readonly agent: AgentView; readonly actions: AgentActions }) {
  return (
    <Acts>
      {agent.pause === null ? (
        <Button variant="outlined" color="warning" onClick={() => actions.ask('pause')}>
          {say('Pause…')}
        </Button>
      ) : (
        <Button variant="outlined" disabled={actions.resuming} onClick={actions.resume}>
          {say('Resume')}
        </Button>
      )}
      <Button variant="outlined" onClick={() => actions.ask('restart')}>
        {say('Restart…')}
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
      <Panel label={say('Agent')} header={<PanelHead title={say('Agent')} />}>
        <EmptyNote title={say('No agent is chosen')}>{say('Choose one in the table.')}</EmptyNote>
      </Panel>
    );
  }
  const { word, tone: colour } = stateWord(agent);
  const head = (
    <PanelHead
      title={agent.label}
      note={agent.kind === 'scoring' ? say('gives an opinion') : say('a stage of the way')}
    >
      <Tag tone={colour}>{word}</Tag>
    </PanelHead>
  );
  return (
    <Panel label={say('Agent')} header={head}>
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
