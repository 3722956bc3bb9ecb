import { expect, it } from 'vitest';
import { BTC, GuardWorld, SOL } from '#tests/support/risk/guard-world.ts';

/** Ten calls of which half fail: the breaker opens. */
function broken(): GuardWorld {
  const world = new GuardWorld();
  for (let i = 0; i < 10; i++) world.guard.onCall(i % 2 === 0, 100);
  return world;
}

it('half of ten calls failing refuses entries on every symbol until it is probed, with its numbers', () => {
  const world = broken();
  expect([world.codes(BTC), world.codes(SOL)]).toEqual([['RISK_CONNECTOR_OPEN'], ['RISK_CONNECTOR_OPEN']]);
  const { connector } = world.guard.facts({ symbol: BTC, direction: 1, source: 'trend' });
  expect(connector?.sentence).toMatch(
    /^The connection to venue is unreliable \(5 of 10 calls .*\); it is probed in 30 s/,
  );
});

it('while it is probed entries are refused for that, and are let through after the third answer', () => {
  const world = broken();
  world.advance(30_000);
  const seen = [];
  for (let probes = 0; probes < 3; probes++) {
    world.guard.onTime();
    seen.push(world.codes(BTC));
    expect(world.answerProbe(true)).toBe(true);
    world.advance(1_000);
  }
  expect(seen).toEqual(Array.from({ length: 3 }, () => ['RISK_CONNECTOR_PROBING']));
  expect(world.codes(BTC)).toEqual([]);
});

it('nine calls, or fewer than half of them failing, open nothing', () => {
  const nine = new GuardWorld();
  for (let i = 0; i < 9; i++) nine.guard.onCall(true, 100);
  const some = new GuardWorld();
  for (let i = 0; i < 20; i++) some.guard.onCall(i >= 11, 100);
  expect([nine.codes(BTC), some.codes(BTC)]).toEqual([[], []]);
});
