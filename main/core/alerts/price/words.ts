import type { AlertPlace, AlertPrice, PriceAlert } from '#shared/domain/price-alert.ts';

/** What happens to each price, as a whole: a name beside a figure could not be told from it when it is said in another language. */
const NAMED: Readonly<Record<AlertPrice, (does: string) => string>> = {
  last: (does) => `The last price ${does}`,
  mark: (does) => `The mark price ${does}`,
};

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
  const at = priceText(seen, price);
  const through = way === 'up' ? `${at} has risen through ${price}` : `${at} has fallen through ${price}`;
  const reached = way === 'up' ? `has risen to ${price}` : `has fallen to ${price}`;
  const blind = unwatched ? ' It did so while no price was known here.' : '';
  return `${NAMED[triggerBy](place === 'at' ? reached : through)}.${blind}`;
}

/** `XBTUSDTM above 70000.0`. */
export function crossingTitle({ symbol, price }: Pick<PriceAlert, 'symbol' | 'price'>, place: AlertPlace): string {
  return `${symbol} ${place} ${price}`;
}
