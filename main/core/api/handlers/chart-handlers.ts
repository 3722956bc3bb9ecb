import type { chartCalls } from '#shared/contract/chart.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { ApiParts } from '../api-parts.ts';
import type { ChartRequest } from '../chart/chart-bars.ts';
import { readStudies } from '../chart/chart-study.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';

interface Asked {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly studies: string;
}

export function chartHandlers({
  charts,
  instruments,
}: Pick<ApiParts, 'charts' | 'instruments'>): Pick<HandlersOf<'market'>, keyof typeof chartCalls> {
  const requestOf = ({ symbol: text, timeframe, studies }: Asked): ChartRequest => {
    const symbol = contractSymbol(text);
    if (!instruments.has(symbol)) throw contractError('NOT_FOUND', { what: `contract ${text}` });
    const read = readStudies(studies);
    if (!read.ok) throw notAvailable(read.error);
    return { symbol, timeframe, studies: read.value };
  };
  return {
    chart: (asked) => Promise.resolve(charts.page(requestOf(asked), asked.limit, asked.before)),
    watchChart: (asked, { signal }) => charts.watch(requestOf(asked), signal),
  };
}
