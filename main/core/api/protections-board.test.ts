import { expect, it } from 'vitest';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import { BTC, GuardWorld, USDT } from '#tests/support/risk/guard-world.ts';
import type { ApiParts } from './api-parts.ts';
import { protectionHandlers } from './handlers/protection-handlers.ts';
import { ProtectionsBoard } from './protections-board.ts';

const CONTEXT = { role: 'trader', signal: undefined } as const;

function boardOf() {
  const world = new GuardWorld();
  const scheduler = new VirtualClock(0);
  const time = { now: world.now, span: world.span };
  const board = new ProtectionsBoard(world.guard, time, scheduler, Promise.resolve());
  const journal = { store: { readOnly: false }, notWritable: null, whenDurable: () => Promise.resolve() };
  const parts = { protections: board, core: { parts: { journal } }, dataFolder: '/data' };
  const handlers = protectionHandlers(parts as unknown as ApiParts);
  const settle = (): void => {
    scheduler.moveTo(scheduler.now() + 1);
  };
  return { world, board, handlers, settle };
}

it('shows a lock with its sentence, and ends it for a person with a reason', async () => {
  const { world, board, handlers, settle } = boardOf();
  world.trade(BTC, 'target', USDT);
  settle();
  const row = () => board.protections.rows().find(({ key }) => key === 'cool-down');
  expect(row()?.locks).toMatchObject([{ target: BTC, scope: 'symbol', until: world.now() + 300_000 }]);
  expect(row()?.locks[0]?.sentence).toMatch(/next entry in 5 min/);
  await handlers.unlock({ id: 'cool-down', target: BTC, reason: 'a test trade' }, CONTEXT);
  settle();
  expect(row()?.locks).toEqual([]);
  await expect(handlers.unlock({ id: 'cool-down', target: BTC, reason: 'again' }, CONTEXT)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(world.records.at(-1)).toMatchObject({
    type: 'protection.unlocked',
    data: { by: 'trader', reason: 'a test trade' },
  });
});

it('re-arms a risk breaker by the typed word only', async () => {
  const { world, board, handlers, settle } = boardOf();
  const rearm = (confirmation: string, id = 'risk:mismatch') =>
    handlers.rearm({ id, confirmation, reason: 'looked at it' }, CONTEXT);
  await expect(rearm('REARM')).rejects.toMatchObject({ code: 'NOT_AVAILABLE' });
  world.guard.onMismatch('the venue holds another size');
  settle();
  const row = () => board.breakers.rows().find(({ key }) => key === 'risk:mismatch');
  expect(row()).toMatchObject({ state: 'open', level: 'red', rearmable: true, until: null });
  await expect(rearm('rearm')).rejects.toMatchObject({ code: 'NOT_CONFIRMED' });
  await expect(rearm('REARM', 'connector:venue')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await rearm('REARM');
  settle();
  expect(row()).toMatchObject({ state: 'closed', rearmable: false });
  expect(world.state.state().state).toBe('HALTED');
});

it('sets a protection and says what is wrong with a setting', async () => {
  const { board, handlers, settle } = boardOf();
  const set = (params: Record<string, number>) =>
    handlers.configure({ id: 'side-stops', target: '', params, reason: 'a test' }, CONTEXT);
  await expect(set({ count: 0 })).rejects.toMatchObject({ code: 'NOT_AVAILABLE', message: /from 1 to 1000/ });
  await set({ count: 2 });
  settle();
  const row = board.protections.rows().find(({ key }) => key === 'side-stops');
  expect(row).toMatchObject({ changed: true, enabled: true });
  expect(row?.params.find(({ name }) => name === 'count')).toMatchObject({ value: 2, standard: 4 });
});
