import { describe, expect, it } from 'vitest';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import { decide } from './decide.ts';
import { slotWorld, SYMBOLS } from '#tests/support/portfolio/slot-world.ts';

const at = (i: number): ContractSymbol => SYMBOLS[i - 1] as ContractSymbol;
const SETTLED = { minStayMs: 0 };

/** The ten best are in; the rest is on the bench. */
function filled(settings: Parameters<typeof slotWorld>[0] = {}) {
  const world = slotWorld(settings);
  world.score();
  world.review();
  return world;
}

const reasonOf = (world: ReturnType<typeof slotWorld>, symbol: ContractSymbol): string =>
  world.manager.state.review.verdicts.get(symbol) ?? 'none';

describe('the first review', () => {
  it('takes the ten best eligible, ranks them, marks the bottom two and weighs them', () => {
    const world = filled();
    const { slots } = world.manager.state;
    expect(slots.map(({ symbol }) => symbol)).toEqual(SYMBOLS.slice(0, 10));
    expect(slots.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(slots.filter(({ state }) => state === 'replacement-candidate').map(({ symbol }) => symbol)).toEqual([
      at(9),
      at(10),
    ]);
    expect(slots.reduce((sum, { weight }) => sum + (weight ?? 0), 0)).toBe(1_000);
    expect(Math.max(...slots.map(({ weight }) => weight ?? 0))).toBeLessThanOrEqual(150);
    expect(Math.min(...slots.map(({ weight }) => weight ?? 0))).toBeGreaterThanOrEqual(20);
  });

  it('takes nobody whose data are missing, and says which condition is the first', () => {
    const world = slotWorld();
    world.score(SYMBOLS.map((_, i) => (i === 0 ? null : 80 - i)));
    world.closed.set(at(2), false);
    world.closed.set(at(3), null);
    world.stale.add(at(4));
    world.review();
    expect(world.symbolsIn()).toEqual(SYMBOLS.slice(4));
    expect([1, 2, 3, 4].map((i) => reasonOf(world, at(i)))).toEqual([
      'score-unknown',
      'not-trading',
      'status-unknown',
      'score-stale',
    ]);
  });

  it('decides the same whatever the order of the standings', () => {
    const world = slotWorld();
    world.score(SYMBOLS.map((_, i) => 60 + (i % 3)));
    const context = world.manager.context(world.clock.now());
    const standings = new Map([...context.standings].reverse());
    const symbols = context.symbols.toReversed();
    const { changes } = decide(world.manager.state, context);
    expect(changes.length).toBeGreaterThan(10);
    expect(decide(world.manager.state, { ...context, standings, symbols }).changes).toEqual(changes);
  });

  it('keeps the cap of a sector', () => {
    const world = filled({ settings: { sectorCap: 0.05 } });
    // Each symbol is a sector of its own, and one slot is a tenth of the weight.
    expect(world.symbolsIn()).toEqual([]);
  });
});

describe('a challenger', () => {
  const leads = (world: ReturnType<typeof slotWorld>, points: number): void =>
    void world.scores.set(at(11), (world.scores.get(at(10)) ?? 0) + points);

  it('comes in after a lead of 5.0 was held for 48 hours, in one record that keeps the rank', () => {
    const world = filled({ settings: SETTLED });
    leads(world, 7);
    world.run(48 * HOUR);
    expect(reasonOf(world, at(11))).toBe('hold');
    world.run(HOUR);
    expect(world.symbolsIn()).toContain(at(11));
    expect(world.symbolsIn()).not.toContain(at(10));
    const change = world.manager.state.history.findLast(({ action }) => action === 'replaced');
    expect(change).toMatchObject({
      symbol: at(11),
      replaced: at(10),
      difference: 7,
      heldMs: 48 * HOUR,
      override: false,
      gainBps: 42,
    });
  });

  it('starts anew when its lead broke for one review', () => {
    const world = filled({ settings: SETTLED });
    leads(world, 7);
    world.run(40 * HOUR);
    leads(world, 4.9);
    world.run(HOUR);
    expect(reasonOf(world, at(11))).toBe('lead');
    leads(world, 7);
    world.run(40 * HOUR);
    expect(reasonOf(world, at(11))).toBe('hold');
    expect(world.symbolsIn()).toContain(at(10));
  });

  it.each([
    ['minimum-stay', {}],
    ['cost', { ...SETTLED, gainOverCost: 50 }],
    ['swap-limit', { ...SETTLED, swapsPerWeek: 0 }],
    ['swap-limit', { ...SETTLED, swapsPerMonth: 0 }],
    ['correlation', { ...SETTLED, correlationCap: -1 }],
    ['correlation-unknown', { ...SETTLED, minReturns: 1_000 }],
    ['no-slot-to-give', { ...SETTLED, rotate: false }],
    ['no-slot-to-give', { ...SETTLED, candidates: 0 }],
  ] as const)('is held back by %s and by nothing else', (condition, settings) => {
    const world = filled({ settings });
    leads(world, 7);
    world.run(50 * HOUR);
    expect(reasonOf(world, at(11))).toBe(condition);
    expect(world.symbolsIn()).toContain(at(10));
  });

  it('cannot take a slot whose score is old', () => {
    const world = filled({ settings: { ...SETTLED, candidates: 1 } });
    leads(world, 7);
    world.run(20 * HOUR);
    for (const symbol of SYMBOLS.slice(0, 10)) world.stale.add(symbol);
    world.run(40 * HOUR);
    expect(reasonOf(world, at(11))).toBe('slot-score');
    expect(world.symbolsIn()).toContain(at(10));
  });

  it('waits out its cooling-off after it left', () => {
    const world = filled({ settings: { ...SETTLED, swapsPerMonth: 9 } });
    leads(world, 7);
    world.run(49 * HOUR);
    world.scores.set(at(10), 90);
    world.run(60 * HOUR);
    expect(reasonOf(world, at(10))).toBe('cool-off');
    world.run(8 * DAY);
    expect(world.symbolsIn()).toContain(at(10));
  });

  it('every one has exactly one reason at every review', () => {
    const world = filled();
    let reviews = 0;
    world.manager.onReview.on(({ challengers }) => {
      reviews += 1;
      expect(challengers).toHaveLength(4);
      for (const { missing } of challengers) expect(missing?.sentence).toMatch(/\.$/);
    });
    world.run(3 * DAY, () => world.score(SYMBOLS.map((_, i) => 60 + 10 * Math.sin(i * 7 + world.clock.now() / 1e7))));
    expect(reviews).toBe(72);
  });
});

describe('a held slot', () => {
  it('drains first, is closed when its time is over, and hands over in one record once it is flat', () => {
    const world = filled({ settings: SETTLED });
    world.hold(at(10));
    world.scores.set(at(11), 70);
    world.run(49 * HOUR);
    expect(world.manager.slot(at(10))).toMatchObject({ state: 'draining', drain: { replacement: at(11) } });
    expect(world.manager.refusal(at(10))).toMatchObject({ code: 'RISK_NOT_IN_PORTFOLIO' });
    expect(world.stopped).toEqual([at(10)]);
    expect(world.asked).toEqual([]);
    world.run(25 * HOUR);
    expect(world.asked.length).toBeGreaterThan(0);
    expect(world.symbolsIn()).toContain(at(10));
    world.flatten(at(10));
    world.run(HOUR);
    expect(world.symbolsIn()).not.toContain(at(10));
    expect(world.symbolsIn()).toContain(at(11));
    expect(world.manager.refusal(at(11))).toBeNull();
    expect(world.manager.refusal(at(10))).toMatchObject({ code: 'RISK_NOT_IN_PORTFOLIO' });
  });

  it('makes room for nobody when the newcomer is banned meanwhile', () => {
    const world = filled({ settings: SETTLED });
    world.hold(at(10));
    world.scores.set(at(11), 70);
    world.run(49 * HOUR);
    expect(world.hand.ban(at(11), true, { by: 'trader', reason: 'no trust' })).toMatchObject({ ok: true });
    world.flatten(at(10));
    world.run(HOUR);
    expect(world.symbolsIn()).not.toContain(at(11));
    expect(world.symbolsIn()).not.toContain(at(10));
    expect(world.manager.state.history.some(({ action, symbol }) => action === 'removed' && symbol === at(10))).toBe(
      true,
    );
  });

  it('leaves when the venue closes it for trading', () => {
    const world = filled();
    world.hold(at(3));
    world.closed.set(at(3), false);
    world.closed.set(at(4), false);
    world.run(HOUR);
    expect(world.manager.slot(at(3))?.state).toBe('draining');
    expect(world.manager.slot(at(4))).toBeNull();
    expect(world.symbolsIn()).toHaveLength(10);
  });
});
