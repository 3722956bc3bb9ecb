import type {
  DifferenceChoice,
  DifferenceKind,
  DifferenceSideView,
  DifferenceView,
} from '#shared/contract/reconcile.ts';
import { formatCount, formatQuantity, MINUS, UNKNOWN } from '#renderer/ui/format.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import { say, sayAs } from '#shared/language/words.ts';

export const KIND_WORDS: Readonly<Record<DifferenceKind, string>> = {
  'foreign-order': say('Order that is not ours'),
  'foreign-position': say('Position that is not ours'),
  'position-mismatch': say('Position of another size'),
  'position-gone': say('Position gone at the venue'),
  'order-unproven': say('Order in doubt'),
  'order-gone': say('Order gone at the venue'),
  'order-returned': say('Order that came back'),
  'order-differs': say('Order with other terms'),
  'stop-missing': say('Stop missing'),
  'equity-differs': say('Balance differs'),
};

export const STATE_WORDS: Readonly<Record<DifferenceView['state'], string>> = {
  open: sayAs('difference', 'OPEN'),
  working: sayAs('difference', 'WORKING'),
  adopted: say('ADOPTED'),
  ignored: say('IGNORED'),
  gone: say('GONE'),
};

/** The same within a sentence. */
export const STATE_NAMES: Readonly<Record<DifferenceView['state'], string>> = {
  open: sayAs('difference', 'open'),
  working: sayAs('difference', 'working'),
  adopted: say('adopted'),
  ignored: say('ignored'),
  gone: say('gone'),
};

export const STATE_TONES: Readonly<Record<DifferenceView['state'], TagTone>> = {
  open: 'warn',
  working: 'neutral',
  adopted: 'neutral',
  ignored: 'neutral',
  gone: 'neutral',
};

export const CHOICE_WORDS: Readonly<Record<DifferenceChoice, string>> = {
  adopt: say('Adopt'),
  ignore: say('Ignore'),
  close: say('Close position'),
  cancel: say('Cancel order'),
};

const POSITIONS: readonly DifferenceKind[] = ['foreign-position', 'position-mismatch', 'position-gone'];

/** Whether a difference is about an order or about a position, such as one without its stop. */
export const isOrder = (kind: DifferenceKind): boolean =>
  !POSITIONS.includes(kind) && kind !== 'stop-missing' && kind !== 'equity-differs';

const contracts = (side: DifferenceSideView | null): string =>
  side === null ? say('the position') : say('{lots} contracts', { lots: formatCount(Math.abs(side.lots)) });

function adoptWords({ kind, coin, theirs }: DifferenceView): string {
  if (kind === 'position-gone') return say('We book it as closed. Nothing is sent.');
  if (kind === 'foreign-position')
    return say('We book {contracts} {coin} as ours. Nothing is sent.', { contracts: contracts(theirs), coin });
  if (kind === 'position-mismatch')
    return say('We book the venue’s size, {contracts}. Nothing is sent.', { contracts: contracts(theirs) });
  if (kind === 'order-gone') return say('We book it as ended. Nothing is sent.');
  if (kind === 'equity-differs')
    return say('We book the venue’s balance; the difference counts as a result. Nothing is sent.');
  return say('We book it as the venue shows it. Nothing is sent.');
}

function ignoreWords({ kind, coin }: DifferenceView): string {
  if (POSITIONS.includes(kind)) return say('Both stay as they are; no entry on {coin} while they differ.', { coin });
  if (kind === 'stop-missing') return say('It is held on without a stop.');
  if (kind === 'equity-differs') return say('Both stay as they are; another amount is told again.');
  return say('Both stay as they are; it still counts in the exposure.');
}

/** Why nothing can be decided about a difference that ends by itself. */
export function workingWords({ kind }: Pick<DifferenceView, 'kind'>): string {
  if (kind === 'order-returned') return say('Nothing to decide: it is being canceled at the venue.');
  if (kind === 'order-unproven' || kind === 'order-gone')
    return say('Nothing to decide: only the venue’s own proof ends this, and it is asked again by itself.');
  return say('It is being carried out; the venue’s answer ends it.');
}

/** What a choice will do, in one short line. */
export function choiceWords(difference: DifferenceView, choice: DifferenceChoice): string {
  switch (choice) {
    case 'adopt':
      return adoptWords(difference);
    case 'ignore':
      return ignoreWords(difference);
    case 'close':
      return say('Sends one reduce-only market order for {contracts}.', {
        contracts: contracts(difference.theirs ?? difference.ours),
      });
    case 'cancel':
      return say('Sends a cancel for this order to the venue.');
  }
}

/** A side's size: `long 420 contracts`, `120 of 420 contracts filled`. */
export function sizeWords(side: DifferenceSideView, order: boolean): string {
  const lots = formatCount(Math.abs(side.lots));
  if (order)
    return side.filledLots === null
      ? lots
      : say('{lots}, {filled} filled', { lots, filled: formatCount(side.filledLots) });
  if (side.lots === 0) return say('flat');
  return side.lots > 0 ? say('long {lots}', { lots }) : say('short {lots}', { lots });
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
