import { ASK, BID, type DepthColumns } from '#core/market/depth-columns.ts';
import { isList, UnreadableMessage, type ExactObject } from './exact-json.ts';
import { sizeOf, ticksOf } from './exact-number.ts';
import type { VenueContract } from './venue-contract.ts';

/** Fills columns with the `bids` and `asks` of a book: rows of price and size. @throws UnreadableMessage */
export function fillLevels(book: ExactObject, contract: VenueContract, into: DepthColumns): void {
  for (const [key, side] of [
    ['bids', BID],
    ['asks', ASK],
  ] as const) {
    const rows = book[key];
    if (!isList(rows)) throw new UnreadableMessage(`The ${key} of ${contract.venueSymbol} are not a list`);
    for (const row of rows) {
      const [price, size] = isList(row) ? row : [];
      if (typeof price !== 'string' || typeof size !== 'string')
        throw new UnreadableMessage(`A level of the ${key} of ${contract.venueSymbol} is no price and size`);
      into.push(side, ticksOf(contract, price), sizeOf(contract, size), 0);
    }
  }
}
