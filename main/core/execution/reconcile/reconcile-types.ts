import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Emitter } from '#shared/kernel/emitter.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { JournalState } from '../../journal/fold.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import type { Venue } from '../../ports/venue.ts';
import type { DeskJournal } from '../desk-types.ts';
import type { OrderDesk } from '../order-desk.ts';
import type { DifferenceChoice } from './difference.ts';
import type { ReconcileSettings } from './settings.ts';

/** What reconciliation needs of the journal: as the desk, and what is held and decided over all symbols. */
export interface ReconcileJournal extends DeskJournal {
  readonly onAppended: Emitter<JournalEvent>;
  readonly state: Pick<
    JournalState,
    | 'order'
    | 'openOrders'
    | 'position'
    | 'positions'
    | 'decision'
    | 'decisions'
    | 'fact'
    | 'movement'
    | 'balance'
    | 'balances'
  >;
}

/** What a reconciler is made of. */
export interface ReconcilerParts {
  readonly venue: Venue;
  readonly journal: ReconcileJournal;
  /** Restored (`desk.restore`) and not yet resumed: the first comparison resumes it. */
  readonly desk: OrderDesk;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly settings?: Partial<ReconcileSettings>;
  /**
   * Something happened after which only risk may be reduced, such as a tombstone that came back. Whoever holds the
   * trading state records REDUCING, unless it is stricter already.
   */
  readonly onReducing: (cause: string) => void;
  /** The computer slept or its clock jumped: leases are to be dropped before this returns. */
  readonly onWake: (gapMs: number) => void;
}

/** Something a person must hear of. */
export interface ReconcileAlarm {
  readonly kind: 'order-returned' | 'order-gone' | 'in-doubt' | 'mismatch' | 'foreign' | 'unasked-end' | 'venue';
  readonly symbol: ContractSymbol | null;
  readonly orderId: ClientOrderId | null;
  readonly sentence: string;
}

/** Why no entry is possible on a symbol now. */
export type EntryBar =
  /** The venue and the journal were not compared yet, or differ. */
  | 'NOT_RECONCILED'
  /** The comparison at the start is over; the pause after it is not. */
  | 'SETTLING'
  /** An order in doubt or a difference on the symbol. */
  | 'SYMBOL_FROZEN'
  /** Maintenance: cancels only, or closed. */
  | 'VENUE_NOT_OPEN'
  /** The private stream is silent or down. */
  | 'VENUE_STREAM_DOWN';

/** Whether an entry may be made on a symbol. */
export type EntryPermission =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: EntryBar; readonly sentence: string };

/** What became of a person's decision about a difference. */
export type Resolution =
  | { readonly ok: true; readonly choice: DifferenceChoice }
  | {
      readonly ok: false;
      readonly code: 'UNKNOWN_DIFFERENCE' | 'NOT_A_CHOICE' | 'NO_STOP' | 'NOT_CONFIRMED' | 'REFUSED';
      readonly sentence: string;
    };
