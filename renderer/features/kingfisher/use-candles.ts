import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { sameData } from '#renderer/data/same-data.ts';
import type { TickerView } from '#shared/contract/market.ts';
import { timeframeLength, type ChartTimeframe } from './chart/fit.ts';
import type { Candles, Scene } from './chart/scene.ts';

const LIMIT = 2_000;
/** A closed candle is stored a moment after its time. */
const CLOSING_MS = 3_000;

/** Closed candles of a contract; asked for again when one more has closed. */
export function useCandles(symbol: string, timeframe: ChartTimeframe, now: number | null, enabled = true) {
  const { market } = useApi();
  const length = timeframeLength(timeframe);
  const closed = now === null ? 0 : Math.floor((now - CLOSING_MS) / length) * length;
  const query = useQuery({
    ...market.candles.queryOptions({ input: { symbol, timeframe, limit: LIMIT, before: closed } }),
    enabled: enabled && symbol !== '' && closed > 0,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const [kept, setKept] = useState<{ readonly key: string; readonly data: typeof query.data }>({
    key: '',
    data: undefined,
  });
  const key = `${symbol} ${timeframe}`;
  // The last answer stays until the next is there, but never under another name.
  if (query.data !== undefined && (kept.key !== key || kept.data !== query.data)) setKept({ key, data: query.data });
  const data = query.data ?? (kept.key === key ? kept.data : undefined);
  const candles = useMemo<Candles | null>(() => {
    if (data === undefined) return null;
    const { ts, open, high, low, close } = data;
    const [t, o, h, l, c] = [ts, open, high, low, close].map((column) => Float64Array.from(column));
    if (t === undefined || o === undefined || h === undefined || l === undefined || c === undefined) return null;
    return { ts: t, open: o, high: h, low: l, close: c };
  }, [data]);
  return { query, candles, closed };
}

type Forming = NonNullable<Scene['forming']> & { readonly key: string };

/** The candle under way after a price; `last` is where the one before it closed. */
function grown(
  before: Forming | null,
  begin: { readonly key: string; readonly ts: number },
  last: number,
  price: number,
): Forming {
  const goesOn = before !== null && before.ts === begin.ts && before.key === begin.key;
  const { open, high, low } = goesOn ? before : { open: last, high: last, low: last };
  return { ...begin, open, high: Math.max(high, price), low: Math.min(low, price), close: price };
}

/** The candle under way, from what the tickers told since it began. */
export function useForming(
  ticker: TickerView | null,
  candles: Candles | null,
  timeframe: ChartTimeframe,
): Scene['forming'] {
  const [forming, setForming] = useState<Forming | null>(null);
  const last = candles?.close.at(-1);
  if (ticker === null || last === undefined) return null;
  const length = timeframeLength(timeframe);
  const begin = { key: `${ticker.key} ${timeframe}`, ts: Math.floor(ticker.asOf / length) * length };
  const next = grown(forming, begin, last, ticker.last);
  if (forming !== null && sameData(forming, next)) return forming;
  setForming(next);
  return next;
}
