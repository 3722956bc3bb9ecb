import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';

/** How what we hold and what the venue holds can differ. */
export const DIFFERENCE_KINDS = [
  'foreign-order',
  'foreign-position',
  'position-mismatch',
  'position-gone',
  'order-unproven',
  'order-gone',
  'order-returned',
  'order-differs',
  'stop-missing',
  'equity-differs',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** What a person may decide about a difference. `adopt` books the venue's state as ours, `ignore` leaves both as they are. */
export const DIFFERENCE_CHOICES = ['adopt', 'ignore', 'close', 'cancel'] as const;
export type DifferenceChoice = (typeof DIFFERENCE_CHOICES)[number];

/**
 * Where a difference stands. `open` and `working` block its symbol, and so does a position that was ignored: a venue has one
 * position per symbol, so an entry could not be told apart from it.
 */
export type DifferenceState = 'open' | 'working' | 'adopted' | 'ignored' | 'gone';

/** One side of a difference, as far as it is known. */
export interface DifferenceSide {
  /** Contracts: signed for positions, the order's size for orders. */
  readonly lots: number;
  /** What of an order is filled; null for positions. */
  readonly filledLots: number | null;
  readonly priceTicks: number | null;
  /** The order's or position's state in the words of that side. */
  readonly state: string;
}

/** Something that is not the same here and at the venue. */
export interface Difference {
  /** Made from what differs, so that the same difference has the same id in every run. */
  readonly id: string;
  readonly kind: DifferenceKind;
  readonly symbol: ContractSymbol;
  readonly clientOrderId: ClientOrderId | null;
  readonly venueOrderId: string | null;
  /** Null where that side has nothing. */
  readonly ours: DifferenceSide | null;
  readonly theirs: DifferenceSide | null;
  /** One sentence for a person: what differs, with the numbers. */
  readonly sentence: string;
  /** What can be done about it, the safest first; empty while only the venue's proof can end it. */
  readonly choices: readonly DifferenceChoice[];
  readonly since: EpochMs;
  readonly state: DifferenceState;
}

/** Where the reconciliation of the account stands. Entries are possible in `agreed` only. */
export type ReconcilePhase =
  /** Nothing was compared yet. */
  | 'never'
  /** A full comparison runs. */
  | 'running'
  /** Compared; what differs waits for a person, and nothing is sent but exits on confirmed positions. */
  | 'observing'
  /** Both sides agree, or every difference was decided. */
  | 'agreed'
  /** The venue could not be asked. */
  | 'failed';

/** The last comparison as a screen shows it. */
export interface ReconcileStatus {
  readonly phase: ReconcilePhase;
  /** Why it is not `agreed`, one sentence; empty when it is. */
  readonly reason: string;
  readonly startedAt: EpochMs | null;
  readonly finishedAt: EpochMs | null;
  /** Milliseconds the last full comparison took. */
  readonly tookMs: number | null;
  readonly ordersCompared: number;
  readonly fillsCompared: number;
  readonly positionsCompared: number;
  readonly differences: readonly Difference[];
}
