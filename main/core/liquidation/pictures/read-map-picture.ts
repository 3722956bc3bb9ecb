import type { AxisQuality, Box, MapReading, PictureLevel, Raster, TextReader } from '../../ports/picture-reader.ts';
import { fitAxis, valueAt, type Axis, type AxisLabel } from './axis-fit.ts';
import { barsOf, type Bars } from './bars.ts';
import { colourMap, type ColourMap } from './colours.ts';
import { NOTATIONS } from './label-number.ts';
import { legendLeverages } from './legend.ts';
import { baseOf, insideOf, plotOf, priceLines, type Plot, type PriceLine } from './plot.ts';
import { groundOf } from './raster.ts';
import { columnLabels, glyphs, middleRow, textLine, textLines } from './text-boxes.ts';

/** A reading, or why the picture cannot be read with certainty. */
export type Read = ({ readonly kind: 'read' } & MapReading) | NotReadable;

interface NotReadable {
  readonly kind: 'not-readable';
  readonly reason: string;
}

/** What is known beside the picture. */
interface PictureHints {
  /** Price of the contract it is said to show; null when it is not known. */
  readonly price: number | null;
}

/** Told of how far it is, 0…1; false stops the reading. */
type ReadingProgress = (share: number, doing: string) => boolean | Promise<boolean>;

const LEAST_SIDE = 300;
const LEAST_BARS = 10;

const notReadable = (reason: string): NotReadable => ({ kind: 'not-readable', reason });

interface Found {
  readonly map: ColourMap;
  readonly plot: Plot;
  readonly top: number;
  readonly line: PriceLine;
  readonly bars: Bars;
}

interface Label extends AxisLabel {
  readonly box: Box;
}

/** Finds the bars and the price line. */
function shapesOf(raster: Raster): Found | NotReadable {
  if (raster.width < LEAST_SIDE || raster.height < LEAST_SIDE)
    return notReadable(`The picture is too small: ${String(raster.width)} × ${String(raster.height)} pixels.`);
  const all = insideOf(raster);
  const map = colourMap(raster, all, groundOf(raster, all));
  const base = baseOf(map);
  if (base === null) return notReadable('No coloured bars stand on a common line.');
  const plot = plotOf(raster, map, base, groundOf(raster, { ...all, top: Math.min(base, raster.height - 2) }));
  if (plot === null || plot.right - plot.left < LEAST_SIDE / 2) return notReadable('The price axis was not found.');
  const top = Math.round(raster.height * 0.2);
  const lines = priceLines(
    raster,
    groundOf(raster, { ...all, left: plot.left, top, right: plot.right, bottom: base }),
    plot,
    top,
  );
  const [line, second] = lines;
  if (line === undefined) return notReadable('No line marks the current price.');
  if (second !== undefined) return notReadable('Several lines could mark the current price.');
  const bars = barsOf({ map, plot, line }, top);
  if ('reason' in bars) return notReadable(bars.reason);
  if (bars.bars.length < LEAST_BARS) return notReadable(`Only ${String(bars.bars.length)} bars were found.`);
  return { map, plot, top, line, bars };
}

/** Heights of the text in the two readings of a label. */
const HEIGHTS = { number: 30, words: 42 } as const;

/** Letters that stand for digits where a reader does not know that it reads a number. */
const asDigits = (text: string): string =>
  text.replaceAll(/(?<=^|[\d.,$ ])[OoQ](?=[\d.,OoQKMB ]|$)/g, '0').replaceAll(/[lI|](?=[\d.,])/g, '1');

/** Spaces between a number and its parts are told or not, as it happens. */
const compact = (text: string): string => text.replaceAll(/(?<=[.,$]) | (?=[.,])/g, '').trim();

async function readLabels(
  raster: Raster,
  boxes: readonly Box[],
  at: (box: Box) => number,
  reader: TextReader,
): Promise<readonly Label[]> {
  const read = async (kind: 'number' | 'words'): Promise<readonly string[]> => {
    const texts: string[] = [];
    for (const box of boxes) texts.push((await reader.read(textLine(raster, box, HEIGHTS[kind]), kind)).text);
    return texts;
  };
  // A reader that looks for digits only passes over what is none, such as a unit it does not know: one that is free tells it.
  const [numbers, words] = [await read('number'), await read('words')];
  return boxes.map((box, i) => {
    const [number = '', free = ''] = [numbers[i], words[i]];
    const whole = glyphs(raster, box) <= number.replaceAll(' ', '').length;
    return { box, at: at(box), readings: whole ? [compact(number), compact(asDigits(free))] : [] };
  });
}

/** The line of labels under the axis: the first with several pieces. */
function priceBoxes(raster: Raster, plot: Plot): readonly Box[] {
  const part = { left: 0, top: plot.base + 2, right: raster.width, bottom: Math.min(raster.height, plot.base + 90) };
  return textLines(raster, part).find((pieces) => pieces.length >= 3) ?? [];
}

/** So far the label of the zero reaches below the base. */
const BELOW_ZERO = 10;

function worthBoxes(raster: Raster, { left, right, base }: Plot): readonly Box[] {
  const rows = { top: 0, bottom: Math.min(raster.height, base + BELOW_ZERO) };
  const beside = columnLabels(raster, { ...rows, left: 0, right: Math.max(0, left - 2) }, 'left');
  // The other side tells of the curves, when both have labels.
  return beside.length > 0 ? beside : columnLabels(raster, { ...rows, left: right + 2, right: raster.width }, 'right');
}

interface Axes {
  readonly price: Axis;
  readonly worth: Axis;
}

/** The axes in every notation that makes sense of both; one that differs in what it says is in doubt. */
function axesOf(
  prices: readonly Label[],
  worths: readonly Label[],
  found: Found,
  hints: PictureHints,
): Axes | NotReadable {
  const { base } = found.plot;
  const refusals: { readonly reason: string; readonly read: number }[] = [];
  const fits: Axes[] = [];
  for (const notation of NOTATIONS) {
    const price = fitAxis(prices, notation, 'price axis', 4);
    const worth = fitAxis(worths, notation, 'vertical axis', 3);
    if ('reason' in price) refusals.push(price);
    else if ('reason' in worth) refusals.push({ ...worth, read: worth.read + price.used });
    else {
      const reason = wrongAxes(price, worth, base);
      if (reason === null) fits.push({ price, worth });
      else refusals.push({ reason, read: price.used + worth.used });
    }
  }
  const distinct = fits.filter(
    (one, i) => fits.findIndex((other) => same(one.price, other.price) && same(one.worth, other.worth)) === i,
  );
  // A price far from the contract's means that the numbers were understood in the wrong way, or another contract.
  const likely = hints.price === null ? distinct : distinct.filter(({ price }) => fitsHint(price, found, hints.price));
  const [only, other] = likely;
  if (only !== undefined && other === undefined) return only;
  if (likely.length > 1)
    return notReadable('The numbers of the labels can be understood in two ways: 1.234 and 1,234.');
  if (distinct.length > 0) return notReadable('The price in the picture is far from that of the contract.');
  const [nearest] = refusals.sort((a, b) => b.read - a.read);
  return notReadable(nearest?.reason ?? 'The axes were not understood.');
}

/** The zero may lie so far from the foot of the bars, pixels. */
const ZERO_OFF = 3;

function wrongAxes(price: Axis, worth: Axis, base: number): string | null {
  if (worth.scale === 'log' || Math.abs(-worth.from / worth.per - (base + 0.5)) > ZERO_OFF)
    return 'The vertical axis does not begin with zero under the bars.';
  return price.per <= 0 || worth.per >= 0 ? 'An axis runs the wrong way.' : null;
}

const same = (a: Axis, b: Axis): boolean => a.scale === b.scale && a.from === b.from && a.per === b.per;

function fitsHint(axis: Axis, { line }: Found, price: number | null): boolean {
  if (price === null) return true;
  const ratio = valueAt(axis, line.at) / price;
  return ratio > 1 / 5 && ratio < 5;
}

function levelsOf({ bars, plot, line }: Found, { price, worth }: Axes, leverages: ReadonlyMap<number, number>) {
  const levels: PictureLevel[] = [];
  for (const { at, parts } of bars.bars)
    for (const { colour, from, to } of parts) {
      const middle = at - 0.5;
      levels.push({
        side: middle < line.at - 0.5 ? 'long' : 'short',
        price: valueAt(price, middle),
        worth: Math.abs(worth.per) * (to - from),
        leverage: leverages.get(colour) ?? null,
        box: {
          left: Math.round(at - bars.pitch / 2),
          right: Math.round(at + bars.pitch / 2),
          top: Math.round(plot.base - to),
          bottom: Math.round(plot.base - from),
        },
      });
    }
  return levels;
}

/**
 * Reads a picture of a liquidation map: price to the right, worth upwards, bars by leverage, a line at the price. Nothing is
 * guessed: what is not certain makes the whole picture not readable.
 * @throws Error when the text reader fails.
 */
export async function readMapPicture(
  raster: Raster,
  reader: TextReader,
  hints: PictureHints,
  progress: ReadingProgress,
): Promise<Read | null> {
  if (!(await progress(0.05, 'Looking for bars'))) return null;
  const found = shapesOf(raster);
  if ('kind' in found) return found;
  const { plot, line, bars, map } = found;
  if (!(await progress(0.2, 'Reading the price axis'))) return null;
  const prices = await readLabels(
    raster,
    priceBoxes(raster, plot),
    ({ left, right }) => (left + right) / 2 - 0.5,
    reader,
  );
  if (!(await progress(0.5, 'Reading the vertical axis'))) return null;
  const worths = await readLabels(raster, worthBoxes(raster, plot), (box) => middleRow(raster, box), reader);
  const axes = axesOf(prices, worths, found, hints);
  if ('kind' in axes) return axes;
  if (!(await progress(0.8, 'Reading the legend'))) return null;
  const upper = Math.min(...worths.map(({ at }) => at));
  const around = [
    { left: 0, top: 0, right: raster.width, bottom: Math.max(0, Math.round(upper) - 8) },
    { left: 0, top: Math.min(raster.height, plot.base + 24), right: raster.width, bottom: raster.height },
  ];
  const leverages = await legendLeverages(raster, map, bars.colours, around, reader);
  const price = valueAt(axes.price, line.at - 0.5);
  return {
    kind: 'read',
    levels: levelsOf(found, axes, leverages),
    price,
    priceAxis: qualityOf(axes.price),
    worthAxis: qualityOf(axes.worth),
    plot: { left: plot.left, top: found.top, right: plot.right, bottom: plot.base },
    priceAt: line.at,
    pitch: bars.pitch,
    labels: [...prices.map((one) => labelView(one, 'price')), ...worths.map((one) => labelView(one, 'worth'))],
    warnings: warningsOf(bars, leverages, price, hints),
  };
}

const qualityOf = ({ scale, used, found, worst }: Axis): AxisQuality => ({ scale, used, found, worst });

const labelView = ({ readings, box }: Label, of: 'price' | 'worth') => ({ text: readings[0] ?? '', box, of });

function warningsOf(
  bars: Bars,
  leverages: ReadonlyMap<number, number>,
  price: number,
  hints: PictureHints,
): readonly string[] {
  const warnings: string[] = [];
  if (bars.colours.some((colour) => !leverages.has(colour)))
    warnings.push('The legend does not name the leverage of every colour; those levels have none.');
  if (hints.price !== null && Math.abs(price / hints.price - 1) > 0.2) {
    const percent = Math.round(100 * (price / hints.price - 1));
    const away = `${String(Math.abs(percent))} % ${percent < 0 ? 'below' : 'above'}`;
    warnings.push(`Its price is ${away} the contract’s: an old picture, or another contract?`);
  }
  return warnings;
}
