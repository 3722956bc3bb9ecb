import type { OrderTicket } from '#shared/contract/order.ts';
import type { PositionView } from '#shared/contract/portfolio.ts';
import { say } from '#shared/language/words.ts';
import type { DepthUnits } from '#renderer/data/depth-store.ts';
import { useDraft, type Draft } from '../draft.ts';
import { priceAway } from '../ticket/bracket.ts';
import { ticketOf } from '../ticket/draft-ticket.ts';
import { priceText } from './grouping.ts';

/** Where in the ladder was clicked: a side's column, or the price between them, which leaves the side as it is. */
export interface LadderClick {
  readonly ticks: number;
  readonly zone: 'buy' | 'sell' | 'price';
}

const tickText = ({ tickUnits, priceDecimals }: DepthUnits): string => priceText(1, tickUnits, priceDecimals);

/** What a click sets in the draft: the price where its kind has one. */
export function clickedDraft(draft: Draft, { ticks, zone }: LadderClick, units: DepthUnits): Partial<Draft> {
  const price = priceText(ticks, units.tickUnits, units.priceDecimals);
  const side = zone === 'price' ? draft.side : zone;
  const common = { symbol: units.symbol, active: true, ...(side === draft.side ? {} : { side }) };
  if (draft.kind === 'stop-market') return { ...common, trigger: price };
  return { ...common, price, ...(draft.kind === 'market' ? { kind: 'limit' as const } : {}) };
}

/**
 * The limit order that a click sends: price and side of the click, everything else of the draft. A sentence where something
 * is missing.
 * @param position what is held of the contract: an addition takes its stop and target.
 */
export function clickedTicket(
  draft: Draft,
  { ticks, zone }: LadderClick,
  units: DepthUnits,
  position: Pick<PositionView, 'side'> | null,
): OrderTicket | string {
  const price = priceText(ticks, units.tickUnits, units.priceDecimals);
  const side = zone === 'price' ? draft.side : zone;
  if (draft.reduceOnly) return say('The ticket only reduces: use Close in the table, or turn Reduce-only off.');
  const adds = position !== null && (position.side === 'long') === (side === 'buy');
  const follow = draft.bracketFollows || side !== draft.side;
  const tick = tickText(units);
  const away = (percent: number, winning: boolean): string => priceAway(price, percent, { side, winning, tick });
  const bracket = follow
    ? { stop: away(draft.stopPercent, false), target: away(draft.targetPercent, true) }
    : { stop: draft.stop, target: draft.target };
  const terms = adds ? { stop: '', target: '', trail: '', leverage: null, holdHours: null } : bracket;
  return ticketOf({ ...draft, symbol: units.symbol, side, kind: 'limit', price, trigger: '', ...terms });
}

/** Puts a click into the draft. */
export function fillDraft(click: LadderClick, units: DepthUnits): void {
  const { patch, ...draft } = useDraft.getState();
  patch(clickedDraft(draft, click, units));
}
