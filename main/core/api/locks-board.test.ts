import { expect, it } from 'vitest';
import { lockEventView, lockView } from '#shared/contract/locks.ts';
import { contractSymbol, resource } from '#shared/domain/ids.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';
import { LockManager } from '../agents/locking/lock-manager.ts';
import { LocksBoard } from './locks-board.ts';

const BTC = resource.symbol(contractSymbol('XBTUSDTM'));

function set() {
  const time = new VirtualTime();
  const locks = new LockManager(() => time.monotonic(), 41, time);
  const board = new LocksBoard(locks, time, time, Promise.resolve());
  return { time, locks, board };
}

it('shows who holds what until when, and who waits how long', async () => {
  const { time, locks, board } = set();
  const from = time.now();
  locks.acquire([BTC], 'signal 1', 30_000);
  void locks.request([BTC, resource.portfolio], 'signal 2', 30_000, { maxWaitMs: 60_000, priority: 'high' });
  await time.advance(1_000);
  const held = {
    kind: 'held',
    resource: BTC,
    holder: 'signal 1',
    token: 42,
    since: from,
    until: from + 30_000,
    count: 1,
  };
  const waiting = {
    kind: 'waiting',
    holder: 'signal 2',
    priority: 'high',
    place: 1,
    waitedMs: 1_000,
    givesUpAt: from + 60_000,
  };
  expect(board.locks.rows()).toMatchObject([
    held,
    { ...waiting, resource: 'portfolio' },
    { ...waiting, resource: BTC },
  ]);
  for (const row of board.locks.rows()) expect(lockView.parse(row)).toEqual(row);
});

it('shows what happened, the end of a lease among it, and keeps the latest', async () => {
  const { time, locks, board } = set();
  locks.acquire([BTC], 'signal 1', 500);
  await time.advance(1_000);
  expect(board.locks.rows()).toEqual([]);
  expect(board.events.rows()).toMatchObject([
    { kind: 'acquired', holder: 'signal 1', token: 42, ms: 0 },
    { kind: 'expired', holder: 'signal 1', ms: 500 },
  ]);
  for (const row of board.events.rows()) expect(lockEventView.parse(row)).toEqual(row);
  for (let n = 0; n < 500; n++) {
    const granted = locks.acquire([BTC], `signal ${String(n)}`, 500);
    if (granted.ok) for (const { token } of granted.value) locks.release(BTC, token);
  }
  await time.advance(1_000);
  expect(board.events.rows()).toHaveLength(200);
  expect(board.events.rows().at(-1)).toMatchObject({ kind: 'released', holder: 'signal 499' });
  board.dispose();
  expect(locks.onEvent.size).toBe(0);
});
