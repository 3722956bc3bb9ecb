import { hairline, penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { formatCompact, formatNumber } from '#renderer/ui/format.ts';
import { say } from '#shared/language/words.ts';
import type { MapBars } from './map-bars.ts';
import { clipped } from './paint-heat.ts';
import { tierShade } from './paint-map.ts';
import { paintSums } from './paint-sums.ts';
import type { PlotLayout } from './plot-layout.ts';
import { middle, niceAtLeast, priceTicks, stepDecimals } from './scales.ts';
import type { Picture } from './scene.ts';
import type { Viewport } from './viewport.ts';

/** Pixels of prices from left to right, and back. */
export function classicScale({ classic }: PlotLayout, { low, high }: Viewport) {
  const perLog = classic.width / (high - low);
  return {
    x: (price: number): number => classic.x + (Math.log(price) - low) * perLog,
    price: (x: number): number => Math.exp(low + (x - classic.x) / perLog),
  };
}

const HEAD = 26;

interface Frame {
  readonly x: (price: number) => number;
  readonly bar: (worth: number) => number;
  readonly sum: (worth: number) => number;
  readonly most: number;
  readonly mostOutward: number;
}

function frameOf(bars: MapBars, { layout, viewport }: Picture): Frame {
  const { classic } = layout;
  const { x } = classicScale(layout, viewport);
  let [most, outward] = [1, 1];
  for (const [bin, price] of bars.prices.entries()) {
    if (x(price) < classic.x || x(price) > classic.x + classic.width) continue;
    most = Math.max(most, bars.totals[bin] ?? 0);
    outward = Math.max(outward, bars.outward[bin] ?? 0);
  }
  const [top, room] = [niceAtLeast(most), classic.height - HEAD];
  const mostOutward = niceAtLeast(outward);
  const height = (share: number): number => classic.y + classic.height - share * room;
  return {
    x,
    bar: (worth) => height(worth / top),
    sum: (worth) => height(worth / mostOutward),
    most: top,
    mostOutward,
  };
}

function paintBars(pen: Pen, { layout, tokens }: Picture, bars: MapBars, frame: Frame): void {
  const floor = layout.classic.y + layout.classic.height;
  const tiers = bars.leverages.length;
  const grow = Math.exp(bars.half);
  for (const [bin, price] of bars.prices.entries()) {
    const left = frame.x(price / grow);
    const width = Math.max(1, frame.x(price * grow) - left - 1);
    pen.fillStyle = price < bars.price ? tokens.liqLong : tokens.liqShort;
    let y = floor;
    for (let tier = 0; tier < tiers; tier += 1) {
      const height = floor - frame.bar(bars.byTier[bin * tiers + tier] as number);
      if (height < 0.2) continue;
      pen.globalAlpha = tierShade(tier, tiers);
      pen.fillRect(left, y - height, width, height);
      y -= height;
    }
  }
  pen.globalAlpha = 1;
}

function paintScales(pen: Pen, { scene, layout, viewport, tokens }: Picture, frame: Frame): void {
  const { classic, times } = layout;
  hairline(pen, 0, times.y, layout.width, times.y, tokens.line);
  pen.font = penFont(11);
  for (const share of [0.25, 0.5, 0.75, 1]) {
    const y = frame.bar(frame.most * share);
    hairline(pen, classic.x, y, classic.x + classic.width, y, tokens.grid);
    write(pen, formatCompact(frame.most * share), classic.x - 8, y, tokens.text2, 'right');
    write(pen, formatCompact(frame.mostOutward * share), classic.x + classic.width + 8, y, tokens.text2);
  }
  write(pen, say('per level'), classic.x - 8, 10, tokens.text3, 'right');
  write(pen, say('Σ outward'), classic.x + classic.width + 8, 10, tokens.text3);
  const ticks = priceTicks(viewport, classic.width, 92);
  const decimals = Math.min(8, stepDecimals((ticks[1] ?? 1) - (ticks[0] ?? 0)));
  const mark = frame.x(scene.mark);
  for (const price of ticks) {
    const x = frame.x(price);
    if (Math.abs(x - mark) > 78) write(pen, formatNumber(price, decimals), x, middle(times), tokens.text2, 'center');
  }
  hairline(pen, mark, classic.y + 4, mark, classic.y + classic.height, tokens.text2, [4, 3]);
  pen.font = penFont(11, 600);
  write(
    pen,
    say('Mark {price}', { price: formatNumber(scene.mark, scene.priceDecimals) }),
    mark,
    middle(times),
    tokens.text,
    'center',
  );
}

/** The map as it is known elsewhere: prices from left to right, longs and shorts with their running sums. */
export function paintClassic(pen: Pen, picture: Picture): void {
  const { scene, layout, tokens } = picture;
  const { bars } = scene;
  if (layout.classic.width === 0 || bars === null) return;
  const frame = frameOf(bars, picture);
  paintScales(pen, picture, frame);
  clipped(pen, layout.classic, () => {
    paintBars(pen, picture, bars, frame);
    const all = [0, bars.prices.length - 1] as const;
    paintSums(pen, picture.tokens, bars, all, (price, sum) => [frame.x(price), frame.sum(sum)]);
    const mark = frame.x(scene.mark);
    pen.font = penFont(11, 600);
    write(
      pen,
      say('▼ Long liquidations Σ {worth}', { worth: formatCompact(bars.longs) }),
      mark - 12,
      12,
      tokens.liqLong,
      'right',
    );
    write(
      pen,
      say('▲ Short liquidations Σ {worth}', { worth: formatCompact(bars.shorts) }),
      mark + 12,
      12,
      tokens.liqShort,
    );
  });
}
