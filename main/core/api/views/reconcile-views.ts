import type {
  DifferenceSideView,
  DifferenceView,
  FrozenSymbolView,
  ReconcileView,
} from '#shared/contract/reconcile.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { formatTicks, type Instrument } from '#shared/domain/instrument.ts';
import type { Difference, DifferenceSide, ReconcileStatus } from '../../execution/reconcile/difference.ts';
import { quantityText } from './position-views.ts';

/** A mode in which nothing can differ. */
export const nothingToCompare = (venue: string, reason: string): ReconcileView => ({
  key: 'status',
  applies: false,
  venue,
  reason,
});

/** A venue has one position per symbol: while it is not as recorded, its symbol takes no entry, decided or not. */
const ALWAYS_BLOCKING: readonly Difference['kind'][] = ['foreign-position', 'position-mismatch', 'position-gone'];

/** A difference of the balance is about the account and freezes no symbol by itself. */
const blocks = ({ kind, state }: Difference): boolean =>
  kind !== 'equity-differs' &&
  (state === 'open' || state === 'working' || (state !== 'gone' && ALWAYS_BLOCKING.includes(kind)));

/** The symbols without new entries, the longest frozen first, each with its differences as sentences. */
export function frozenSymbols(
  differences: readonly Difference[],
  coinOf: (symbol: ContractSymbol) => string,
): FrozenSymbolView[] {
  const frozen = new Map<ContractSymbol, FrozenSymbolView>();
  for (const { symbol, since, sentence } of differences.filter(blocks)) {
    const before = frozen.get(symbol);
    frozen.set(symbol, {
      symbol,
      coin: coinOf(symbol),
      since: Math.min(since, before?.since ?? since),
      reasons: [...(before?.reasons ?? []), sentence],
    });
  }
  return [...frozen.values()].sort((a, b) => a.since - b.since);
}

/** Where the comparison stands. */
export function reconcileView(
  venue: string,
  status: ReconcileStatus,
  agreedSince: number | null,
  coinOf: (symbol: ContractSymbol) => string,
): ReconcileView {
  const { differences, ...rest } = status;
  const count = (state: Difference['state']): number => differences.filter((each) => each.state === state).length;
  return {
    key: 'status',
    applies: true,
    venue,
    ...rest,
    open: count('open'),
    working: count('working'),
    ignored: count('ignored'),
    agreedSince,
    frozen: frozenSymbols(differences, coinOf),
  };
}

/** A difference for the screens; without the contract's specification prices and quantities are not known. */
export function differenceView(difference: Difference, instrument: Instrument | undefined): DifferenceView {
  const { id, choices, ours, theirs, ...rest } = difference;
  return {
    key: id,
    ...rest,
    coin: instrument?.coin ?? difference.symbol,
    ours: ours === null ? null : sideView(ours, instrument),
    theirs: theirs === null ? null : sideView(theirs, instrument),
    choices: [...choices],
  };
}

function sideView(side: DifferenceSide, instrument: Instrument | undefined): DifferenceSideView {
  const { lots, filledLots, priceTicks, state } = side;
  return {
    lots,
    quantity: instrument === undefined ? null : `${lots < 0 ? '-' : ''}${quantityText(lots, instrument.multiplier)}`,
    filledLots,
    price: instrument === undefined || priceTicks === null ? null : formatTicks(instrument, priceTicks),
    state,
  };
}
