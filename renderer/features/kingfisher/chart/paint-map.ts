import { hairline, penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { formatCompact } from '#renderer/ui/format.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { sourceWords } from './imported.ts';
import type { MapBars } from './map-bars.ts';
import { clipped } from './paint-heat.ts';
import { paintSums } from './paint-sums.ts';
import type { Rect } from './plot-layout.ts';
import { niceAtLeast } from './scales.ts';
import type { Picture, Scene } from './scene.ts';

const SHADES = [0.34, 0.48, 0.64, 0.82, 1];
/** How much of a colour a leverage has: the higher, the fuller. */
export const tierShade = (tier: number, tiers: number): number =>
  SHADES[Math.max(0, SHADES.length - tiers + tier)] ?? 1;

/** Bins of which something is shown. */
function shownBins({ prices, half }: MapBars, { viewport }: Picture): readonly [number, number] {
  const first = prices.findIndex((price) => Math.log(price) + half >= viewport.low);
  const last = prices.findLastIndex((price) => Math.log(price) - half <= viewport.high);
  return first === -1 ? [0, -1] : [first, last];
}

/** Lengths of the bars and of the running sums, to scale. */
interface MapScale {
  readonly most: number;
  readonly mostOutward: number;
}

function mapScale(bars: MapBars, [first, last]: readonly [number, number]): MapScale {
  let [most, outward] = [1, 1];
  for (let bin = first; bin <= last; bin += 1) {
    most = Math.max(most, bars.totals[bin] ?? 0);
    outward = Math.max(outward, bars.outward[bin] ?? 0);
  }
  return { most, mostOutward: niceAtLeast(outward) };
}

/** A tint over the prices of each cluster. */
function paintBands(pen: Pen, { scene, scales, tokens }: Picture, map: Rect): void {
  pen.globalAlpha = 0.12;
  for (const { from, to, side } of scene.clusters) {
    pen.fillStyle = side === 'long' ? tokens.liqLong : tokens.liqShort;
    pen.fillRect(map.x, scales.y(to), map.width, Math.max(1, scales.y(from) - scales.y(to)));
  }
  pen.globalAlpha = 1;
}

function paintBars(pen: Pen, picture: Picture, bars: MapBars, shown: readonly [number, number], most: number): void {
  const { scales, tokens, layout } = picture;
  const { map } = layout;
  const tiers = bars.leverages.length;
  const room = map.width - 12;
  for (let bin = shown[0]; bin <= shown[1]; bin += 1) {
    const price = bars.prices[bin] as number;
    const log = Math.log(price);
    const top = scales.yLog(log + bars.half);
    const height = Math.max(1, scales.yLog(log - bars.half) - top - 1);
    pen.fillStyle = price < bars.price ? tokens.liqLong : tokens.liqShort;
    let x = map.x + 1;
    for (let tier = 0; tier < tiers; tier += 1) {
      const width = (room * (bars.byTier[bin * tiers + tier] as number)) / most;
      if (width < 0.2) continue;
      pen.globalAlpha = tierShade(tier, tiers);
      pen.fillRect(x, top, width, height);
      x += width;
    }
  }
  pen.globalAlpha = 1;
}

/** A word on a plate, so that it reads over bars. */
function plated(pen: Pen, text: string, x: number, y: number, colour: string, under: string): void {
  const { width } = pen.measureText(text);
  pen.fillStyle = under;
  pen.globalAlpha = 0.82;
  pen.fillRect(x - width - 3, y - 8, width + 6, 16);
  pen.globalAlpha = 1;
  write(pen, text, x, y, colour, 'right');
}

/** Sums of either side, over all that is drawn in the map. */
export function paintMapWords(pen: Pen, { scene, scales, layout, tokens }: Picture): void {
  const { map } = layout;
  const { bars } = scene;
  if (map.width < 170 || bars === null || scene.strength === 0) return;
  const mark = Math.max(56, Math.min(map.height - 56, scales.y(scene.mark)));
  const right = map.x + map.width - 8;
  pen.font = penFont(11, 600);
  plated(pen, say('▲ Short liquidations'), right, mark - 44, tokens.liqShort, tokens.panel);
  plated(pen, say('▼ Long liquidations'), right, mark + 28, tokens.liqLong, tokens.panel);
  pen.font = penFont(11);
  plated(
    pen,
    say('Σ {worth} above', { worth: formatCompact(bars.shorts) }),
    right,
    mark - 28,
    tokens.text2,
    tokens.panel,
  );
  plated(
    pen,
    say('Σ {worth} below', { worth: formatCompact(bars.longs) }),
    right,
    mark + 44,
    tokens.text2,
    tokens.panel,
  );
}

function lineWords({ imported }: Scene, roomy: boolean): string {
  if (!roomy) return imported.length > 0 ? say('Open: imported') : say('Line: Σ');
  return imported.length > 0
    ? say('Open bars: {source}, est.', { source: sourceWords(imported) })
    : say('Line: Σ outward from the mark');
}

/** What the shades, bars and lines stand for. */
function paintLegend(pen: Pen, { scene, layout, tokens }: Picture, bars: MapBars, scale: MapScale): void {
  const { map, strip, times } = layout;
  const left = map.x + 8;
  const roomy = map.width >= 170;
  if (strip.height > 0) {
    hairline(pen, map.x, strip.y, map.x + map.width, strip.y, tokens.line);
    pen.font = penFont(11);
    if (roomy) paintTiers(pen, bars, left, strip.y + 13, map.width - 12, tokens);
    write(pen, say('Bars 0–{most}', { most: formatCompact(scale.most) }), left, strip.y + 30, tokens.text2);
    write(pen, lineWords(scene, roomy), left, strip.y + 45, tokens.text2);
  }
  hairline(pen, map.x, times.y, map.x + map.width, times.y, tokens.line);
  pen.font = penFont(11);
  const y = times.y + times.height / 2;
  write(pen, 'Σ', left, y, tokens.text2);
  for (const share of roomy ? [0.5, 1] : [1]) {
    const x = map.x + 1 + (map.width - 12) * share;
    write(
      pen,
      formatCompact(scale.mostOutward * share),
      Math.min(x, map.x + map.width - 6),
      y,
      tokens.text2,
      share === 1 ? 'right' : 'center',
    );
  }
}

/** The shade of each leverage with its name; where these have no room, only the first and the last are named. */
function paintTiers(pen: Pen, { leverages }: MapBars, left: number, y: number, room: number, t: Tokens): void {
  const names = leverages.map((leverage) => `${String(leverage)}×`);
  const widths = names.map((name) => pen.measureText(name).width);
  const whole = widths.reduce((sum, width) => sum + width + 18, 0) <= room;
  let x = left;
  const writeName = (tier: number): void => {
    write(pen, names[tier] ?? '', x, y, t.text2);
    x += (widths[tier] ?? 0) + (whole ? 8 : 4);
  };
  if (!whole) writeName(0);
  for (const tier of names.keys()) {
    pen.globalAlpha = tierShade(tier, names.length);
    pen.fillStyle = t.text3;
    pen.fillRect(x, y - 4, 7, 8);
    pen.globalAlpha = 1;
    x += 10;
    if (whole) writeName(tier);
  }
  if (!whole) writeName(names.length - 1);
}

/** The map on the prices of the plot: bars by leverage, running sums outward, clusters tinted. */
export function paintMap(pen: Pen, picture: Picture): void {
  const { scene, layout, scales, tokens } = picture;
  const { bars } = scene;
  const { map } = layout;
  if (map.width === 0 || bars === null || scene.strength === 0) return;
  const shown = shownBins(bars, picture);
  const scale = mapScale(bars, shown);
  const room = map.width - 12;
  clipped(pen, map, () => {
    paintBands(pen, picture, map);
    paintBars(pen, picture, bars, shown, scale.most);
    paintSums(pen, tokens, bars, shown, (price, sum) => [
      map.x + 1 + (room * sum) / scale.mostOutward,
      scales.y(price),
    ]);
  });
  paintLegend(pen, picture, bars, scale);
}
