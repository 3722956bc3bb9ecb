import type { TickerView } from '#shared/contract/market.ts';
import { useDraft, type DraftKind, type DraftSide } from '../draft.ts';
import { onTick } from '../on-tick.ts';
import { takesPrice } from './draft-ticket.ts';

/** The best prices of both sides on the tick; empty where they are not known. */
export interface Quote {
  readonly buy: string;
  readonly sell: string;
}

export function quoteOf(ticker: Pick<TickerView, 'bid' | 'ask'> | null, tick: string): Quote {
  const price = (value: number | undefined): string =>
    value === undefined || !(value > 0) || tick === '' ? '' : (onTick(value, tick) ?? '');
  return { buy: price(ticker?.bid), sell: price(ticker?.ask) };
}

/** Fills an empty limit, or one that was filled in by itself before, with the best price of the own side. */
function offer(quote: Quote): void {
  const { kind, side, price, offered, patch } = useDraft.getState();
  const best = quote[side];
  // A trigger, and the limit behind one, stand where a person means them: no price of the market is a guess at them.
  if (kind === 'limit' && best !== '' && (price === '' || price === offered)) patch({ price: best, offered: best });
}

/** Begins an order on a side. */
export function startOrder(side: DraftSide, quote: Quote): void {
  useDraft.getState().start(side);
  offer(quote);
}

/** Begins an order of a kind. */
export function chooseKind(kind: DraftKind, quote: Quote): void {
  const { price, offered, patch } = useDraft.getState();
  const stays = takesPrice(kind) && price !== offered;
  patch({ kind, active: true, method: null, ...(stays ? {} : { price: '', offered: '' }) });
  offer(quote);
}
