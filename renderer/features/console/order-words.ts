import type { OrderView } from '#shared/contract/order.ts';
import { say, sayAs } from '#shared/language/words.ts';

/** A way of working an order, as the whole trade calls it. */
export const TWAP = 'TWAP';

export const SIDE_WORDS: Readonly<Record<OrderView['side'], string>> = { buy: say('Buy'), sell: say('Sell') };

/** What an order or a fill is for. */
export const ROLE_WORDS: Readonly<Record<OrderView['role'], string>> = {
  entry: sayAs('order', 'entry'),
  stop: sayAs('order', 'stop'),
  target: sayAs('order', 'target'),
  exit: sayAs('order', 'exit'),
};

/** Which side of the book a fill was on. */
export const LIQUIDITY_WORDS: Readonly<Record<'maker' | 'taker', string>> = {
  maker: say('maker'),
  taker: say('taker'),
};
