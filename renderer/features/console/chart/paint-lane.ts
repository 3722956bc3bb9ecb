import { say } from '#shared/language/words.ts';
import { penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { formatCompact } from './compact.ts';
import { LANE, type Plot, type Scene } from './plot.ts';

/** A band stays visible however narrow it is. */
const THINNEST = 6;
const LABELS_APART = 14;
/** The tag of the lane stands there. */
const HEAD = 30;
/** A band fades towards its edges in slices so high. */
const SLICE = 2;

/** Estimated clusters of liquidations: embers that glow towards the axis, with their worth. */
export function paintLane(pen: Pen, plot: Plot, { bands, tokens }: Scene): void {
  if (bands === null) return;
  const left = plot.width - LANE;
  pen.font = penFont(11);
  if (bands.length === 0) {
    write(pen, say('no estimate'), plot.width - 8, 38, tokens.text3, 'right');
    return;
  }
  let labelled = -Infinity;
  for (const band of bands) {
    const top = plot.y(band.to);
    const bottom = plot.y(band.from);
    if (top === null || bottom === null || bottom < 0 || top > plot.height) continue;
    const height = Math.max(THINNEST, bottom - top);
    const middle = (top + bottom) / 2;
    const from = left + LANE * (1 - (0.35 + 0.65 * band.strength));
    const glow = pen.createLinearGradient(from, 0, plot.width, 0);
    glow.addColorStop(0, `${tokens.ember}00`);
    glow.addColorStop(1, tokens.ember + alphaOf(0.18 + 0.5 * band.strength));
    pen.fillStyle = glow;
    for (let row = 0; row < height; row += SLICE) {
      pen.globalAlpha = Math.sin((Math.PI * (row + SLICE / 2)) / (height + SLICE));
      pen.fillRect(from, middle - height / 2 + row, plot.width - from, Math.min(SLICE, height - row));
    }
    pen.globalAlpha = 1;
    if (middle < HEAD || Math.abs(middle - labelled) < LABELS_APART) continue;
    write(pen, `≈ ${formatCompact(band.worth)}`, plot.width - 6, middle, tokens.ember, 'right');
    labelled = middle;
  }
}

/** A share of opacity as two hexadecimal digits. */
const alphaOf = (share: number): string =>
  Math.round(Math.max(0, Math.min(1, share)) * 255)
    .toString(16)
    .padStart(2, '0');
