import { contractSymbol, sha256Hex, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { parseMoney, ZERO } from '#shared/domain/money.ts';
import type { SymbolStanding } from '#shared/domain/standing.ts';
import { DAY } from '#shared/domain/time.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { PortfolioByHand } from '#core/portfolio/manager/by-hand.ts';
import { PortfolioManager } from '#core/portfolio/manager/portfolio-manager.ts';
import { MANAGER_DEFAULTS, type ManagerSettings } from '#core/portfolio/manager/settings.ts';
import { Universe } from '#core/portfolio/manager/universe.ts';
import type { JournalStore } from '#core/ports/store.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { MemoryJournalStore } from '../storage/memory-journal-store.ts';

export const T0 = Date.UTC(2025, 0, 1);

/** Fourteen symbols, each a sector of its own. */
export const SYMBOLS = Array.from({ length: 14 }, (_, i) => contractSymbol(`S${String(i + 1).padStart(2, '0')}USDTM`));

const instrument = (symbol: ContractSymbol): Instrument => ({
  symbol,
  coin: symbol.slice(0, 3),
  tickUnits: 1,
  priceScale: 2,
  multiplier: '1',
  tickValue: 1_000_000n,
  lotSize: 1,
  maxOrderLots: 1_000_000,
  makerFeePpm: 200n,
  takerFeePpm: 600n,
  maxLeverage: 20,
  maintenanceTiers: [{ maxNotional: parseMoney('100000'), maxLeverage: 20, maintenanceRatePpm: 4_000n }],
  fundingIntervalMs: 28_800_000,
  asOf: null,
  assumed: [],
});

/** A standing with the given score in every part. */
export const standingOf = (symbol: ContractSymbol, score: number | null, at: number): SymbolStanding => ({
  symbol,
  at,
  parts: { technical: score, fundamental: score, structure: score, risk: score },
  score,
  direction: 0,
  confidence: 0.8,
  turnover24h: 50_000_000,
  spreadBps: 2,
  spreadEstimated: true,
  asOf: at,
  inputHash: sha256Hex('0'.repeat(64)),
});

export interface SlotWorldOptions {
  readonly settings?: Partial<ManagerSettings>;
  readonly symbols?: readonly ContractSymbol[];
  readonly universe?: Universe;
  readonly store?: JournalStore;
  readonly startAt?: number;
}

/** A manager of slots on a journal in memory, with scores, trading states and positions that the test sets. */
export function slotWorld(options: SlotWorldOptions = {}) {
  const { symbols = SYMBOLS, store = new MemoryJournalStore() } = options;
  const clock = new VirtualClock(options.startAt ?? T0);
  const journal = openJournal({ store, hasher: systemHasher, clock, scheduler: clock });
  const scores = new Map<ContractSymbol, number | null>();
  const stale = new Set<ContractSymbol>();
  const closed = new Map<ContractSymbol, boolean | null>();
  const asked: string[] = [];
  const stopped: string[] = [];
  let settings: ManagerSettings = { ...MANAGER_DEFAULTS, sectorCap: 1, correlationCap: 2, ...options.settings };
  let universe = options.universe ?? Universe.of(symbols);
  const manager = new PortfolioManager({
    journal,
    clock,
    instruments: new Map(symbols.map((symbol) => [symbol, instrument(symbol)])),
    settings: () => settings,
    universe: () => universe,
    standings: (at) =>
      symbols
        .filter((symbol) => scores.has(symbol))
        .map((symbol) => {
          const standing = standingOf(symbol, scores.get(symbol) ?? null, at);
          return stale.has(symbol) ? { ...standing, asOf: at - DAY } : standing;
        }),
    trading: (symbol) => (closed.has(symbol) ? (closed.get(symbol) ?? null) : true),
    stopEntries: (symbol) => void stopped.push(symbol),
    close: (symbol, reason) => void asked.push(`${symbol}: ${reason}`),
    riskPpm: () => 5_000n,
    openResult: () => ZERO,
    graceMs: () => 0,
  });
  // Everything has a past, and prices that do not move together.
  for (const [i, symbol] of symbols.entries()) {
    for (let hour = 0; hour < 60; hour += 1) {
      const price = 100 + Math.sin((hour + 1) * (i + 1) * 1.7) * 3;
      manager.onClose(symbol, clock.now() - 60 * DAY + hour * 3_600_000, price);
    }
  }
  const adjust = (symbol: ContractSymbol, side: 'buy' | 'sell'): void => {
    journal.append({
      type: 'position.adjusted',
      subject: symbol,
      data: {
        ...{ id: `${symbol}-${String(journal.head?.seq ?? 0)}`, side, lots: 1, priceTicks: 10_000 },
        ...{ value: side === 'buy' ? '100' : '-100', fee: '0', realised: '0' },
        ...{ cause: 'test', by: 'test', sentence: 'a position of the test', lines: [] },
      },
    });
  };
  return {
    clock,
    journal,
    store,
    manager,
    hand: new PortfolioByHand(manager),
    scores,
    stale,
    closed,
    /** What was asked to be closed, and where entries were stopped. */
    asked,
    stopped,
    set: (change: Partial<ManagerSettings>): void => void (settings = { ...settings, ...change }),
    list: (next: Universe): void => void (universe = next),
    /** Scores of all symbols in their order, from 80 downwards in steps of two unless given. */
    score: (given: readonly (number | null)[] = symbols.map((_, i) => 80 - 2 * i)): void => {
      for (const [i, symbol] of symbols.entries()) scores.set(symbol, given[i] ?? null);
    },
    hold: (symbol: ContractSymbol): void => adjust(symbol, 'buy'),
    flatten: (symbol: ContractSymbol): void => adjust(symbol, 'sell'),
    /** Reviews at each hour of a span. */
    run: (ms: number, each: () => void = () => undefined): void => {
      const until = clock.now() + ms;
      while (clock.now() < until) {
        clock.moveTo(clock.now() + 3_600_000);
        each();
        manager.onTime(clock.now());
      }
    },
    review: () => manager.review(clock.now()),
    symbolsIn: (): readonly ContractSymbol[] => manager.state.slots.map(({ symbol }) => symbol),
  };
}
