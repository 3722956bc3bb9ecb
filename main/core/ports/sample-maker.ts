import type { SampleProgress } from '#shared/contract/symbol-management.ts';

/** What a sample is made of. */
export interface SampleRequest {
  /** Length of the simulated past. */
  readonly days: number;
  readonly seed: number;
}

/** Makes the sample data beside the core, in a data folder of their own; the folder of the core is not touched. */
export interface SampleMaker {
  /** How far it is; what an earlier run of the program made is found again. */
  progress(): SampleProgress;
  /** Begins, or goes on with one that was cut off; answers at once where the same sample is there already. */
  start(request: SampleRequest): void;
  /** Ends the making without waiting for it; it goes on when it is started again. */
  close(): Promise<void>;
}
