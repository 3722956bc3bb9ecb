import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Asker } from './asker.ts';
import type { DifferenceBook } from './difference-book.ts';
import type { Doubts } from './doubts.ts';
import type { FillFetcher } from './fill-fetcher.ts';
import type { LocalEvents } from './local-events.ts';
import type { ReconcileAlarm, ReconcilerParts } from './reconcile-types.ts';
import type { ReconcileSettings } from './settings.ts';

/** What the parts of the reconciler share. */
export interface ReconcileWorld {
  readonly parts: ReconcilerParts;
  readonly settings: ReconcileSettings;
  readonly asker: Asker;
  readonly events: LocalEvents;
  readonly doubts: Doubts;
  readonly differences: DifferenceBook;
  readonly fills: FillFetcher;
  readonly alarm: (alarm: ReconcileAlarm) => void;
}

/** The outcome of a round: how much was compared, or why the venue could not be asked. */
export type Checked =
  | { readonly ok: true; readonly compared: number }
  | { readonly ok: false; readonly reason: string };

/**
 * True when an order on the symbol was sent a moment ago and may or may not have been filled: its position cannot be judged
 * yet. Later it is: what an order in doubt did shows in the position, and its absence is proven by it (rule R4).
 */
export const hasFreshDoubt = ({ parts, doubts, settings }: ReconcileWorld, symbol: ContractSymbol): boolean => {
  const oldest = parts.clock.monotonic() - settings.absence.settleMs;
  for (const { id, since } of doubts.all()) {
    if (since > oldest && parts.journal.state.order(id)?.symbol === symbol) return true;
  }
  return false;
};
