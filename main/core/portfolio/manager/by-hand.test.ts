import { describe, expect, it } from 'vitest';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { HOUR } from '#shared/domain/time.ts';
import { slotWorld, SYMBOLS } from '#tests/support/portfolio/slot-world.ts';

const at = (i: number): ContractSymbol => SYMBOLS[i - 1] as ContractSymbol;
const HAND = { by: 'trader', reason: 'a test' };

function filled() {
  const world = slotWorld();
  world.score();
  world.review();
  return world;
}

describe('by hand', () => {
  it('a symbol is removed and taken in again', () => {
    const world = filled();
    expect(world.hand.remove(at(4), HAND)).toMatchObject({ ok: true, value: { state: 'done' } });
    expect(world.symbolsIn()).toHaveLength(9);
    expect(world.manager.state.slots.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(world.hand.add(at(4), HAND)).toMatchObject({ ok: true });
    expect(world.manager.slot(at(4))?.rank).toBe(10);
    world.run(HOUR);
    expect(world.manager.slot(at(4))?.rank).toBe(4);
  });

  it('a full portfolio takes a replacement in one record, and no further addition', () => {
    const world = filled();
    expect(world.hand.add(at(12), HAND)).toMatchObject({ ok: false, error: { code: 'SLOTS_FULL' } });
    const head = world.journal.head?.seq ?? 0;
    expect(world.hand.replace(at(2), at(12), HAND)).toMatchObject({ ok: true });
    expect(world.manager.slot(at(12))?.rank).toBe(2);
    const made = [...(world.journal.commit(), world.store.scan(head + 1))].map(({ type }) => type);
    expect(made).toEqual(['portfolio.replaced', 'portfolio.weighted']);
    expect(world.manager.state.history.findLast(({ action }) => action === 'replaced')).toMatchObject({
      override: true,
      actor: 'trader',
    });
  });

  it('what is held is drained only when its name is typed, and can be kept', () => {
    const world = filled();
    world.hold(at(5));
    expect(world.hand.remove(at(5), HAND)).toMatchObject({ ok: false, error: { kind: 'confirm', expected: at(5) } });
    expect(world.manager.slot(at(5))?.state).toBe('active');
    expect(world.hand.remove(at(5), { ...HAND, confirmation: at(5) })).toMatchObject({ value: { state: 'draining' } });
    expect(world.hand.keep(at(5), HAND)).toMatchObject({ ok: true });
    expect(world.manager.slot(at(5))?.state).toBe('active');
  });

  it('a pinned slot is never a candidate, a banned symbol never comes in', () => {
    const world = filled();
    expect(world.hand.pin(at(10), true, HAND)).toMatchObject({ ok: true });
    expect(world.hand.ban(at(9), true, HAND)).toMatchObject({ ok: true });
    world.run(2 * HOUR);
    expect(world.manager.slot(at(10))).toMatchObject({ state: 'active', pinReason: 'a test' });
    expect(world.symbolsIn()).not.toContain(at(9));
    expect(world.manager.state.review.verdicts.get(at(9))).toBe('banned');
    expect(world.hand.add(at(9), HAND)).toMatchObject({ ok: false, error: { code: 'SLOT_BANNED' } });
    expect(world.hand.pin(at(10), false, HAND)).toMatchObject({ ok: true });
    expect(world.hand.ban(at(9), false, HAND)).toMatchObject({ ok: true });
  });

  it('refuses what is unknown, what is not in, and what changes nothing, with a sentence', () => {
    const world = filled();
    const nobody = contractSymbol('NOBODYUSDTM');
    for (const result of [
      world.hand.add(nobody, HAND),
      world.hand.remove(nobody, HAND),
      world.hand.ban(nobody, true, HAND),
    ]) {
      expect(result).toMatchObject({ ok: false, error: { kind: 'unknown-symbol' } });
    }
    expect(world.hand.remove(at(13), HAND)).toMatchObject({ error: { code: 'SLOT_NOT_IN' } });
    expect(world.hand.pin(at(3), false, HAND)).toMatchObject({ error: { code: 'SLOT_SAME' } });
    expect(world.hand.replace(at(3), at(4), HAND)).toMatchObject({ error: { code: 'SLOT_SAME' } });
    expect(world.hand.keep(at(3), HAND)).toMatchObject({ error: { code: 'SLOT_SAME' } });
  });

  it('the size of an entry follows the weight only when it is told to, and never exceeds the whole', () => {
    const world = filled();
    expect(world.manager.sizeFactor(at(10))).toBe(1);
    world.set({ sizeByWeight: true });
    const { weight } = world.manager.slot(at(10)) ?? {};
    expect(world.manager.sizeFactor(at(10))).toBe(((weight ?? 0) / 1_000) * 10);
    expect(world.manager.sizeFactor(at(1))).toBe(1);
    expect(world.manager.sizeFactor(at(14))).toBe(1);
  });

  it('weights are the rule’s or given, sum to the whole and keep the cap', () => {
    const world = filled();
    const equal = Object.fromEntries(SYMBOLS.slice(0, 10).map((symbol) => [symbol, 100]));
    expect(world.hand.weigh(equal, 'given', HAND)).toMatchObject({ ok: true });
    expect(world.manager.slot(at(1))?.weight).toBe(100);
    expect(world.hand.weigh({ ...equal, [at(1)]: 160, [at(2)]: 40 }, 'given', HAND)).toMatchObject({
      error: { code: 'WEIGHT_CAP' },
    });
    expect(world.hand.weigh({ ...equal, [at(1)]: 101 }, 'given', HAND)).toMatchObject({
      error: { code: 'WEIGHT_SUM' },
    });
    expect(world.hand.weigh(null, 'score-tilted', HAND)).toMatchObject({ ok: true });
    expect(world.manager.slot(at(1))?.weight).toBe(143);
  });
});
