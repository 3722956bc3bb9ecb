import type { ReplayRequest } from '#shared/contract/replay.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { SymbolStanding } from '#shared/domain/standing.ts';
import type { ManagerSettings } from '../portfolio/manager/settings.ts';
import type { Universe } from '../portfolio/manager/universe.ts';
import type { TradingCore } from '../trading-core.ts';
import type { ReplaySeries } from './replay-feed.ts';

/** The ten slots of a replay. */
export interface ReplayPortfolio {
  readonly settings: ManagerSettings;
  /** A ranking of its own; the score board's when absent. */
  readonly standings?: (at: number) => readonly SymbolStanding[];
  /** Which contracts there were at which date; those that have candles, at every date, when absent. */
  readonly universe?: Universe;
}

/** What a replay is given. */
export interface ReplayInput {
  readonly id: string;
  readonly request: ReplayRequest;
  readonly series: readonly ReplaySeries[];
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly version: string;
  readonly startedAt: number;
  /** Records written per transaction; what is decided does not depend on it. */
  readonly recordsPerCommit?: number;
  /** Absent: every symbol may be traded. */
  readonly portfolio?: ReplayPortfolio;
  /** Called after each bar, once everything it led to is decided: what comes from outside the rules is told here. */
  readonly onBar?: (core: TradingCore, now: number) => Promise<void>;
}
