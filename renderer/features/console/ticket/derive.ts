import type { InstrumentView } from '#shared/contract/market.ts';
import type { PositionView } from '#shared/contract/portfolio.ts';
import type { Draft } from '../draft.ts';
import { priceAway } from './bracket.ts';
import { lotsOf, referenceOf, type SizeFacts } from './sizing.ts';

/** What the ticket needs of a position: none of it changes with the mark. */
export type HeldPosition = Pick<
  PositionView,
  'key' | 'coin' | 'side' | 'quantity' | 'stop' | 'target' | 'priceDecimals'
>;

/** What the fields of a draft are filled up from. */
export interface DraftFacts {
  readonly instrument: InstrumentView;
  /** The mark price on the tick; null while it is not known. */
  readonly mark: string | null;
  readonly position: HeldPosition | null;
  readonly free: string | null;
  /** Leverage that holds where the draft names none; null while it is not known. */
  readonly leverage: number | null;
}

const PPM = 1_000_000;

/** The position that the entry would add to; its stop, target, leverage and time hold for both. */
export const addedTo = (
  { side, symbol }: Pick<Draft, 'side' | 'symbol'>,
  position: HeldPosition | null,
): HeldPosition | null =>
  position !== null && position.key === symbol && (position.side === 'long') === (side === 'buy') ? position : null;

const priceText = (price: number | null, decimals: number): string => (price === null ? '' : price.toFixed(decimals));

/** What turns sizes of this draft into one another. */
export function sizeFacts(draft: Draft, { instrument, mark, position, free, leverage }: DraftFacts): SizeFacts {
  const held = addedTo(draft, position);
  const { multiplier, lotSize, makerFeePpm, takerFeePpm, priceDecimals } = instrument;
  return {
    multiplier,
    lotSize,
    price: referenceOf(draft, mark),
    stop: held === null ? draft.stop : priceText(held.stop, priceDecimals),
    free,
    leverage: draft.leverage ?? leverage,
    entryFeePpm: draft.postOnly ? makerFeePpm : takerFeePpm,
    exitFeePpm: takerFeePpm,
  };
}

const NO_PLAN = { stop: '', target: '', trail: '', leverage: null, holdHours: null, bracketFollows: true } as const;

type Followed = Pick<Draft, 'stop' | 'target' | 'trail' | 'leverage' | 'holdHours' | 'bracketFollows'>;

/** Stop and target while they follow the entry; of an addition none, it takes those of the position. */
function planOf(draft: Draft, facts: DraftFacts): Partial<Followed> {
  if (addedTo(draft, facts.position) !== null) return NO_PLAN;
  if (!draft.active || !draft.bracketFollows) return {};
  const reference = referenceOf(draft, facts.mark);
  const { side } = draft;
  const { tick } = facts.instrument;
  return {
    stop: priceAway(reference, draft.stopPercent, { side, winning: false, tick }),
    target: priceAway(reference, draft.targetPercent, { side, winning: true, tick }),
    bracketFollows: true,
  };
}

/** The fields that follow from the others, where they differ; null when all stand as they should. */
export function derive(draft: Draft, facts: DraftFacts): Partial<Draft> | null {
  const plan = planOf(draft, facts);
  const filled = { ...draft, ...plan };
  const lots = draft.size === '' ? null : lotsOf(draft.size, draft.sizeUnit, sizeFacts(filled, facts));
  const wanted = { ...plan, lots };
  const differs = (Object.keys(wanted) as (keyof typeof wanted)[]).some((name) => wanted[name] !== draft[name]);
  return differs ? wanted : null;
}

/** The share of its price by which the mark may move before a size at market is worked out again, so that it does not flicker. */
const STEADY_PPM = 1_000;

/** The mark that sizes are worked out with: it follows only larger moves. */
export function steadyMark(before: string | null, mark: string | null): string | null {
  if (mark === null || before === null) return mark;
  const moved = Math.abs(Number(mark) / Number(before) - 1) * PPM;
  return moved > STEADY_PPM ? mark : before;
}
