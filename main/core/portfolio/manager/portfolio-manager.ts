import { denial, type Denial } from '#shared/domain/denial.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { formatMoney, type Money } from '#shared/domain/money.ts';
import type { SymbolStanding } from '#shared/domain/standing.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Journal } from '#core/journal/journal.ts';
import type { PortfolioState, SlotRow } from '#core/journal/portfolio-rows.ts';
import type { Clock } from '#core/ports/clock.ts';
import { decide, decideDrains, type Decision, type PortfolioDraft } from './decide.ts';
import type { ReviewContext, SymbolFacts } from './review-context.ts';
import { ReturnBook } from './returns.ts';
import { sectorOf } from './sectors.ts';
import type { ManagerSettings } from './settings.ts';
import { SlotResults } from './slot-results.ts';
import { swapEffect, type SwapEffect } from './swap-effect.ts';
import type { Universe } from './universe.ts';

/** What the manager needs of the rest of the core. */
export interface ManagerParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly settings: () => ManagerSettings;
  readonly universe: () => Universe;
  /** How fit every symbol is, at a moment. */
  readonly standings: (at: number) => readonly SymbolStanding[];
  /** Whether the venue takes orders on a symbol; null when it does not say. */
  readonly trading: (symbol: ContractSymbol) => boolean | null;
  /** Cancels entries that are on their way, and refuses those that wait. */
  readonly stopEntries: (symbol: ContractSymbol, label: string) => void;
  /** Closes what is held at the market. */
  readonly close: (symbol: ContractSymbol, reason: string) => void;
  readonly riskPpm: () => bigint;
  readonly openResult: (symbol: ContractSymbol) => Money | null;
  /** How long after a bar's close a review waits for the last bars to come in; 0 where they are all there. */
  readonly graceMs: () => number;
}

/** A position that is on no slot and was not opened by a person. */
interface Orphan {
  readonly symbol: ContractSymbol;
  readonly lots: number;
}

/** How often the closing of a position whose drain is over is asked for again. */
const CLOSE_EVERY_MS = MINUTE;

/** Keeps the ten slots: reviews on closed bars, records what it decides, and sees draining positions out. */
export class PortfolioManager {
  readonly parts: ManagerParts;
  readonly returns = new ReturnBook();
  readonly results: SlotResults;
  /** A review was made, whether it changed something or not. */
  readonly onReview = new Emitter<Decision & { readonly context: ReviewContext }>();
  #nextReview = 0;
  readonly #dataSince = new Map<ContractSymbol, number>();
  readonly #closeAsked = new Map<ContractSymbol, number>();

  constructor(parts: ManagerParts) {
    this.parts = parts;
    this.results = new SlotResults(parts);
  }

  get state(): PortfolioState {
    return this.parts.journal.state.portfolio();
  }

  /** When the next review is due, ms since 1970. */
  get nextReview(): number {
    return this.#nextReview;
  }

  slot(symbol: ContractSymbol): SlotRow | null {
    return this.state.slots.find((slot) => slot.symbol === symbol) ?? null;
  }

  /** Takes a closed bar, of the past or of now. */
  onClose(symbol: ContractSymbol, closeTs: number, close: number): void {
    if (!this.#dataSince.has(symbol)) this.#dataSince.set(symbol, closeTs);
    this.returns.onClose(symbol, closeTs, close);
  }

  /** Reviews when it is time, lets go what is flat, and closes what drained for too long. */
  onTime(now: number): void {
    if (this.parts.journal.notWritable !== null) return;
    const { reviewMs } = this.parts.settings();
    const at = now - this.parts.graceMs();
    // The first look decides nothing: it only finds the next boundary.
    if (this.#nextReview === 0) this.#nextReview = Math.ceil(at / reviewMs) * reviewMs;
    if (this.state.slots.some(({ state }) => state === 'draining')) this.#seeOut(now);
    if (at < this.#nextReview) return;
    this.#nextReview = at - (at % reviewMs) + reviewMs;
    this.review(now);
  }

  /** Reviews now. */
  review(now: number): Decision {
    const context = this.context(now);
    const decision = decide(this.state, context);
    this.record(decision.changes);
    this.#measure(now);
    this.onReview.emit({ ...decision, context });
    return decision;
  }

  /** Records changes in their order and carries out what follows from them. */
  record(changes: readonly PortfolioDraft[]): void {
    const { journal, stopEntries } = this.parts;
    for (const change of changes) {
      journal.append(change);
      if (change.type === 'portfolio.draining') {
        stopEntries(change.subject as ContractSymbol, `${change.subject} leaves the portfolio`);
      }
    }
  }

  /** Everything a review looks at, as of a moment. */
  context(at: number): ReviewContext {
    const { settings: readSettings, universe, standings, instruments, trading } = this.parts;
    const settings = readSettings();
    const listings = universe();
    const known = new Map<ContractSymbol, SymbolFacts>();
    return {
      at,
      settings,
      symbols: listings.all,
      standings: new Map(standings(at).map((standing) => [standing.symbol, standing])),
      facts: (symbol) => {
        const read = known.get(symbol);
        if (read !== undefined) return read;
        const instrument = instruments.get(symbol);
        const facts = {
          listing: listings.status(symbol, at),
          trading: trading(symbol),
          dataSince: this.#dataSince.get(symbol) ?? null,
          sector: sectorOf(instrument?.coin ?? symbol),
          flat: this.isFlat(symbol),
          takerBps: instrument === undefined ? null : Number(instrument.takerFeePpm) / 100,
        };
        known.set(symbol, facts);
        return facts;
      },
      correlation: (a, b) => this.returns.correlation(a, b, settings.minReturns),
    };
  }

  /** True when nothing is held of a symbol and no entry of it is on its way. */
  isFlat(symbol: ContractSymbol): boolean {
    const { state } = this.parts.journal;
    if ((state.position(symbol)?.lots ?? 0) !== 0) return false;
    return !state.openOrders().some((order) => order.symbol === symbol && !order.reduceOnly);
  }

  /** Why a signal on a symbol must not open anything; null when it is in and does not drain. */
  refusal(symbol: ContractSymbol): Denial | null {
    const slot = this.slot(symbol);
    if (slot === null) return denial('RISK_NOT_IN_PORTFOLIO', { symbol, why: 'it has no slot' });
    if (slot.state !== 'draining') return null;
    return denial('RISK_NOT_IN_PORTFOLIO', { symbol, why: 'it is draining' });
  }

  /** What part of its ordinary size an entry gets: weight × slots, at most the whole; 1 when sizes do not follow weights. */
  sizeFactor(symbol: ContractSymbol): number {
    const { sizeByWeight, slots } = this.parts.settings();
    const weight = this.slot(symbol)?.weight ?? null;
    return !sizeByWeight || weight === null ? 1 : Math.min(1, (weight / 1_000) * slots);
  }

  /** Positions that signals opened on symbols without a slot. There must never be one. */
  orphans(): readonly Orphan[] {
    const { state } = this.parts.journal;
    return state.positions().flatMap(({ symbol, lots, signalId: owner }) => {
      if (lots === 0 || owner === null || this.slot(symbol) !== null) return [];
      return state.signal(owner) === null ? [] : [{ symbol, lots }];
    });
  }

  /** What a swap was worth so far. */
  effectOf(seq: number): SwapEffect | null {
    const { clock, settings } = this.parts;
    const swap = this.state.history.find((change) => change.seq === seq);
    if (swap?.action !== 'replaced') return null;
    const options = { now: clock.now(), horizonMs: settings().horizonMs, closingCost: this.#closingCost(seq) };
    return swapEffect(swap, this.state, this.results, options);
  }

  #seeOut(now: number): void {
    const settled = decideDrains(this.state, this.context(now));
    this.record(settled);
    for (const { symbol, drain } of this.state.slots) {
      if (drain === null || now < drain.until || this.isFlat(symbol)) continue;
      if (now - (this.#closeAsked.get(symbol) ?? Number.NEGATIVE_INFINITY) < CLOSE_EVERY_MS) continue;
      this.#closeAsked.set(symbol, now);
      this.parts.close(symbol, `${symbol} leaves the portfolio and its time to drain is over`);
    }
  }

  /** Records what swaps were worth once their time is over. */
  #measure(now: number): void {
    const { state } = this;
    for (const { seq, action, effectNote, symbol, replaced } of state.history) {
      if (action !== 'replaced' || effectNote !== null || replaced === null) continue;
      const options = { now, horizonMs: this.parts.settings().horizonMs, closingCost: this.#closingCost(seq) };
      const swap = state.history.find((change) => change.seq === seq);
      const found = swap === undefined ? null : swapEffect(swap, state, this.results, options);
      if (found?.final !== true) continue;
      const effect = found.effect === null ? null : formatMoney(found.effect);
      const data = { newcomer: symbol, replaced, effect, sentence: found.sentence };
      this.record([{ type: 'portfolio.measured', subject: String(seq), data }]);
    }
  }

  /** Fees of the orders that closed the leaver while it drained. */
  #closingCost(seq: number): Money {
    return this.results.closingCost(seq);
  }
}
