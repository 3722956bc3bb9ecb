import type { ReplayMessage, ReplayReport, ReplayRequest, ReplaySummary } from '#shared/contract/replay.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';

/** Runs replays beside the core, each in a data folder of its own, so that a long one never holds up the live path. */
export interface ReplayRunner {
  /** The id of the replay that runs now, or null. */
  running(): string | null;
  start(request: ReplayRequest): string;
  /** Asks a running replay to stop; false when it does not run. */
  cancel(id: string): boolean;
  /** Progress of a replay from its latest message on; null when the id is not known. */
  watch(id: string, listener: (message: ReplayMessage) => void): Disposable | null;
  list(): readonly ReplaySummary[];
  report(id: string): ReplayReport | null;
}
