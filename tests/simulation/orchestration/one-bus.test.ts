import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '#scripts/import-graph.ts';
import { BTC, ETH, pathWorld, proposalOf, scoreWith } from '#tests/support/path/path-world.ts';

it('every stage and the risk module are heard on one bus, in the order of the journal', async () => {
  const world = pathWorld();
  const box = world.core.bus.mailbox({
    name: 'test',
    topics: ['signal.', 'order.', 'lock.', 'throttle.', 'risk.', 'trading.', 'agent.'],
    bound: 1_000,
    overflow: 'refuse',
  });
  world.start();
  await world.take(proposalOf());
  world.rules.given = scoreWith(10);
  await world.take(proposalOf({ symbol: ETH }));
  world.core.throttleDesk.pause('news', 'user');
  world.core.kill.engage({ by: 'test', reason: 'the test', flatten: false });
  const events = box.take();
  const sources = new Set(events.map(({ source }) => source));
  for (const source of ['intake', 'throttle', 'technical', 'conflict', 'locking', 'gate', 'execution', 'risk']) {
    expect(sources).toContain(source);
  }
  const seqs = events.flatMap(({ id }) => (id.startsWith('record:') ? [Number(id.slice(7))] : []));
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  expect(events.some(({ type, priority }) => type === 'risk.emergency' && priority === 'CRITICAL')).toBe(true);
});

it('closed candles are heard on it too', () => {
  const world = pathWorld();
  const box = world.core.bus.mailbox({ name: 'test', topics: ['market.'], bound: 10, overflow: 'drop-oldest' });
  world.start();
  box.take();
  const ts = world.clock.now();
  world.core.onCandle(BTC, { ts, open: 100, high: 101, low: 99, close: 100.5, volume: 1 }, ts + 3_600_000);
  expect(box.take()).toMatchObject([
    { type: 'market.candle-closed', subject: BTC, data: { timeframe: '1h', close: 100.5 } },
  ]);
});

it('there is one place that makes a bus', () => {
  const makers = globSync('main/**/*.ts', { cwd: ROOT })
    .filter((path) => !path.endsWith('.test.ts'))
    .filter((path) => readFileSync(join(ROOT, path), 'utf8').includes('new EventBus('));
  expect(makers).toEqual(['main/core/orchestrating.ts']);
});
