import { describe, expect, it } from 'vitest';
import { contractSymbol, resource, type FencingToken } from '#shared/domain/ids.ts';
import { LockManager } from './lock-manager.ts';

const BTC = resource.symbol(contractSymbol('XBTUSDTM'));
const LEASE = 1_000;

function manager(lastToken = 0) {
  const time = { now: 0 };
  return { time, locks: new LockManager(() => time.now, lastToken) };
}

const tokenOf = (locks: LockManager, holder: string): FencingToken => {
  const result = locks.acquire([BTC], holder, LEASE);
  const token = result.ok ? result.value[0]?.token : undefined;
  if (token === undefined) throw new Error(`${holder} got no lock`);
  return token;
};

describe('a lease', () => {
  it('is refused to others, with who holds it and for how long', () => {
    const { locks, time } = manager();
    tokenOf(locks, 'a');
    time.now = 400;
    const result = locks.acquire([BTC], 'b', LEASE);
    expect(result.ok ? null : result.error).toMatchObject({
      code: 'LOCK_HELD',
      numbers: { resource: BTC, holder: 'a', remainingMs: 600 },
    });
  });

  it('taken again by its holder keeps its token and is free after as many releases', () => {
    const { locks, time } = manager();
    const token = tokenOf(locks, 'a');
    time.now = 400;
    expect(tokenOf(locks, 'a')).toBe(token);
    expect(locks.leases()).toMatchObject([{ token, count: 2, until: 1_400 }]);
    expect(locks.release(BTC, token)).toBe(true);
    expect(locks.acquire([BTC], 'b', LEASE).ok).toBe(false);
    expect(locks.release(BTC, token)).toBe(true);
    expect(locks.release(BTC, token)).toBe(false);
    expect(tokenOf(locks, 'b')).toBeGreaterThan(token);
  });

  it('ends at its time to the millisecond, without anybody doing anything', () => {
    const { locks, time } = manager();
    const token = tokenOf(locks, 'a');
    time.now = LEASE - 1;
    expect(locks.isCurrent(BTC, token)).toBe(true);
    time.now = LEASE;
    expect(locks.isCurrent(BTC, token)).toBe(false);
    expect(locks.leases()).toEqual([]);
    expect(tokenOf(locks, 'b')).toBeGreaterThan(token);
  });

  it('that has ended is neither renewed nor released, asked about before or not', () => {
    for (const look of [true, false]) {
      const { locks, time } = manager();
      const token = tokenOf(locks, 'a');
      time.now = LEASE;
      if (look) locks.isCurrent(BTC, token);
      expect(locks.release(BTC, token)).toBe(false);
      const renewed = locks.renew(BTC, token, LEASE);
      expect(renewed.ok ? null : renewed.error.code).toBe('LOCK_STALE');
    }
  });

  it('lives on when renewed in time', () => {
    const { locks, time } = manager();
    const token = tokenOf(locks, 'a');
    time.now = 900;
    expect(locks.renew(BTC, token, LEASE)).toMatchObject({ ok: true, value: { token, until: 1_900 } });
    time.now = 1_500;
    expect(locks.isCurrent(BTC, token)).toBe(true);
  });

  it('of a paused holder cannot touch its successor’s', () => {
    const { locks, time } = manager();
    const stale = tokenOf(locks, 'a');
    time.now = LEASE;
    const fresh = tokenOf(locks, 'b');
    expect(locks.isCurrent(BTC, stale)).toBe(false);
    expect(locks.renew(BTC, stale, LEASE).ok).toBe(false);
    expect(locks.release(BTC, stale)).toBe(false);
    expect(locks.isCurrent(BTC, fresh)).toBe(true);
  });
});

it('several locks are granted together or not at all, in the order of their keys', () => {
  const { locks } = manager();
  tokenOf(locks, 'a');
  expect(locks.acquire([resource.portfolio, BTC], 'b', LEASE).ok).toBe(false);
  expect(locks.leases().map(({ resource: key }) => key)).toEqual([BTC]);
  locks.acquire([resource.portfolio, resource.account('paper'), resource.portfolio], 'b', LEASE);
  expect(locks.leases().map(({ resource: key, token }) => [key, Number(token)])).toEqual([
    ['account:paper', 2],
    ['portfolio', 3],
    [BTC, 1],
  ]);
});

it('no token up to the last one known is granted again after a restart', () => {
  expect(tokenOf(manager(41).locks, 'a')).toBe(42);
});
