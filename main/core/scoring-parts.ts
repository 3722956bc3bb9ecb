import type { ContractSymbol } from '#shared/domain/ids.ts';
import { absolute, type Money } from '#shared/domain/money.ts';
import type { Instrument, Ticks } from '#shared/domain/instrument.ts';
import type { SymbolStanding } from '#shared/domain/standing.ts';
import type { GateDesk } from './agents/risk/gate-desk.ts';
import { ScoreBoard } from './agents/scoring/score-board.ts';
import { standingsOf } from './agents/scoring/standing.ts';
import { FeatureStore, type LiquidationDistanceOf } from './features/feature-store.ts';
import type { PositionRow } from './journal/rows.ts';
import { distanceToLiquidation, heldLiquidation, towardsEntry } from './market/liquidation-price.ts';
import { initialMargin, type Mark } from './portfolio/valuation.ts';
import type { SettingsDesk } from './settings/settings-desk.ts';
import type { TradingParts } from './trading-core.ts';

/** What scoring needs of the trading core; all but the parts may come to be after the board. */
interface ScoredCore {
  readonly parts: TradingParts;
  readonly scores: ScoreBoard;
  readonly settings: SettingsDesk;
  readonly gateDesk: GateDesk;
  readonly marks: ReadonlyMap<ContractSymbol, Mark>;
}

/** The score board of a core: features in base units, weights as they are set, positions as they are held. */
export function scoreBoardOf(core: ScoredCore): ScoreBoard {
  const { config, instruments } = core.parts;
  const basePerLot = (symbol: ContractSymbol): number => Number(instruments.get(symbol)?.multiplier ?? Number.NaN);
  const features = new FeatureStore(config.symbols, basePerLot);
  const board = new ScoreBoard(
    config.symbols,
    config.baseTimeframe,
    config.scoreTimeframes,
    config.keepScoreHistory,
    features,
  );
  board.weights = () => core.settings.values('scoring');
  features.holdings(liquidationDistances(core));
  return board;
}

/** How fit every symbol is for the portfolio, as of a moment. */
export const coreStandings = ({ parts, scores, settings }: ScoredCore, at: number): readonly SymbolStanding[] =>
  parts.standings?.(at) ?? standingsOf({ scores, weights: () => settings.values('ranking'), hasher: parts.hasher }, at);

interface Worked {
  readonly lots: number;
  readonly entryValue: Money;
  readonly leverage: number;
  readonly ticks: Ticks | 'never' | null;
}

/** Distances to the liquidation of what is held; the exact price is worked out once per change of a position. */
function liquidationDistances(core: ScoredCore): LiquidationDistanceOf {
  const worked = new Map<ContractSymbol, Worked>();
  return (symbol) => {
    const { journal, instruments } = core.parts;
    const position = journal.state.position(symbol);
    const instrument = instruments.get(symbol);
    if (position === null || position.lots === 0) return null;
    const mark = core.marks.get(symbol);
    if (mark === undefined || instrument === undefined) return 'unknown';
    const { leverage } = core.gateDesk.limits.current;
    const { lots, entryValue } = position;
    let found = worked.get(symbol);
    if (found?.lots !== lots || found.entryValue !== entryValue || found.leverage !== leverage) {
      found = { lots, entryValue, leverage, ticks: liquidationTicks(position, instrument, leverage) };
      worked.set(symbol, found);
    }
    if (found.ticks === null) return 'unknown';
    if (found.ticks === 'never') return null;
    return { distance: Math.sign(lots) * Math.abs(distanceToLiquidation(mark.ticks, found.ticks)), at: mark.at };
  };
}

/** Null when the table of the venue does not tell. */
function liquidationTicks(
  { lots, entryValue }: PositionRow,
  instrument: Instrument,
  leverage: number,
): Ticks | 'never' | null {
  const margin = initialMargin(instrument, absolute(entryValue), leverage);
  if (margin <= 0n || instrument.maintenanceTiers.length === 0) return null;
  const result = heldLiquidation(instrument, { lots, entryValue, margin }, instrument.takerFeePpm);
  if (result.kind === 'never') return 'never';
  return result.kind === 'at' ? towardsEntry(result.price, lots > 0 ? 'long' : 'short') : null;
}
