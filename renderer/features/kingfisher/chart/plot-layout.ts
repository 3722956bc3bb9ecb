/** A place in the chart, CSS pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the parts of the chart lie. A part that is not shown has no width or height. */
export interface PlotLayout {
  readonly width: number;
  readonly height: number;
  /** Time × price. */
  readonly plot: Rect;
  /** What lies next, right of now on the same prices. */
  readonly ahead: Rect;
  readonly axis: Rect;
  readonly map: Rect;
  /** Realised, below the plot on the same times. */
  readonly strip: Rect;
  readonly times: Rect;
  /** The map lying: prices from left to right. It stands in place of all others. */
  readonly classic: Rect;
  /** Cards of one line. */
  readonly terse: boolean;
}

const AXIS_WIDTH = 66;
const STRIP_HEIGHT = 56;
const TIMES_HEIGHT = 22;
const AHEAD = { full: 160, terse: 120 };
/** The map by the width of the chart: the rail takes its share before. */
const MAP = { full: 238, narrow: 180, least: 120 };
const TERSE_BELOW = 760;
const NARROW_BELOW = 1_000;
/** Narrower than this the plot has no room beside the look-ahead. */
const PHONE_BELOW = 480;

interface LayoutWish {
  readonly width: number;
  readonly height: number;
  readonly heatmap: boolean;
  readonly map: boolean;
  readonly classic: boolean;
}

function mapWidth({ width, heatmap, map }: LayoutWish): number {
  if (!map) return 0;
  if (!heatmap) return Math.max(0, width - AXIS_WIDTH);
  if (width < TERSE_BELOW) return width < PHONE_BELOW ? 90 : MAP.least;
  return width < NARROW_BELOW ? MAP.narrow : MAP.full;
}

const NOWHERE: Rect = { x: 0, y: 0, width: 0, height: 0 };

function classicLayout({ width, height }: LayoutWish): PlotLayout {
  const [plot, ahead, axis, map, strip] = [NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE];
  const body = Math.max(0, height - TIMES_HEIGHT);
  const classic = { x: AXIS_WIDTH, y: 0, width: Math.max(0, width - 2 * AXIS_WIDTH), height: body };
  const times = { x: 0, y: body, width, height: TIMES_HEIGHT };
  return { width, height, terse: width < TERSE_BELOW, plot, ahead, axis, map, strip, times, classic };
}

/** Left to right: plot, look-ahead, prices, map; below: strip and times. Without the heatmap the map has all of the width. */
export function plotLayout(wish: LayoutWish): PlotLayout {
  const { width, height, heatmap } = wish;
  if (wish.classic) return classicLayout(wish);
  const terse = width < TERSE_BELOW;
  const forMap = mapWidth(wish);
  const ahead = !heatmap || width < PHONE_BELOW ? 0 : terse ? AHEAD.terse : AHEAD.full;
  const plotWidth = Math.max(0, width - forMap - AXIS_WIDTH - ahead);
  const top = 0;
  const strip = height < 320 ? 0 : STRIP_HEIGHT;
  const body = Math.max(0, height - strip - TIMES_HEIGHT);
  const axisAt = heatmap ? plotWidth + ahead : 0;
  return {
    width,
    height,
    terse,
    plot: { x: 0, y: top, width: heatmap ? plotWidth : 0, height: body },
    ahead: { x: plotWidth, y: top, width: ahead, height: body },
    axis: { x: axisAt, y: top, width: AXIS_WIDTH, height: body },
    map: { x: axisAt + AXIS_WIDTH, y: top, width: forMap, height: body },
    strip: { x: 0, y: top + body, width: heatmap ? plotWidth : 0, height: strip },
    times: { x: 0, y: top + body + strip, width: heatmap ? plotWidth + ahead : width, height: TIMES_HEIGHT },
    classic: NOWHERE,
  };
}

export const holds = ({ x, y, width, height }: Rect, atX: number, atY: number): boolean =>
  atX >= x && atX < x + width && atY >= y && atY < y + height;
