import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '#shared/domain/time.ts';
import { Orchestrator } from '#core/agents/orchestration/orchestrator.ts';
import { agentTable } from '#core/agents/orchestration/agent-table.ts';
import { Supervisor } from '#core/agents/orchestration/supervisor.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { BTC, ETH, pathWorld, proposalOf } from '#tests/support/path/path-world.ts';

type World = ReturnType<typeof pathWorld>;

/** Tasks of the endless chain, one ms each. */
const ALL = 400;

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Agents gone bad, each in its way; what it does is begun when it is called. */
const BAD: Readonly<Record<string, (world: World) => void>> = {
  'blocks for ever': ({ core: { orchestrator } }) => {
    orchestrator.handle('signal.decide', () => new Promise(() => undefined));
    orchestrator.submit('signal.decide', 'x', proposalOf({ symbol: ETH }));
    orchestrator.pump();
  },
  'floods its queue': ({ core: { orchestrator }, clock }) => {
    orchestrator.handle('signal.decide', () => Promise.resolve());
    clock.every(1, () => {
      for (let i = 0; i < 1_500; i++) orchestrator.submit('signal.decide', 'x', proposalOf({ symbol: ETH }));
      orchestrator.pump();
    });
  },
  'throws always': ({ core: { orchestrator }, clock }) => {
    orchestrator.handle('signal.decide', () => {
      throw new Error('bang');
    });
    clock.every(1, () => {
      orchestrator.submit('signal.decide', 'x', proposalOf({ symbol: ETH }));
      orchestrator.pump();
    });
  },
  'works in slices without end': ({ core: { orchestrator } }) => {
    orchestrator.handle('signal.decide', () => 'more');
    orchestrator.submit('signal.decide', 'x', proposalOf({ symbol: ETH }));
    orchestrator.pump();
  },
  'listens to the bus and throws': ({ core: { bus } }) => {
    bus.on('bad', ['trading.', 'risk.', 'order.', 'signal.', 'agent.'], () => {
      throw new Error('bang');
    });
  },
  'answers each record with another': ({ core: { bus }, journal }) => {
    bus.on('bad', ['throttle.', 'trading.', 'order.'], () => {
      journal.append({ type: 'throttle.alert', subject: 'x', data: { code: 'THROTTLE_GLOBAL', sentence: '' } });
    });
  },
};

/** An entry that rests at the venue, an agent that goes bad, and the kill switch some moments later. */
async function killBeside(name: string) {
  const world = pathWorld();
  world.start();
  world.venue.answer = { kind: 'accepted', venueOrderId: 'v1' };
  await world.take(proposalOf());
  const canceled: string[] = [];
  world.venue.cancel = (order) => {
    canceled.push(order.clientOrderId);
    return Promise.resolve('accepted');
  };
  const tick = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed++) {
      world.clock.moveTo(world.clock.now() + 1);
      for (let i = 0; i < 20; i++) await Promise.resolve();
    }
  };
  BAD[name]?.(world);
  let engagedAt = Number.NaN;
  // It comes as a click does: as an event of the loop, between whatever else there is to do.
  const due = world.clock.now() + 50;
  world.clock.after(50, () => {
    engagedAt = world.clock.now();
    world.core.kill.engage({ by: 'test', reason: 'the test', flatten: false });
  });
  await tick(49);
  const beforeTheTick = world.core.tradingState.state;
  await tick(1);
  const held = world.core.orchestrator.lives().map(({ held: waiting, spec }) => waiting - spec.queueBound);
  const state = world.core.tradingState.state;
  return { world, due, engagedAt, beforeTheTick, state, canceled: [...canceled], over: Math.max(...held), tick };
}

describe.each(Object.keys(BAD))('beside an agent that %s', (name) => {
  it('the kill switch halts in the tick it is used, and the cancels go out', async () => {
    const { due, engagedAt, beforeTheTick, state, canceled, over } = await killBeside(name);
    expect(beforeTheTick).toBe('ACTIVE');
    expect(engagedAt).toBe(due);
    expect(state).toBe('HALTED');
    expect(canceled).toHaveLength(1);
    expect(over).toBeLessThanOrEqual(0);
  });

  it('no entry leaves afterwards', async () => {
    const { world, tick } = await killBeside(name);
    const sent = world.venue.sent.length;
    await world.take(proposalOf({ symbol: ETH }));
    await tick(20);
    expect(world.venue.sent.length).toBe(sent);
  });
});

async function moveTo(world: World, price: number): Promise<void> {
  world.clock.moveTo(world.clock.now() + 1_000);
  world.price(BTC, price);
  world.core.onTime(world.clock.now());
  await world.core.desk.quiescent();
}

describe('stops and exits beside an agent that is paused or has failed', () => {
  it('go on: only new entries are refused, with the code of what holds them', async () => {
    const world = pathWorld();
    world.start();
    await world.take(proposalOf());
    await moveTo(world, 100);
    expect(world.core.parts.journal.state.positions().some(({ lots }) => lots !== 0)).toBe(true);
    world.core.pauses.pause({ scope: 'agent', target: 'execution', until: null, reason: 'tea', by: 'trader' });
    const refused = (await world.take(proposalOf({ symbol: ETH }))).find(({ type }) => type === 'signal.refused');
    expect(refused?.data['code']).toBe('AGENT_PAUSED');
    await moveTo(world, 90);
    expect(world.core.parts.journal.state.positions().every(({ lots }) => lots === 0)).toBe(true);
  });

  it('a pause is there again after a restart of the program', async () => {
    const first = pathWorld();
    first.start();
    first.core.pauses.pause({ scope: 'agent', target: 'intake', until: null, reason: 'tea', by: 'trader' });
    first.journal.commit();
    const store = first.journal.store;
    const second = pathWorld({ store, startAt: first.clock.now() + MINUTE });
    second.start();
    expect(second.core.orchestrator.unavailable('intake')?.code).toBe('AGENT_PAUSED');
    expect(second.core.supervisor.report().find(({ agent }) => agent === 'intake')?.state).toBe('paused');
    second.core.pauses.resume('agent', 'intake', 'trader');
    expect(second.core.orchestrator.unavailable('intake')).toBeNull();
  });
});

/** How many tasks that follow each other within microtasks are done before a timer of the real event loop fires. */
async function doneBeforeTheTimer(shared: boolean): Promise<number> {
  const supervisor = new Supervisor(() => systemClock.monotonic());
  const orchestrator = new Orchestrator({
    clock: systemClock,
    scheduler: systemScheduler,
    random: new Sfc32(1),
    log: quiet,
    supervisor,
    specs: agentTable({ baseTimeframe: '1m', symbols: [], signalTimeframes: [] }),
    pauses: { list: () => [], onChange: new Emitter() },
    record: () => undefined,
    attended: () => shared,
  });
  let done = 0;
  // Each task calls the next forth, within microtasks: 400 ms of work if nothing comes between.
  orchestrator.handle('signal.decide', async () => {
    await Promise.resolve();
    const from = performance.now();
    while (performance.now() - from < 1);
    done += 1;
    if (done < ALL) orchestrator.submit('signal.decide', 'x', proposalOf());
  });
  orchestrator.submit('signal.decide', 'x', proposalOf());
  const before = new Promise<number>((resolve) => {
    setTimeout(() => {
      resolve(done);
      done = ALL;
    }, 10);
  });
  orchestrator.pump();
  return before;
}

describe('the real event loop', () => {
  it('has its turn beside an endless chain of promises', async () => {
    expect(await doneBeforeTheTimer(true)).toBeLessThan(ALL / 4);
  });

  it('is found to be starved where tasks do not share it', async () => {
    expect(await doneBeforeTheTimer(false)).toBe(ALL);
  });
});
