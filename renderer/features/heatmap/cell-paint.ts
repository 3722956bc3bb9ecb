import type { SignalScale } from '#renderer/charts/signal-scale.ts';
import { FONT_SANS, type Tokens } from '#renderer/ui/theme/tokens.ts';
import { CELL_GAP, type MatrixLayout } from './matrix-layout.ts';
import { DIM, LOOK, NO_DOT, VETO, type MatrixPicture } from './matrix-picture.ts';
import type { ViewSettings } from './view-settings.ts';

export type FigurePrinter = (figure: number) => string;

/** Everything a cell's colours depend on; a new one means that all cells are painted again. */
export interface CellStyle {
  readonly tokens: Tokens;
  readonly opinion: SignalScale;
  readonly neutral: SignalScale;
  readonly confidence: ViewSettings['confidence'];
  /** How opinions and how shares and ages are printed; null prints none. */
  readonly print: { readonly opinion: FigurePrinter | null; readonly neutral: FigurePrinter | null };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const RADIUS = 3;
/** Dot radius 0.9…5.1 for a confidence of 0.25…0.90. */
export function dotRadius(confidence: number): number {
  const share = (Math.max(0.25, Math.min(0.9, confidence)) - 0.25) / 0.65;
  return 0.9 + share * 4.2;
}

/** The height of a cell for which the radii are meant; taller cells have larger dots. */
const DOT_HEIGHT = 24;

function boxOf(layout: MatrixLayout, row: number, column: number): Box {
  return {
    x: layout.lefts[column] ?? 0,
    y: row * layout.rowHeight,
    width: layout.widths[column] ?? 0,
    height: layout.rowHeight - CELL_GAP,
  };
}

type Pen = CanvasRenderingContext2D;

function outline(pen: Pen, box: Box, inset: number): void {
  pen.beginPath();
  pen.roundRect(box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset, RADIUS);
}

function paintEmpty(pen: Pen, box: Box, t: Tokens): void {
  outline(pen, box, 0.5);
  pen.setLineDash([2, 3]);
  pen.lineWidth = 1;
  pen.strokeStyle = t.lineStrong;
  pen.stroke();
  pen.setLineDash([]);
}

function paintStale(pen: Pen, box: Box, colour: string, t: Tokens): void {
  pen.save();
  outline(pen, box, 0);
  pen.clip();
  pen.globalAlpha = 0.33;
  pen.fillStyle = colour;
  pen.fillRect(box.x, box.y, box.width, box.height);
  pen.globalAlpha = 0.8;
  pen.strokeStyle = t.hatch;
  pen.lineWidth = 1;
  pen.beginPath();
  for (let x = box.x - box.height; x < box.x + box.width; x += 5) {
    pen.moveTo(x, box.y + box.height);
    pen.lineTo(x + box.height, box.y);
  }
  pen.stroke();
  pen.restore();
}

function paintVeto(pen: Pen, box: Box, t: Tokens): void {
  const side = Math.min(9, box.height / 3);
  pen.beginPath();
  pen.moveTo(box.x + box.width - side, box.y);
  pen.lineTo(box.x + box.width, box.y);
  pen.lineTo(box.x + box.width, box.y + side);
  pen.closePath();
  pen.fillStyle = t.down;
  pen.fill();
}

function paintDot(pen: Pen, box: Box, confidence: number, printed: boolean, t: Tokens): void {
  const x = printed ? box.x + box.width - 11 : box.x + box.width / 2;
  pen.beginPath();
  const radius = dotRadius(confidence) * Math.min(1.5, box.height / DOT_HEIGHT);
  pen.arc(x, box.y + box.height / 2, radius, 0, 2 * Math.PI);
  pen.fillStyle = t.sigInk;
  pen.fill();
  pen.lineWidth = 1;
  pen.strokeStyle = t.panel;
  pen.stroke();
}

/** Narrower cells than this print their figure without a dot beside it. */
const ROOM_FOR_BOTH = 46;

function paintFigure(pen: Pen, box: Box, text: string, ink: string, dotted: boolean): void {
  pen.font = `600 11px ${FONT_SANS}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = ink;
  const shift = dotted ? -5 : 0;
  pen.fillText(text, box.x + box.width / 2 + shift, box.y + box.height / 2 + 0.5);
}

/** With confidence as size, the colour fills this share of the cell's width and height. */
const sizeInset = (box: Box, confidence: number): number =>
  ((1 - Math.sqrt(Math.max(0.08, confidence))) * Math.min(box.width, box.height)) / 2;

/** The colour of a cell: all of it, or with confidence as size a part of it on an empty ground. */
function paintFill(pen: Pen, box: Box, colour: string, size: number | null, t: Tokens): void {
  if (size !== null) {
    outline(pen, box, 0);
    pen.fillStyle = t.track;
    pen.fill();
  }
  outline(pen, box, size === null ? 0 : sizeInset(box, size));
  pen.fillStyle = colour;
  pen.fill();
}

/** A cell's entries in the picture, with the parts of the style that apply to it. */
function seenAt(picture: MatrixPicture, at: number, style: CellStyle) {
  const neutral = picture.look[at] === LOOK.neutral;
  const scale = neutral ? style.neutral : style.opinion;
  const print = neutral ? style.print.neutral : style.print.opinion;
  const shade = picture.shade[at] ?? 0;
  const dot = picture.dot[at] ?? NO_DOT;
  const figure = picture.figure[at] ?? NaN;
  return {
    colour: scale.colours[shade] ?? style.tokens.sig0,
    ink: scale.inks[shade] ?? style.tokens.text,
    confidence: dot === NO_DOT ? null : dot / 100,
    text: print === null || Number.isNaN(figure) ? null : print(figure),
    dim: ((picture.flags[at] ?? 0) & DIM) !== 0,
  };
}

function paintValue(pen: Pen, box: Box, picture: MatrixPicture, at: number, style: CellStyle): void {
  const { colour, ink, confidence, text, dim } = seenAt(picture, at, style);
  const { tokens: t } = style;
  pen.globalAlpha = dim ? 0.45 : 1;
  paintFill(pen, box, colour, style.confidence === 'size' ? confidence : null, t);
  const dotted = style.confidence === 'dot' && (text === null || box.width >= ROOM_FOR_BOTH);
  if (dotted && confidence !== null) paintDot(pen, box, confidence, text !== null, t);
  pen.globalAlpha = 1;
  if (text !== null) paintFigure(pen, box, text, dim ? t.text2 : ink, dotted);
}

/** Paints one cell over whatever was there. */
export function paintCell(pen: Pen, layout: MatrixLayout, picture: MatrixPicture, at: number, style: CellStyle): void {
  const box = boxOf(layout, Math.floor(at / picture.columns), at % picture.columns);
  pen.clearRect(box.x - 1, box.y - 1, box.width + 2, box.height + 2);
  const look = picture.look[at];
  if (look === LOOK.empty) paintEmpty(pen, box, style.tokens);
  else if (look === LOOK.stale) {
    paintStale(pen, box, style.opinion.colours[picture.shade[at] ?? 0] ?? style.tokens.sig0, style.tokens);
  } else paintValue(pen, box, picture, at, style);
  if (((picture.flags[at] ?? 0) & VETO) !== 0) paintVeto(pen, box, style.tokens);
}
