import { expect, it } from 'vitest';
import { formatMoney, negate, parseMoney, type Money } from '#shared/domain/money.ts';
import { EquityStop, drawdownShare } from '#core/agents/risk/breakers/equity-stop.ts';
import { GuardWorld } from '#tests/support/risk/guard-world.ts';
import { BTC, pathWorld, proposalOf } from '#tests/support/path/path-world.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';

type World = ReturnType<typeof pathWorld>;
const HOUR = 3_600_000;

/** Books money paid in (+) or out (−) besides trading, or a result of trading. */
function book({ journal, clock }: World, account: 'capital' | 'realised', amount: string): void {
  const kind = account === 'capital' ? 'transfer' : 'adjustment';
  const lines = [
    ['cash', amount],
    [account, formatMoney(negate(parseMoney(amount)))],
  ] as const;
  const data = { kind, what: kind, symbol: null, amount, tsVenue: clock.now(), by: 'venue', lines } as const;
  journal.append({ type: 'ledger.moved', subject: `${kind} ${amount}`, data });
}

/** What the gate is told, and what the breakers report, in percent. */
function measured({ core, rules, clock }: World) {
  const { account } = rules.gate({ symbol: BTC });
  const value = core.value(clock.now());
  if (account === null || !value.known) throw new Error('the account is not known');
  const losses = core.losses(clock.now(), value.equity);
  expect(account.dayLossPpm).toBe(losses['day-loss'].lossPpm);
  expect(account.weekLossPpm).toBe(losses['week-loss'].lossPpm);
  expect(account.drawdownPpm).toBe(losses.drawdown.lossPpm);
  return { day: account.dayLossPpm, week: account.weekLossPpm, drawdown: account.drawdownPpm, losses };
}

const sampled = (world: World): unknown => {
  world.core.sampleEquity(world.clock.now());
  world.journal.commit();
  const page = { before: null, limit: 1, types: ['equity.sampled'], subject: null, text: null };
  return world.journal.store.query(page)[0]?.data;
};

it('a withdrawal is no drawdown: of a peak of 100 and an equity of 95, 90 are taken out', () => {
  const stop = new EquityStop();
  const usdt = (amount: string): Money => parseMoney(amount);
  stop.look(0, usdt('100'), usdt('100'), true);
  stop.look(0, usdt('95'), usdt('100'), true);
  const after = stop.measure(0, usdt('5'), usdt('10'));
  // Rounded towards more: 5 % and what the division leaves.
  expect(after.drawdown.lossPpm).toBe(50_001n);
  expect(drawdownShare(after)).toBeCloseTo(0.05, 7);
  // A measure that keeps its peak would see 95 %.
  expect(stop.measure(0, usdt('5'), usdt('100')).drawdown.lossPpm).toBe(950_000n);
});

it('asking moves nothing, however often and however high the equity', () => {
  const stop = new EquityStop();
  const usdt = (amount: string): Money => parseMoney(amount);
  stop.look(0, usdt('100'), usdt('100'), true);
  const before = stop.references;
  for (const [at, equity, paidIn] of [
    [0, '180', '100'],
    [10 * 24 * HOUR, '90', '100'],
    [0, '50', '50'],
  ] as const)
    stop.measure(at, usdt(equity), usdt(paidIn));
  expect(stop.references).toEqual(before);
  expect(stop.measure(0, usdt('100'), usdt('100')).drawdown.lossPpm).toBe(0n);
});

it('gate, breakers and samples stand on one measure through a loss, a withdrawal, a night and a restart', () => {
  const store = new MemoryJournalStore();
  const world = pathWorld({ store });
  world.start();
  sampled(world);
  book(world, 'realised', '-100');
  expect(measured(world)).toMatchObject({ day: 10_000n, week: 10_000n, drawdown: 10_000n });
  expect(sampled(world)).toMatchObject({ equity: '9900', peak: '10000' });
  book(world, 'capital', '-8910');
  expect(measured(world)).toMatchObject({ day: 10_000n, week: 10_000n, drawdown: 10_000n });
  expect(sampled(world)).toMatchObject({ equity: '990', peak: '1000' });

  world.clock.moveTo(world.clock.now() + 24 * HOUR);
  world.price(BTC, 100);
  expect(measured(world)).toMatchObject({ day: 0n, week: 10_000n, drawdown: 10_000n });
  const before = measured(world);
  world.journal.commit();
  const again = pathWorld({ store, startAt: world.clock.now() });
  again.start();
  expect(measured(again)).toEqual(before);
});

it('a re-arm counts for the gate too: it measures from the present equity on', async () => {
  const world = pathWorld();
  world.start();
  const { core } = world;
  sampled(world);
  book(world, 'realised', '-1000');
  sampled(world);
  expect(core.tradingState.state).toBe('HALTED');
  expect(measured(world)).toMatchObject({ day: 100_000n, drawdown: 100_000n });
  expect(core.rearm({ phrase: 'RESUME', by: 'trader', reason: 'looked at it' }).ok).toBe(true);
  expect(measured(world)).toMatchObject({ day: 0n, week: 0n, drawdown: 0n });
  expect(sampled(world)).toMatchObject({ equity: '9000', peak: '9000' });
  // The protection against a fast fall has a lock of its own, that ends by itself.
  const [lock] = core.guard.protections.locks.standing();
  expect(core.guard.unlock('equity-fall', lock?.target ?? '', 'trader', 'looked at it')).toBe(true);
  const taken = await world.take(proposalOf());
  expect(taken.map(({ type }) => type)).toContain('signal.executed');
});

it('a past that nobody attends has few references, and a start within it stands where it stood', () => {
  const world = new GuardWorld();
  world.attended = false;
  const usdt = (amount: string): Money => parseMoney(amount);
  const sample = (equity: string): void => {
    world.equity(usdt(equity), usdt('100'));
    world.records.push({
      seq: world.records.length + 1,
      ts: world.now(),
      type: 'equity.sampled',
      subject: 'equity',
      data: { equity },
    });
    world.advance(HOUR);
  };
  for (const equity of ['100', '104', '103', '101']) sample(equity);
  for (let hours = 0; hours < 12; hours++) sample('102');
  expect(world.records.filter(({ type }) => type === 'equity.reference').map(({ data }) => data['by'])).toEqual([
    'first sight',
    'new day',
  ]);
  sample('110');
  const before = world.guard.lossReferences;
  expect(before?.drawdown).toBe(usdt('110'));
  world.restart();
  expect(world.guard.lossReferences).toEqual(before);
  expect(world.guard.equity).toBe(usdt('110'));
});
