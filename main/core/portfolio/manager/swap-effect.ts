import { formatMoney, subtract, type Money } from '#shared/domain/money.ts';
import type { PortfolioState, SlotChangeRow } from '#core/journal/portfolio-rows.ts';
import type { SlotResults } from './slot-results.ts';

/** What a swap was worth against not making it. */
export interface SwapEffect {
  /** Net of the newcomer − what the leaver would have made − cost of closing it; null when it is not measurable. */
  readonly effect: Money | null;
  readonly sentence: string;
  /** True once its time is over: it will not change any more. */
  readonly final: boolean;
}

/** When a swap's time is over: after the horizon, or when the newcomer left. */
function swapEnd(swap: SlotChangeRow, state: PortfolioState, horizonMs: number): { at: number; over: boolean } {
  const left = state.history.find(
    ({ seq, action, symbol, replaced }) =>
      seq > swap.seq && ((action === 'removed' && symbol === swap.symbol) || replaced === swap.symbol),
  );
  const end = Math.min(swap.ts + horizonMs, left?.ts ?? Number.POSITIVE_INFINITY);
  return { at: end, over: left !== undefined };
}

/**
 * The effect of a swap up to now or to the end of its time. The newcomer's part is exact money from fills and funding;
 * the leaver's is an estimate from the outcomes of its refused signals; the cost is the taker fee of the leaver's closing
 * when we closed it ourselves, and is part of the leaver's own result before the swap otherwise.
 */
export function swapEffect(
  swap: SlotChangeRow,
  state: PortfolioState,
  results: SlotResults,
  options: { readonly now: number; readonly horizonMs: number; readonly closingCost: Money },
): SwapEffect {
  const end = swapEnd(swap, state, options.horizonMs);
  const final = end.over || options.now >= end.at;
  const made = results.since(swap.seq);
  const leaver = swap.replaced;
  if (leaver === null || made === null) return { effect: null, sentence: 'not measurable: a price is missing', final };
  const missed = results.wouldHaveMade(leaver, swap.ts, Math.min(options.now, end.at));
  if (missed === null) {
    const why = `no signal on ${leaver} came to its end since; ${swap.symbol} made ${formatMoney(made.net)}`;
    return { effect: null, sentence: `not measurable: ${why}`, final };
  }
  const effect = subtract(subtract(made.net, missed.amount), options.closingCost);
  const sentence = `${swap.symbol} made ${formatMoney(made.net)}, ${leaver} would have made ${formatMoney(missed.amount)} on ${String(missed.n)} signals, closing cost ${formatMoney(options.closingCost)}`;
  return { effect, sentence, final };
}
