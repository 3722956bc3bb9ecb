import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { ReviewContext } from './review-context.ts';

/** What a swap is expected to bring and to cost, in basis points of the slot. */
export interface SwapValue {
  /** Lead in points × the gain per point. It is an assumption as long as the rate is `stated`. */
  readonly gainBps: number;
  /** Closing the leaver and opening the newcomer: taker fee, half the spread and slippage on each side; null when unknown. */
  readonly costBps: number | null;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

function sideBps({ facts, standings, settings }: ReviewContext, symbol: ContractSymbol): number | null {
  const { takerBps } = facts(symbol);
  const spread = standings.get(symbol)?.spreadBps ?? null;
  return takerBps === null || spread === null ? null : takerBps + spread / 2 + settings.slippageBps;
}

/** Gain and cost of giving the slot of `leaver` to `newcomer`, who leads by `points`. */
export function swapValue(
  context: ReviewContext,
  newcomer: ContractSymbol,
  leaver: ContractSymbol,
  points: number,
): SwapValue {
  const closing = sideBps(context, leaver);
  const opening = sideBps(context, newcomer);
  return {
    gainBps: tenths(points * context.settings.gain.bpsPerPoint),
    costBps: closing === null || opening === null ? null : tenths(closing + opening),
  };
}
