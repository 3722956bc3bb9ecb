import {
  CandlestickSeries,
  createChart,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type Logical,
  type MouseEventParams,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { ChartBar } from '#shared/contract/chart.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import { barIndexOf, blanksBetween, momentAt, type BarWindow } from './bar-window.ts';
import { FIXED_OPTIONS, scaleMode, themeOptions } from './chart-options.ts';
import { Overlay } from './overlay.ts';
import { CHIP, LANE, NARROW_CHART, NARROW_CHIP, type Plot, type Scene } from './plot.ts';
import { StudyLines } from './study-lines.ts';
import type { StudyChoice } from './studies.ts';

/** What the chart is made for; another contract, interval or set of indicators makes another chart. */
interface ChartForm {
  readonly barMs: number;
  readonly priceDecimals: number;
  readonly tick: number;
  readonly studies: readonly StudyChoice[];
}

const timeOf = (ts: number): UTCTimestamp => (ts / 1_000) as UTCTimestamp;
/** Bars before the edge at which older ones are asked for. */
const PAGE_EDGE = 60;
const BAR_WIDTH = 6;
const PHONE_CHART = 460;
const PHONE_ROOM = 40;
/** A width that changed by more than this share is another window. */
const OTHER_WIDTH = 0.25;
const NO_PLOT: Plot = { width: 0, height: 0, x: () => null, y: () => null };
const PRICE_STRETCH = 6;
const VOLUME_STRETCH = 1;
const STUDY_STRETCH = 1.3;

/** The chart library behind what the console needs of it: a window of bars, its indicators, and a scene over them. */
export class PriceChart {
  readonly #chart: IChartApi;
  readonly #form: ChartForm;
  readonly #bars: ISeriesApi<'Candlestick'>;
  readonly #volume: ISeriesApi<'Histogram'>;
  readonly #lines: StudyLines;
  readonly #overlay: Overlay;
  readonly #painted = new Set<() => void>();
  #tokens: Tokens;
  /** The library throws at every call to a chart that was removed; effects of the page may come one commit late. */
  #removed = false;
  /** Open times as the library counts them: bars and the blanks of holes. */
  #times: number[] = [];
  #include: readonly number[] = [];
  #shown = false;
  /** Of the pane when the bars were last fitted to it. */
  #width = 0;
  /** The close of the newest bar; null before there is one. */
  #last: number | null = null;
  /** Asked when the left or the right edge of the bars comes near. */
  onEdge: ((edge: 'older' | 'newer') => void) | null = null;
  /** The bar under the pointer, ms; null when the pointer left. */
  onHover: ((at: number | null) => void) | null = null;

  constructor(element: HTMLElement, form: ChartForm, tokens: Tokens) {
    this.#form = form;
    this.#tokens = tokens;
    this.#chart = createChart(element, FIXED_OPTIONS);
    const precision = form.priceDecimals;
    const formatter = (price: number): string => formatNumber(price, precision);
    this.#bars = this.#chart.addSeries(CandlestickSeries, {
      priceFormat: { type: 'custom', formatter, minMove: form.tick },
      borderVisible: false,
      autoscaleInfoProvider: (original: () => { priceRange: { minValue: number; maxValue: number } | null } | null) =>
        this.#scaled(original()),
    });
    this.#volume = this.#chart.addSeries(
      HistogramSeries,
      { priceFormat: { type: 'volume' }, lastValueVisible: false, priceLineVisible: false },
      1,
    );
    this.#lines = new StudyLines(this.#chart, form.studies, precision);
    this.#overlay = new Overlay(
      (width, height) => this.#plot(width, height),
      () => this.#painted.forEach((listener) => listener()),
      () => this.#last,
    );
    this.#bars.attachPrimitive(this.#overlay);
    this.setTheme(tokens);
    const panes = this.#chart.panes();
    panes.forEach((pane, index) =>
      pane.setStretchFactor(index === 0 ? PRICE_STRETCH : index === 1 ? VOLUME_STRETCH : STUDY_STRETCH),
    );
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range === null || !this.#shown) return;
      if (range.from < PAGE_EDGE) this.onEdge?.('older');
      if (range.to > this.#times.length - PAGE_EDGE) this.onEdge?.('newer');
    });
    this.#chart.timeScale().subscribeSizeChange((width) => this.#fitTo(width));
    this.#chart.subscribeCrosshairMove((event) => this.#hover(event));
  }

  setTheme(tokens: Tokens): void {
    if (this.#removed) return;
    this.#tokens = tokens;
    this.#chart.applyOptions(themeOptions(tokens));
    const { up, down } = tokens;
    this.#bars.applyOptions({ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down });
    this.#lines.setTheme(tokens);
  }

  setLog(log: boolean): void {
    if (this.#removed) return;
    this.#bars.priceScale().applyOptions({ mode: scaleMode(log) });
  }

  /** Prices that stay in sight along with the bars. */
  include(prices: readonly number[]): void {
    if (this.#removed || prices.join() === this.#include.join()) return;
    this.#include = prices;
    this.#bars.applyOptions({});
  }

  /** @param shift by how many bars places moved to the right since the last window. */
  setWindow(window: BarWindow, shift: number): void {
    if (this.#removed) return;
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    const before = this.#times.length;
    const rows = withBlanks(window.ts, this.#form.barMs);
    this.#times = rows.map(({ ts }) => ts);
    const points = <T extends object>(point: (row: number) => T) =>
      rows.map(({ ts, row }) => ({ time: timeOf(ts), ...(row === null ? {} : point(row)) }));
    const { open, high, low, close, volume } = window;
    this.#last = close.at(-1) ?? null;
    this.#bars.setData(
      points((row) => ({ open: open[row] ?? 0, high: high[row] ?? 0, low: low[row] ?? 0, close: close[row] ?? 0 })),
    );
    this.#volume.setData(
      points((row) => ({ value: volume[row] ?? 0, color: this.#volumeInk((close[row] ?? 0) >= (open[row] ?? 0)) })),
    );
    this.#lines.setData(window.outputs, rows);
    if (shift !== 0 && range !== null) {
      const by = shift > 0 ? this.#times.length - before : shift;
      this.#chart.timeScale().setVisibleLogicalRange({ from: range.from + by, to: range.to + by });
    }
    if (this.#shown) return;
    this.#shown = true;
    this.#width = this.#chart.paneSize(0).width;
    this.fit();
  }

  /** Draws a live bar; the library lets all changes of one frame wait for it. */
  setBar(bar: ChartBar): void {
    if (this.#removed) return;
    const { ts, open, high, low, close, volume, values } = bar;
    const last = this.#times.at(-1) ?? -Infinity;
    if (ts < last) return;
    if (ts > last) this.#times.push(ts);
    this.#last = close;
    const time = timeOf(ts);
    this.#bars.update({ time, open, high, low, close });
    this.#volume.update({ time, value: volume, color: this.#volumeInk(close >= open) });
    this.#lines.setBar(time, values);
  }

  show(scene: Scene): void {
    this.#overlay.show(scene);
  }

  /** Called after each frame of the price pane. */
  onPaint(listener: () => void): () => void {
    this.#painted.add(listener);
    return () => this.#painted.delete(listener);
  }

  /** The plot as it is now. */
  plot(): Plot {
    if (this.#removed) return NO_PLOT;
    const { width, height } = this.#chart.paneSize(0);
    return this.#plot(width, height);
  }

  /** The price at a height of the pane; null outside of the scale. */
  priceAt(y: number): number | null {
    return this.#removed ? null : this.#bars.coordinateToPrice(y);
  }

  /** The moment at a place of the pane. */
  momentAt(x: number): number | null {
    if (this.#removed) return null;
    const index = this.#chart.timeScale().coordinateToLogical(x);
    return index === null ? null : momentAt(this.#times, index, this.#form.barMs);
  }

  /** The newest bars at a readable width, with room for the chips. */
  fit(): void {
    if (this.#removed) return;
    const width = this.#chart.paneSize(0).width;
    const chip = width < NARROW_CHART ? NARROW_CHIP : CHIP;
    // On a phone the chips lie over the bars: there is no room to spare beside them.
    const beside = width < PHONE_CHART ? PHONE_ROOM : chip + LANE + 14;
    const bars = Math.max(30, Math.round((width - beside) / BAR_WIDTH));
    const room = Math.round((bars * beside) / Math.max(1, width - beside));
    const last = this.#times.length - 1;
    this.#chart.timeScale().setVisibleLogicalRange({ from: last - bars, to: last + room });
    this.#bars.priceScale().applyOptions({ autoScale: true });
  }

  #fitTo(width: number): void {
    const other = Math.abs(width - this.#width) > OTHER_WIDTH * this.#width;
    if (!other || !this.#shown) return;
    this.#width = width;
    this.fit();
  }

  /** Moves by bars, + to the newer; scales around the right edge. */
  step(bars: number, zoom = 1): void {
    if (this.#removed) return;
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    if (range === null) return;
    const to = range.to + bars;
    this.#chart.timeScale().setVisibleLogicalRange({ from: to - (range.to - range.from) * zoom, to });
  }

  /** While something is drawn or dragged the chart stays where it is. */
  hold(held: boolean): void {
    if (this.#removed) return;
    this.#chart.applyOptions({ handleScroll: !held, handleScale: !held });
  }

  /** Gone from the page at once; let go of when what may be drawing it just now has ended: a picture of it leads here too. */
  remove(): void {
    this.#removed = true;
    this.#chart.chartElement().remove();
    setTimeout(() => this.#chart.remove());
  }

  #volumeInk(up: boolean): string {
    return `${up ? this.#tokens.up : this.#tokens.down}80`;
  }

  #plot(width: number, height: number): Plot {
    return {
      width,
      height,
      x: (at) => {
        const index = barIndexOf(this.#times, at, this.#form.barMs);
        return index === null ? null : this.#placeOf(index);
      },
      y: (price) => this.#bars.priceToCoordinate(price),
    };
  }

  /** Between two bars the library knows no place. */
  #placeOf(index: number): number | null {
    const scale = this.#chart.timeScale();
    const low = Math.floor(index);
    const [from, to] = [scale.logicalToCoordinate(low as Logical), scale.logicalToCoordinate((low + 1) as Logical)];
    return from === null || to === null ? null : from + (index - low) * (to - from);
  }

  #scaled(original: { priceRange: { minValue: number; maxValue: number } | null } | null) {
    const range = original?.priceRange ?? null;
    if (original === null || range === null) return original;
    const minValue = Math.min(range.minValue, ...this.#include);
    return { ...original, priceRange: { minValue, maxValue: Math.max(range.maxValue, ...this.#include) } };
  }

  #hover({ time, point }: MouseEventParams<Time>): void {
    this.onHover?.(point === undefined || typeof time !== 'number' ? null : time * 1_000);
  }
}

/** A place on the time axis: a bar of the window, or a blank where one is missing. */
interface AxisRow {
  readonly ts: number;
  readonly row: number | null;
}

function withBlanks(times: readonly number[], barMs: number): readonly AxisRow[] {
  return times.flatMap((ts, row) => {
    const before = times[row - 1];
    const blanks = before === undefined ? [] : blanksBetween(before, ts, barMs);
    return [...blanks.map((blank) => ({ ts: blank, row: null })), { ts, row }];
  });
}
