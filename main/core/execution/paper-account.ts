import type { ContractSymbol } from '#shared/domain/ids.ts';
import { notional, type Instrument, type Ticks } from '#shared/domain/instrument.ts';
import { absolute, applyRate, moneyOfUnits, ZERO, type Money } from '#shared/domain/money.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { heldLiquidation, maintenanceTierOf, towardsEntry } from '../market/liquidation-price.ts';
import { bookFill, bookFunding, type FillTerms } from '../portfolio/ledger.ts';
import { initialMargin } from '../portfolio/valuation.ts';
import type { OrderSide } from '../ports/venue.ts';
import type { PaperAccountTerms } from './paper-config.ts';

/** A position at the paper venue. */
export interface PaperPosition {
  readonly lots: number;
  /** Signed notional at entry; null when it was not known at a restart. */
  readonly entryValue: Money | null;
  /** Isolated margin; null without an account. */
  readonly margin: Money | null;
  readonly leverage: number | null;
  readonly changedAt: EpochMs;
}

const NONE: PaperPosition = { lots: 0, entryValue: ZERO, margin: ZERO, leverage: null, changedAt: 0 as EpochMs };

/** How a position ends when its margin no longer covers maintenance and fee. */
export interface LiquidationFill {
  readonly side: OrderSide;
  readonly lots: number;
  readonly priceTicks: Ticks;
  readonly fee: Money;
}

/**
 * Wallet and positions of the paper venue, isolated margin in one-way mode, exact to 1e-8. In every step
 * `wallet = start + realised − fees + funding`; a position's margin is a part of the wallet.
 */
export class PaperAccount {
  readonly #terms: PaperAccountTerms | null;
  readonly #positions = new Map<ContractSymbol, PaperPosition>();
  readonly #marks = new Map<ContractSymbol, number>();
  #wallet: Money;

  /** @param terms null: positions are kept, money is not. */
  constructor(terms: PaperAccountTerms | null) {
    this.#terms = terms;
    this.#wallet = terms?.balance ?? ZERO;
  }

  /** The wallet; null when the venue was given none. */
  get wallet(): Money | null {
    return this.#terms === null ? null : this.#wallet;
  }

  get positions(): ReadonlyMap<ContractSymbol, PaperPosition> {
    return this.#positions;
  }

  lotsOf(symbol: ContractSymbol): number {
    return this.#positions.get(symbol)?.lots ?? 0;
  }

  /** The last mark seen of a contract, in ticks; without an account none is kept. */
  markOf(symbol: ContractSymbol): number | null {
    return this.#marks.get(symbol) ?? null;
  }

  /** Notes a mark price, ticks. */
  mark(symbol: ContractSymbol, ticks: number): void {
    if (this.#terms !== null) this.#marks.set(symbol, ticks);
  }

  /**
   * Takes back what a journal knows. The margin is taken as at an entry with the account's leverage.
   * @param wallet the balance then; the terms' own when undefined.
   */
  restore(
    positions: Iterable<{ readonly symbol: ContractSymbol; readonly lots: number; readonly entryValue?: Money }>,
    wallet: Money | undefined,
    instruments: ReadonlyMap<ContractSymbol, Instrument>,
    at: EpochMs,
  ): void {
    this.#positions.clear();
    this.#wallet = wallet ?? this.#terms?.balance ?? ZERO;
    for (const { symbol, lots, entryValue = null } of positions) {
      const instrument = instruments.get(symbol);
      if (lots === 0 || instrument === undefined) continue;
      const leverage = this.#terms?.leverage ?? null;
      const known = leverage !== null && entryValue !== null;
      const margin = known ? initialMargin(instrument, absolute(entryValue), leverage) : null;
      this.#positions.set(symbol, { lots, entryValue, margin, leverage, changedAt: at });
    }
  }

  /** Books a fill; `leverage` is the order's own, of what it opens. */
  fill(instrument: Instrument, fill: FillTerms, leverage: number | undefined, at: EpochMs): void {
    const held = this.#positions.get(instrument.symbol) ?? NONE;
    const lots = held.lots + (fill.side === 'buy' ? fill.lots : -fill.lots);
    if (held.entryValue === null) {
      this.#set(instrument.symbol, { ...held, lots, changedAt: at });
      return;
    }
    const booked = bookFill({ lots: held.lots, entryValue: held.entryValue }, fill, instrument);
    this.#wallet = moneyOfUnits(this.#wallet + booked.realised - fill.fee);
    this.#set(instrument.symbol, {
      lots,
      entryValue: booked.after.entryValue,
      ...this.#coverAfter(instrument, held, fill, lots, leverage),
      changedAt: at,
    });
  }

  #coverAfter(
    instrument: Instrument,
    held: PaperPosition,
    fill: FillTerms,
    lots: number,
    leverage: number | undefined,
  ): Pick<PaperPosition, 'margin' | 'leverage'> {
    if (this.#terms === null) return { margin: null, leverage: null };
    const times = leverage ?? held.leverage ?? this.#terms.leverage;
    const onlyReduced = Math.sign(lots) === Math.sign(held.lots) && Math.abs(lots) <= Math.abs(held.lots);
    const margin = this.#marginAfter(instrument, held, fill, times);
    return { margin, leverage: onlyReduced ? held.leverage : times };
  }

  /** What is closed gives its share of the margin back; what is opened takes value ÷ leverage. */
  #marginAfter(instrument: Instrument, held: PaperPosition, fill: FillTerms, leverage: number): Money {
    const size = Math.abs(held.lots);
    const closed = held.lots > 0 === (fill.side === 'sell') ? Math.min(size, fill.lots) : 0;
    const before = held.margin ?? ZERO;
    const left = size === 0 ? ZERO : moneyOfUnits((before * BigInt(size - closed)) / BigInt(size));
    const opened = notional(instrument, fill.priceTicks, fill.lots - closed);
    return moneyOfUnits(left + initialMargin(instrument, opened, leverage));
  }

  #set(symbol: ContractSymbol, position: PaperPosition): void {
    if (position.lots === 0) this.#positions.delete(symbol);
    else this.#positions.set(symbol, position);
  }

  /** Settles funding on a position: it comes out of, or goes into, its isolated margin. Returns what the wallet gained. */
  fund(instrument: Instrument, rate: number, markTicks: number, at: EpochMs): Money {
    const held = this.#positions.get(instrument.symbol);
    if (held === undefined || this.#terms === null) return ZERO;
    const { amount } = bookFunding(instrument, held.lots, rate, markTicks);
    this.#wallet = moneyOfUnits(this.#wallet + amount);
    const margin = held.margin === null ? null : moneyOfUnits(held.margin + amount);
    this.#positions.set(instrument.symbol, { ...held, margin, changedAt: at });
    return amount;
  }

  /** Where the position is liquidated, ticks; null when that is not known or never comes. */
  liquidationTicks(instrument: Instrument): Ticks | null {
    const held = this.#positions.get(instrument.symbol);
    if (held === undefined || held.entryValue === null || held.margin === null || held.margin <= 0n) return null;
    if (instrument.maintenanceTiers.length === 0) return null;
    const { lots, entryValue, margin } = held;
    const result = heldLiquidation(instrument, { lots, entryValue, margin }, this.#feePpm(instrument));
    return result.kind === 'at' ? towardsEntry(result.price, lots > 0 ? 'long' : 'short') : null;
  }

  /**
   * How the position is liquidated at this mark, or null when its margin covers maintenance and fee. The venue takes
   * the position over at the price at which margin and fee are used up, so that the margin is lost and never more.
   * Beyond the tier table the last known rate counts: the true one is higher.
   */
  liquidationAt(instrument: Instrument, markTicks: number): LiquidationFill | null {
    const held = this.#positions.get(instrument.symbol);
    const last = instrument.maintenanceTiers.at(-1);
    if (held === undefined || held.entryValue === null || held.margin === null || last === undefined) return null;
    const value = notional(instrument, markTicks, held.lots);
    const tier = maintenanceTierOf(instrument, value) ?? last;
    const needed = applyRate(absolute(value), tier.maintenanceRatePpm + this.#feePpm(instrument));
    if (held.margin + value - held.entryValue > needed) return null;
    return this.#takeOver(instrument, held.lots, held.entryValue, held.margin);
  }

  #takeOver(instrument: Instrument, lots: number, entryValue: Money, margin: Money): LiquidationFill {
    const fee = this.#feePpm(instrument);
    const size = notional(instrument, 1, Math.abs(lots));
    const cover = margin > 0n ? margin : 0n;
    const long = lots > 0;
    const numerator = (absolute(entryValue) + (long ? 0n - cover : cover)) * 1_000_000n;
    const divisor = size * (1_000_000n + (long ? -fee : fee));
    // Rounded towards the entry, so that loss and rounded fee together never pass the margin.
    const ticks = numerator <= 0n ? 1n : long ? (numerator + divisor - 1n) / divisor : numerator / divisor;
    const priceTicks = Math.max(1, Number(ticks)) as Ticks;
    return {
      side: long ? 'sell' : 'buy',
      lots: Math.abs(lots),
      priceTicks,
      fee: applyRate(notional(instrument, priceTicks, Math.abs(lots)), fee),
    };
  }

  #feePpm(instrument: Instrument): bigint {
    return this.#terms?.liquidationFeePpm ?? instrument.takerFeePpm;
  }

  /** Margin and fee an order of this size would take at a price. */
  costOf(instrument: Instrument, lots: number, priceTicks: number, leverage: number | undefined): Money {
    const value = notional(instrument, priceTicks, lots);
    const margin = initialMargin(instrument, value, leverage ?? this.#terms?.leverage ?? 1);
    return moneyOfUnits(margin + applyRate(value, instrument.takerFeePpm));
  }

  /** Free for new margin before open orders: the wallet less the margin of the positions. Null without an account. */
  get free(): Money | null {
    if (this.#terms === null) return null;
    let free = this.#wallet as bigint;
    for (const { margin } of this.#positions.values()) free -= margin ?? 0n;
    return moneyOfUnits(free);
  }

  /** The wallet, without open profit. */
  get cash(): Money {
    return this.#wallet;
  }

  /** Wallet plus open profit at the last marks; null when a position has no mark or no known entry. */
  equity(instruments: ReadonlyMap<ContractSymbol, Instrument>): Money | null {
    let equity = this.#wallet as bigint;
    for (const [symbol, { lots, entryValue }] of this.#positions) {
      const mark = this.#marks.get(symbol);
      const instrument = instruments.get(symbol);
      if (mark === undefined || instrument === undefined || entryValue === null) return null;
      equity += notional(instrument, mark, lots) - entryValue;
    }
    return moneyOfUnits(equity);
  }
}
