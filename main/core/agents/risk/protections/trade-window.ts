import type { TradeOutcome } from './protection.ts';

/** The longest look-back there is, and the most trades kept for it. */
const KEEP_MS = 7 * 86_400_000;
const KEEP_TRADES = 4_096;

/** The trades of the last week, oldest first. */
export class TradeWindow {
  #trades: TradeOutcome[] = [];

  add(trade: TradeOutcome): void {
    this.#trades.push(trade);
    const first = this.#trades[0];
    if (this.#trades.length <= KEEP_TRADES && first !== undefined && first.at > trade.at - KEEP_MS) return;
    this.#trades = this.#trades.filter(({ at }) => at > trade.at - KEEP_MS).slice(-KEEP_TRADES);
  }

  /** Those after `since` (span time) that pass, oldest first. */
  after(since: number, passes: (trade: TradeOutcome) => boolean): readonly TradeOutcome[] {
    const found: TradeOutcome[] = [];
    for (let i = this.#trades.length - 1; i >= 0; i--) {
      const trade = this.#trades[i];
      if (trade === undefined || trade.at <= since) break;
      if (passes(trade)) found.push(trade);
    }
    return found.reverse();
  }
}
