import type { Instrument } from '#shared/domain/instrument.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Mode } from '#shared/domain/signal.ts';
import type { LiveCondition } from '#core/accounts/live-conditions.ts';
import type { ContractsRead } from '#core/gate-surroundings.ts';
import type { Core } from '#core/compose.ts';
import type { Breath } from '#core/ports/breath.ts';
import type { FeedConnections } from '#core/market/feed-connections.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { MarketFeed } from '#core/ports/market-feed.ts';
import type { Venue } from '#core/ports/venue.ts';

/** What a mode trades on: its contracts, its prices, the place of its orders, and its way from the past to the present. */
export interface Market {
  readonly instruments: readonly Instrument[];
  readonly feed: (clock: Clock) => MarketFeed;
  /** The feed's connections; null for one made in this process. */
  readonly connections: FeedConnections | null;
  /** Null for fills simulated on the feed. */
  readonly venue: Venue | null;
  /** True when prices or fills are simulated. */
  readonly simulated: boolean;
  /** When the venue's contracts were last read and found as they are used here; absent where they are not the venue's. */
  contractsRead?(): ContractsRead | null;
  /** Reads them again now. */
  readContracts?(): Promise<void>;
  liveConditions(accountId: string): Promise<readonly LiveCondition[]>;
  /**
   * Starts the core and brings it to the present.
   * @returns false when the host stopped it.
   */
  begin(core: Core, breath: Breath): Promise<boolean>;
  /** What follows once the core is in the present. */
  followed(core: Core): void;
  close(): void;
}

/** Modes whose records may lie in one data folder: what is simulated never mixes with what is not. */
const KIND_OF_MODE: Readonly<Record<Mode, string>> = { demo: 'demo', replay: 'demo', paper: 'paper', live: 'live' };

/** Why a folder last used in another mode cannot be used in this one, as a sentence; null when it can. */
export function mixProblem(before: string | null, mode: Mode): string | null {
  const known = Object.entries(KIND_OF_MODE).find(([name]) => name === before)?.[1];
  if (known === undefined || known === KIND_OF_MODE[mode]) return null;
  return `This data folder holds the records of ${known} trading, which do not mix with those of ${mode} trading. Start with --mode ${known}, or with another folder: --data-dir.`;
}

/** The symbols of a market, in the order in which they are shown. */
export const symbolsOf = (market: Market): readonly ContractSymbol[] => market.instruments.map(({ symbol }) => symbol);
