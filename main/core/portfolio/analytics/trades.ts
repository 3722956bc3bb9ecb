import { measured, missing, type Measure } from './measure.ts';

/** What closed trades brought, in the money of the profits. */
export interface TradeFigures {
  readonly count: number;
  /** Share of trades with a profit above zero. */
  readonly winRate: Measure;
  /** Mean profit of the winners, > 0. */
  readonly meanWin: Measure;
  /** Mean loss of the losers, > 0. */
  readonly meanLoss: Measure;
  /** Gains ÷ losses. Without unit. */
  readonly profitFactor: Measure;
  /** Mean profit of a trade: win rate · mean win − loss rate · mean loss. Source: Tharp (1998). */
  readonly expectancy: Measure;
  /** Expectancy per unit at risk: (1 + mean win ÷ mean loss) · win rate − 1. Without unit. */
  readonly expectancyRatio: Measure;
}

/** Figures of closed trades; a profit of exactly zero is neither won nor lost. */
export function tradeFigures(profits: Float64Array): TradeFigures {
  const count = profits.length;
  let [wins, gains, defeats, losses] = [0, 0, 0, 0];
  for (const profit of profits) {
    if (profit > 0) [wins, gains] = [wins + 1, gains + profit];
    else if (profit < 0) [defeats, losses] = [defeats + 1, losses - profit];
  }
  const none = missing('too-few-returns');
  const rate = wins / count;
  const lossless = count === 0 ? none : missing('no-loss');
  const meanWin = gains / wins;
  const meanLoss = losses / defeats;
  return {
    count,
    winRate: count === 0 ? none : measured(rate),
    meanWin: wins === 0 ? none : measured(meanWin),
    meanLoss: defeats === 0 ? lossless : measured(meanLoss),
    profitFactor: defeats === 0 ? lossless : measured(gains / losses),
    expectancy: count === 0 ? none : measured((gains - losses) / count),
    expectancyRatio: defeats === 0 ? lossless : measured((1 + (wins === 0 ? 0 : meanWin) / meanLoss) * rate - 1),
  };
}
