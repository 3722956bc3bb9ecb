import type { ReplayRequest } from '#shared/contract/replay.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { ReplaySeries } from './replay-feed.ts';

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
}
