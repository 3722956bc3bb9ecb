import type {
  DifferenceChoice,
  DifferenceKind,
  DifferenceSideView,
  DifferenceView,
} from '#shared/contract/reconcile.ts';
import { formatCount, formatQuantity, MINUS, UNKNOWN } from '#renderer/ui/format.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';

export const KIND_WORDS: Readonly<Record<DifferenceKind, string>> = {
  'foreign-order': 'Order that is not ours',
  'foreign-position': 'Position that is not ours',
  'position-mismatch': 'Position of another size',
  'position-gone': 'Position gone at the venue',
  'order-unproven': 'Order in doubt',
  'order-gone': 'Order gone at the venue',
  'order-returned': 'Order that came back',
  'order-differs': 'Order with other terms',
  'stop-missing': 'Stop missing',
  'equity-differs': 'Balance differs',
};

export const STATE_WORDS: Readonly<Record<DifferenceView['state'], string>> = {
  open: 'OPEN',
  working: 'WORKING',
  adopted: 'ADOPTED',
  ignored: 'IGNORED',
  gone: 'GONE',
};

export const STATE_TONES: Readonly<Record<DifferenceView['state'], TagTone>> = {
  open: 'warn',
  working: 'neutral',
  adopted: 'neutral',
  ignored: 'neutral',
  gone: 'neutral',
};

export const CHOICE_WORDS: Readonly<Record<DifferenceChoice, string>> = {
  adopt: 'Adopt',
  ignore: 'Ignore',
  close: 'Close position',
  cancel: 'Cancel order',
};

const POSITIONS: readonly DifferenceKind[] = ['foreign-position', 'position-mismatch', 'position-gone'];

/** Whether a difference is about an order or about a position, such as one without its stop. */
export const isOrder = (kind: DifferenceKind): boolean =>
  !POSITIONS.includes(kind) && kind !== 'stop-missing' && kind !== 'equity-differs';

const contracts = (side: DifferenceSideView | null): string =>
  side === null ? 'the position' : `${formatCount(Math.abs(side.lots))} contracts`;

function adoptWords({ kind, coin, theirs }: DifferenceView): string {
  if (kind === 'position-gone') return 'We book it as closed. Nothing is sent.';
  if (kind === 'foreign-position') return `We book ${contracts(theirs)} ${coin} as ours. Nothing is sent.`;
  if (kind === 'position-mismatch') return `We book the venue’s size, ${contracts(theirs)}. Nothing is sent.`;
  if (kind === 'order-gone') return 'We book it as ended. Nothing is sent.';
  if (kind === 'equity-differs')
    return 'We book the venue’s balance; the difference counts as a result. Nothing is sent.';
  return 'We book it as the venue shows it. Nothing is sent.';
}

function ignoreWords({ kind, coin }: DifferenceView): string {
  if (POSITIONS.includes(kind)) return `Both stay as they are; no entry on ${coin} while they differ.`;
  if (kind === 'stop-missing') return 'It is held on without a stop.';
  if (kind === 'equity-differs') return 'Both stay as they are; another amount is told again.';
  return 'Both stay as they are; it still counts in the exposure.';
}

/** Why nothing can be decided about a difference that ends by itself. */
export function workingWords({ kind }: Pick<DifferenceView, 'kind'>): string {
  if (kind === 'order-returned') return 'Nothing to decide: it is being canceled at the venue.';
  if (kind === 'order-unproven' || kind === 'order-gone')
    return 'Nothing to decide: only the venue’s own proof ends this, and it is asked again by itself.';
  return 'It is being carried out; the venue’s answer ends it.';
}

/** What a choice will do, in one short line. */
export function choiceWords(difference: DifferenceView, choice: DifferenceChoice): string {
  switch (choice) {
    case 'adopt':
      return adoptWords(difference);
    case 'ignore':
      return ignoreWords(difference);
    case 'close':
      return `Sends one reduce-only market order for ${contracts(difference.theirs ?? difference.ours)}.`;
    case 'cancel':
      return 'Sends a cancel for this order to the venue.';
  }
}

/** A side's size: `long 420 contracts`, `120 of 420 contracts filled`. */
export function sizeWords(side: DifferenceSideView, order: boolean): string {
  const lots = formatCount(Math.abs(side.lots));
  if (order) return side.filledLots === null ? lots : `${lots}, ${formatCount(side.filledLots)} filled`;
  if (side.lots === 0) return 'flat';
  return `${side.lots > 0 ? 'long' : 'short'} ${lots}`;
}

/** A side's size in the coin: `−4.20 ETH`. */
export const quantityWords = (side: DifferenceSideView, coin: string): string =>
  side.quantity === null ? UNKNOWN : `${formatQuantity(side.quantity).replace('-', MINUS)} ${coin}`;

/** Which of the shown lines are not the same on both sides. */
export function differing({ ours, theirs }: DifferenceView): {
  readonly size: boolean;
  readonly price: boolean;
  readonly state: boolean;
} {
  if (ours === null || theirs === null) return { size: false, price: false, state: false };
  return {
    size: ours.lots !== theirs.lots || ours.filledLots !== theirs.filledLots,
    price: ours.price !== theirs.price,
    state: ours.state !== theirs.state,
  };
}

const ORDER: Readonly<Record<DifferenceView['state'], number>> = {
  open: 0,
  working: 1,
  ignored: 2,
  adopted: 3,
  gone: 4,
};

/** What waits first, and there the oldest first; what is over, the newest first. */
export function inOrder(rows: readonly DifferenceView[]): readonly DifferenceView[] {
  return rows.toSorted((a, b) => {
    const rank = ORDER[a.state] - ORDER[b.state];
    if (rank !== 0) return rank;
    const waits = a.state === 'open' || a.state === 'working';
    return (waits ? a.since - b.since : b.since - a.since) || a.key.localeCompare(b.key);
  });
}
