import { useMemo, useState } from 'react';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import type { LiquidationMapView, LiquidationRow } from '#shared/contract/liquidations.ts';
import type { TickerView } from '#shared/contract/market.ts';
import { timeframeLength, type ChartTimeframe } from './chart/fit.ts';
import type { ColumnRange, HeatField } from './chart/heat-field.ts';
import { foreignLayers } from './chart/imported.ts';
import { mapBars } from './chart/map-bars.ts';
import { opticalField } from './chart/optical.ts';
import { firstCandle } from './chart/paint-candles.ts';
import { realisedBins } from './chart/realised.ts';
import type { Candles, Scene } from './chart/scene.ts';
import { useKingfisherScope } from './scope.ts';
import { strengthOf } from './trust.ts';
import { useCandles, useForming } from './use-candles.ts';
import { useHeatField } from './use-heat-field.ts';
import {
  useImportedLayers,
  useLiquidationLevels,
  useLiquidationMap,
  useLiquidationTape,
} from './use-liquidation-data.ts';

/** The chart moves on with time in steps of this, ms. */
const NOW_STEP = 5_000;

const NONE: Scene['imported'] = [];

const closeAt =
  (candles: Candles | null, otherwise: number) =>
  (ts: number): number => {
    if (candles === null) return otherwise;
    const next = firstCandle(candles, ts);
    return candles.close[Math.max(0, next - 1)] ?? otherwise;
  };

/** The field of the scope: near term only where that is chosen. New columns of the near term make a new field. */
function useScopedField(row: LiquidationRow, now: number | null, onColumns: (range: ColumnRange) => void) {
  const leverage = useKingfisherScope((state) => state.leverage);
  // Every level of the classes from 25x on is near term by definition.
  const optical = useKingfisherScope((state) => state.optical) && leverage === 'all';
  const shown = useKingfisherScope((state) => state.view.heatmap && !state.view.classic);
  // Typed arrays are filled in place: this tells that they were.
  const [told, setTold] = useState(0);
  const onTold = (range: ColumnRange): void => {
    onColumns(range);
    if (optical) setTold((count) => count + 1);
  };
  const all = useHeatField(row, leverage, shown, onTold);
  const medium = useHeatField(row, 'medium', shown && optical, onTold);
  const { price } = row;
  // As long as a column: what is near is told by the price at its end.
  const { candles } = useCandles(row.symbol, '15m', now, shown && optical);
  const field = useMemo<HeatField | null>(() => {
    if (!optical || all.field === null) return all.field;
    void told;
    return medium.field === null ? null : opticalField(all.field, medium.field, closeAt(candles, price));
    // The price of now matters only where there are no candles.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [optical, all.field, medium.field, candles, told]);
  return { field: shown ? field : null, query: all.query };
}

function useBars(map: LiquidationMapView | undefined, leverage: string) {
  const tiers = useKingfisherScope((state) => state.tiers);
  const optical = useKingfisherScope((state) => state.optical);
  return useMemo(() => {
    void leverage;
    return map === undefined ? null : mapBars(map, { tiers, optical });
  }, [map, leverage, tiers, optical]);
}

/** What is drawn of the clusters, voids, realised and imported of the contract shown. */
function useLevelsDrawn(length: number) {
  const known = useLiquidationLevels().data;
  const tape = useLiquidationTape().data;
  const layers = useImportedLayers().data;
  const importsShown = useKingfisherScope((state) => state.imported);
  const imported = useMemo(() => (importsShown ? foreignLayers(layers ?? []) : NONE), [layers, importsShown]);
  const realised = useMemo(() => realisedBins(tape ?? [], length), [tape, length]);
  return useMemo(
    () => ({ clusters: known?.clusters ?? [], voids: known?.voids ?? [], realised, imported }),
    [known, realised, imported],
  );
}

/** Mark and decimals: of the ticker where there is one. */
function useMark(row: LiquidationRow, ticker: TickerView | null) {
  const mark = ticker?.mark ?? row.price;
  const decimals = ticker?.priceDecimals ?? 2;
  return useMemo(() => ({ mark, priceDecimals: decimals }), [mark, decimals]);
}

/** Everything the chart draws of the contract and scope shown; null before the host's time is known. */
export function useChartScene(row: LiquidationRow, timeframe: ChartTimeframe, onColumns: (range: ColumnRange) => void) {
  const { symbol, coverage } = row;
  const clock = useHostNow();
  const ticker = useRows('tickers').rows.find(({ key }) => key === symbol) ?? null;
  const leverage = useKingfisherScope((state) => state.leverage);
  const map = useLiquidationMap();
  const candles = useCandles(symbol, timeframe, clock);
  const forming = useForming(ticker, candles.candles, timeframe);
  const heat = useScopedField(row, clock, onColumns);
  const bars = useBars(map.data, leverage);
  const timeframeMs = timeframeLength(timeframe);
  const drawn = useLevelsDrawn(timeframeMs);
  const price = useMark(row, ticker);
  const now = clock === null ? null : Math.floor(clock / NOW_STEP) * NOW_STEP;
  const strength = strengthOf(coverage, map.data?.skill?.mayWeigh ?? null);
  const ahead = !coverage.stale;
  const scene = useMemo<Scene | null>(() => {
    if (now === null || !(price.mark > 0)) return null;
    const inTime = { now, timeframeMs, candles: candles.candles, forming };
    return { symbol, ...price, ...inTime, field: heat.field, bars, ...drawn, strength, ahead };
  }, [symbol, price, now, timeframeMs, candles.candles, forming, heat.field, bars, drawn, strength, ahead]);
  return { scene, heat: heat.query, candles: candles.query, map };
}
