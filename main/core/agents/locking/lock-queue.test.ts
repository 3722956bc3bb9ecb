import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contractSymbol, resource, type ResourceKey } from '#shared/domain/ids.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';
import { LockManager, type Granted, type WaitTerms } from './lock-manager.ts';
import { COMPATIBLE, LOCK_MODES, type LockMode } from './lock-modes.ts';

const BTC = resource.symbol(contractSymbol('XBTUSDTM'));
const ETH = resource.symbol(contractSymbol('ETHUSDTM'));
const LEASE = 1_000;

function set() {
  const time = new VirtualTime();
  const locks = new LockManager(() => time.monotonic(), 0, time);
  const told: string[] = [];
  locks.onEvent.on(({ kind, holder }) => told.push(`${kind} ${holder}`));
  const served: string[] = [];
  const ask = (holder: string, resources: readonly ResourceKey[], terms: Partial<WaitTerms> = {}): void => {
    const granted = locks.request(resources, holder, LEASE, { maxWaitMs: 60_000, ...terms });
    const note = (end: Granted): void => void served.push(end.ok ? holder : `${holder} ${end.error.code}`);
    if (granted instanceof Promise) void granted.then(note);
    else note(granted);
  };
  const free = (holder: string): void => {
    for (const lease of locks.leases()) if (lease.holder === holder) locks.release(lease.resource, lease.token);
  };
  return { time, locks, told, served, ask, free };
}

const granted = (locks: LockManager, holder: string, mode: LockMode, on: ResourceKey = BTC): boolean =>
  locks.acquire([on], holder, LEASE, mode).ok;

describe('the modes', () => {
  it.each(LOCK_MODES.flatMap((held) => LOCK_MODES.map((wanted) => [held, wanted] as const)))(
    '%s is held, %s is wanted',
    (held, wanted) => {
      const { locks } = set();
      expect(granted(locks, 'a', held)).toBe(true);
      expect(granted(locks, 'b', wanted)).toBe(COMPATIBLE[held][wanted]);
    },
  );

  it('are compatible whichever comes first', () => {
    for (const a of LOCK_MODES) for (const b of LOCK_MODES) expect(COMPATIBLE[a][b]).toBe(COMPATIBLE[b][a]);
  });

  it('keep a record of every reader: the end of one does not free the others', () => {
    const { locks, free } = set();
    granted(locks, 'a', 'READ');
    granted(locks, 'b', 'READ');
    free('b');
    expect(granted(locks, 'c', 'EXCLUSIVE')).toBe(false);
    free('a');
    expect(granted(locks, 'c', 'EXCLUSIVE')).toBe(true);
  });

  it('let no reader change anything, and make no writer of one', () => {
    const { locks } = set();
    const read = locks.acquire([BTC], 'a', LEASE, 'READ');
    expect(read.ok && read.value[0] !== undefined && locks.isCurrent(BTC, read.value[0].token)).toBe(false);
    expect(granted(locks, 'a', 'EXCLUSIVE')).toBe(false);
  });
});

describe('the keys', () => {
  it('have one spelling each: an orchestrator and an agent that mean a symbol exclude each other', () => {
    const { locks } = set();
    expect(granted(locks, 'orchestrator', 'EXCLUSIVE', resource.symbol(contractSymbol('XBTUSDTM')))).toBe(true);
    expect(granted(locks, 'executor', 'EXCLUSIVE', resource.symbol(contractSymbol('XBTUSDTM')))).toBe(false);
  });

  it('are made in one place only', () => {
    const root = join(import.meta.dirname, '../../../..');
    const makers: string[] = [];
    for (const top of ['main', 'shared']) {
      for (const file of readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })) {
        if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
        const text = readFileSync(join(root, top, file), 'utf8');
        if (/`[^`]*` as ResourceKey|'[^']*' as ResourceKey/.test(text)) makers.push(`${top}/${file}`);
      }
    }
    expect(makers.map((file) => file.replaceAll('\\', '/'))).toEqual(['shared/domain/ids.ts']);
  });
});

describe('who waits', () => {
  it('gets no promise when the lock is free', () => {
    const { locks } = set();
    expect(locks.request([BTC], 'a', LEASE, { maxWaitMs: 10 })).not.toBeInstanceOf(Promise);
  });

  it('is served in the order of arrival, and nobody goes past', async () => {
    const { time, locks, served, ask, free } = set();
    granted(locks, 'a', 'READ');
    ask('writer', [BTC]);
    ask('reader', [BTC], { mode: 'READ' });
    expect(granted(locks, 'late', 'READ')).toBe(false);
    free('a');
    await time.advance(0);
    expect(served).toEqual(['writer']);
    free('writer');
    await time.advance(0);
    expect(served).toEqual(['writer', 'reader']);
  });

  it('goes past at most as many as its priority allows', async () => {
    const { time, locks, served, ask, free } = set();
    granted(locks, 'a', 'EXCLUSIVE');
    for (let n = 0; n < 10; n++) ask(`normal-${String(n)}`, [BTC]);
    ask('high', [BTC], { priority: 'high' });
    for (let n = 0; n < 11; n++) {
      free(locks.leases()[0]?.holder ?? '');
      await time.advance(0);
    }
    expect(served.indexOf('high')).toBe(2);
    expect(served.filter((name) => name !== 'high')).toEqual(
      Array.from({ length: 10 }, (_, n) => `normal-${String(n)}`),
    );
  });

  it('is served at the end of a lease that nobody gives back', async () => {
    const { time, locks, served, ask, told } = set();
    granted(locks, 'dead', 'EXCLUSIVE');
    ask('b', [BTC]);
    await time.advance(LEASE - 1);
    expect(served).toEqual([]);
    await time.advance(1);
    expect(served).toEqual(['b']);
    expect(told).toEqual(['acquired dead', 'waiting b', 'expired dead', 'acquired b']);
  });

  it('gives up after the time it asked for, and the next one is served', async () => {
    const { time, locks, served, ask, free } = set();
    granted(locks, 'a', 'READ');
    ask('b', [BTC], { maxWaitMs: 300 });
    ask('c', [BTC], { mode: 'READ' });
    await time.advance(300);
    expect(served).toEqual(['b LOCK_WAITED', 'c']);
    free('a');
    expect(locks.waiting()).toEqual([]);
  });

  it('holds nothing meanwhile, so that two who want the same two locks cannot wait for each other', async () => {
    const { time, locks, served, ask, free } = set();
    granted(locks, 'a', 'EXCLUSIVE', BTC);
    ask('b', [ETH, BTC]);
    ask('c', [BTC, ETH]);
    expect(locks.leases().map(({ holder }) => holder)).toEqual(['a']);
    ask('a', [ETH]);
    expect(served).toEqual(['a LOCK_NESTED_WAIT']);
    free('a');
    await time.advance(0);
    free('b');
    await time.advance(0);
    expect(served.slice(1)).toEqual(['b', 'c']);
  });

  it('is told when everything is dropped after a sleep', async () => {
    const { time, locks, served, ask, told } = set();
    granted(locks, 'a', 'EXCLUSIVE');
    ask('b', [BTC]);
    locks.dropAll('the machine slept');
    await time.advance(0);
    expect(served).toEqual(['b LOCK_DROPPED']);
    expect(told.slice(2)).toEqual(['gave-up b', 'broken a']);
    expect(locks.leases()).toEqual([]);
  });
});

it('a lease that is kept is renewed at half of its time until it is let go, lost or broken', async () => {
  const { time, locks } = set();
  const result = locks.acquire([BTC], 'a', LEASE);
  const kept = locks.keep(result.ok ? result.value : []);
  await time.advance(10 * LEASE + LEASE / 2);
  expect(locks.leases()).toMatchObject([{ holder: 'a', until: 10 * LEASE + LEASE / 2 + LEASE }]);
  kept.dispose();
  await time.advance(LEASE);
  expect(locks.leases()).toEqual([]);
});

it('what runs out is told although nobody asks', async () => {
  const { time, locks, told } = set();
  granted(locks, 'a', 'EXCLUSIVE');
  await time.advance(LEASE);
  locks.sweep();
  expect(told).toEqual(['acquired a', 'expired a']);
});
