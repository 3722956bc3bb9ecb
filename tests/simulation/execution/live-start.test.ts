import { expect, it } from 'vitest';
import { BTC, pathWorld, START } from '../../support/path/path-world.ts';
import { add, formatMoney, parseMoney } from '#shared/domain/money.ts';
import { epochMs } from '#shared/domain/time.ts';
import type { AccountMovement } from '#core/ports/venue.ts';
import { flush } from '../../support/reconcile/world.ts';

const transfer = (id: string, amount: string): AccountMovement => ({
  kind: 'transfer',
  id,
  amount: parseMoney(amount),
  what: 'TransferIn',
  tsVenue: epochMs(START),
});

it('a core on a real venue compares with it at its start, and lets entries pass after the pause', async () => {
  const world = pathWorld({ simulatedVenue: false });
  const { reconciler } = world.core;
  if (reconciler === null) throw new Error('there is nobody to compare');
  world.start();
  expect(reconciler.mayEnter(BTC)).toMatchObject({ ok: false, code: 'NOT_RECONCILED' });
  await flush();
  expect(reconciler.status()).toMatchObject({ phase: 'agreed', differences: [] });
  for (let second = 0; second < 11; second++) {
    world.clock.moveTo(world.clock.now() + 1_000);
    await flush();
  }
  expect(reconciler.mayEnter(BTC)).toEqual({ ok: true });
  reconciler.dispose();
});

it('a core on a simulated venue has nothing to compare', () => {
  expect(pathWorld().core.reconciler).toBeNull();
});

it('a live account is opened with the wallet, follows what is paid in and out, and takes no estimate of funding', async () => {
  const world = pathWorld({ simulatedVenue: false });
  const { core, journal, clock, venue } = world;
  const { reconciler } = core;
  if (reconciler === null) throw new Error('there is nobody to compare');
  const moved: AccountMovement[] = [transfer('old', '40')];
  let cash = parseMoney('1000');
  const answer = <T>(value: T) => Promise.resolve({ known: true, value, askedAt: clock.now() } as const);
  venue.answers = {
    account: () => answer({ cash, equity: add(cash, parseMoney('3')), available: cash }),
    movements: () => answer([...moved]),
  };
  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second++) {
      clock.moveTo(clock.now() + 1_000);
      await flush();
    }
  };
  world.start();
  await pass(15);
  expect(formatMoney(journal.state.balance('cash'))).toBe('1000');
  const pay = async (id: string, amount: string): Promise<void> => {
    moved.push(transfer(id, amount));
    cash = add(cash, parseMoney(amount));
    await pass(100);
  };
  core.sampleEquity(clock.now());
  await pay('in', '500');
  expect(core.value(clock.now())).toMatchObject({ known: true, equity: cash });
  core.sampleEquity(clock.now());
  await pay('out', '-1200');
  core.sampleEquity(clock.now());
  const none = { equity: parseMoney('300'), reference: parseMoney('300'), lossPpm: 0n };
  expect(core.losses(clock.now(), cash)).toMatchObject({ drawdown: none, 'day-loss': none, 'week-loss': none });
  expect(reconciler.status()).toMatchObject({ phase: 'agreed', differences: [] });
  core.onFunding(BTC, 0.01, 100);
  expect(journal.state.balance('funding')).toBe(0n);
  const transfers = [...journal.state.movements()].filter(({ kind }) => kind === 'transfer');
  expect(transfers.map(({ amount }) => formatMoney(amount))).toEqual(['500', '-1200']);
  reconciler.dispose();
});
