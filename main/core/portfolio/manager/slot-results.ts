import { clientOrderId, contractSymbol, signalId, type ContractSymbol } from '#shared/domain/ids.ts';
import { notional, type Instrument } from '#shared/domain/instrument.ts';
import { DAY } from '#shared/domain/time.ts';
import { absolute, add, applyRate, negate, parseMoney, subtract, ZERO, type Money } from '#shared/domain/money.ts';
import type { EventDataByType } from '#core/journal/event-types.ts';
import type { JournalEvent } from '#core/journal/event.ts';
import type { Journal } from '#core/journal/journal.ts';
import { newestFirst } from '#core/journal/newest-first.ts';
import type { OrderRow, SignalRow } from '#core/journal/rows.ts';

/** What a symbol brought so far, from its fills and its funding; exact. Fees and slippage are costs: positive is paid. */
interface SymbolTotals {
  readonly realised: Money;
  readonly fees: Money;
  readonly funding: Money;
  /** Fill prices against what was decided on: the signal's price, the stop's trigger, the target's price. */
  readonly slippage: Money;
  /** Fills that had nothing to be compared with, such as an exit by hand; their slippage is not in. */
  readonly unmeasured: number;
  readonly fills: number;
}

const NOTHING: SymbolTotals = {
  realised: ZERO,
  fees: ZERO,
  funding: ZERO,
  slippage: ZERO,
  unmeasured: 0,
  fills: 0,
};

/** A result since a symbol came in, split by what made it: price + funding − fees − slippage = net, exactly. */
export interface SlotResult {
  readonly price: Money;
  readonly funding: Money;
  readonly fees: Money;
  readonly slippage: Money;
  readonly net: Money;
  readonly unmeasured: number;
}

/** What one who left would have made on a signal that was refused because it was out. An estimate. */
interface Missed {
  readonly symbol: ContractSymbol;
  readonly receivedAt: number;
  readonly resolvedAt: number;
  readonly amount: Money;
}

export interface SlotResultsParts {
  readonly journal: Journal;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  /** The share of the equity a trade risks, in parts per million. */
  readonly riskPpm: () => bigint;
  /** Result of what is held at the present mark; null when there is no mark. */
  readonly openResult: (symbol: ContractSymbol) => Money | null;
}

/** The refusal of signals on symbols that are not in. */
const REFUSED_CODE = 'RISK_NOT_IN_PORTFOLIO';
const TYPES = [
  'order.fill',
  'fee.corrected',
  'position.adjusted',
  'funding.settled',
  'equity.sampled',
  'signal.resolved',
  'portfolio.added',
  'portfolio.replaced',
  'portfolio.draining',
];
const R_STEPS = 10_000;
/** Trades over which the usual risk is taken. */
const RISKS = 50;

/** Results of every slot since it came in, folded from the journal: read when first asked for, kept up from then on. */
export class SlotResults {
  readonly #parts: SlotResultsParts;
  readonly #totals = new Map<ContractSymbol, SymbolTotals>();
  /** Totals and open result at the record that let a symbol in. */
  readonly #baselines = new Map<
    number,
    { readonly symbol: ContractSymbol; readonly totals: SymbolTotals; readonly open: Money }
  >();
  readonly #missed: Missed[] = [];
  /** Fees of exits by draining symbol, and by the swap that ended the drain. */
  readonly #draining = new Map<string, Money>();
  readonly #closingCosts = new Map<number, Money>();
  /** Totals as they were when each day began. */
  readonly #days: { readonly at: number; readonly totals: ReadonlyMap<ContractSymbol, SymbolTotals> }[] = [];
  readonly #risks: Money[] = [];
  #equity: Money = ZERO;
  #read = false;

  constructor(parts: SlotResultsParts) {
    this.#parts = parts;
  }

  /** The result of a symbol since the record `seq` let it in; null when something held has no mark. */
  since(seq: number): SlotResult | null {
    this.#catchUp();
    const from = this.#baselines.get(seq);
    if (from === undefined) return null;
    const open = this.#parts.openResult(from.symbol);
    if (open === null) return null;
    const now = this.#totals.get(from.symbol) ?? NOTHING;
    const fees = subtract(now.fees, from.totals.fees);
    const funding = subtract(now.funding, from.totals.funding);
    const slippage = subtract(now.slippage, from.totals.slippage);
    const gross = subtract(add(subtract(now.realised, from.totals.realised), open), from.open);
    return {
      price: add(gross, slippage),
      funding,
      fees,
      slippage,
      net: subtract(add(gross, funding), fees),
      unmeasured: now.unmeasured - from.totals.unmeasured,
    };
  }

  /**
   * What a symbol that left would have made in a span, by the outcomes of the signals refused because it was out: one at
   * a time, each with the mean risk of the trades made until then. Null when none of them was resolved: not measurable.
   */
  wouldHaveMade(
    symbol: ContractSymbol,
    from: number,
    to: number,
  ): { readonly amount: Money; readonly n: number } | null {
    this.#catchUp();
    let [amount, n, freeAt] = [ZERO, 0, from];
    for (const missed of this.#missed) {
      // One position per symbol: what came while another would have been held is passed over.
      if (missed.symbol !== symbol || missed.receivedAt < freeAt || missed.resolvedAt > to) continue;
      amount = add(amount, missed.amount);
      freeAt = missed.resolvedAt;
      n += 1;
    }
    return n === 0 ? null : { amount, n };
  }

  /**
   * What every symbol brought since the first record of the day in which `from` lies, and when that was. An open position
   * counts with all of its open result.
   */
  attribution(from: number): {
    readonly from: number;
    readonly rows: ReadonlyMap<ContractSymbol, Omit<SlotResult, 'unmeasured'>>;
  } {
    this.#catchUp();
    const start = this.#days.findLast(({ at }) => at <= from) ?? this.#days[0];
    const rows = new Map<ContractSymbol, Omit<SlotResult, 'unmeasured'>>();
    for (const [symbol, now] of this.#totals) {
      const then = start?.totals.get(symbol) ?? NOTHING;
      const gross = add(subtract(now.realised, then.realised), this.#parts.openResult(symbol) ?? ZERO);
      const fees = subtract(now.fees, then.fees);
      const funding = subtract(now.funding, then.funding);
      const slippage = subtract(now.slippage, then.slippage);
      if (now.fills === then.fills && gross === ZERO && funding === ZERO) continue;
      rows.set(symbol, {
        price: add(gross, slippage),
        funding,
        fees,
        slippage,
        net: subtract(add(gross, funding), fees),
      });
    }
    return { from: start?.at ?? from, rows };
  }

  /** Fees of the exits made on the leaver of a swap while it drained; zero when it was flat. */
  closingCost(seq: number): Money {
    this.#catchUp();
    return this.#closingCosts.get(seq) ?? ZERO;
  }

  #catchUp(): void {
    if (this.#read) return;
    this.#read = true;
    const { journal } = this.#parts;
    // What is not on disk yet could be neither read nor heard of.
    journal.commit();
    for (const event of [...newestFirst(journal.store, TYPES)].reverse()) this.#take(event);
    journal.onAppended.on((event) => this.#take(event));
  }

  #take(event: JournalEvent): void {
    const { type, subject } = event;
    const day = event.ts - (event.ts % DAY);
    if (day !== this.#days.at(-1)?.at) this.#days.push({ at: day, totals: new Map(this.#totals) });
    switch (type) {
      case 'order.fill':
        return this.#onFill(subject, event.data as unknown as EventDataByType['order.fill']);
      case 'fee.corrected': {
        const { symbol, amount } = event.data as unknown as EventDataByType['fee.corrected'];
        return this.#add(symbol, { fees: negate(parseMoney(amount)) });
      }
      case 'position.adjusted': {
        const { realised, fee } = event.data as unknown as EventDataByType['position.adjusted'];
        return this.#add(subject, { realised: parseMoney(realised), fees: parseMoney(fee) });
      }
      case 'funding.settled': {
        const { amount } = event.data as unknown as EventDataByType['funding.settled'];
        return this.#add(subject, { funding: parseMoney(amount) });
      }
      case 'equity.sampled':
        this.#equity = parseMoney((event.data as unknown as EventDataByType['equity.sampled']).equity);
        return;
      case 'signal.resolved':
        return this.#onResolved(event);
      case 'portfolio.draining':
        this.#draining.set(subject, ZERO);
        return;
      case 'portfolio.added':
      case 'portfolio.replaced':
        return this.#onIn(event);
      default:
        return;
    }
  }

  #onIn({ seq, subject, type, data }: JournalEvent): void {
    if (type === 'portfolio.replaced') {
      const { replaced } = data as unknown as EventDataByType['portfolio.replaced'];
      this.#closingCosts.set(seq, this.#draining.get(replaced) ?? ZERO);
      this.#draining.delete(replaced);
    }
    const symbol = contractSymbol(subject);
    const held = this.#parts.journal.state.position(symbol)?.lots ?? 0;
    const open = held === 0 ? ZERO : (this.#parts.openResult(symbol) ?? ZERO);
    this.#baselines.set(seq, { symbol, totals: this.#totals.get(symbol) ?? NOTHING, open });
  }

  #onFill(orderId: string, fill: EventDataByType['order.fill']): void {
    const order = this.#parts.journal.state.order(clientOrderId(orderId));
    const reference = order === null ? null : this.#referenceTicks(order);
    const instrument = this.#parts.instruments.get(contractSymbol(fill.symbol));
    const signed = fill.side === 'buy' ? fill.lots : -fill.lots;
    const drained = order?.role === 'exit' ? this.#draining.get(fill.symbol) : undefined;
    if (drained !== undefined) this.#draining.set(fill.symbol, add(drained, parseMoney(fill.fee)));
    const known = reference !== null && instrument !== undefined;
    this.#add(fill.symbol, {
      realised: parseMoney(fill.realised),
      fees: parseMoney(fill.fee),
      slippage: known ? notional(instrument, fill.priceTicks - reference, signed) : ZERO,
      unmeasured: known ? 0 : 1,
      fills: 1,
    });
  }

  /** The price that was decided on. */
  #referenceTicks({ role, signalId: owner, triggerTicks, priceTicks }: OrderRow): number | null {
    if (role === 'entry') return this.#parts.journal.state.signal(signalId(owner))?.priceTicks ?? priceTicks;
    if (role === 'exit') return priceTicks;
    return triggerTicks ?? priceTicks;
  }

  #onResolved({ subject, ts, data }: JournalEvent): void {
    const { real, r } = data as unknown as EventDataByType['signal.resolved'];
    const signal = this.#parts.journal.state.signal(signalId(subject));
    if (real && signal !== null) this.#noteRisk(signal);
    if (real || signal?.code !== REFUSED_CODE) return;
    const risk = this.#usualRisk();
    const amount = ((risk * BigInt(Math.round(r * R_STEPS))) / BigInt(R_STEPS)) as Money;
    this.#missed.push({ symbol: signal.symbol, receivedAt: signal.receivedAt, resolvedAt: ts, amount });
  }

  /** What a trade that was made risked to its stop. */
  #noteRisk({ orderId, symbol, priceTicks, stopTicks }: SignalRow): void {
    const lots = orderId === null ? 0 : (this.#parts.journal.state.order(orderId)?.filledLots ?? 0);
    const instrument = this.#parts.instruments.get(symbol);
    if (lots === 0 || instrument === undefined) return;
    this.#risks.push(absolute(notional(instrument, priceTicks - stopTicks, lots)));
    if (this.#risks.length > RISKS) this.#risks.shift();
  }

  /** The mean risk of the last trades: caps and votes make it less than the limit allows. */
  #usualRisk(): Money {
    if (this.#risks.length === 0) return applyRate(this.#equity, this.#parts.riskPpm());
    const sum = this.#risks.reduce<Money>((total, risk) => add(total, risk), ZERO);
    return (sum / BigInt(this.#risks.length)) as Money;
  }

  #add(name: string, more: Partial<SymbolTotals>): void {
    const symbol = contractSymbol(name);
    const old = this.#totals.get(symbol) ?? NOTHING;
    this.#totals.set(symbol, {
      realised: add(old.realised, more.realised ?? ZERO),
      fees: add(old.fees, more.fees ?? ZERO),
      funding: add(old.funding, more.funding ?? ZERO),
      slippage: add(old.slippage, more.slippage ?? ZERO),
      unmeasured: old.unmeasured + (more.unmeasured ?? 0),
      fills: old.fills + (more.fills ?? 0),
    });
  }
}
