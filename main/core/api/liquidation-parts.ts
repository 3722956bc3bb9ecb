import type { ScoreBoard } from '../agents/scoring/score-board.ts';
import type { LiquidationMarkets } from '../liquidation/liquidation-markets.ts';
import type { Clock } from '../ports/clock.ts';
import type { Scheduler } from '../ports/scheduler.ts';

/** Bins to either side that a row is made from: ±35 %. */
export const ROW_REACH = 150;

/** What the rows of the maps are made of. */
export interface LiquidationsBoardParts {
  readonly markets: LiquidationMarkets;
  readonly scores: ScoreBoard;
  readonly simulated: boolean;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
}
