import { hairline, penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { formatCompact, formatPercent } from '#renderer/ui/format.ts';
import { say } from '#shared/language/words.ts';
import { sourceWords, type ForeignLayer } from './imported.ts';
import { classicScale } from './paint-classic.ts';
import { clipped } from './paint-heat.ts';
import type { Picture } from './scene.ts';

/** The longest imported bar, as a share of the map. */
const REACH = 0.3;
/** Levels of a layer that get a line in the heatmap: its greatest. */
const LINES = 6;
const LABEL_HEIGHT = 15;
const BAR = 5;

type Level = ForeignLayer['levels'][number];

function lineWords({ name, unit }: ForeignLayer, { side, worth, share }: Level): string {
  const size =
    unit === 'quote' ? `$${formatCompact(worth)}` : say('{share} of its greatest', { share: formatPercent(share, 0) });
  const short = name.length > 24 ? `${name.slice(0, 23)}…` : name;
  return `${side === 'long' ? '▼' : '▲'} ${say('{source} {size} est.', { source: short, size })}`;
}

/** Each layer's greatest levels as dotted lines over the heatmap, named; a name gives way to one that is there. */
function paintLines(pen: Pen, { scene, layout, scales, tokens }: Picture): void {
  const { plot } = layout;
  const taken: number[] = [];
  pen.font = penFont(11);
  for (const layer of scene.imported) {
    for (const level of layer.levels.slice(0, LINES)) {
      const y = scales.y(level.price);
      if (y < plot.y + LABEL_HEIGHT || y > plot.y + plot.height - LABEL_HEIGHT) continue;
      const colour = level.side === 'long' ? tokens.liqLong : tokens.liqShort;
      // Under the colour a line of the ground, so that it reads on any heat.
      hairline(pen, plot.x, y + 1, plot.x + plot.width, y + 1, tokens.halo, [2, 4]);
      hairline(pen, plot.x, y, plot.x + plot.width, y, colour, [2, 4]);
      if (taken.some((other) => Math.abs(other - y) < LABEL_HEIGHT)) continue;
      taken.push(y);
      paintName(pen, lineWords(layer, level), plot.x + 6, y, { colour, under: tokens.panel });
    }
  }
}

function paintName(
  pen: Pen,
  words: string,
  x: number,
  y: number,
  { colour, under }: { colour: string; under: string },
) {
  pen.globalAlpha = 0.86;
  pen.fillStyle = under;
  pen.fillRect(x - 3, y - LABEL_HEIGHT / 2, pen.measureText(words).width + 6, LABEL_HEIGHT);
  pen.globalAlpha = 1;
  write(pen, words, x, y, colour);
}

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Open bars: filled ones are the model's. */
function outline(pen: Pen, { x, y, width, height }: Bar, colour: string, halo: string): void {
  const box = [Math.round(x) + 0.5, Math.round(y) + 0.5, Math.round(width), Math.round(height)] as const;
  pen.strokeStyle = halo;
  pen.lineWidth = 3;
  pen.strokeRect(...box);
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.strokeRect(...box);
}

/** From the right edge of the map inwards. */
function paintOnMap(pen: Pen, { scene, layout, scales, tokens }: Picture): void {
  const { map } = layout;
  for (const { levels } of scene.imported)
    for (const { side, price, share } of levels) {
      const width = Math.max(4, map.width * REACH * share);
      const bar = { x: map.x + map.width - width - 1, y: scales.y(price) - BAR / 2, width, height: BAR };
      outline(pen, bar, side === 'long' ? tokens.liqLong : tokens.liqShort, tokens.halo);
    }
}

/** From the top of the lying map downwards. */
function paintOnClassic(pen: Pen, { scene, layout, viewport, tokens }: Picture): void {
  const { classic } = layout;
  const scale = classicScale(layout, viewport);
  const top = classic.y + 44;
  pen.font = penFont(11);
  const words = say('Open bars: {source}, estimated there, on a scale of their own', {
    source: sourceWords(scene.imported),
  });
  write(pen, words, classic.x + 8, top - 12, tokens.text2);
  for (const { levels } of scene.imported)
    for (const { side, price, share } of levels) {
      const height = Math.max(4, (classic.height - 44) * REACH * share);
      const bar = { x: scale.x(price) - BAR / 2, y: top, width: BAR, height };
      outline(pen, bar, side === 'long' ? tokens.liqLong : tokens.liqShort, tokens.halo);
    }
}

/** Levels that were brought in: beside the model's, each layer on a scale of its own, under the name of its source. */
export function paintImported(pen: Pen, picture: Picture): void {
  const { scene, layout } = picture;
  if (scene.imported.length === 0) return;
  if (layout.classic.width > 0) clipped(pen, layout.classic, () => paintOnClassic(pen, picture));
  if (layout.plot.width > 0) clipped(pen, layout.plot, () => paintLines(pen, picture));
  if (layout.map.width > 0) clipped(pen, layout.map, () => paintOnMap(pen, picture));
}
