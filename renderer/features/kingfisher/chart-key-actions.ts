import type { KeyboardEvent } from 'react';
import { chartKey, type ChartKey } from './chart/chart-keys.ts';
import type { LiquidationChart } from './chart/chart.ts';
import { nextEdge } from './chart/streaks.ts';
import { cellAt } from './chart/heat-field.ts';
import { crossHair } from './cross-hair.ts';
import { useKingfisherDialogs } from './dialogs.ts';
import { RANGES, useKingfisherScope } from './scope.ts';

type Move = Extract<ChartKey, { kind: 'move' }>;
const BIN = Math.log1p(0.002);
/** Shift moves prices by this many levels. */
const FAR_LEVELS = 10;

/** Where the cross-hair goes with an arrow; it begins at now and the mark. */
function moved(chart: LiquidationChart, { time, price: levels, far }: Move): { price: number; ts: number | null } {
  const { scene, viewport, layout } = chart;
  const hair = crossHair();
  const from = hair.price ?? scene.mark;
  const width = scene.field?.width ?? BIN;
  const price = from * Math.exp(levels * width * (far ? FAR_LEVELS : 1));
  if (layout.plot.width === 0) return { price, ts: null };
  const ts = hair.ts ?? Math.min(scene.now, viewport.to) - scene.timeframeMs / 2;
  if (time === 0) return { price, ts };
  const stepped = Math.min(scene.now, ts + time * scene.timeframeMs);
  const { field } = scene;
  if (!far || field === null) return { price, ts: stepped };
  const cell = cellAt(field, ts, price);
  if (cell.column < 0 || cell.level < 0) return { price, ts: stepped };
  return { price, ts: field.from + (nextEdge(field, cell.column, cell.level, time) + 0.5) * field.columnMs };
}

/** The cluster next to the one the cross-hair is at, by price. */
function clusterFrom(chart: LiquidationChart, step: -1 | 1): { price: number; ts: null } | null {
  const { clusters, mark } = chart.scene;
  const at = crossHair().price ?? mark;
  const prices = clusters.map(({ price }) => price).sort((a, b) => a - b);
  const found = step > 0 ? prices.find((one) => one > at * 1.0001) : prices.findLast((one) => one < at * 0.9999);
  return found === undefined ? null : { price: found, ts: null };
}

interface KeyHost {
  readonly chart: LiquidationChart | null;
  readonly fit: () => void;
  readonly savePicture: () => void;
}

type Doers = { readonly [K in ChartKey['kind']]: (key: Extract<ChartKey, { kind: K }>) => void };

const NEXT_CLASS = { all: 'medium', medium: 'high', high: 'all' } as const;

function doersOf(chart: LiquidationChart, host: KeyHost): Doers {
  const scope = useKingfisherScope.getState();
  const { show } = useKingfisherDialogs.getState();
  const price = crossHair().price;
  return {
    move: (key) => {
      const place = moved(chart, key);
      const [low, high] = [Math.exp(chart.viewport.low), Math.exp(chart.viewport.high)];
      if (place.price > low && place.price < high) chart.point(place);
    },
    cluster: ({ step }) => {
      const place = clusterFrom(chart, step);
      if (place !== null) chart.point(place);
    },
    view: ({ view }) => toggleView(view),
    range: ({ index }) => {
      const range = RANGES[index];
      if (range !== undefined) scope.setRange(range);
    },
    class: () => scope.setLeverage(NEXT_CLASS[scope.leverage]),
    optical: () => scope.setOptical(!scope.optical),
    alert: () => show('alert', price),
    calculator: () => show('calculator', price),
    simulate: () => scope.setSimulatePrice(price ?? chart.scene.mark),
    table: () => show('table'),
    picture: host.savePicture,
    fit: host.fit,
    clear: () => chart.point(null),
  };
}

/** Heatmap and map are shown or not by themselves, but one of them always is; classic stands in place of both. */
export function toggleView(view: 'heatmap' | 'map' | 'classic'): void {
  const { view: now, setView } = useKingfisherScope.getState();
  if (view === 'classic') setView({ classic: !now.classic });
  else if (now.classic) setView({ classic: false, [view]: true });
  else {
    const other = view === 'heatmap' ? 'map' : 'heatmap';
    setView({ [view]: !now[view], ...(now[view] ? { [other]: true } : {}) });
  }
}

/** Turns a key press on the chart into what it does. */
export function onChartKey(event: KeyboardEvent, host: KeyHost): void {
  const { chart } = host;
  const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
  const found = chartKey({ key, shift: shiftKey, modified: ctrlKey || altKey || metaKey });
  if (found === null || chart === null) return;
  event.preventDefault();
  event.stopPropagation();
  (doersOf(chart, host)[found.kind] as (key: ChartKey) => void)(found);
}
