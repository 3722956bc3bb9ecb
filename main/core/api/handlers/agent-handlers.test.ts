import { createRouterClient } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import type { Role } from '#shared/contract/base.ts';
import type { MarketFeed } from '#core/ports/market-feed.ts';
import { TickerBook } from '#core/market/ticker-book.ts';
import { BTC, ETH, INSTRUMENTS, pathWorld, proposalOf, START } from '#tests/support/path/path-world.ts';
import { RecordingLog } from '#tests/support/transport/recording-log.ts';
import { AgentsBoard } from '../agents-board.ts';
import type { ApiParts } from '../api-parts.ts';
import type { Handlers } from '../handler-types.ts';
import { implementContract } from '../implement.ts';
import { LiveView } from '../live-view.ts';
import { agentHandlers } from './agent-handlers.ts';

function open(role: Role = 'trader') {
  const world = pathWorld();
  const live = new LiveView({
    core: world.core,
    feed: { name: 'test', simulated: true } as MarketFeed,
    tickers: new TickerBook(),
    feedStatus: () => ({ status: 'open', ageMs: 0, reason: '' }),
    startedAt: START,
    verifiedAt: START,
  });
  const agents = new AgentsBoard(world.core);
  world.start();
  live.start();
  world.journal.regroup({ kind: 'count', events: 1 });
  const parts = {
    core: world.core,
    live,
    agents,
    instruments: INSTRUMENTS,
    dataFolder: '/data',
  } as unknown as ApiParts;
  const elsewhere = new Proxy({}, { get: () => () => Promise.reject(new Error('not of this test')) });
  const mine: Partial<Handlers> = { agents: agentHandlers(parts) };
  const handlers = new Proxy(mine, { get: (of, noun): unknown => Reflect.get(of, noun) ?? elsewhere }) as Handlers;
  const router = implementContract(handlers, { log: new RecordingLog(), checkStreams: true });
  const { agents: calls } = createRouterClient(router, { context: { role } });
  const row = async (key: string) => (await calls.list()).find((agent) => agent.key === key);
  return { ...world, calls, row };
}

const failsWith = (code: string) => expect.objectContaining({ code }) as Error;

describe('the calls about agents', () => {
  it('tell of each agent its state, beat, queue, budget, errors and restarts', async () => {
    const { core, calls, row, take } = open();
    await take(proposalOf());
    core.orchestrator.broke('conflict', new Error('bang'));
    await calls.pause({ agent: 'sentiment', reason: 'to see' });
    expect(await row('conflict')).toMatchObject({
      state: 'active',
      beatAgeMs: 0,
      queue: 0,
      queueBound: 64,
      done: 1,
      errors: 1,
      running: null,
      lastError: { at: START, sentence: 'bang' },
      restarts: { used: 1, limit: 5 },
      needs: ['locking'],
      blockedBy: [],
      pause: null,
    });
    expect(await row('execution')).toMatchObject({ priority: 'CRITICAL', heartbeatTimeoutMs: 10_000 });
    expect(await row('sentiment')).toMatchObject({ state: 'paused' });
    expect(await calls.list()).toHaveLength(16);
  });

  it('pause, resume and restart an agent, each on record, and refuse what cannot be', async () => {
    const { core, calls, row, journal } = open();
    const paused = await calls.pause({ agent: 'gate', reason: 'news' });
    expect(paused).toMatchObject({ state: 'paused', pause: { by: 'trader', reason: 'news', until: null } });
    expect(await row('intake')).toMatchObject({ state: 'blocked', blockedBy: ['gate'] });
    expect(await calls.resume({ agent: 'gate' })).toMatchObject({ state: 'active', pause: null });
    await expect(calls.resume({ agent: 'gate' })).rejects.toEqual(failsWith('NOT_FOUND'));
    await expect(calls.pause({ agent: 'gate', reason: 'x', until: START - 1 })).rejects.toEqual(
      failsWith('NOT_AVAILABLE'),
    );
    for (let i = 0; i < 6; i++) core.orchestrator.broke('gate', new Error('bang'));
    expect(await calls.restart({ agent: 'gate', reason: 'mended' })).toMatchObject({
      state: 'active',
      reason: 'restarted by trader: mended',
      restarts: { used: 0 },
    });
    const states = [...journal.store.scan(1)].filter(
      ({ type, subject }) => type === 'agent.state' && subject === 'gate',
    );
    expect(states.map(({ data }) => data['state'])).toContain('failed');
    expect(states.at(-1)?.data).toEqual({ state: 'active', reason: 'restarted by trader: mended' });
  });

  it('are not for a viewer where they change something', async () => {
    const { calls } = open('viewer');
    await expect(calls.pause({ agent: 'gate', reason: 'x' })).rejects.toThrow();
    await expect(calls.restart({ agent: 'gate', reason: 'x' })).rejects.toThrow();
    expect(await calls.list()).toHaveLength(16);
  });

  it('show tasks, and the events of a signal in a chain from its candle to its end', async () => {
    const { core, calls, take, clock } = open();
    core.orchestrator.handle('signal.decide', () => Promise.reject(new Error('bang')));
    core.orchestrator.submit('signal.decide', ETH, proposalOf({ symbol: ETH }));
    core.orchestrator.pump();
    await core.orchestrator.settled('intake');
    const records = await take(proposalOf());
    const stop = new AbortController();
    const tasks = await calls.tasks(undefined, { signal: stop.signal });
    const first = await tasks.next();
    expect(first.value).toMatchObject({
      kind: 'snapshot',
      rows: [{ type: 'signal.decide', subject: ETH, state: 'failed', error: 'bang', created: clock.now() }],
    });
    const events = await calls.events(undefined, { signal: stop.signal });
    const message = await events.next();
    const rows = message.done === true || message.value.kind !== 'snapshot' ? [] : message.value.rows;
    const id = records[0]?.subject;
    const way = rows.filter(({ correlationId }) => correlationId === id);
    expect(way.length).toBeGreaterThan(6);
    expect(way[0]).toMatchObject({ type: 'signal.received', causationId: `candle:${BTC}:1h`, source: 'intake' });
    way.slice(1).forEach((event, n) => expect(event.causationId).toBe(way[n]?.key));
    expect(way.map(({ type }) => type)).toContain('order.intent');
    expect(await calls.mailboxes()).toMatchObject([{ key: 'event list', lost: 0, errors: 0 }]);
    stop.abort();
  });
});
