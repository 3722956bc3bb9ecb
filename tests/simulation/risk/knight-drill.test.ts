import { expect, it } from 'vitest';
import { CHECKS } from '#core/agents/risk/checks.ts';
import type { CoreConfig } from '#core/config.ts';
import { BTC, pathWorld, START } from '#tests/support/path/path-world.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { knightDrill, knightVerdict } from '#tests/support/risk/knight-drill.ts';

/** Orders per second over 45 minutes. The soak plays 50: the 2.7 million records of 1,000 do not fit into the memory of one process. */
const RATE = Number(process.env['ZMART_KNIGHT_RATE'] ?? 0.5);
const MINUTES = 45;
const HOURS = 3_600_000;
const DAY_LIMIT = 0.02 * 10_000;

it(
  `a strategy gone wild, ${String(RATE)} orders a second for 45 minutes: three entries per symbol, and an alarm`,
  async () => {
    const result = await knightDrill({ ordersPerSecond: RATE, minutes: MINUTES });
    expect(knightVerdict(result)).toBeNull();
    expect([...result.entries.values()]).toEqual([3, 3]);
    expect(result.loss).toBeGreaterThan(0);
    expect(result.loss).toBeLessThanOrEqual(DAY_LIMIT + result.largestOrder);
    const { core, journal } = result.world;
    expect(core.gateDesk.repeats.disabled()).toHaveLength(2);
    // A restart does not enable it, and a person does.
    journal.commit();
    const again = pathWorld({ store: journal.store, startAt: result.world.clock.now() });
    again.start();
    expect(again.core.gateDesk.repeats.disabled().map(({ symbol }) => symbol)).toContain(BTC);
    expect(again.core.gateDesk.repeats.facts('trend', BTC, again.clock.now()).lastHour).toBe(3);
    expect(again.core.gateDesk.repeats.enable('trend', BTC, 'trader', 'looked at')).toBe(true);
    expect(again.core.gateDesk.repeats.facts('trend', BTC, again.clock.now())).toMatchObject({
      lastHour: 0,
      disabled: null,
    });
  },
  4 * HOURS,
);

it('is seen to fail with a counter that was moved and not tested again', async () => {
  const result = await knightDrill({
    ordersPerSecond: 1,
    minutes: 5,
    plant: ({ core }) => {
      core.gateDesk.repeats.note = () => undefined;
    },
  });
  expect(knightVerdict(result)).toMatch(/entries on .* reached the venue|nobody was alarmed/);
  expect(Math.max(...result.entries.values())).toBeGreaterThan(3);
  // The limit on the day's loss stands behind the counter.
  expect(result.loss).toBeLessThanOrEqual(DAY_LIMIT + result.largestOrder);
});

it('is seen to fail with an alarm that nobody hears', async () => {
  const result = await knightDrill({
    ordersPerSecond: 1,
    minutes: 1,
    plant: ({ core }) => {
      core.gateDesk.noteRefusal = () => undefined;
    },
  });
  expect(knightVerdict(result)).toBe('nobody was alarmed');
});

const build = CHECKS.find(({ name }) => name === 'build');

/** What the build's check says in a live core on a journal. */
function buildCode(
  store: MemoryJournalStore,
  config: Partial<CoreConfig>,
  approveBy: string | null = null,
): string | null {
  const world = pathWorld({ store, startAt: START, config: { mode: 'live', simulated: false, ...config } });
  world.start();
  if (approveBy !== null) world.core.gateDesk.approve(approveBy, 'updated');
  const context = world.rules.gate({ symbol: BTC, direction: 1, source: 'trend' });
  world.journal.commit();
  return build?.test({ symbol: BTC } as never, context)?.code ?? null;
}

it('a foreign build, or one with a flag that nobody knows of, refuses until a person approves it', () => {
  const store = new MemoryJournalStore();
  expect(buildCode(store, {})).toBeNull();
  expect(buildCode(store, { version: 'foreign' })).toBe('RISK_BUILD_NOT_APPROVED');
  expect(buildCode(store, { powerPeg: true } as Partial<CoreConfig>)).toBe('RISK_BUILD_NOT_APPROVED');
  expect(buildCode(store, {})).toBeNull();
  expect(buildCode(store, { version: 'new' }, 'trader')).toBeNull();
  expect(buildCode(store, {})).toBe('RISK_BUILD_NOT_APPROVED');
});
