import { expect, it } from 'vitest';
import { parseMoney } from '#shared/domain/money.ts';
import { verifyJournal } from '#core/journal/verify.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { BTC, ETH, pathWorld, proposalOf } from '#tests/support/path/path-world.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';

const MINUTE = 60_000;
const codes = (world: ReturnType<typeof pathWorld>, symbol = BTC): readonly string[] => {
  const { connector, market, protections } = world.core.guard.facts({ symbol, direction: 1, source: 'trend' });
  return [connector, ...market, ...protections].flatMap((each) => each?.code ?? []);
};

it('a stop-out locks its symbol for the next signal, and leaves the other alone', async () => {
  const world = pathWorld();
  world.start();
  expect(codes(world)).toEqual([]);
  const taken = await world.take(proposalOf());
  expect(taken.map(({ type }) => type)).toContain('signal.executed');
  for (const price of [100, 94.9, 94.8]) {
    world.clock.moveTo(world.clock.now() + MINUTE);
    world.price(BTC, price);
    world.price(ETH, 100);
    await world.core.desk.quiescent();
  }
  world.journal.commit();
  expect(codes(world)).toEqual(
    expect.arrayContaining([
      'RISK_LOCK_COOL_DOWN',
      'RISK_LOCK_COOL_DOWN_STOP',
      'RISK_LOCK_RE_ENTRY',
      'RISK_VOLATILITY',
    ]),
  );
  expect(codes(world, ETH)).toEqual([]);
  const closed = world.journal.store.query({
    before: null,
    limit: 1,
    types: ['trade.closed'],
    subject: BTC,
    text: null,
  });
  expect(closed[0]?.data).toMatchObject({ side: 1, source: 'trend', how: 'stop' });
});

it('a loss of 3 % in a day halts, over a restart, until a person resumes', () => {
  const store = new MemoryJournalStore();
  const world = pathWorld({ store });
  world.start();
  const { core, journal, clock } = world;
  expect(core.tradingState.state).toBe('ACTIVE');
  const lose = (usdt: string): void => {
    core.guard.onEquity(clock.now(), parseMoney(usdt), parseMoney('10000'), true);
  };
  lose('10000');
  lose('9800.01');
  expect(core.tradingState.state).toBe('ACTIVE');
  lose('9800');
  expect(core.tradingState.state).toBe('REDUCING');
  lose('9700');
  expect(core.tradingState.state).toBe('HALTED');
  expect(core.tradingState.cause).toMatch(/3 % below the start of the day/);
  lose('10100');
  expect(core.tradingState.state).toBe('HALTED');
  journal.commit();
  expect(verifyJournal(store, systemHasher, () => undefined)).toMatchObject({ ok: true });

  const again = pathWorld({ store, startAt: clock.now() + 48 * 3_600_000 });
  again.core.start();
  expect(again.core.tradingState.state).toBe('HALTED');
  expect(codes(again)).toContain('RISK_BREAKER_OPEN');
  expect(again.core.guard.rearm('risk:day-loss', 'please', 'trader', 'looked at it')).toBe('wrong-word');
  const resumed = again.core.rearm({ phrase: 'RESUME', by: 'trader', reason: 'looked at it' });
  expect(resumed.ok).toBe(true);
  expect(again.core.guard.openRisks()).toEqual([]);
  expect(codes(again)).not.toContain('RISK_BREAKER_OPEN');
});

it('a deposit is no gain and a withdrawal no loss', () => {
  const world = pathWorld();
  world.start();
  const { core, clock } = world;
  const see = (usdt: string, paidIn: string): void => {
    core.guard.onEquity(clock.now(), parseMoney(usdt), parseMoney(paidIn), true);
  };
  see('10000', '10000');
  see('9850', '10000');
  see('850', '1000');
  expect(core.tradingState.state).toBe('ACTIVE');
  see('50850', '51000');
  expect(core.tradingState.state).toBe('ACTIVE');
  see('50000', '51000');
  expect(core.tradingState.state).toBe('HALTED');
});

it('a halt while the first start is still being prepared stands when it has started', () => {
  const world = pathWorld();
  world.core.kill.engage({ by: 'trader', reason: 'wait', flatten: false });
  world.start();
  expect(world.core.tradingState).toMatchObject({ state: 'HALTED', cause: 'wait' });
  expect(world.core.rearm({ phrase: 'RESUME', by: 'trader', reason: null }).ok).toBe(true);
  expect(world.core.tradingState).toMatchObject({ state: 'ACTIVE', causes: [] });
});
