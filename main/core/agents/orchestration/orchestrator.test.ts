import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { AGENTS } from '#shared/domain/agent.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { Sfc32 } from '../../market/sim/sfc32.ts';
import { VirtualClock } from '../../research/virtual-clock.ts';
import type { SignalProposal } from '../../signals/proposal.ts';
import type { Pause } from '../risk/state/pauses.ts';
import { AgentError } from './agent-error.ts';
import { agentTable, DECIDING, RESTART_LIMIT, RESTART_WINDOW_MS } from './agent-table.ts';
import { Orchestrator } from './orchestrator.ts';
import { Supervisor } from './supervisor.ts';
import type { Task } from './task.ts';

const PROPOSAL = { symbol: 'XBTUSDTM' } as SignalProposal;
const NEVER = new Promise<void>(() => undefined);

function world({ attended = true, bound = 4 } = {}) {
  const clock = new VirtualClock(1_000_000);
  const pauses: Pause[] = [];
  const onChange = new Emitter<readonly Pause[]>();
  const records: { agent: string; state: string; code: string | null; count: number }[] = [];
  const states: string[] = [];
  const supervisor = new Supervisor(() => clock.monotonic());
  supervisor.onStateChange.on(({ agent, state }) => states.push(`${agent} ${state}`));
  const table = agentTable({ baseTimeframe: '1m', symbols: [], signalTimeframes: [] });
  const orchestrator = new Orchestrator({
    clock,
    scheduler: clock,
    random: new Sfc32(1),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    supervisor,
    specs: table.map((spec) => ({ ...spec, queueBound: bound })),
    pauses: { list: () => pauses, onChange },
    record: (agent, { state, code, count }) => records.push({ agent, state, code, count }),
    attended: () => attended,
  });
  const ended: Task[] = [];
  orchestrator.onTaskEnded.on((task) => ended.push(task));
  orchestrator.start(new Map());
  states.length = 0;
  const setPauses = (agents: readonly string[]): void => {
    pauses.length = 0;
    for (const target of agents) {
      pauses.push({ scope: 'agent', target, until: null, reason: 'tea', by: 'trader', since: 0 });
    }
    onChange.emit(pauses);
  };
  /** Each second as the core's tick does, candles of each minute apart. */
  const run = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 1_000) {
      clock.moveTo(clock.now() + Math.min(1_000, left));
      for (const agent of ['gate', 'execution', 'technical', 'outcome'] as const) supervisor.beat(agent, 0);
      orchestrator.onTime();
      for (let i = 0; i < 8; i++) await Promise.resolve();
    }
  };
  const decide = (subject = 'a') => orchestrator.submit('signal.decide', subject, PROPOSAL);
  return { clock, orchestrator, supervisor, records, states, ended, setPauses, run, decide };
}

let w: ReturnType<typeof world>;
beforeEach(() => {
  w = world();
});
const stateOf = (agent: string): string => w.supervisor.report().find((signs) => signs.agent === agent)?.state ?? '';

describe('tasks of an agent', () => {
  it('run one after the other, in the order they came', async () => {
    const log: string[] = [];
    w.orchestrator.handle('signal.decide', async () => {
      log.push('begin');
      await Promise.resolve();
      log.push('end');
    });
    w.decide();
    w.decide();
    w.orchestrator.pump();
    await w.orchestrator.settled('intake');
    expect(log).toEqual(['begin', 'end', 'begin', 'end']);
    expect(w.ended.map(({ state }) => state)).toEqual(['completed', 'completed']);
  });

  it('are refused with a code when the queue is full, and a flood of refusals is recorded in few records', async () => {
    w.orchestrator.handle('signal.decide', () => NEVER);
    for (let i = 0; i < 1_000; i++) w.decide();
    const refused = w.decide();
    expect(!refused.ok && refused.error.code).toBe('AGENT_QUEUE_FULL');
    expect(w.orchestrator.life('intake').held).toBe(4);
    expect(w.records).toEqual([{ agent: 'intake', state: 'refused', code: 'AGENT_QUEUE_FULL', count: 1 }]);
    await w.run(11_000);
    expect(w.records.at(-1)).toMatchObject({ code: 'AGENT_QUEUE_FULL', count: 996 });
    expect(w.records).toHaveLength(2);
  });

  it('that never end are given up at their time-out, and those behind them go on', async () => {
    const begun: number[] = [];
    w.orchestrator.handle('signal.decide', () => {
      begun.push(w.clock.monotonic());
      return begun.length === 1 ? NEVER : undefined;
    });
    w.decide();
    w.decide();
    w.orchestrator.pump();
    await w.run(61_000);
    expect(begun).toEqual([0, 60_000]);
    expect(w.ended.map(({ state }) => state)).toEqual(['timed-out', 'completed']);
    expect(w.states).toEqual(['intake error', 'intake active']);
  });

  it('that were given up change nothing when they end after all', async () => {
    let end: () => void = () => undefined;
    w.orchestrator.handle('signal.decide', () => new Promise<void>((resolve) => (end = resolve)));
    w.decide();
    w.orchestrator.pump();
    await w.run(60_000);
    w.decide();
    w.orchestrator.pump();
    const late = end;
    late();
    await Promise.resolve();
    expect(w.ended[0]?.state).toBe('timed-out');
    expect(w.ended).toHaveLength(2);
  });

  it('are tried again a bounded number of times (property)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 6 }), async (failures) => {
        w = world();
        const at: number[] = [];
        w.orchestrator.handle('equity.sample', () => {
          at.push(w.clock.monotonic());
          if (at.length <= failures) throw new Error('not yet');
          return undefined;
        });
        w.orchestrator.submit('equity.sample', 'equity', { now: 0 });
        w.orchestrator.pump();
        await w.run(30_000);
        expect(at).toHaveLength(Math.min(4, failures + 1));
        expect(w.ended.map(({ state }) => state)).toEqual([failures > 3 ? 'failed' : 'completed']);
        expect(w.orchestrator.life('outcome').idle).toBe(true);
      }),
    );
  });

  it('are refused past the budget of a minute while a person watches, and taken again afterwards', async () => {
    w.orchestrator.handle('signal.decide', () => undefined);
    w.orchestrator.life('intake').usage.add(w.clock.monotonic(), 1, 30_000);
    const refused = w.decide();
    expect(!refused.ok && refused.error.code).toBe('AGENT_BUDGET_SPENT');
    await w.run(61_000);
    expect(w.decide().ok).toBe(true);
    const repeated = world({ attended: false });
    repeated.orchestrator.life('intake').usage.add(0, 1e9, 1e9);
    expect(repeated.decide().ok).toBe(true);
  });
});

describe('an agent that breaks', () => {
  it('is restarted a bounded number of times, then has failed, and its dependants say so', async () => {
    const failed: string[] = [];
    w.orchestrator.onFailed.on(({ agent }) => failed.push(agent));
    for (let i = 0; i < RESTART_LIMIT; i++) w.orchestrator.broke('gate', new Error('no'));
    expect([stateOf('gate'), failed]).toEqual(['active', []]);
    w.orchestrator.broke('gate', new Error('no'));
    expect([stateOf('gate'), failed]).toEqual(['failed', ['gate']]);
    expect(DECIDING.filter((agent) => stateOf(agent) === 'blocked')).toEqual(DECIDING.slice(0, 5));
    expect(stateOf('execution')).toBe('active');
    expect(w.orchestrator.unavailable('intake')?.code).toBe('AGENT_FAILED');
    w.orchestrator.restart('gate', 'trader', 'mended');
    expect(AGENTS.filter((agent) => stateOf(agent) !== 'active')).toEqual([]);
    expect(w.orchestrator.unavailable('intake')).toBeNull();
  });

  it('may break as often again when the window has passed', async () => {
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < RESTART_LIMIT; i++) w.orchestrator.broke('gate', new Error('no'));
      await w.run(RESTART_WINDOW_MS);
    }
    expect(stateOf('gate')).toBe('active');
  });

  it('that always throws ends in failed with its queue refused', async () => {
    w.orchestrator.handle('signal.decide', () => Promise.reject(new AgentError('execution', new Error('bang'))));
    for (let i = 0; i < 20; i++) {
      w.decide();
      w.orchestrator.pump();
      await w.run(1_000);
    }
    expect(stateOf('execution')).toBe('failed');
    expect(w.orchestrator.life('execution').lastError?.sentence).toBe('bang');
    expect(stateOf('intake')).toBe('blocked');
    // What met the error goes on; the path refuses each signal for the stage that failed.
    expect(w.orchestrator.life('intake').failed).toBeNull();
    for (let i = 0; i <= RESTART_LIMIT; i++) w.orchestrator.broke('intake', new Error('own'));
    const refused = w.decide();
    expect(!refused.ok && refused.error.code).toBe('AGENT_FAILED');
  });

  it('whose beats are missing is told as such, and works again with the next beat', async () => {
    await w.run(5_000);
    w.clock.moveTo(w.clock.now() + 11_000);
    w.orchestrator.onTime();
    expect(w.supervisor.report().find(({ agent }) => agent === 'gate')).toMatchObject({
      state: 'error',
      reason: 'No beat for 11 s; one is due every 10 s.',
    });
    expect(stateOf('technical')).toBe('active');
    await w.run(1_000);
    expect(stateOf('gate')).toBe('active');
    expect(w.orchestrator.life('gate').lastError).not.toBeNull();
  });

  it('throws out of its work only where a run is to be repeated', () => {
    const bad = (): void => {
      throw new Error('bang');
    };
    expect(() => w.orchestrator.work('technical', bad, null, null, null)).not.toThrow();
    expect(w.supervisor.report().find(({ agent }) => agent === 'technical')?.errors).toBe(1);
    expect(() => world({ attended: false }).orchestrator.work('technical', bad, null, null, null)).toThrow('bang');
  });
});

describe('a pause', () => {
  it('holds the agent and blocks those that need it, until it is ended', () => {
    w.setPauses(['locking']);
    expect([stateOf('locking'), stateOf('conflict'), stateOf('gate')]).toEqual(['paused', 'blocked', 'active']);
    expect(w.orchestrator.blockersOf('intake')).toEqual(['locking']);
    expect(w.orchestrator.unavailable('intake')).toMatchObject({
      code: 'AGENT_PAUSED',
      sentence: 'The locking agent is paused: tea.',
    });
    w.setPauses([]);
    expect(stateOf('locking')).toBe('active');
  });
});

describe('the end', () => {
  it('lets what runs and waits come to its end, and takes nothing new', async () => {
    let end: () => void = () => undefined;
    w.orchestrator.handle('signal.decide', () => new Promise<void>((resolve) => (end = resolve)));
    w.decide();
    w.orchestrator.pump();
    const drained = w.orchestrator.drain(3_000);
    const refused = w.decide();
    expect(!refused.ok && refused.error.code).toBe('AGENT_DRAINING');
    end();
    expect(await drained).toBe(0);
    expect(w.ended.map(({ state }) => state)).toEqual(['refused', 'completed']);
  });

  it('waits no longer than it may, and says what it gave up', async () => {
    w.orchestrator.handle('signal.decide', () => NEVER);
    w.decide();
    w.decide();
    w.orchestrator.pump();
    const drained = w.orchestrator.drain(3_000);
    w.clock.moveTo(w.clock.now() + 3_000);
    expect(await drained).toBe(2);
    expect(w.records.map(({ state }) => state)).toEqual(['canceled', 'canceled']);
  });
});
