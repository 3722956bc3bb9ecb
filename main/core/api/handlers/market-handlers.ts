import type { chartCalls } from '#shared/contract/chart.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import { candlesOf } from '../candle-reader.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { ApiParts } from '../api-parts.ts';
import { columnsView } from '../views/explanation-view.ts';
import { instrumentView } from '../views/market-views.ts';

type OwnCalls = Omit<HandlersOf<'market'>, keyof typeof chartCalls>;

export function marketHandlers({ core, live, store, candleImports, instruments }: ApiParts): OwnCalls {
  return {
    instruments: () => Promise.resolve([...instruments.values()].map(instrumentView)),
    candles: ({ symbol, timeframe, limit, before }) => {
      const known = contractSymbol(symbol);
      if (!instruments.has(known)) throw contractError('NOT_FOUND', { what: `contract ${symbol}` });
      const to = before ?? core.parts.clock.now();
      const from = to - limit * timeframeMs(timeframe);
      return Promise.resolve(columnsView(candlesOf(store.candles, known, timeframe, from, to)));
    },
    watch: (_, { signal }) => live.tickers.subscribe(signal),
    series: async () => candleImports.series().map(({ bytes: _, ...series }) => series),
  };
}
