import * as z from 'zod';
import { TIMEFRAMES } from '../domain/timeframe.ts';
import { contractSymbolSchema, ERRORS, moment, rowStream, viewer } from './base.ts';
import { candleColumns } from './market.ts';

/**
 * Indicators of a chart as text, separated by commas: `ema:period=21,bollinger:period=20:width=2,vwap`. Parameters left
 * out have their defaults. `vwap` without a window starts anew each day, 00:00 UTC.
 */
const studies = z
  .string()
  .max(600)
  .regex(
    /^$|^[a-z]+(:[a-z]+=[0-9.]+)*(,[a-z]+(:[a-z]+=[0-9.]+)*)*$/,
    'Write name:parameter=value, separated by commas.',
  )
  .default('');

const value = z.number().nullable();

/** Closed candles with what the indicators were at their close; see {@link candleColumns}. */
const chartPage = candleColumns.extend({
  /** In the order asked for; each output is a column of the candles' length, null where it has no full look-back. */
  studies: z.array(
    z.object({ study: z.string(), outputs: z.array(z.object({ name: z.string(), values: z.array(value) })) }),
  ),
});
export type ChartPage = z.infer<typeof chartPage>;

/** The bar that just closed, or the open one as it is now. `key` is its open time. */
const chartBar = z.object({
  key: z.string(),
  ts: moment,
  closed: z.boolean(),
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  volume: z.number(),
  /** Values of all outputs in the order of {@link chartPage}, for an open bar as if it closed now. */
  values: z.array(value),
});
export type ChartBar = z.infer<typeof chartBar>;

const shown = z.object({ symbol: contractSymbolSchema, timeframe: z.enum(TIMEFRAMES), studies });
const FAILURES = { NOT_FOUND: ERRORS.NOT_FOUND, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE };

/** The calls of the group `market` that a price chart is drawn from. */
export const chartCalls = {
  chart: viewer
    .route({
      method: 'GET',
      path: '/market/chart',
      summary: 'Closed candles with indicators, newest `limit` before `before`',
    })
    .input(
      shown.extend({
        limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
        before: z.coerce.number().int().optional(),
      }),
    )
    .output(chartPage)
    .errors(FAILURES),
  watchChart: viewer
    .route({
      method: 'GET',
      path: '/market/chart/watch',
      summary: 'The last closed and the open bar with indicators, as they change',
    })
    .input(shown)
    .output(rowStream(chartBar))
    .errors(FAILURES),
};
