import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FencingToken, ResourceKey } from '#shared/domain/ids.ts';
import { ok } from '#shared/kernel/result.ts';
import { LockManager, type Lease } from '#core/agents/locking/lock-manager.ts';
import { explore, LockWorld, MOVES, type Locks } from '#tests/support/path/lock-space.ts';

const real = (monotonic: () => number): Locks => new LockManager(monotonic, 0);

describe('every state of 3 agents and 2 locks', () => {
  it('holds what the locks promise, and none is a deadlock', () => {
    const { states, moves, stuck, broken } = explore(real, 11);
    expect(broken).toBeNull();
    expect(stuck).toBe(0);
    expect(states).toBeGreaterThan(10_000);
    expect(moves).toBeGreaterThan(200_000);
  }, 120_000);
});

/** The real manager with one rule taken out. */
const planted: Readonly<Record<string, (monotonic: () => number) => Locks>> = {
  'release without the token check': (monotonic) => {
    const locks = new LockManager(monotonic, 0);
    return bound(locks, {
      release: (resource: ResourceKey) => {
        const lease = locks.leases().find((live) => live.resource === resource);
        return lease !== undefined && locks.release(resource, lease.token);
      },
    });
  },
  'renewal without the token check': (monotonic) => {
    const locks = new LockManager(monotonic, 0);
    return bound(locks, {
      renew: (resource: ResourceKey, token: FencingToken, leaseMs: number) => {
        const lease = locks.leases().find((live) => live.resource === resource);
        return locks.renew(resource, lease?.token ?? token, leaseMs);
      },
    });
  },
  'a current token that is not asked whether it is': (monotonic) => {
    const locks = new LockManager(monotonic, 0);
    return bound(locks, { isCurrent: (resource: ResourceKey) => locks.leases().some((l) => l.resource === resource) });
  },
  'leases that never end': () => new LockManager(() => 0, 0),
  'a token that does not rise': (monotonic) => {
    const locks = new LockManager(monotonic, 0);
    return bound(locks, {
      acquire: (resources: readonly ResourceKey[], holder: string, leaseMs: number) => {
        const result = locks.acquire(resources, holder, leaseMs);
        return result.ok ? ok(result.value.map((lease): Lease => ({ ...lease, token: 1 as FencingToken }))) : result;
      },
    });
  },
};

function bound(locks: LockManager, changed: Partial<Locks>): Locks {
  return {
    acquire: (resources, holder, leaseMs) => locks.acquire(resources, holder, leaseMs),
    renew: (resource, token, leaseMs) => locks.renew(resource, token, leaseMs),
    release: (resource, token) => locks.release(resource, token),
    isCurrent: (resource, token) => locks.isCurrent(resource, token),
    leases: () => locks.leases(),
    ...changed,
  };
}

describe('a planted bug is found within a few steps', () => {
  it.each(Object.keys(planted))('%s', (name) => {
    const { broken } = explore(planted[name] ?? real, 7);
    expect(broken?.what).toBeTypeOf('string');
    expect(broken?.way.length).toBeLessThanOrEqual(7);
  });
});

it('holds over long random runs too', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...MOVES), { minLength: 50, maxLength: 300 }), (moves) => {
      const world = new LockWorld(real);
      for (const move of moves) expect(world.step(move)).toBeNull();
    }),
    { numRuns: 300 },
  );
});
