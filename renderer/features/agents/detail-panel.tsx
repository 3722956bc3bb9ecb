import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import type { AgentView } from '#shared/contract/system.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { speaksInScores } from '#renderer/data/speaks-in-scores.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
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

const ORIGIN = { from: say('Life signs that the agent gave the orchestrator'), kind: 'measured' } as const;

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
  const values = { by: told(by), since: formatClock(since), reason };
  return until === null
    ? say('by {by} at {since} UTC, until a person resumes it: {reason}', values)
    : say('by {by} at {since} UTC, until {until} UTC: {reason}', { ...values, until: formatClock(until) });
}

type Fact = readonly [name: string, value: ReactNode];

interface MeterProps {
  readonly used: number;
  readonly limit: number;
  readonly words: (values: { readonly part: string; readonly whole: string }) => string;
  readonly label: string;
}

function Meter({ used, limit, words, label }: MeterProps) {
  return (
    <>
      {words({ part: formatCount(Math.round(used)), whole: formatCount(limit) })}
      <UsageBar share={limit === 0 ? null : used / limit} label={label} />
    </>
  );
}

/** The agents as a person calls them. */
type Labels = ReadonlyMap<string, string>;

const labelled = (keys: readonly string[], labels: Labels): string =>
  keys.map((key) => labels.get(key) ?? key).join(', ');

function errorWords({ sentence, at }: NonNullable<AgentView['lastError']>, now: number | null): string {
  if (now === null) return told(sentence);
  return say('{sentence} ({age} ago)', { sentence: told(sentence), age: formatAge(now - at) });
}

function lifeFacts(agent: AgentView, labels: Labels, now: number | null): readonly Fact[] {
  const { running, heartbeatTimeoutMs: timeout, beatAgeMs, lastError, pause } = agent;
  const within = speaksInScores(agent);
  const beat = beatAgeMs === null ? say('never') : say('{age} ago', { age: formatAge(beatAgeMs) });
  const facts: readonly (Fact | null)[] = [
    pause === null ? null : [say('Paused'), pauseWords(pause)],
    agent.blockedBy.length === 0 ? null : [say('Blocked by'), labelled(agent.blockedBy, labels)],
    [say('Works'), within ? say('within each score') : told(agent.schedule)],
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
        : say('{task} for {age} of {limit}', {
            task: running.type,
            age: formatAge(running.forMs),
            limit: formatAge(running.timeoutMs),
          }),
    ],
    [say('Last error'), lastError === null ? say('none since the start') : errorWords(lastError, now)],
  ];
  return facts.filter((fact) => fact !== null);
}

const PRIORITIES: Readonly<Record<AgentView['priority'], string>> = {
  LOW: sayAs('priority', 'low'),
  NORMAL: sayAs('priority', 'normal'),
  HIGH: sayAs('priority', 'high'),
  CRITICAL: sayAs('priority', 'critical'),
};

function workFacts(agent: AgentView, labels: Labels): readonly Fact[] {
  const { budget, queue, queueBound } = agent;
  const label = told(agent.label);
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
      <Meter
        key="q"
        used={queue}
        limit={queueBound}
        words={(values) => say('{part} of {whole} places', values)}
        label={say('Queue of {agent}', { agent: label })}
      />,
    ],
    [
      say('Work in 60 s'),
      <Meter
        key="w"
        used={budget.works}
        limit={budget.worksLimit}
        words={(values) => say('{part} of {whole}', values)}
        label={say('Work of {agent}', { agent: label })}
      />,
    ],
    [
      say('Processor, 60 s'),
      <Meter
        key="p"
        used={budget.processorMs}
        limit={budget.processorMsLimit}
        words={(values) => say('{part} of {whole} ms', values)}
        label={say('Processor time of {agent}', { agent: label })}
      />,
    ],
    [say('Priority'), PRIORITIES[agent.priority]],
    [say('Needs'), agent.needs.length === 0 ? say('no other agent') : labelled(agent.needs, labels)],
    [say('While paused'), agent.whilePaused === '' ? say('nothing of it goes on') : told(agent.whilePaused)],
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
  const { receivedAt } = useRows('agents');
  if (agent === null) {
    return (
      <Panel className="agent" label={say('Agent')} header={<PanelHead title={say('Agent')} />}>
        <EmptyNote title={say('No agent is chosen')}>{say('Choose one in the table.')}</EmptyNote>
      </Panel>
    );
  }
  const { word, tone: colour } = stateWord(agent);
  const head = (
    <PanelHead
      title={told(agent.label)}
      note={agent.kind === 'scoring' ? say('gives an opinion') : say('a stage of the way')}
    >
      <Tag tone={colour}>{word}</Tag>
    </PanelHead>
  );
  return (
    <Panel className="agent" label={say('Agent')} origin={{ ...ORIGIN, receivedAt }} header={head}>
      <Body ref={scrollStop}>
        {agent.reason !== '' && <p className="reason">{told(agent.reason)}</p>}
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
