import type { AgentName, TaskPriority, TaskState } from '#shared/domain/agent.ts';
import type { DenialCode } from '#shared/domain/denial.ts';
import type { SignalProposal } from '../../signals/proposal.ts';

/** What each type of task works on. */
export interface TaskPayloads {
  'signal.decide': SignalProposal;
  'signal.retry': null;
  'equity.sample': { readonly now: number };
  'sources.read': { readonly id: string };
  'sources.read-chain': null;
}
export type TaskType = keyof TaskPayloads;

/** The agent of a type of task, how urgent it is, how long it may take, how often it is tried again. */
export interface TaskRule {
  readonly agent: AgentName;
  readonly priority: TaskPriority;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  /** It is taken also while its agent is paused, has failed or has spent its budget. */
  readonly essential: boolean;
  /** Its stages beat for themselves. */
  readonly beatsByStage: boolean;
}

/** A signal is decided once: what it did so far cannot be done again. */
export const TASK_RULES: Readonly<Record<TaskType, TaskRule>> = {
  'signal.decide': {
    agent: 'intake',
    priority: 'NORMAL',
    timeoutMs: 60_000,
    maxRetries: 0,
    essential: false,
    beatsByStage: true,
  },
  'signal.retry': {
    agent: 'intake',
    priority: 'HIGH',
    timeoutMs: 60_000,
    maxRetries: 0,
    essential: false,
    beatsByStage: true,
  },
  'equity.sample': {
    agent: 'outcome',
    priority: 'LOW',
    timeoutMs: 10_000,
    maxRetries: 3,
    essential: true,
    beatsByStage: false,
  },
  'sources.read': {
    agent: 'sentiment',
    priority: 'LOW',
    timeoutMs: 60_000,
    maxRetries: 0,
    essential: false,
    beatsByStage: false,
  },
  'sources.read-chain': {
    agent: 'onchain',
    priority: 'LOW',
    timeoutMs: 600_000,
    maxRetries: 0,
    essential: false,
    beatsByStage: false,
  },
};

/** The record of a task. Times are monotonic ms, `created` besides as wall time for the screens. */
export interface Task {
  readonly id: number;
  readonly type: TaskType;
  readonly agent: AgentName;
  readonly priority: TaskPriority;
  readonly subject: string;
  readonly payload: unknown;
  readonly created: number;
  readonly createdAt: number;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  state: TaskState;
  /** When it is to run next. */
  due: number;
  startedAt: number | null;
  endedAt: number | null;
  retries: number;
  code: DenialCode | null;
  error: string;
}

/** What happens to a task. `again`: it failed and may be tried again; `more`: a slice of it is done. */
export type TaskEvent =
  | 'start'
  | 'done'
  | 'more'
  | 'again'
  | 'due'
  | 'failed'
  | 'timed-out'
  | 'refused'
  | 'canceled'
  | 'given-up';

type Row = Partial<Record<TaskEvent, TaskState>>;

const TRANSITIONS: Readonly<Record<TaskState, Row>> = {
  pending: { start: 'running', refused: 'refused', canceled: 'canceled' },
  running: {
    done: 'completed',
    more: 'pending',
    again: 'waiting',
    failed: 'failed',
    'timed-out': 'timed-out',
    'given-up': 'canceled',
  },
  waiting: { due: 'pending', canceled: 'canceled', refused: 'refused' },
  completed: {},
  failed: {},
  'timed-out': {},
  refused: {},
  canceled: {},
};

/** Moves a task. @throws Error for an event that its state does not know. */
export function moveTask(task: Task, event: TaskEvent): void {
  const next = TRANSITIONS[task.state][event];
  if (next === undefined) throw new Error(`A task that is ${task.state} knows no "${event}"`);
  task.state = next;
}

/** True in the states that nothing follows. */
export const isEnded = ({ state }: Pick<Task, 'state'>): boolean => Object.keys(TRANSITIONS[state]).length === 0;
