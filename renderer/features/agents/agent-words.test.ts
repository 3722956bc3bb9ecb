import { describe, expect, it } from 'vitest';
import type { TaskView } from '#shared/contract/agents.ts';
import type { AgentView } from '#shared/contract/system.ts';
import { speaksInScores } from '#renderer/data/speaks-in-scores.ts';
import { THIN } from '#renderer/ui/format.ts';
import {
  budgetShare,
  budgetWords,
  inTaskOrder,
  isLate,
  restartWords,
  stateWord,
  taskTime,
  verdictOf,
} from './agent-words.ts';

const agent = (part: Partial<AgentView>): AgentView => ({
  key: 'technical',
  label: 'Technical',
  kind: 'scoring',
  state: 'active',
  reason: '',
  beats: [],
  beatAgeMs: 300,
  queue: 0,
  p95Ms: 1,
  dataAgeMs: null,
  done: 1,
  errors: 0,
  priority: 'NORMAL',
  schedule: 'each closed candle',
  heartbeatTimeoutMs: 10_000,
  queueBound: 64,
  running: null,
  refused: 0,
  budget: { windowMs: 60_000, works: 50, worksLimit: 200, processorMs: 900, processorMsLimit: 1_000, spent: false },
  lastError: null,
  restarts: { used: 1, limit: 5, windowMs: 600_000 },
  pause: null,
  needs: [],
  blockedBy: [],
  whilePaused: '',
  ...part,
});

describe('verdictOf', () => {
  it('names what does not work before what is held back', () => {
    const rows = [
      agent({ state: 'failed', reason: 'it used up its restarts.' }),
      agent({ label: 'Risk gate', state: 'paused', reason: 'news' }),
    ];
    expect(verdictOf(rows)).toEqual({
      level: 'stop',
      sentence: '1 agent does not work',
      detail: 'Technical: it used up its restarts.',
    });
    expect(verdictOf(rows.slice(1))).toMatchObject({ level: 'warn', detail: 'Risk gate: news' });
  });

  it('counts an agent without a source as one that abstains', () => {
    expect(verdictOf([agent({}), agent({ label: 'Sentiment', state: 'no-data' })])).toEqual({
      level: 'ok',
      sentence: 'Every agent works',
      detail: 'Without a source, so they abstain: Sentiment.',
    });
  });

  it('never says that all is well of nothing', () => {
    expect(verdictOf([]).level).toBe('unknown');
  });
});

describe('an agent', () => {
  it('has used the larger part of its two budgets', () => {
    expect(budgetShare(agent({}))).toBe(0.9);
    expect(budgetWords(agent({}))).toBe(`50 of 200 works and 900 of 1,000${THIN}ms of processor time in 60${THIN}s`);
    expect(restartWords(agent({}))).toBe('1 of 5 in 10 m');
  });

  it('is late past its time, and never when it works on demand', () => {
    expect(isLate(agent({ beatAgeMs: 10_001 }))).toBe(true);
    expect(isLate(agent({ beatAgeMs: 10_000 }))).toBe(false);
    expect(isLate(agent({ beatAgeMs: 99_999, heartbeatTimeoutMs: null }))).toBe(false);
    expect(isLate(agent({ beatAgeMs: null }))).toBe(false);
  });
});

const task = (key: string, state: TaskView['state'], part: Partial<TaskView> = {}): TaskView => ({
  key,
  type: 'signal.decide',
  agent: 'intake',
  priority: 'NORMAL',
  subject: 'XBTUSDTM',
  state,
  created: 1_000,
  dueInMs: null,
  timeoutMs: 60_000,
  retries: 0,
  maxRetries: 3,
  tookMs: null,
  error: '',
  ...part,
});

describe('tasks', () => {
  it('stand with those under way first, then the newest', () => {
    const tasks = [
      task('a', 'completed', { created: 9 }),
      task('b', 'running', { created: 1 }),
      task('c', 'failed', { created: 10 }),
    ];
    expect(inTaskOrder(tasks).map(({ key }) => key)).toEqual(['b', 'c', 'a']);
  });

  it('say how long they took, run, or wait', () => {
    expect(taskTime(task('a', 'completed', { tookMs: 3.21 }), null)).toBe(`3.2${THIN}ms`);
    expect(taskTime(task('a', 'waiting', { dueInMs: 1_800 }), null)).toBe(`again in 1.8${THIN}s`);
    expect(taskTime(task('a', 'running'), 13_000)).toBe(`for 12${THIN}s`);
    expect(taskTime(task('a', 'pending'), 13_000)).toBe('–');
  });
});

describe('an agent that was never called', () => {
  it('is idle as a stage, and what it is otherwise', () => {
    const stage = agent({ key: 'conflict', kind: 'stage', done: 0 });
    expect(stateWord(stage).word).toBe('IDLE');
    expect(stateWord({ ...stage, done: 1 }).word).toBe('ACTIVE');
    expect(stateWord({ ...stage, state: 'paused' }).word).toBe('PAUSED');
  });

  it('speaks within the scores when it judges there', () => {
    const structure = agent({ key: 'structure', done: 0 });
    expect([speaksInScores(structure), stateWord(structure).word]).toEqual([true, 'ACTIVE']);
    expect(speaksInScores({ ...structure, state: 'no-data' })).toBe(false);
    expect(speaksInScores(agent({ key: 'technical', done: 0 }))).toBe(false);
  });
});
