import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ticks } from '#shared/domain/instrument.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { THROTTLE_DEFAULTS } from '#core/agents/throttle/caps.ts';
import { DecisionQueue } from '#core/signals/decision-queue.ts';
import type { SignalProposal } from '#core/signals/proposal.ts';
import { BTC, ETH, pathWorld, proposalOf, scoreWith } from '#tests/support/path/path-world.ts';

const proposal: fc.Arbitrary<SignalProposal> = fc
  .record({
    symbol: fc.constantFrom(BTC, ETH),
    source: fc.constantFrom('trend', 'breakout', 'reversion'),
    timeframe: fc.constantFrom('1h' as const, '2h' as const),
    direction: fc.constantFrom(1 as const, -1 as const),
    confidence: fc.constantFrom(0.5, 0.7, 0.9),
  })
  .map((given) => {
    const away = (by: number): Ticks => (1_000 + given.direction * by) as Ticks;
    return proposalOf({ ...given, stopTicks: away(-50), targetTicks: away(100) });
  });

/** Decides on proposals that came in the given order, lets what waits come to its end, and returns the journal's root. */
async function rootOf(proposals: readonly SignalProposal[], overflow: 'queue' | 'drop-lowest'): Promise<string> {
  const throttle = { ...THROTTLE_DEFAULTS, symbolSpacingMs: 2_000, perSymbolHour: 3, overflow, places: 2 };
  const world = pathWorld({ config: { throttle } });
  world.start();
  Object.assign(world.rules, { score: (signal: SignalProposal) => scoreWith(80 * signal.direction) });
  const { path, core, clock } = world;
  const queue = new DecisionQueue({ path, orchestrator: core.orchestrator });
  for (const one of proposals) queue.add(one);
  for (let second = 0; second * 1_000 <= MINUTE; second++) {
    await queue.decide();
    await core.desk.quiescent();
    clock.moveTo(clock.now() + 1_000);
    world.price(BTC, 100);
    world.price(ETH, 100);
    await core.desk.quiescent();
    queue.onTime();
  }
  world.journal.commit();
  return world.journal.head?.hash ?? '';
}

it('proposals of one moment are decided alike in whatever order they come, waits and conflicts included', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(proposal, { minLength: 2, maxLength: 7 }),
      fc.array(fc.nat(), { minLength: 7, maxLength: 7 }),
      fc.constantFrom('queue' as const, 'drop-lowest' as const),
      async (proposals, places, overflow) => {
        const shuffled = proposals
          .map((one, i) => ({ one, place: places[i] ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ one }) => one);
        const root = await rootOf(proposals, overflow);
        expect(await rootOf(shuffled, overflow)).toBe(root);
        expect(await rootOf([...proposals].reverse(), overflow)).toBe(root);
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

it('another set of proposals gives another journal', async () => {
  const two = [proposalOf({}), proposalOf({ source: 'breakout' })];
  expect(await rootOf(two, 'queue')).not.toBe(await rootOf(two.slice(1), 'queue'));
});
