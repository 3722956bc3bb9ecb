import type { ContractSymbol } from '#shared/domain/ids.ts';
import { add, subtract, ZERO, type Money } from '#shared/domain/money.ts';

/** A fill as the log needs it. Lots unsigned. */
export interface LoggedFill {
  readonly symbol: ContractSymbol;
  readonly side: 'buy' | 'sell';
  readonly lots: number;
  readonly realised: Money;
  readonly fee: Money;
  readonly ts: number;
  readonly orderId: string;
}

/** A position from flat to flat. `result` is after fees, before funding. */
export interface ClosedTrade {
  readonly symbol: ContractSymbol;
  readonly openedAt: number;
  readonly closedAt: number;
  readonly result: Money;
  readonly fees: Money;
  /** The order that opened it. */
  readonly entryOrderId: string;
}

interface OpenTrade {
  lots: number;
  result: Money;
  fees: Money;
  readonly openedAt: number;
  readonly entryOrderId: string;
}

/** Makes closed trades of a sequence of fills. A fill that turns a position around closes one trade and opens the next. */
export class TradeLog {
  readonly closed: ClosedTrade[] = [];
  readonly #open = new Map<ContractSymbol, OpenTrade>();

  /** Takes the next fill; returns the trade it closed, if any. */
  add(fill: LoggedFill): ClosedTrade | null {
    const signed = fill.side === 'buy' ? fill.lots : -fill.lots;
    const open = this.#open.get(fill.symbol) ?? this.#begin(fill, 0);
    const before = open.lots;
    open.lots += signed;
    open.fees = add(open.fees, fill.fee);
    open.result = add(open.result, subtract(fill.realised, fill.fee));
    const turned = before !== 0 && Math.sign(open.lots) === -Math.sign(before);
    if (before === 0 || (open.lots !== 0 && !turned)) return null;
    const { openedAt, entryOrderId, result, fees } = open;
    const trade = { symbol: fill.symbol, openedAt, closedAt: fill.ts, result, fees, entryOrderId };
    this.closed.push(trade);
    this.#open.delete(fill.symbol);
    if (turned) this.#begin(fill, open.lots);
    return trade;
  }

  #begin(fill: LoggedFill, lots: number): OpenTrade {
    const open = { lots, result: ZERO, fees: ZERO, openedAt: fill.ts, entryOrderId: fill.orderId };
    this.#open.set(fill.symbol, open);
    return open;
  }
}
