import type { BenchView, SlotsStatus, SlotView } from '#shared/contract/portfolio-manager.ts';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { add, formatMoney, parseMoney, toPlot, ZERO, type Money } from '#shared/domain/money.ts';
import { epochMs } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { PortfolioByHand } from '../portfolio/manager/by-hand.ts';
import type { Challenger } from '../portfolio/manager/bench.ts';
import { decide } from '../portfolio/manager/decide.ts';
import type { PortfolioManager } from '../portfolio/manager/portfolio-manager.ts';
import { MANAGER_ALGORITHM, MANAGER_DEFAULTS } from '../portfolio/manager/settings.ts';
import type { TradingCore } from '../trading-core.ts';
import { ScoreTrends } from './score-trends.ts';
import { Topic } from './topic.ts';
import { nextSwap } from './views/slot-figures.ts';
import { benchView, provenanceOf, slotView, type SlotsAt } from './views/slot-views.ts';

/** How often the rows are renewed: prices move the results, reviews the rest. */
const RENEW_MS = 2_000;
/**
 * Prices of an answer to a call may be this old: a hundred callers at once are told the same. It says as of when it is. What
 * the journal tells is never old.
 */
const SHARED_MS = 250;

/** What answers are made from, when it was read, and up to which record. */
interface Reading {
  readonly at: number;
  readonly seq: number;
  readonly found: (SlotsAt & BenchNow) | null;
}

/** One who comes in at the next review: nothing is missing. */
const enteringNow = (symbol: ContractSymbol): Challenger => ({
  ...{ symbol, eligible: true, lead: null, leadSince: null },
  ...{ value: null, missing: null },
});

/** How those who are not in stand now. */
export interface BenchNow {
  readonly challengers: readonly Challenger[];
  readonly over: ReturnType<typeof decide>['over'];
}

/** The line above the tables, and both tables. */
export interface SlotRows {
  readonly status: SlotsStatus;
  readonly slots: readonly SlotView[];
  readonly bench: readonly BenchView[];
}

/** The ten slots and those who want one, as the screens show them. */
export class SlotsBoard implements Disposable {
  readonly status: Topic<SlotsStatus>;
  readonly slots: Topic<SlotView>;
  readonly bench: Topic<BenchView>;
  readonly hand: PortfolioByHand | null;
  /** Resolves when history is worked through: before that a record would bear a time of the past. */
  readonly present: Promise<void>;
  readonly trends = new ScoreTrends();
  readonly #core: TradingCore;
  readonly #subscriptions: readonly Disposable[];
  #reviewedAt: number | null = null;
  #reading: Reading | null = null;
  #rows: { readonly of: Reading; readonly rows: SlotRows } | null = null;

  constructor(core: TradingCore, present: Promise<void>) {
    const { scheduler } = core.parts;
    this.#core = core;
    this.present = present;
    this.status = new Topic(scheduler);
    this.slots = new Topic(scheduler);
    this.bench = new Topic(scheduler);
    this.hand = core.portfolio === null ? null : new PortfolioByHand(core.portfolio);
    // Not before: who asks the time now keeps the past from being lived through at its own time.
    let here = false;
    void present.then(() => {
      here = true;
      this.renew();
    });
    this.#subscriptions = [
      ...(core.portfolio === null
        ? []
        : [
            core.portfolio.onReview.on(({ context }) => {
              this.#reviewedAt = context.at;
              this.trends.add(context.standings.values());
            }),
          ]),
      scheduler.every(RENEW_MS, () => {
        if (here) this.renew();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  get manager(): PortfolioManager | null {
    return this.#core.portfolio;
  }

  /** What the views are made from, as of now; null where no portfolio is kept. */
  now(): SlotsAt | null {
    const { portfolio: manager } = this.#core;
    if (manager === null) return null;
    const now = this.#core.parts.clock.now();
    const value = this.#core.value(now);
    const equity = value.known ? value.equity : null;
    return { core: this.#core, manager, trends: this.trends, context: manager.context(now), equity, now };
  }

  /** How those who are not in stand: a review that records nothing. */
  benchNow({ manager, context }: SlotsAt): BenchNow {
    const { challengers, over, changes } = decide(manager.state, context);
    // What a review would change at once is still as it is: who comes in then is not in yet.
    const inside = new Set<string>(manager.state.slots.map(({ symbol }) => symbol));
    const entering = changes
      .filter(
        ({ type, subject }) => (type === 'portfolio.added' || type === 'portfolio.replaced') && !inside.has(subject),
      )
      .map(({ subject }) => enteringNow(contractSymbol(subject)));
    const known = new Set(entering.map(({ symbol }) => symbol));
    const others = challengers.filter(({ symbol }) => !inside.has(symbol) && !known.has(symbol));
    return { challengers: [...entering, ...others], over: over !== null && inside.has(over) ? over : null };
  }

  /** Works every row out anew and tells those who follow. */
  renew(): void {
    this.#reading = null;
    const { status, slots, bench } = this.rows();
    this.status.put([status]);
    this.slots.replace(slots);
    this.bench.replace(bench);
  }

  /** The rows as they were a moment ago, or worked out anew. */
  rows(): SlotRows {
    const of = this.#read();
    if (this.#rows?.of !== of) this.#rows = { of, rows: this.#rowsOf(of.found) };
    return this.#rows.rows;
  }

  /** What figures are made from, as it was a moment ago or is now; null where no portfolio is kept. */
  reading(): (SlotsAt & BenchNow) | null {
    return this.#read().found;
  }

  #read(): Reading {
    const { clock, journal } = this.#core.parts;
    const seq = journal.head?.seq ?? 0;
    const last = this.#reading;
    if (last !== null && last.seq === seq && clock.monotonic() - last.at < SHARED_MS) return last;
    const at = this.now();
    const found = at === null ? null : { ...at, ...this.benchNow(at) };
    this.#reading = { at: clock.monotonic(), seq, found };
    return this.#reading;
  }

  #rowsOf(found: (SlotsAt & BenchNow) | null): SlotRows {
    if (found === null) return { status: this.#unmanaged(), slots: [], bench: [] };
    const slots = found.manager.state.slots.map((slot) => slotView(slot, found));
    let place = slots.length;
    const bench = found.challengers.map((each) => benchView(each, each.eligible ? (place += 1) : null, found));
    return { status: this.#statusOf(found, slots), slots, bench };
  }

  #statusOf(at: SlotsAt & BenchNow, slots: readonly SlotView[]): SlotsStatus {
    const { manager, context, now, equity, challengers, over } = at;
    const { settings } = context;
    const score = over === null ? null : (context.standings.get(over)?.score ?? null);
    const needed = score === null ? null : Math.round((score + settings.lead) * 10) / 10;
    const value = this.#core.value(epochMs(now));
    const shareOf = (amount: Money): number | null => (equity === null ? null : toPlot(amount) / toPlot(equity));
    return {
      key: 'slots',
      managed: true,
      slots: settings.slots,
      taken: manager.state.slots.length,
      reviewedAt: this.#reviewedAt,
      nextReviewAt: manager.nextReview === 0 ? null : manager.nextReview,
      algorithm: MANAGER_ALGORITHM,
      line: over === null ? null : { slot: over, score, lead: settings.lead, needed, holdMs: settings.holdMs },
      next: nextSwap(at, challengers, over),
      totals: {
        weight: manager.state.slots.reduce((sum, { weight }) => sum + (weight ?? 0), 0) / 10,
        gross: value.known ? shareOf(value.gross) : null,
        net: value.known ? shareOf(value.net) : null,
        result: totalOf(slots.map(({ result }) => result)),
      },
      cap: settings.weightCap * 100,
      floor: settings.weightFloor * 100,
      gainRate: settings.gain,
      provenance: provenanceOf(at),
      asOf: now,
    };
  }

  #unmanaged(): SlotsStatus {
    const { clock } = this.#core.parts;
    return {
      key: 'slots',
      managed: false,
      slots: 0,
      taken: 0,
      reviewedAt: null,
      nextReviewAt: null,
      algorithm: MANAGER_ALGORITHM,
      line: null,
      next: null,
      totals: { weight: 0, gross: null, net: null, result: null },
      cap: 0,
      floor: 0,
      gainRate: MANAGER_DEFAULTS.gain,
      provenance: provenanceOf({ core: this.#core }),
      asOf: clock.now(),
    };
  }
}

/** The sum of the slots' results; null when one of them is not known. */
function totalOf(results: readonly SlotView['result'][]): SlotView['result'] {
  const known = results.filter((result) => result !== null);
  if (known.length < results.length || known.length === 0) return null;
  const sum = (part: 'price' | 'funding' | 'fees' | 'slippage' | 'net'): string =>
    formatMoney(known.reduce<Money>((total, result) => add(total, parseMoney(result[part])), ZERO));
  return {
    price: sum('price'),
    funding: sum('funding'),
    fees: sum('fees'),
    slippage: sum('slippage'),
    net: sum('net'),
    share: null,
    unmeasured: known.reduce((total, { unmeasured }) => total + unmeasured, 0),
  };
}
