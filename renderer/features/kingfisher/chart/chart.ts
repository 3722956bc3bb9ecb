import { heatRamp } from '#renderer/charts/heat-pixels.ts';
import type { Pen } from '#renderer/charts/pen.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import { centreRequest, crossHair, highlightBand, setCrossHair, subscribeCentre } from '../cross-hair.ts';
import { subscribeCrossHair, subscribeHighlight } from '../cross-hair.ts';
import { clusterCards, type ClusterCard } from './cards.ts';
import { HeatBitmap } from './heat-bitmap.ts';
import type { ColumnRange } from './heat-field.ts';
import { paintPrices, paintStrip, paintTimes } from './paint-axes.ts';
import { paintCandles, paintRealised } from './paint-candles.ts';
import { paintCards } from './paint-cards.ts';
import { classicScale, paintClassic } from './paint-classic.ts';
import { paintBand, paintHair } from './paint-hair.ts';
import { paintAhead, paintGrid, paintHeat, paintMark, paintUnknown } from './paint-heat.ts';
import { paintImported } from './paint-imported.ts';
import { paintMap, paintMapWords } from './paint-map.ts';
import { holds, plotLayout, type PlotLayout } from './plot-layout.ts';
import { readingAt, type Reading } from './reading.ts';
import { scalesOf } from './scales.ts';
import type { Picture, Scene } from './scene.ts';
import { fitted, limitsAt } from './fit.ts';
import { centred, limited, panned, zoomPrice, zoomTime, type Viewport } from './viewport.ts';

/** The name under which the chart tells where it is pointed at. */
const SELF = 'chart';

export interface ChartShape {
  readonly width: number;
  readonly height: number;
  readonly heatmap: boolean;
  readonly map: boolean;
  readonly classic: boolean;
}

/** A place in the chart as data. */
export interface Place {
  readonly price: number;
  /** Null where time has no place: right of now, or on the map. */
  readonly ts: number | null;
}

/** What the tooltip tells, and where the cross-hair is in pixels. */
export interface Hover extends Place {
  readonly x: number;
  readonly y: number;
  readonly reading: Reading | null;
}

const ramps = new WeakMap<Tokens, Uint32Array<ArrayBuffer>>();

function rampOf(tokens: Tokens): Uint32Array<ArrayBuffer> {
  const { heat0, heat1, heat2, heat3, heat4, heat5 } = tokens;
  const ramp = ramps.get(tokens) ?? heatRamp([heat0, heat1, heat2, heat3, heat4, heat5]);
  ramps.set(tokens, ramp);
  return ramp;
}

/**
 * The chart, off the React tree: told what to show and how, it draws at most once a frame. The lower canvas has everything but
 * the cross-hair, which has one of its own.
 */
export class LiquidationChart {
  readonly #base: HTMLCanvasElement;
  readonly #over: HTMLCanvasElement;
  readonly #onSpan: (msPerPixel: number) => void;
  readonly #heat: HeatBitmap;
  readonly #stops: readonly (() => void)[];
  readonly #listeners = new Set<() => void>();
  #scene: Scene;
  #tokens: Tokens;
  #layout: PlotLayout = plotLayout({ width: 0, height: 0, heatmap: true, map: true, classic: false });
  #viewport: Viewport;
  #rangeMs: number;
  #fitted = true;
  #fitKey = '';
  #hover: Hover | null = null;
  #cards: readonly ClusterCard[] = [];
  #frame = 0;
  #dirty = { base: false, over: false };

  constructor(
    canvases: { readonly base: HTMLCanvasElement; readonly over: HTMLCanvasElement },
    start: { readonly scene: Scene; readonly tokens: Tokens; readonly rangeMs: number },
    onSpan: (msPerPixel: number) => void,
  ) {
    this.#base = canvases.base;
    this.#over = canvases.over;
    this.#scene = start.scene;
    this.#tokens = start.tokens;
    this.#rangeMs = start.rangeMs;
    this.#onSpan = onSpan;
    this.#viewport = fitted(start.scene, start.rangeMs);
    this.#heat = new HeatBitmap(rampOf(start.tokens), () => this.#ask('base'));
    this.#heat.show(start.scene.field);
    const over = (): void => this.#ask('over');
    this.#stops = [subscribeHighlight(over), subscribeCrossHair(over), subscribeCentre(() => this.#onCentre())];
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#stops.forEach((stop) => stop());
    this.#heat.close();
  }

  get scene(): Scene {
    return this.#scene;
  }

  get layout(): PlotLayout {
    return this.#layout;
  }

  get viewport(): Viewport {
    return this.#viewport;
  }

  /** For `useSyncExternalStore`: changes at most once a frame. */
  readonly hover = (): Hover | null => this.#hover;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  show(scene: Scene): void {
    const before = this.#scene;
    this.#scene = scene;
    if (scene.field !== before.field) this.#heat.show(scene.field);
    if (scene.symbol !== before.symbol) this.#fitted = true;
    const following = this.#viewport.to >= before.now - scene.timeframeMs;
    const gone = scene.now - before.now;
    if (following && gone !== 0) this.#viewport = { ...this.#viewport, ...this.#moved(gone) };
    this.#refit();
    this.#ask('base');
  }

  columnsChanged(range: ColumnRange): void {
    this.#heat.changed(range);
  }

  recolour(tokens: Tokens): void {
    if (tokens === this.#tokens) return;
    this.#tokens = tokens;
    this.#heat.recolour(rampOf(tokens));
    this.#ask('base');
  }

  resize(shape: ChartShape): void {
    this.#layout = plotLayout(shape);
    for (const canvas of [this.#base, this.#over]) {
      canvas.width = Math.round(shape.width * devicePixelRatio);
      canvas.height = Math.round(shape.height * devicePixelRatio);
    }
    this.#tellSpan();
    this.paintNow();
  }

  /** Shows a span of time up to now and all that matters of its prices. */
  fit(rangeMs: number): void {
    this.#rangeMs = rangeMs;
    this.#fitted = true;
    this.#look(fitted(this.#scene, rangeMs));
  }

  zoomTime(factor: number, x: number): void {
    const around = Math.min(this.#scene.now, scalesOf(this.#layout, this.#viewport).ts(x));
    this.#free(zoomTime(this.#viewport, factor, around, limitsAt(this.#scene.now)));
  }

  zoomPrice(factor: number, x: number, y: number): void {
    this.#free(zoomPrice(this.#viewport, factor, Math.log(this.#priceAt(x, y))));
  }

  pan(dx: number, dy: number): void {
    const { plot, classic } = this.#layout;
    const view = this.#viewport;
    const perLog = (view.high - view.low) / (classic.width > 0 ? classic.width : Math.max(1, this.#layout.axis.height));
    const log = classic.width > 0 ? -dx * perLog : dy * perLog;
    const time = plot.width > 0 ? (-dx * (view.to - view.from)) / plot.width : 0;
    this.#free(panned(view, time, log, limitsAt(this.#scene.now)));
  }

  /** The data under a point; null outside of all that has prices. */
  placeAt(x: number, y: number): Place | null {
    const { plot, ahead, axis, map, strip, classic } = this.#layout;
    if (holds(classic, x, y)) return { price: this.#priceAt(x, y), ts: null };
    if (holds(plot, x, y)) {
      const ts = scalesOf(this.#layout, this.#viewport).ts(x);
      return { price: this.#priceAt(x, y), ts: ts > this.#scene.now ? null : ts };
    }
    if ([ahead, axis, map].some((rect) => holds(rect, x, y))) return { price: this.#priceAt(x, y), ts: null };
    return holds(strip, x, y) ? { price: this.#scene.mark, ts: scalesOf(this.#layout, this.#viewport).ts(x) } : null;
  }

  point(place: Place | null): void {
    setCrossHair({ price: place?.price ?? null, ts: place?.ts ?? null, from: SELF });
  }

  cardAt(x: number, y: number): ClusterCard | null {
    return this.#cards.find(({ box }) => holds(box, x, y)) ?? null;
  }

  /** Draws at once: after a change of size a canvas is empty until it is painted. */
  paintNow(): void {
    this.#dirty = { base: true, over: true };
    this.#paint();
  }

  /** The whole chart without the cross-hair, drawn anew at a place of another canvas. */
  paintOn(pen: Pen): void {
    this.#paintBase(pen, this.#picture());
  }

  #priceAt(x: number, y: number): number {
    const { classic } = this.#layout;
    if (classic.width > 0) return classicScale(this.#layout, this.#viewport).price(x);
    const { low, high } = this.#viewport;
    return Math.exp(high - (y * (high - low)) / Math.max(1, this.#layout.axis.height));
  }

  #moved(gone: number): Pick<Viewport, 'from' | 'to'> {
    return { from: this.#viewport.from + gone, to: this.#viewport.to + gone };
  }

  /** While the trader has not moved it, the view follows what comes in. */
  #refit(): void {
    const { symbol, candles, clusters, mark } = this.#scene;
    const key = [symbol, candles === null, clusters.length, this.#rangeMs].join();
    const { low, high } = this.#viewport;
    const share = (Math.log(mark) - low) / (high - low);
    if (!this.#fitted || (key === this.#fitKey && share > 0.1 && share < 0.9)) return;
    this.#fitKey = key;
    this.#look(fitted(this.#scene, this.#rangeMs));
  }

  #onCentre(): void {
    const request = centreRequest();
    if (request !== null) this.#free(centred(this.#viewport, request.price));
  }

  #free(viewport: Viewport): void {
    this.#fitted = false;
    this.#look(viewport);
  }

  #look(viewport: Viewport): void {
    this.#viewport = limited(viewport, limitsAt(this.#scene.now));
    this.#tellSpan();
    this.#ask('base');
  }

  #tellSpan(): void {
    const { from, to } = this.#viewport;
    if (this.#layout.plot.width > 0) this.#onSpan((to - from) / this.#layout.plot.width);
  }

  #ask(layer: 'base' | 'over'): void {
    this.#dirty[layer] = true;
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #picture(): Picture {
    const scales = this.#scales();
    return { scene: this.#scene, layout: this.#layout, viewport: this.#viewport, scales, tokens: this.#tokens };
  }

  /** Without a plot the prices still lie along the axis. */
  #scales() {
    const { plot, axis } = this.#layout;
    const layout = plot.width > 0 ? this.#layout : { ...this.#layout, plot: { ...axis, x: 0, width: 1 } };
    return scalesOf(layout, this.#viewport);
  }

  #paint(): void {
    this.#frame = 0;
    if (this.#layout.width === 0) return;
    const picture = this.#picture();
    const { base } = this.#dirty;
    this.#dirty = { base: false, over: false };
    if (base) {
      const pen = this.#wiped(this.#base);
      if (pen !== null) this.#paintBase(pen, picture);
    }
    const over = this.#wiped(this.#over);
    if (over !== null) this.#paintOver(over, picture);
    this.#tellHover(picture);
  }

  #wiped(canvas: HTMLCanvasElement): Pen | null {
    const pen = canvas.getContext('2d');
    pen?.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    pen?.clearRect(0, 0, this.#layout.width, this.#layout.height);
    return pen;
  }

  #paintBase(pen: Pen, picture: Picture): void {
    if (picture.layout.classic.width > 0) {
      this.#cards = [];
      paintClassic(pen, picture);
      paintImported(pen, picture);
      return;
    }
    if (picture.layout.plot.width > 0) {
      paintHeat(pen, picture, this.#heat.bitmap);
      paintUnknown(pen, picture);
      paintGrid(pen, picture);
      paintAhead(pen, picture);
      paintCandles(pen, picture);
      paintRealised(pen, picture);
      paintStrip(pen, picture);
    }
    paintMap(pen, picture);
    paintImported(pen, picture);
    paintMapWords(pen, picture);
    paintMark(pen, picture);
    paintPrices(pen, picture);
    paintTimes(pen, picture);
    this.#cards = clusterCards(picture);
    paintCards(pen, picture, this.#cards);
  }

  #paintOver(pen: Pen, picture: Picture): void {
    const band = highlightBand();
    if (band !== null) paintBand(pen, picture, band);
    const { price, ts } = crossHair();
    if (price !== null || ts !== null) paintHair(pen, picture, { price, ts });
  }

  #tellHover({ scene, scales, layout }: Picture): void {
    const { price, ts, from } = crossHair();
    const shown = price !== null && from === SELF;
    const before = this.#hover;
    if (!shown) this.#hover = null;
    else {
      const x = this.#hairX(ts, price);
      const y = layout.classic.width > 0 ? 40 : scales.y(price);
      const same = before?.price === price && before.ts === ts && before.x === x && before.y === y;
      this.#hover = same ? before : { price, ts, x, y, reading: readingAt(scene, price, ts) };
    }
    if (this.#hover !== before) this.#listeners.forEach((listener) => listener());
  }

  #hairX(ts: number | null, price: number): number {
    const { layout } = this;
    if (layout.classic.width > 0) return classicScale(layout, this.#viewport).x(price);
    return ts === null ? layout.axis.x : scalesOf(layout, this.#viewport).x(ts);
  }
}
