import { contractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';

export function depthHandlers({ depth, instruments }: ApiParts): HandlersOf<'depth'> {
  const known = (symbol: string): Instrument => {
    const instrument = instruments.get(contractSymbol(symbol));
    if (instrument === undefined) throw contractError('NOT_FOUND', { what: `contract ${symbol}` });
    return instrument;
  };
  return {
    book: ({ symbol, levels, groupTicks }, { signal }) => depth.book(known(symbol), levels, groupTicks, signal),
    trades: ({ symbol }, { signal }) => depth.trades(known(symbol), signal),
  };
}
