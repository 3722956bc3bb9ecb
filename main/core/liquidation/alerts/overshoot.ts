import { cascadeAt, worthTo } from '../cascade.ts';
import type { KnownBook } from '../known-book.ts';
import type { LiquidationMap } from '../liquidation-map.ts';

const MOST_ROUNDS = 50;

/**
 * How far beyond a price its liquidations would push, share of the price. Where the known book ends before, it is taken to go
 * on as thick as it is known on the average. Null when less than two levels are known.
 * @param basePerLot base units of a contract.
 */
export function expectedOvershoot(
  map: LiquidationMap,
  trigger: number,
  book: KnownBook,
  basePerLot: number,
): number | null {
  const side = trigger < map.price ? 'long' : 'short';
  const levels = side === 'long' ? book.bids : book.asks;
  const found = cascadeAt(map, trigger, levels, basePerLot);
  if (!found.bookExhausted || found.liquidated === 0) return found.overshoot;
  const [first, last] = [levels[0], levels.at(-1)];
  if (first === undefined || last === undefined || first.price === last.price) return null;
  const worth = levels.reduce((sum, { price, lots }) => sum + price * lots * basePerLot, 0);
  const thickness = worth / Math.abs(Math.log(last.price / first.price));
  let way = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const end = trigger * Math.exp(side === 'long' ? -way : way);
    const further = worthTo(map, side, end) / thickness;
    if (further <= way) break;
    way = further;
  }
  return side === 'long' ? 1 - Math.exp(-way) : Math.exp(way) - 1;
}
