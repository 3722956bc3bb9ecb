import { sigmoid } from '../statistics/probability.ts';
import type { ModelBar } from './model-bar.ts';
import { LONG, type LiquidationSettings } from './settings.ts';

const FUNDING_UNIT = 1e-4;
const MOST_FUNDING = 3;

/** How a bar leans: positive when the leveraged side is long. What is not known leans nowhere. */
export function leanOf(bar: ModelBar, { tilt }: LiquidationSettings): number {
  const { bought, sold, funding, longShortRatio } = bar;
  let lean = 0;
  if (bought + sold > 0) lean += (tilt.skew * (bought - sold)) / (bought + sold);
  if (Number.isFinite(funding)) {
    lean += tilt.funding * Math.max(-MOST_FUNDING, Math.min(MOST_FUNDING, funding / FUNDING_UNIT));
  }
  if (longShortRatio > 0 && longShortRatio < Infinity) lean += tilt.ratio * Math.log(longShortRatio);
  return lean;
}

/**
 * Share of what is opened on a side that can be liquidated: 2 s₀ / (1 + e^∓lean). A new contract is one long and one short
 * of the same size; what leans tells which of the two carries leverage, the other being a hedge or a market maker.
 */
export const liquidatableShare = (
  side: number,
  lean: number,
  { liquidatableShare: base }: LiquidationSettings,
): number => 2 * base * sigmoid(side === LONG ? lean : -lean);
