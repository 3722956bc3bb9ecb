import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '#core/journal/event.ts';
import { pathWorld, proposalOf } from '#tests/support/path/path-world.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { OrderSimulation } from '#tests/support/orders/order-simulation.ts';
import { Seeded } from '#tests/support/orders/seeded.ts';
import { happen } from '#tests/support/orders/simulated-events.ts';
import { ETH, SYMBOLS } from '#tests/support/orders/sample-contracts.ts';

const RUNS = 100;

type World = ReturnType<typeof pathWorld>;

const entriesOf = (world: World): number => world.venue.sent.filter(({ reduceOnly }) => !reduceOnly).length;

const halt = (world: World): void => {
  world.core.setTradingState('HALTED', 'the test', 'user');
};

/** How many records one proposal makes on its way to the venue. */
async function recordsOnTheWay(): Promise<readonly JournalEvent[]> {
  const world = pathWorld();
  world.start();
  const made = await world.take(proposalOf());
  const sending = made.findIndex(({ type }) => type === 'order.sending');
  return made.slice(0, sending + 1);
}

describe('a halt', () => {
  it('at any record up to the attempt keeps the order from leaving', async () => {
    const way = await recordsOnTheWay();
    expect(way.at(-1)?.type).toBe('order.sending');
    for (const at of way.keys()) {
      const world = pathWorld();
      world.start();
      let seen = 0;
      world.journal.onAppended.on(() => {
        if (seen++ === at) halt(world);
      });
      await world.path.take(proposalOf());
      expect([way[at]?.type, world.venue.sent]).toEqual([way[at]?.type, []]);
      expect(world.core.desk.frozenSymbols().size).toBe(0);
    }
  });

  it(`at ${String(RUNS)} random moments of the event loop lets no entry out after it`, async () => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const random = new Seeded(seed);
      const world = pathWorld({ seed });
      world.start();
      const wishes = [proposalOf(), proposalOf({ symbol: ETH })].map((wish) => world.path.take(wish));
      for (let turns = random.between(0, 12); turns > 0; turns--) await Promise.resolve();
      halt(world);
      const before = entriesOf(world);
      wishes.push(world.path.take(proposalOf({ source: 'late' })));
      await Promise.all(wishes);
      await world.core.desk.quiescent();
      expect([seed, entriesOf(world)]).toEqual([seed, before]);
    }
  });

  it('lets what protects a position out', async () => {
    const world = pathWorld();
    world.start();
    halt(world);
    world.core.setTradingState('ACTIVE', 'the test', 'user');
    const entry = world.path.take(proposalOf());
    await world.core.desk.quiescent();
    await entry;
    halt(world);
    world.price('XBTUSDTM' as never, 100);
    await world.core.desk.quiescent();
    expect(world.venue.sent.filter(({ kind }) => kind === 'stop-market')).toHaveLength(1);
  });

  it('survives a restart, also one right after it', async () => {
    const store = new MemoryJournalStore();
    const world = pathWorld({ store });
    world.start();
    halt(world);
    world.journal.commit();
    const again = pathWorld({ store, seed: 2 });
    again.start();
    expect(again.core.tradingState.state).toBe('HALTED');
    await again.take(proposalOf());
    expect(again.venue.sent).toEqual([]);
  });

  it('kept in memory only is found by this test', () => {
    const store = new MemoryJournalStore();
    const world = pathWorld({ store });
    world.start();
    world.journal.commit();
    halt(world);
    // Planted: the process ends before the halt is on disk.
    const again = pathWorld({ store, seed: 2 });
    again.start();
    expect(again.core.tradingState.state).not.toBe('HALTED');
  });
});

describe('a halt in the middle of a bad day', () => {
  /** Events, a halt at a random moment with sends under way, more events with crashes among them. */
  async function haltedRun(seed: number, forgetsHalts = false): Promise<readonly string[]> {
    const simulation = new OrderSimulation({ seed, forgetsHalts });
    const { random, time } = simulation;
    await time.advance(12_000);
    for (let events = random.between(10, 80); events > 0; events--) await happen(simulation);
    for (const symbol of SYMBOLS) simulation.enter(symbol);
    simulation.halt();
    for (let events = 80; events > 0; events--) await happen(simulation);
    simulation.kill();
    return simulation.watch.findings.map((what) => `seed ${String(seed)}: ${what}`);
  }

  it('lets no entry out, and stays over crashes', async () => {
    const found: string[] = [];
    for (let seed = 1; seed <= 40; seed++) found.push(...(await haltedRun(seed)));
    expect(found).toEqual([]);
  }, 120_000);

  it('is found to be broken when it ends with the process', async () => {
    const found: string[] = [];
    for (let seed = 1; seed <= 15; seed++) found.push(...(await haltedRun(seed, true)));
    expect(found.filter((what) => what.includes('during a halt')).length).toBeGreaterThan(0);
  }, 120_000);
});
