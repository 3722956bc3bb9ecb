import { add, negate, subtract, ZERO, type Money } from '#shared/domain/money.ts';
import { DAY } from '#shared/domain/time.ts';
import type { EquityRow } from '../journal/rows.ts';

/** What a span of time brought. `open` is the change of open results; the four parts add up to the total. */
export interface SpanResult {
  readonly total: Money;
  readonly closed: Money;
  readonly open: Money;
  readonly fees: Money;
  readonly funding: Money;
  /** Equity at the start of the span. */
  readonly start: Money;
}

interface Flow {
  readonly ts: number;
  readonly closed: Money;
  readonly fees: Money;
  readonly funding: Money;
  /** Capital paid in or taken out: no result. */
  readonly transferred: Money;
}

/** Follows equity samples and money flows, to say what any recent span brought. */
export class ResultBook {
  readonly #equity: EquityRow[] = [];
  readonly #flows: Flow[] = [];

  onEquity(row: EquityRow): void {
    this.#equity.push(row);
  }

  /** A fill's realised result and fee (positive when paid). */
  onFill(ts: number, realised: Money, fee: Money): void {
    this.#flows.push({ ts, closed: realised, fees: negate(fee), funding: ZERO, transferred: ZERO });
  }

  /** A funding payment, − when paid. */
  onFunding(ts: number, amount: Money): void {
    this.#flows.push({ ts, closed: ZERO, fees: ZERO, funding: amount, transferred: ZERO });
  }

  /** Capital paid in (+) or taken out (−): it changes the equity and is no result. */
  onTransfer(ts: number, amount: Money): void {
    this.#flows.push({ ts, closed: ZERO, fees: ZERO, funding: ZERO, transferred: amount });
  }

  /** Every sample, oldest first. */
  get samples(): readonly EquityRow[] {
    return this.#equity;
  }

  /** What the time from `from` to now brought, given the equity now; null before the first sample. */
  since(from: number, equityNow: Money): SpanResult | null {
    const start = this.#startOf(from);
    if (start === null) return null;
    let closed = ZERO;
    let fees = ZERO;
    let funding = ZERO;
    let transferred = ZERO;
    for (let i = this.#flows.length - 1; i >= 0; i--) {
      const flow = this.#flows[i];
      if (flow === undefined || flow.ts < from) break;
      closed = add(closed, flow.closed);
      fees = add(fees, flow.fees);
      funding = add(funding, flow.funding);
      transferred = add(transferred, flow.transferred);
    }
    const total = subtract(subtract(equityNow, start), transferred);
    const open = subtract(total, add(closed, add(fees, funding)));
    return { total, closed, open, fees, funding, start };
  }

  /** Equity at a moment: the last sample before it, or the first there is. */
  #startOf(from: number): Money | null {
    let low = 0;
    let high = this.#equity.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#equity[middle]?.ts ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return (this.#equity[low - 1] ?? this.#equity[0])?.equity ?? null;
  }
}

/** Start of the UTC day, and of the week that began on Monday 00:00 UTC, that hold a moment. */
export const dayStart = (now: number): number => Math.floor(now / DAY) * DAY;
export const weekStart = (now: number): number => Math.floor((now - 4 * DAY) / (7 * DAY)) * 7 * DAY + 4 * DAY;
