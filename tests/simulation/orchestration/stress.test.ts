import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Candle } from '#shared/domain/candle.ts';
import type { JournalStore } from '#core/ports/store.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { BTC, ETH, pathWorld, proposalOf } from '#tests/support/path/path-world.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

const A_MILLISECOND = 20;
/** Signals a second that sources gone wild propose, and how many come at one blow. */
const BLOW = 5_000;
const KILL_MS = 100;
const MEMORY_GROWTH = 0.05;
const FOLD_FULL_S = 600;
/** T29: twice the highest rate seen, 10,000 messages a second; some seconds at every commit, more in the soak. */
const SECONDS = Number(
  process.env['ZMART_STRESS_SECONDS'] ?? (process.env['ZMART_TIER'] === 'nightly' ? FOLD_FULL_S : 3),
);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const heap = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

function candleAt(ts: number, price: number): Candle {
  return { ts, open: price, high: price, low: price, close: price, volume: 1 };
}

/** What was seen while the core was driven at the rate. */
interface Seen {
  mostHeld: number;
  mostInMailbox: number;
  messages: number;
  readonly heaps: number[];
}

async function drive(seconds: number, store: JournalStore) {
  const world = pathWorld({ store });
  world.start();
  const { core, clock } = world;
  const unread = core.bus.mailbox({
    name: 'unread',
    topics: ['signal.', 'agent.'],
    bound: 256,
    overflow: 'drop-oldest',
  });
  const seen: Seen = { mostHeld: 0, mostInMailbox: 0, messages: 0, heaps: [] };
  const look = (): void => {
    seen.mostHeld = Math.max(seen.mostHeld, ...core.orchestrator.lives().map(({ held }) => held));
    seen.mostInMailbox = Math.max(seen.mostInMailbox, unread.state().held);
  };
  for (let second = 0; second < seconds; second++) {
    for (let i = 0; i < BLOW; i++) core.orchestrator.submit('signal.decide', 'wild', proposalOf({ symbol: ETH }));
    look();
    for (let ms = 0; ms < 1_000; ms++) {
      clock.moveTo(clock.now() + 1);
      for (let i = 0; i < A_MILLISECOND; i++) core.onMark(i % 2 === 0 ? BTC : ETH, 100 + (i % 7) / 10, clock.now());
      seen.messages += A_MILLISECOND;
      if (ms % 100 === 0) core.onCandle(BTC, candleAt(clock.now(), 100), clock.now());
      if (ms % 10 === 0) await Promise.resolve();
    }
    core.onTime(clock.now());
    void core.decide();
    for (let i = 0; i < 50; i++) await Promise.resolve();
    look();
    if (second === Math.floor(seconds / 2) || second === seconds - 1) seen.heaps.push(heap());
  }
  return { world, unread, seen };
}

describe(`a core driven with 20,000 messages a second for ${String(SECONDS)} s`, () => {
  it('keeps every queue and mailbox within its bound, halts at once, and its memory stays flat', async () => {
    // On disk where the memory is looked at: the store of the tests keeps every record.
    const opened = SECONDS >= FOLD_FULL_S ? openStore(temporaryFolder()) : null;
    const { world, unread, seen } = await drive(SECONDS, opened?.journal ?? new MemoryJournalStore());
    const { core, journal } = world;
    const bound = core.orchestrator.life('intake').spec.queueBound;
    expect(seen.messages).toBe(SECONDS * 20_000);
    expect(seen.mostHeld).toBe(bound);
    expect(seen.mostInMailbox).toBeLessThanOrEqual(256);
    expect(unread.state().lost).toBeGreaterThan(0);
    expect(core.bus.lost).toBe(0);
    const refused = [...journal.store.scan(1)].filter(({ type }) => type === 'agent.task');
    // Thousands of refusals, told in a record each ten seconds.
    expect(refused.length).toBeLessThanOrEqual(2 + SECONDS / 5);
    expect(refused[0]?.data['code']).toBe('AGENT_QUEUE_FULL');
    expect(core.orchestrator.life('intake').refused).toBeGreaterThan(SECONDS);

    const from = process.cpuUsage();
    core.kill.engage({ by: 'test', reason: 'the test', flatten: false });
    const { user, system } = process.cpuUsage(from);
    // Processor time, or a busy machine decides; the halt itself is the first thing done.
    expect((user + system) / 1_000).toBeLessThan(KILL_MS);
    expect(core.tradingState.state).toBe('HALTED');

    const [half = 0, end = 0] = seen.heaps;
    // The fold keeps the latest 16,384 signals: only from then on the heap says something.
    if (SECONDS >= FOLD_FULL_S) expect((end - half) / half).toBeLessThan(MEMORY_GROWTH);
    opened?.close();
  }, 3_600_000);

  it('is found to be unbounded where the bound is taken away', async () => {
    const world = pathWorld();
    world.start();
    const life = world.core.orchestrator.life('intake');
    Object.assign(life.queue, { bound: Number.POSITIVE_INFINITY });
    for (let i = 0; i < BLOW; i++) world.core.orchestrator.submit('signal.decide', 'wild', proposalOf({ symbol: ETH }));
    expect(life.held).toBe(BLOW);
    expect(life.spec.queueBound).toBeLessThan(BLOW);
    await Promise.resolve();
  });
});
