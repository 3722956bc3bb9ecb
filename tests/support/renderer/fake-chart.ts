import type { Client } from '#shared/contract/index.ts';
import type { ChartBar, ChartPage } from '#shared/contract/chart.ts';
import type { TickerView } from '#shared/contract/market.ts';
import { bucketStart, timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { INDICATORS, isIndicatorName } from '#core/indicators/registry.ts';
import { FakeRows } from './fake-rows.ts';
import { sampleRandom, sampleWalk } from './sample-random.ts';

const BARS = 600;

interface Asked {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly studies?: string | undefined;
}

type Candles = Omit<ChartPage, 'studies'>;

function sampleCandles(ticker: TickerView, timeframe: Timeframe, now: number): Candles {
  const { last } = ticker;
  const close = sampleWalk(last > 1_000 ? 11 : 12, BARS, last * 0.94, last, last * 0.008);
  const random = sampleRandom(17);
  const newest = bucketStart(now, timeframe);
  const open = close.map((value, row) => close[row - 1] ?? value);
  const reach = close.map(() => random() * last * 0.003);
  return {
    ts: close.map((_, row) => newest - (BARS - row) * timeframeMs(timeframe)),
    open,
    close,
    high: close.map((value, row) => Math.max(value, open[row] ?? value) + (reach[row] ?? 0)),
    low: close.map((value, row) => Math.min(value, open[row] ?? value) - (reach[row] ?? 0)),
    volume: close.map(() => 200 + random() * 1_400),
  };
}

/** Values of the asked indicators, by the functions of the core. */
function sampleStudies(text: string, candles: Candles): ChartPage['studies'] {
  const columns = {
    high: Float64Array.from(candles.high),
    low: Float64Array.from(candles.low),
    close: Float64Array.from(candles.close),
    volume: Float64Array.from(candles.volume),
  };
  return text.split(',').flatMap((study) => {
    const [name = '', ...pairs] = study.split(':');
    if (!isIndicatorName(name)) return [];
    const params: Record<string, number> = {};
    for (const pair of pairs) {
      const [key = '', value] = pair.split('=');
      params[key] = Number(value);
    }
    const found = INDICATORS[name].batch(columns, params);
    const outputs = Object.entries(found).map(([output, values]) => ({
      name: output,
      values: [...values].map((value) => (Number.isFinite(value) ? value : null)),
    }));
    return [{ study, outputs }];
  });
}

/** Charts of the sample contracts: some hundred bars that end at the present price, and the open one. */
export function chartCalls(tickers: () => readonly TickerView[]): Pick<Client['market'], 'chart' | 'watchChart'> {
  const candlesOf = ({ symbol, timeframe }: Asked): Candles => {
    const ticker = tickers().find(({ key }) => key === symbol) ?? tickers()[0];
    if (ticker === undefined) return { ts: [], open: [], high: [], low: [], close: [], volume: [] };
    return sampleCandles(ticker, timeframe, Date.now());
  };
  return {
    chart: async (asked) => {
      const all = candlesOf(asked);
      const candles = asked.before === undefined ? all : { ts: [], open: [], high: [], low: [], close: [], volume: [] };
      return { ...candles, studies: sampleStudies(asked.studies ?? '', candles) };
    },
    watchChart: async (asked, options) => {
      const { ts, close } = candlesOf(asked);
      const at = (ts.at(-1) ?? 0) + timeframeMs(asked.timeframe);
      const price = close.at(-1) ?? 0;
      const studies = sampleStudies(asked.studies ?? '', candlesOf(asked));
      const values = studies.flatMap(({ outputs }) => outputs.map(({ values: of }) => of.at(-1) ?? null));
      const bar: ChartBar = {
        key: String(at),
        ts: at,
        closed: false,
        open: price,
        high: price,
        low: price,
        close: price,
        volume: 12,
        values,
      };
      return new FakeRows([bar]).watch(options?.signal);
    },
  };
}
