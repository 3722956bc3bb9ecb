import { describe, expect, it } from 'vitest';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { mapWorld } from '#tests/support/liquidation/map-world.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { LiquidationAlertsBoard } from '../../api/liquidation-alerts-board.ts';
import { MARKET_DEFAULTS } from '../market-settings.ts';
import { LiquidationAlertRules } from './alert-rules.ts';

const LARGE = { kind: 'large-liquidation', threshold: 1_000_000, cooldownMinutes: 30, level: 'warning' } as const;
const FLIP = { kind: 'ratio-flip', threshold: 0.55, cooldownMinutes: 30, level: 'info' } as const;

function open(coverage: number, coins: readonly string[] = ['BTC']) {
  const limits = { ...MARKET_DEFAULTS.limits, coverage };
  const world = mapWorld({ coins, history: 6 * HOUR, settings: () => ({ ...MARKET_DEFAULTS, limits }) });
  world.run(HOUR / 2);
  const { clock, board, live } = world;
  const store = new MemoryJournalStore();
  const told: Parameters<Notifier['notify']>[0][] = [];
  let ids = 0;
  const rulesOf = () =>
    new LiquidationAlertRules({
      journal: openJournal({ store, hasher: systemHasher, clock, scheduler: clock }),
      markets: live,
      book: (symbol) => board.book(symbol),
      notifier: { notify: (notice) => told.push(notice) },
      clock,
      scheduler: clock,
      newId: () => `r${String((ids += 1))}`,
    });
  const rules = rulesOf();
  rules.start();
  const [symbol] = world.symbols;
  if (symbol === undefined) throw new Error('No symbol');
  /** The feed tells of a liquidation of so many USDT. */
  const liquidate = (worth: number, at: number = clock.now()): void => {
    const place = live.of(symbol);
    const price = place?.price ?? 0;
    const lots = worth / price / Number(place?.instrument.multiplier);
    board.onEvent({ kind: 'liquidation', symbol, price, lots, positionSide: 'long', tsVenue: at });
  };
  const create = (wanted: Parameters<typeof rules.create>[0]) => {
    const made = rules.create(wanted, 'trader');
    if (!made.ok) throw new Error(made.error);
    return made.value;
  };
  return { ...world, store, told, rules, rulesOf, symbol, liquidate, create };
}

describe('an alert rule', () => {
  it('rings for a large liquidation, once a cool-down, and says what it held back', () => {
    const { create, liquidate, told, run, store, rules, clock, symbol } = open(0.01);
    const { id } = create({ ...LARGE, symbol });
    liquidate(900_000);
    liquidate(2_000_000);
    liquidate(3_000_000);
    expect(told.map(({ title }) => title)).toEqual([`${symbol}: large liquidation`]);
    expect(told[0]?.body).toMatch(/^2 M USDT of longs were liquidated at [\d.]+\.$/);
    run(30 * MINUTE);
    liquidate(1_500_000);
    expect(told[1]?.body).toContain('It happened once more since the last notice.');
    expect(rules.last(id)?.sentence).toContain('1.5 M USDT');
    clock.finishTurn();
    expect(store.records.filter(({ type }) => type === 'liquidation-alert.fired')).toMatchObject([
      { subject: id, data: { kind: 'large-liquidation', symbol, held: 0 } },
      { subject: id, data: { held: 1 } },
    ]);
  });

  it('does not ring for what was told late, nor while the map is stale, nor when switched off', () => {
    const { create, liquidate, told, clock, rules, symbol } = open(0.01);
    const { id } = create({ ...LARGE, symbol });
    liquidate(5_000_000, clock.now() - 4 * MINUTE);
    rules.change(id, { enabled: false }, 'trader');
    liquidate(5_000_000);
    rules.change(id, { enabled: true }, 'trader');
    // The feed is silent: no bar, then one liquidation.
    clock.moveTo(clock.now() + 6 * MINUTE);
    liquidate(5_000_000);
    expect(told).toEqual([]);
  });

  it('is restored with its last ring, so that a restart is no way around a cool-down', () => {
    const { create, liquidate, told, rules, rulesOf, clock, symbol } = open(0.01);
    const rule = create({ ...LARGE, symbol: null });
    liquidate(2_000_000);
    rules.dispose();
    clock.finishTurn();
    const again = rulesOf();
    again.start();
    expect(again.rules()).toEqual([rule]);
    expect(again.last(rule.id)).toMatchObject({ symbol });
    liquidate(2_000_000);
    expect(told).toHaveLength(1);
  });

  it('waits where open interest is hardly known, and says so', () => {
    const { create, rules, clock, symbol, run } = open(0.5);
    const { id } = create({ ...FLIP, symbol });
    const board = new LiquidationAlertsBoard(rules, clock, clock);
    run(MINUTE);
    expect(board.rows()).toMatchObject([{ key: id, state: 'waiting', by: 'trader', fired: null }]);
    expect(board.rows()[0]?.sentence).toMatch(/^Waiting: coverage \d+ %\.$/);
    rules.change(id, { enabled: false }, 'trader');
    expect(board.topic.rows()).toMatchObject([{ state: 'off', sentence: 'Switched off.' }]);
    expect(rules.remove(id, 'trader')).toBe(true);
    expect([board.topic.rows(), rules.remove(id, 'trader')]).toEqual([[], false]);
  });

  it('on all symbols is armed on each, tests itself without ringing, and looks no more once disposed of', () => {
    const { create, rules, clock, told, store, run } = open(0.01, ['BTC', 'ETH']);
    const { id } = create({ ...FLIP, symbol: null });
    const board = new LiquidationAlertsBoard(rules, clock, clock);
    run(MINUTE);
    expect(board.rows()[0]).toMatchObject({ state: 'armed', symbols: { armed: 2, waiting: 0 } });
    expect(rules.test(id)).toMatchObject({ title: 'Test: Ratio flip' });
    expect(told).toMatchObject([{ level: 'info', title: 'Test: Ratio flip' }]);
    expect(store.records.some(({ type }) => type === 'liquidation-alert.fired')).toBe(false);
    board.dispose();
    const before = clock.now();
    run(MINUTE);
    expect(clock.now()).toBeGreaterThan(before);
    expect(rules.onChange.size).toBe(0);
  });

  it('is refused out of its range, for no symbol, and twice', () => {
    const { rules, symbol, create } = open(0.01);
    const refused = (wanted: Parameters<typeof rules.create>[0]) => rules.create(wanted, 'trader');
    expect(refused({ ...FLIP, symbol, threshold: 0.5 })).toEqual({
      ok: false,
      error: 'Ratio flip: the threshold is set from 51 % to 90 %.',
    });
    expect(refused({ ...LARGE, symbol: 'NOSUCHUSDTM' as typeof symbol })).toMatchObject({ ok: false });
    create({ ...FLIP, symbol });
    expect(refused({ ...FLIP, symbol })).toMatchObject({
      ok: false,
      error: expect.stringContaining('already') as string,
    });
  });
});
