import type { Contract, VenueEngine } from '../engine/index.ts';

const DAY = 86_400_000;

export interface DayFigures {
  readonly low: number;
  readonly high: number;
  readonly first: number;
  readonly lots: number;
  /** Quote units. */
  readonly turnover: number;
}

/** The last day in figures. */
export function dayOf(engine: VenueEngine, contract: Contract): DayFigures {
  const since = engine.now - DAY;
  const minutes = [...engine.market(contract.symbol).minutes.values()].filter((minute) => minute.at >= since);
  const last = engine.quote(contract.symbol).lastTicks;
  const lots = minutes.reduce((sum, minute) => sum + minute.lots, 0);
  return {
    low: Math.min(last, ...minutes.map((minute) => minute.low)),
    high: Math.max(last, ...minutes.map((minute) => minute.high)),
    first: minutes[0]?.open ?? last,
    lots,
    turnover: minutes.reduce((sum, minute) => sum + (minute.close * minute.lots * Number(contract.tickValue)) / 1e8, 0),
  };
}
