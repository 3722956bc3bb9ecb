import { useEffect, useEffectEvent, useState, useSyncExternalStore, type RefObject } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import type { Interval } from './chart-settings.ts';
import { ChartSource, type ChartState } from './chart-source.ts';
import { PriceChart } from './price-chart.ts';
import { SceneHolder } from './scene-holder.ts';
import { chosenStudies, studiesText } from './studies.ts';
import type { ContractUnits } from './trade-levels.ts';

/** A chart on the page with the bars it shows and the scene over them. */
export interface OpenChart {
  readonly chart: PriceChart;
  readonly source: ChartSource;
  readonly scene: SceneHolder;
}

interface Wanted {
  readonly symbol: string;
  readonly interval: Interval;
  readonly studies: readonly string[];
  readonly units: ContractUnits;
}

/** Makes the chart in an element, and anew for another contract, interval or set of indicators. */
export function useChart(place: RefObject<HTMLDivElement | null>, wanted: Wanted): OpenChart | null {
  const client = useClient();
  const tokens = useTokens();
  const [open, setOpen] = useState<OpenChart | null>(null);
  /** A changed theme dresses the chart that is there, below, and makes no new one. */
  const dress = useEffectEvent(() => tokens);
  const { symbol, interval } = wanted;
  const { tick, priceDecimals } = wanted.units;
  const studies = wanted.studies.join();

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const chosen = chosenStudies(studies.split(','));
    const barMs = timeframeMs(interval);
    const first = dress();
    const chart = new PriceChart(element, { barMs, priceDecimals, tick: Number(tick), studies: chosen }, first);
    const question = { symbol, interval, studies: studiesText(chosen) };
    const source = new ChartSource(client, question, {
      all: (window, shift) => chart.setWindow(window, shift),
      bar: (bar) => chart.setBar(bar),
    });
    const scene = new SceneHolder(chart, {
      tokens: first,
      levels: [],
      ghost: null,
      drawings: [],
      held: null,
      selected: null,
      fills: [],
      hoveredFill: null,
      bands: null,
      barMs,
      priceDecimals,
    });
    chart.onEdge = (edge) => (edge === 'older' ? source.older() : source.newer());
    source.start();
    setOpen({ chart, source, scene });
    return () => {
      setOpen(null);
      source.stop();
      chart.remove();
    };
  }, [client, place, symbol, interval, studies, tick, priceDecimals]);

  useEffect(() => {
    open?.chart.setTheme(tokens);
    open?.scene.set({ tokens });
  }, [open, tokens]);
  return open;
}

/** The bars as they stand, for what is written beside the chart. */
export const useBars = ({ source }: OpenChart): ChartState => useSyncExternalStore(source.subscribe, source.snapshot);
