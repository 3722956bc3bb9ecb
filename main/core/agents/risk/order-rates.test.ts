import { expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { BTC, ETH, pathWorld, proposalOf } from '#tests/support/path/path-world.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { RISK_DEFAULTS } from './limits.ts';
import { OrderRates, rateMemoryMs } from './order-rates.ts';

const SYMBOLS = Array.from({ length: 6 }, (_, i) => contractSymbol(`S${String(i)}USDTM`));

it('two entries of a symbol at once, then one per 2 s', () => {
  const rates = new OrderRates(RISK_DEFAULTS);
  const wait = (at: number) => rates.facts(BTC, at).symbolWaitMs;
  for (const at of [0, 0]) {
    expect(wait(at)).toBe(0);
    rates.entry(BTC, at);
  }
  expect([wait(0), wait(1_999), wait(2_000), rates.facts(ETH, 0).symbolWaitMs]).toEqual([2_000, 1, 0, 0]);
});

it('five entries of the account at once, then five per 10 s', () => {
  const rates = new OrderRates(RISK_DEFAULTS);
  for (const symbol of SYMBOLS.slice(0, 5)) rates.entry(symbol, 0);
  const wait = (at: number) => rates.facts(BTC, at).accountWaitMs;
  expect([wait(0), wait(1_999), wait(2_000)]).toEqual([2_000, 1, 0]);
});

it('sixty messages per minute', () => {
  const rates = new OrderRates(RISK_DEFAULTS);
  for (let i = 0; i < 60; i++) rates.message(0);
  expect([rates.facts(BTC, 0).messageWaitMs, rates.facts(BTC, 1_000).messageWaitMs]).toEqual([1_000, 0]);
});

it('other limits hold from the next question on, and what was taken stays taken', () => {
  const rates = new OrderRates(RISK_DEFAULTS);
  rates.entry(BTC, 0);
  rates.message(0);
  rates.follow({ ...RISK_DEFAULTS, symbolOrderBurst: 1, messagesPerMinute: 10 });
  expect(rates.facts(BTC, 0).symbolWaitMs).toBe(2_000);
  expect(rates.used(0)).toEqual({ account: 1, messages: 1 });
});

it('a restart forgets no place: the rates are read back from the journal', async () => {
  const store = new MemoryJournalStore();
  const world = pathWorld({ store });
  world.start();
  await world.take(proposalOf());
  const used = (of: typeof world) => of.core.gateDesk.rates.used(of.core.steady.now());
  const before = [used(world), world.core.gateDesk.rates.facts(BTC, world.core.steady.now())];
  expect(used(world)).toMatchObject({ account: 1 });
  world.journal.commit();
  const again = pathWorld({ store, startAt: world.clock.now() });
  again.core.start();
  expect([used(again), again.core.gateDesk.rates.facts(BTC, again.core.steady.now())]).toEqual(before);
  const later = pathWorld({ store, startAt: world.clock.now() + 120_000 });
  later.core.start();
  expect(used(later)).toEqual({ account: 0, messages: 0 });
});

it('reaches back as far as the slowest rate does', () => {
  expect(rateMemoryMs(RISK_DEFAULTS)).toBe(60_000);
  expect(rateMemoryMs({ ...RISK_DEFAULTS, symbolOrderSpacingMs: 50_000, symbolOrderBurst: 3 })).toBe(150_000);
  expect(rateMemoryMs({ ...RISK_DEFAULTS, accountOrderSpacingMs: 40_000, accountOrderBurst: 2 })).toBe(80_000);
});

it('an entry takes a place of its symbol and of the account, a message one of the messages', () => {
  const rates = new OrderRates(RISK_DEFAULTS);
  rates.restore([
    { entry: BTC, at: 0 },
    { entry: null, at: 0 },
    { entry: null, at: 0 },
    { entry: BTC, at: 500 },
  ]);
  expect(rates.used(500)).toEqual({ account: 2, messages: 2 });
  expect(rates.facts(BTC, 500)).toEqual({ symbolWaitMs: 1_500, accountWaitMs: 0, messageWaitMs: 0 });
  expect(rates.facts(ETH, 500)).toEqual({ symbolWaitMs: 0, accountWaitMs: 0, messageWaitMs: 0 });
});

it('other limits change every rate, for what is new and for what was taken', () => {
  const rates = new OrderRates(RISK_DEFAULTS);
  rates.entry(BTC, 0);
  const tight = { ...RISK_DEFAULTS, symbolOrderBurst: 1, accountOrderBurst: 1, messagesPerMinute: 1 };
  rates.follow(tight);
  expect(rates.facts(ETH, 0)).toEqual({ symbolWaitMs: 0, accountWaitMs: 2_000, messageWaitMs: 0 });
  rates.message(0);
  rates.entry(ETH, 2_000);
  expect(rates.facts(ETH, 2_000)).toEqual({ symbolWaitMs: 2_000, accountWaitMs: 2_000, messageWaitMs: 58_000 });
});
