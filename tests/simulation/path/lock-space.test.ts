import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FencingToken, ResourceKey } from '#shared/domain/ids.ts';
import { LockManager, type Granted } from '#core/agents/locking/lock-manager.ts';
import { explore, LockWorld, MOVES, type MakeLocks } from '#tests/support/path/lock-space.ts';

/** Distinct states to visit; the soak visits more. */
const STATES = Number(process.env['ZMART_LOCK_STATES'] ?? 100_000);

const real: MakeLocks = (monotonic, state) => new LockManager(monotonic, state);

describe('the states of 3 agents and 2 locks', () => {
  it('keep what the locks promise, and none is a deadlock', () => {
    const { states, stuck, broken } = explore(real, STATES);
    expect(broken).toBeNull();
    expect(stuck).toBe(0);
    expect(states).toBeGreaterThanOrEqual(100_000);
  }, 600_000);
});

/** The real manager with one rule taken out. */
const planted: Readonly<Record<string, MakeLocks>> = {
  'an effect without the check of the token': (monotonic, state) =>
    new (class extends LockManager {
      override isCurrent(on: ResourceKey): boolean {
        return super.leases().some((lease) => lease.resource === on && lease.mode !== 'READ');
      }
    })(monotonic, state),
  'release without the check of the token': (monotonic, state) =>
    new (class extends LockManager {
      override release(on: ResourceKey, token: FencingToken): boolean {
        return super.release(on, super.leases().find((lease) => lease.resource === on)?.token ?? token);
      }
    })(monotonic, state),
  'renewal of what has run out': (monotonic, state) =>
    new (class extends LockManager {
      override renew(on: ResourceKey, token: FencingToken, leaseMs: number): ReturnType<LockManager['renew']> {
        return super.renew(on, super.leases().find((lease) => lease.resource === on)?.token ?? token, leaseMs);
      }
    })(monotonic, state),
  'tokens that begin anew': (monotonic, state) =>
    new (class extends LockManager {
      override acquire(...wanted: Parameters<LockManager['acquire']>): Granted {
        if (state.leases.size === 0) state.lastToken = 0;
        return super.acquire(...wanted);
      }
    })(monotonic, state),
  'leases that never end': (_, state) => new LockManager(() => 0, state),
  'a wait that nobody ends': (monotonic, state) =>
    new (class extends LockManager {
      override advance(): number {
        return monotonic();
      }
    })(monotonic, state),
};

describe('a planted bug is found within a few steps', () => {
  it.each(Object.keys(planted))('%s', (name) => {
    const { broken } = explore(planted[name] ?? real, 20_000);
    expect(broken?.what).toBeTypeOf('string');
    expect(broken?.way.length).toBeLessThanOrEqual(12);
  });
});

it('holds over long random runs too', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...MOVES), { minLength: 50, maxLength: 300 }), (moves) => {
      const world = new LockWorld(real);
      for (const move of moves) expect(world.step(move)).toBeNull();
    }),
    { numRuns: 200 },
  );
});
