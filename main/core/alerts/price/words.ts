import type { AlertPlace, AlertPrice, PriceAlert } from '#shared/domain/price-alert.ts';

export const PRICE_NAMES: Readonly<Record<AlertPrice, string>> = { last: 'last price', mark: 'mark price' };

/** More digits than the level has: a mark lies between two ticks. */
const FINER = 2;

/** A price with the decimals of a level, and with more where it has more. */
export function priceText(price: number, like: string): string {
  const decimals = like.split('.')[1]?.length ?? 0;
  return price
    .toFixed(decimals + FINER)
    .replace(/0{1,2}$/, '')
    .replace(/\.$/, '');
}

/** What happened at a level, as a person is told. */
export interface Crossing {
  readonly seen: number;
  readonly way: 'up' | 'down';
  /** Where the price is now. */
  readonly place: AlertPlace;
  /** True when it happened while no price was known. */
  readonly unwatched: boolean;
}

/** `The last price 70012.5 has risen through 70000.0.` */
export function crossingSentence(
  { triggerBy, price }: Pick<PriceAlert, 'triggerBy' | 'price'>,
  { seen, way, place, unwatched }: Crossing,
): string {
  const moved = way === 'up' ? 'risen' : 'fallen';
  const did = place === 'at' ? `has ${moved} to` : `${priceText(seen, price)} has ${moved} through`;
  const blind = unwatched ? ' It did so while no price was known here.' : '';
  return `The ${PRICE_NAMES[triggerBy]} ${did} ${price}.${blind}`;
}

/** `XBTUSDTM above 70000.0`. */
export function crossingTitle({ symbol, price }: Pick<PriceAlert, 'symbol' | 'price'>, place: AlertPlace): string {
  return `${symbol} ${place} ${price}`;
}
