import type { BusEventView, TaskView } from '#shared/contract/agents.ts';
import type { CellView } from '#shared/contract/score.ts';
import type { AgentView } from '#shared/contract/system.ts';
import type { AgentName } from '#shared/domain/agent.ts';
import type { AgentLife } from '../../agents/orchestration/agent-life.ts';
import { BUDGET_WINDOW_MS } from '../../agents/orchestration/sliding-usage.ts';
import { RESTART_LIMIT, RESTART_WINDOW_MS } from '../../agents/orchestration/agent-table.ts';
import type { AnyBusEvent } from '../../agents/orchestration/bus-events.ts';
import type { Orchestrator } from '../../agents/orchestration/orchestrator.ts';
import type { LifeSigns, Supervisor } from '../../agents/orchestration/supervisor.ts';
import { isEnded, type Task } from '../../agents/orchestration/task.ts';
import type { OldestData } from './outside-ages.ts';

const LABELS: Readonly<Record<AgentName, string>> = {
  technical: 'Technical',
  fundamental: 'Fundamental',
  structure: 'Market structure',
  risk: 'Risk',
  sentiment: 'Sentiment',
  onchain: 'On-chain',
  liquidation: 'Liquidation map',
  cycle: 'Cycle risk',
  model: 'Model',
  intake: 'Intake',
  throttle: 'Throttle',
  conflict: 'Conflict',
  locking: 'Locks',
  gate: 'Risk gate',
  execution: 'Execution',
  outcome: 'Outcomes',
};

/** Whose agents are shown, and at which moment: wall and monotonic time. */
export interface AgentsNow {
  readonly supervisor: Supervisor;
  readonly orchestrator: Orchestrator;
  readonly now: number;
  readonly monotonic: number;
  /** Of the agents that read outside the market. */
  readonly outside: OldestData;
}

/** Every agent's life for the screens; the technical agent's data are as old as its oldest fresh cell. */
export function agentViews(at: AgentsNow, cells: readonly CellView[]): AgentView[] {
  const { now } = at;
  const oldest = cells.reduce(
    (min, cell) => (cell.status === 'ok' && cell.asOf !== null ? Math.min(min, cell.asOf) : min),
    now,
  );
  const anyCell = cells.some((cell) => cell.status === 'ok');
  return at.supervisor.report().map((signs) => ({
    key: signs.agent,
    label: LABELS[signs.agent],
    kind: signs.kind,
    state: signs.state,
    reason: signs.reason,
    beats: [...signs.beats],
    beatAgeMs: signs.beatAgeMs,
    p95Ms: signs.p95Ms,
    dataAgeMs: signs.agent === 'technical' ? (anyCell ? now - oldest : null) : outsideAge(at, signs.agent),
    done: signs.done,
    errors: signs.errors,
    ...lifeView(at, signs),
  }));
}

function outsideAge({ outside, now }: AgentsNow, agent: LifeSigns['agent']): number | null {
  const asOf = (outside as ReadonlyMap<string, number>).get(agent);
  return asOf === undefined ? null : Math.max(0, now - asOf);
}

function lifeView({ orchestrator, monotonic }: AgentsNow, { agent }: LifeSigns) {
  const life = orchestrator.life(agent);
  const { spec } = life;
  const pause = orchestrator.pauseOf(agent);
  return {
    queue: life.held,
    queueBound: spec.queueBound,
    priority: spec.priority,
    schedule: spec.schedule,
    heartbeatTimeoutMs: spec.heartbeatTimeoutMs,
    running: runningView(life, monotonic),
    refused: life.refused,
    budget: budgetView(life, monotonic),
    lastError: life.lastError === null ? null : { ...life.lastError },
    restarts: { used: life.restartsUsed(monotonic), limit: RESTART_LIMIT, windowMs: RESTART_WINDOW_MS },
    pause: pause === null ? null : { by: pause.by, reason: pause.reason, since: pause.since, until: pause.until },
    needs: [...spec.needs],
    blockedBy: [...orchestrator.blockersOf(agent)],
    whilePaused: spec.whilePaused,
  };
}

function runningView({ running }: AgentLife, monotonic: number): AgentView['running'] {
  if (running === null) return null;
  const { type, timeoutMs, startedAt } = running;
  return { type, timeoutMs, forMs: monotonic - (startedAt ?? monotonic) };
}

function budgetView(life: AgentLife, monotonic: number): AgentView['budget'] {
  const { works, ms } = life.usage.used(monotonic);
  const { budget } = life.spec;
  return {
    windowMs: BUDGET_WINDOW_MS,
    works,
    worksLimit: budget.works,
    processorMs: ms,
    processorMsLimit: budget.processorMs,
    spent: life.spent(monotonic),
  };
}

/** A task for the screens. @param monotonic the present by the clock of its times. */
export function taskView(task: Task, monotonic: number): TaskView {
  const { id, type, agent, priority, subject, state, createdAt, timeoutMs, retries, maxRetries, error } = task;
  return {
    key: `t${String(id)}`,
    type,
    agent,
    priority,
    subject,
    state,
    created: createdAt,
    dueInMs: state === 'waiting' ? Math.max(0, task.due - monotonic) : null,
    timeoutMs,
    retries,
    maxRetries,
    tookMs: isEnded(task) ? (task.endedAt ?? task.created) - task.created : null,
    error,
  };
}

export const busEventView = (event: AnyBusEvent): BusEventView => {
  const { id: key, type, at, source, subject, correlationId, causationId, priority } = event;
  return { key, type, at, source, subject, correlationId, causationId, priority };
};
