import type { BusEventView, MailboxView, TaskView } from '#shared/contract/agents.ts';
import type { AgentView } from '#shared/contract/system.ts';
import type { AgentName } from '#shared/domain/agent.ts';

type Life = Omit<
  AgentView,
  | 'key'
  | 'label'
  | 'kind'
  | 'state'
  | 'reason'
  | 'beats'
  | 'beatAgeMs'
  | 'queue'
  | 'p95Ms'
  | 'dataAgeMs'
  | 'done'
  | 'errors'
>;

const NEEDS: Readonly<Partial<Record<AgentName, AgentName[]>>> = {
  intake: ['throttle'],
  throttle: ['technical'],
  technical: ['conflict'],
  conflict: ['locking'],
  locking: ['gate'],
  gate: ['execution'],
};

const ON_EACH_SECOND = new Set<AgentName>(['throttle', 'gate', 'execution', 'outcome']);

/** How an agent that is well lives. */
export function sampleAgentLife(key: AgentName): Life {
  const each = ON_EACH_SECOND.has(key);
  return {
    priority: key === 'execution' ? 'CRITICAL' : key === 'intake' ? 'HIGH' : 'NORMAL',
    schedule: key === 'technical' ? 'each closed candle' : each ? 'each second' : 'on demand',
    heartbeatTimeoutMs: key === 'technical' ? 180_000 : each ? 10_000 : null,
    queueBound: key === 'intake' ? 4_096 : 64,
    running: null,
    refused: 0,
    budget: {
      windowMs: 60_000,
      works: 31,
      worksLimit: 20_000,
      processorMs: 48,
      processorMsLimit: 20_000,
      spent: false,
    },
    lastError: null,
    restarts: { used: 0, limit: 5, windowMs: 600_000 },
    pause: null,
    needs: NEEDS[key] ?? [],
    blockedBy: [],
    whilePaused: key === 'execution' ? 'Stops, targets, exits, cancels and the kill switch go on.' : '',
  };
}

const task = (key: string, more: Partial<TaskView>, now: number): TaskView => ({
  key,
  type: 'signal.decide',
  agent: 'intake',
  priority: 'HIGH',
  subject: 'XBTUSDTM',
  state: 'completed',
  created: now - 4_000,
  dueInMs: null,
  timeoutMs: 60_000,
  retries: 0,
  maxRetries: 0,
  tookMs: 3.2,
  error: '',
  ...more,
});

/** One that went well, one under way, one tried again, one that timed out and one refused. */
export const sampleTasks = (now: number): TaskView[] => [
  task('t5', {}, now),
  task('t6', { state: 'running', subject: 'ETHUSDTM', tookMs: null }, now),
  task(
    't4',
    {
      type: 'equity.sample',
      agent: 'outcome',
      priority: 'LOW',
      subject: 'equity',
      state: 'waiting',
      dueInMs: 1_840,
      timeoutMs: 10_000,
      retries: 1,
      maxRetries: 3,
      tookMs: null,
      error: 'The account is not known.',
    },
    now,
  ),
  task('t3', { state: 'timed-out', tookMs: 60_012, error: 'It did not end within 60 s.' }, now),
  task('t2', { state: 'refused', tookMs: 0, error: 'All 4096 places of the intake agent are taken.' }, now),
];

/** The events of one signal, from the candle to the lock, and one of no signal. */
export function sampleBusEvents(now: number): BusEventView[] {
  const way = ['signal.received', 'signal.admitted', 'signal.scored', 'signal.cleared', 'signal.locked'];
  const source = ['intake', 'throttle', 'technical', 'conflict', 'locking'];
  return [
    ...way.map((type, n) => ({
      key: `record:${String(1_204_870 + n)}`,
      type,
      at: now - 4_000 + n,
      source: source[n] ?? '',
      subject: 's-7Q2M',
      correlationId: 's-7Q2M',
      causationId: n === 0 ? 'candle:XBTUSDTM:15m' : `record:${String(1_204_869 + n)}`,
      priority: 'NORMAL' as const,
    })),
    {
      key: 'event:912',
      type: 'agent.task-ended',
      at: now - 3_990,
      source: 'intake',
      subject: 'XBTUSDTM',
      correlationId: null,
      causationId: null,
      priority: 'LOW',
    },
  ];
}

export const sampleMailboxes = (): MailboxView[] => [
  { key: 'signal rows', held: 0, bound: 4_096, overflow: 'drop-oldest', taken: 12_402, lost: 0, errors: 0 },
  { key: 'event list', held: 3, bound: 512, overflow: 'drop-oldest', taken: 40_118, lost: 0, errors: 0 },
];
