import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { HOUR } from '#shared/domain/time.ts';
import { Fold } from '#core/journal/fold.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import type { PortfolioState } from '#core/journal/portfolio-rows.ts';
import type { Hand, PortfolioByHand } from '#core/portfolio/manager/by-hand.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { slotWorld, SYMBOLS } from '../../support/portfolio/slot-world.ts';
import { MemoryJournalStore } from '../../support/storage/memory-journal-store.ts';

const SEQUENCES = Number(process.env['ZMART_SLOT_SEQUENCES'] ?? 300);
const SETTINGS = {
  minStayMs: 0,
  holdMs: 2 * HOUR,
  coolOffMs: 0,
  drainMs: 2 * HOUR,
  gainOverCost: 0,
  swapsPerWeek: 99,
  swapsPerMonth: 99,
};

const place = fc.integer({ min: 0, max: SYMBOLS.length - 1 });
const step = fc.oneof(
  fc.record({
    kind: fc.constantFrom('add', 'remove', 'pin', 'unpin', 'ban', 'unban', 'keep', 'hold', 'flatten' as const),
    on: place,
  }),
  fc.record({ kind: fc.constant('replace' as const), on: place, to: place }),
  fc.record({
    kind: fc.constant('review' as const),
    seed: fc.integer({ min: 1, max: 1_000 }),
    hours: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ kind: fc.constant('close' as const), on: place, open: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What must hold after every record: the rule of the ten ranks, and nobody holds what is on no slot. @throws Error */
function check({ slots }: PortfolioState, held: ReadonlySet<ContractSymbol>): void {
  const symbols = new Set(slots.map(({ symbol }) => symbol));
  if (slots.some(({ rank }, i) => rank !== i + 1)) throw new Error('The ranks are not 1…n');
  if (slots.length > 10 || symbols.size !== slots.length)
    throw new Error('A symbol has two slots, or there are too many');
  const weight = slots.reduce((sum, slot) => sum + (slot.weight ?? 0), 0);
  if (weight > 1_000) throw new Error('The weights are more than the whole');
  for (const symbol of held) if (!symbols.has(symbol)) throw new Error(`${symbol} is held on no slot`);
}

function byHand(
  portfolio: PortfolioByHand,
  kind: 'add' | 'remove' | 'pin' | 'unpin' | 'ban' | 'unban' | 'keep',
  symbol: ContractSymbol,
  hand: Hand,
): void {
  if (kind === 'pin' || kind === 'unpin') portfolio.pin(symbol, kind === 'pin', hand);
  else if (kind === 'ban' || kind === 'unban') portfolio.ban(symbol, kind === 'ban', hand);
  else portfolio[kind](symbol, hand);
}

function play(steps: readonly Step[]): MemoryJournalStore {
  const store = new MemoryJournalStore();
  const world = slotWorld({ store, settings: SETTINGS });
  const held = new Set<ContractSymbol>();
  world.score();
  world.journal.onAppended.on(() => check(world.manager.state, held));
  world.review();
  const trade = (kind: 'hold' | 'flatten', symbol: ContractSymbol): void => {
    // Signals open nothing where the manager refuses.
    if (kind === 'hold' && !held.has(symbol) && world.manager.refusal(symbol) === null) {
      held.add(symbol);
      world.hold(symbol);
    } else if (kind === 'flatten' && held.delete(symbol)) world.flatten(symbol);
  };
  const hand = (symbol: ContractSymbol) => ({ by: 'trader', reason: 'play', confirmation: symbol });
  for (const each of steps) {
    if (each.kind === 'review') {
      world.score(SYMBOLS.map((_, i) => 50 + ((i * 37 + each.seed * 17) % 50)));
      world.run(each.hours * HOUR);
      continue;
    }
    const symbol = SYMBOLS[each.on] as ContractSymbol;
    if (each.kind === 'close') world.closed.set(symbol, each.open);
    else if (each.kind === 'replace') world.hand.replace(symbol, SYMBOLS[each.to] as ContractSymbol, hand(symbol));
    else if (each.kind === 'hold' || each.kind === 'flatten') trade(each.kind, symbol);
    else byHand(world.hand, each.kind, symbol, hand(symbol));
  }
  world.journal.commit();
  return store;
}

describe(`ten slots through ${String(SEQUENCES)} random sequences by hand and by rule`, () => {
  it('keep ranks 1…n at every record and never leave a position behind; the tables are the fold', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 16 }), (steps) => {
        const store = play(steps);
        const fold = new Fold('all');
        for (const record of store.records) fold.apply(record);
        for (const table of ['portfolio_composition', 'portfolio_symbols', 'portfolio_history'] as const) {
          const stored = [...store.rows(table)].map((row) => JSON.stringify(row)).sort();
          const folded = [...fold.rows(table)].map(([, row]) => JSON.stringify(row)).sort();
          if (stored.join() !== folded.join()) throw new Error(`${table} is not the fold of the journal`);
        }
      }),
      { numRuns: SEQUENCES },
    );
  });

  it('a bug that lets a held symbol leave is refused by the journal itself', () => {
    const world = slotWorld({ settings: SETTINGS });
    world.score();
    world.review();
    const [first] = SYMBOLS;
    if (first === undefined) throw new Error('There is no symbol');
    world.hold(first);
    const gone = {
      by: 'bug',
      reason: '',
      override: false,
      code: 'bug',
      score: null,
      confidence: null,
      algorithm: 'bug',
    };
    const leaves = () => world.journal.append({ type: 'portfolio.removed', subject: first, data: gone });
    expect(leaves).toThrow(/is held/);
    const swap = {
      ...gone,
      replaced: first,
      replacedScore: null,
      difference: null,
      gainBps: null,
      costBps: null,
      heldMs: null,
      drainedSince: null,
    };
    expect(() => world.journal.append({ type: 'portfolio.replaced', subject: 'S13USDTM', data: swap })).toThrow(
      /is held/,
    );
    world.flatten(first);
    expect(leaves).not.toThrow();
  });

  it('the check itself finds a rank given twice and a position left behind', () => {
    const world = slotWorld();
    world.score();
    world.review();
    const { state } = world.manager;
    const [first, second, ...rest] = state.slots;
    if (first === undefined || second === undefined) throw new Error('The portfolio is empty');
    const none = new Set<ContractSymbol>();
    expect(() => check({ ...state, slots: [first, { ...second, rank: 1 }, ...rest] }, none)).toThrow();
    const left = new Set([first.symbol]);
    const moved = [second, ...rest].map((slot, i) => ({ ...slot, rank: i + 1 }));
    expect(() => check({ ...state, slots: moved }, left)).toThrow();
    expect(() => check(state, left)).not.toThrow();
  });

  it('go on after a restart where they were', () => {
    const store = play([
      { kind: 'review', seed: 5, hours: 4 },
      { kind: 'remove', on: 2 },
      { kind: 'ban', on: 3 },
      { kind: 'pin', on: 1 },
    ]);
    const world = slotWorld({ store, settings: SETTINGS, startAt: Date.UTC(2025, 1, 1) });
    const again = openJournal({ store, hasher: systemHasher, clock: world.clock, scheduler: world.clock });
    expect(again.integrity.ok).toBe(true);
    expect(again.state.portfolio()).toEqual(world.manager.state);
    expect(world.manager.state.slots.length).toBeGreaterThan(7);
  });
});
