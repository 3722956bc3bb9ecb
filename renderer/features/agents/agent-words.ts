import type { TaskView } from '#shared/contract/agents.ts';
import type { AgentView } from '#shared/contract/system.ts';
import type { AgentState, TaskState } from '#shared/domain/agent.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { formatCount, formatNumber, THIN, UNKNOWN } from '#renderer/ui/format.ts';
import { formatAge, formatSpan } from '#renderer/ui/format-time.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';

interface Word {
  readonly word: string;
  readonly tone: TagTone;
}

const STATE_WORDS: Readonly<Record<AgentState, Word>> = {
  idle: { word: say('IDLE'), tone: 'neutral' },
  active: { word: say('ACTIVE'), tone: 'up' },
  'no-data': { word: say('NO DATA'), tone: 'neutral' },
  paused: { word: say('PAUSED'), tone: 'warn' },
  blocked: { word: say('BLOCKED'), tone: 'warn' },
  error: { word: say('ERROR'), tone: 'down' },
  failed: { word: say('FAILED'), tone: 'danger' },
  draining: { word: say('DRAINING'), tone: 'info' },
  stopped: { word: say('STOPPED'), tone: 'danger' },
};

export const TASK_WORDS: Readonly<Record<TaskState, Word>> = {
  pending: { word: say('PENDING'), tone: 'neutral' },
  running: { word: say('RUNNING'), tone: 'info' },
  waiting: { word: say('WAITING'), tone: 'warn' },
  completed: { word: say('COMPLETED'), tone: 'up' },
  failed: { word: say('FAILED'), tone: 'down' },
  'timed-out': { word: say('TIMED OUT'), tone: 'down' },
  refused: { word: say('REFUSED'), tone: 'down' },
  canceled: { word: say('CANCELED'), tone: 'neutral' },
};

/** The state as a word: a stage that works and has had nothing to do since the start is idle. */
export const stateWord = (agent: AgentView): Word =>
  STATE_WORDS[agent.kind === 'stage' && agent.state === 'active' && agent.done === 0 ? 'idle' : agent.state];

const DOWN: ReadonlySet<AgentState> = new Set(['error', 'failed', 'stopped']);

/** The answer to "Does every agent work?". */
export interface Verdict {
  readonly level: 'ok' | 'warn' | 'stop' | 'unknown';
  readonly sentence: string;
  readonly detail: string;
}

const names = (rows: readonly AgentView[]): string => rows.map(({ label }) => told(label)).join(', ');

const reasons = (rows: readonly AgentView[]): string =>
  rows.map(({ label, reason }) => `${told(label)}: ${told(reason)}`).join(' ');

/** What stands out, the worst first. */
export function verdictOf(rows: readonly AgentView[]): Verdict {
  if (rows.length === 0)
    return { level: 'unknown', sentence: say('No agent is registered'), detail: say('Nothing is decided.') };
  const down = rows.filter(({ state }) => DOWN.has(state));
  const held = rows.filter(({ state }) => state === 'paused' || state === 'blocked');
  const silent = rows.filter(({ state }) => state === 'no-data');
  const rest = silent.length === 0 ? '' : say('Without a source, so they abstain: {names}.', { names: names(silent) });
  if (down.length > 0) {
    const sentence = say('{agents, plural, one {# agent does} other {# agents do}} not work', { agents: down.length });
    return { level: 'stop', sentence, detail: reasons(down) };
  }
  if (held.length > 0) {
    const sentence = say('{agents, plural, one {# agent is} other {# agents are}} held back', { agents: held.length });
    return { level: 'warn', sentence, detail: reasons(held) };
  }
  return {
    level: 'ok',
    sentence: say('Every agent works'),
    detail: rest === '' ? say('None is paused or blocked.') : rest,
  };
}

/** The share of the budget of the last minute that is used: work or processor time, whichever is more. */
export const budgetShare = ({ budget }: AgentView): number =>
  Math.max(budget.works / budget.worksLimit, budget.processorMs / budget.processorMsLimit);

/** Both parts of the budget in words. */
export const budgetWords = ({ budget }: AgentView): string =>
  say(
    '{works} of {limit, plural, one {# work} other {# works}} and {time} of {timeLimit} ms of processor time in 60 s',
    {
      works: formatCount(budget.works),
      limit: budget.worksLimit,
      time: formatNumber(budget.processorMs, 0),
      timeLimit: formatCount(budget.processorMsLimit),
    },
  );

/** Milliseconds with a decimal where it tells. */
export const milliseconds = (ms: number | null): string => (ms === null ? UNKNOWN : formatNumber(ms, ms < 10 ? 1 : 0));

/** `1 of 5 in 10 m`: one more than the limit and it has failed. */
export const restartWords = ({ restarts }: AgentView): string =>
  say('{used} of {limit} in {span}', {
    used: formatCount(restarts.used),
    limit: formatCount(restarts.limit),
    span: formatSpan(restarts.windowMs),
  });

/** True when it should have beaten by now. */
export const isLate = ({ beatAgeMs, heartbeatTimeoutMs }: AgentView): boolean =>
  beatAgeMs !== null && heartbeatTimeoutMs !== null && beatAgeMs > heartbeatTimeoutMs;

/** Where a task stands in time: under way, tried again, or how long it took. */
export function taskTime({ state, dueInMs, tookMs, created }: TaskView, now: number | null): string {
  if (tookMs !== null) return tookMs < 1_000 ? `${milliseconds(tookMs)}${THIN}ms` : formatAge(tookMs);
  if (dueInMs !== null) return say('again in {time}', { time: formatAge(dueInMs) });
  return state === 'running' && now !== null ? say('for {time}', { time: formatAge(now - created) }) : UNKNOWN;
}

const DONE: ReadonlySet<TaskState> = new Set(['completed', 'failed', 'timed-out', 'refused', 'canceled']);

/** What is under way first, then the newest. */
export const inTaskOrder = (tasks: readonly TaskView[]): readonly TaskView[] =>
  [...tasks].sort((a, b) => Number(DONE.has(a.state)) - Number(DONE.has(b.state)) || b.created - a.created);
