import type { Pen } from '#renderer/charts/pen.ts';
import { clipped } from './paint-heat.ts';
import type { Candles, Picture } from './scene.ts';

/** Index of the first candle that ends after `from`. */
export function firstCandle({ ts }: Candles, from: number): number {
  let [low, high] = [0, ts.length];
  while (low < high) {
    const half = (low + high) >> 1;
    if ((ts[half] as number) < from) low = half + 1;
    else high = half;
  }
  return low;
}

/** Candles without up and down colours, so that heat keeps its own: rising ones hollow, falling ones filled, all with a halo. */
export function paintCandles(pen: Pen, { scene, layout, viewport, scales, tokens }: Picture): void {
  const { candles, timeframeMs } = scene;
  if (candles === null) return;
  const { forming } = scene;
  const pitch = scales.x(viewport.from + timeframeMs) - scales.x(viewport.from);
  const body = Math.max(1, Math.min(14, Math.round(pitch * 0.66)));
  const first = firstCandle(candles, viewport.from - timeframeMs);
  clipped(pen, layout.plot, () => {
    for (let at = first; at < candles.ts.length; at += 1) {
      const open = candles.ts[at] as number;
      if (open > viewport.to) break;
      const x = Math.round(scales.x(open + timeframeMs / 2));
      paintCandle(pen, x, body, {
        high: scales.y(candles.high[at] as number),
        low: scales.y(candles.low[at] as number),
        open: scales.y(candles.open[at] as number),
        close: scales.y(candles.close[at] as number),
      });
    }
    if (forming === null || forming.ts > viewport.to) return;
    paintCandle(pen, Math.round(scales.x(forming.ts + timeframeMs / 2)), body, {
      high: scales.y(forming.high),
      low: scales.y(forming.low),
      open: scales.y(forming.open),
      close: scales.y(forming.close),
    });
  });

  function paintCandle(
    on: Pen,
    x: number,
    width: number,
    y: { readonly high: number; readonly low: number; readonly open: number; readonly close: number },
  ): void {
    const left = x - Math.floor(width / 2);
    const top = Math.round(Math.min(y.open, y.close));
    const height = Math.max(1, Math.round(Math.abs(y.open - y.close)));
    on.fillStyle = tokens.halo;
    on.fillRect(left - 1, top - 1, width + 2, height + 2);
    on.fillRect(x - 1, y.high, 3, y.low - y.high);
    on.fillStyle = tokens.candleEdge;
    on.fillRect(x, Math.round(y.high), 1, Math.max(1, Math.round(y.low - y.high)));
    on.fillRect(left, top, width, height);
    if (y.close > y.open || width < 4 || height < 3) return;
    on.fillStyle = tokens.candleUp;
    on.fillRect(left + 1, top + 1, width - 2, height - 2);
  }
}

const LARGEST_RADIUS = 7;
const LEAST_RADIUS = 2.5;

/** What was realised, where it was: circles whose area is the amount. */
export function paintRealised(pen: Pen, { scene, layout, viewport, scales, tokens }: Picture): void {
  const shown = scene.realised.filter(({ ts }) => ts >= viewport.from - scene.timeframeMs && ts <= viewport.to);
  const largest = shown.reduce((most, { worth }) => Math.max(most, worth), 0);
  clipped(pen, layout.plot, () => {
    for (const { ts, side, price, worth } of shown) {
      const radius = Math.max(LEAST_RADIUS, LARGEST_RADIUS * Math.sqrt(worth / largest));
      pen.beginPath();
      pen.arc(scales.x(ts + scene.timeframeMs / 2), scales.y(price), radius, 0, 2 * Math.PI);
      pen.fillStyle = side === 'long' ? tokens.liqLong : tokens.liqShort;
      pen.globalAlpha = 0.75;
      pen.fill();
      pen.globalAlpha = 1;
      pen.lineWidth = 1;
      pen.strokeStyle = tokens.halo;
      pen.stroke();
    }
  });
}
