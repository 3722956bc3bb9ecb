import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Emitter } from '#shared/kernel/emitter.ts';
import type { TradePlan } from '../desk-types.ts';
import type { DifferenceChoice, ReconcileStatus } from './difference.ts';
import type { EntryPermission, ReconcileAlarm, ReconcilerParts, Resolution } from './reconcile-types.ts';

/**
 * Public face of the reconciler, implemented below by the class of the same file:
 *
 * const reconciler = new Reconciler(parts);
 * await reconciler.start();
 */
export interface ReconcilerFace extends Disposable {
  /** The status changed: phase, counts or differences. */
  readonly onChange: Emitter<ReconcileStatus>;
  readonly onAlarm: Emitter<ReconcileAlarm>;
  /** Rule R9, then the periodic rounds of R10. Resolves when the first comparison ended, in whatever phase; never rejects. */
  start(): Promise<ReconcileStatus>;
  /** A full comparison now (or the one that runs already). */
  check(cause: string): Promise<ReconcileStatus>;
  status(): ReconcileStatus;
  /** For the gate: entries need the agreed phase, an open venue, a live stream and a symbol that is not frozen. */
  mayEnter(symbol: ContractSymbol): EntryPermission;
  /** A person's decision; recorded with the name. `plan` is needed to adopt a position that has no stop. */
  resolve(id: string, choice: DifferenceChoice, by: string, plan?: TradePlan): Promise<Resolution>;
  /** The host says that the computer woke up or changed its network; also noticed from the clocks. */
  onResume(gapMs: number): void;
  /** Nothing is being asked or decided right now. */
  readonly idle: boolean;
}

export declare class Reconciler implements ReconcilerFace {
  constructor(parts: ReconcilerParts);
  readonly onChange: Emitter<ReconcileStatus>;
  readonly onAlarm: Emitter<ReconcileAlarm>;
  start(): Promise<ReconcileStatus>;
  check(cause: string): Promise<ReconcileStatus>;
  status(): ReconcileStatus;
  mayEnter(symbol: ContractSymbol): EntryPermission;
  resolve(id: string, choice: DifferenceChoice, by: string, plan?: TradePlan): Promise<Resolution>;
  onResume(gapMs: number): void;
  readonly idle: boolean;
  dispose(): void;
}
