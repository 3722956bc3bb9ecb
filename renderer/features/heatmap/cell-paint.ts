import type { SignalScale } from '#renderer/charts/signal-scale.ts';
import { FONT_SANS, type Tokens } from '#renderer/ui/theme/tokens.ts';
import { isDim, LOOK, lookOf, NO_DOT, shadeOfCode, type PictureBuffer } from './picture-buffer.ts';
import type { ViewSettings } from './view-settings.ts';

export type FigurePrinter = (figure: number) => string;

/** Everything a cell's colours depend on; a new one means that all cells are painted again. */
export interface CellStyle {
  readonly tokens: Tokens;
  readonly opinion: SignalScale;
  readonly neutral: SignalScale;
  /** The colours where a cell is too small for marks. */
  readonly pixels: Uint32Array;
  readonly confidence: ViewSettings['confidence'];
  /** How opinions and how shares and ages are printed; null prints none. */
  readonly print: { readonly opinion: FigurePrinter | null; readonly neutral: FigurePrinter | null };
}

type Pen = CanvasRenderingContext2D;

const RADIUS = 3;
/** Dot radius 0.9…5.1 for a confidence of 0.25…0.90. */
export function dotRadius(confidence: number): number {
  const share = (Math.max(0.25, Math.min(0.9, confidence)) - 0.25) / 0.65;
  return 0.9 + share * 4.2;
}

/** The height of a cell for which the radii are meant; taller cells have larger dots. */
const DOT_HEIGHT = 24;
/** From this size on a cell carries its marks; a smaller one is its colour alone. */
const MARKED_WIDTH = 18;
const MARKED_HEIGHT = 12;
/** Narrower and lower cells than this print no figure, and print it without a dot beside it. */
const ROOM_FOR_BOTH = 46;
const ROOM_FOR_FIGURE = 26;
const NO_DASH: number[] = [];
const DASH = [2, 3];
const FIGURE_FONT = `600 11px ${FONT_SANS}`;

/** Paints cells one at a time. Where one lies is held here, so that a frame of many makes no garbage. */
export class CellPen {
  readonly #pen: Pen;
  #x = 0;
  #y = 0;
  #width = 0;
  #height = 0;

  constructor(pen: Pen) {
    this.#pen = pen;
  }

  /** Paints one cell of the picture over whatever was there. */
  paint(x: number, y: number, width: number, height: number, picture: PictureBuffer, at: number, style: CellStyle) {
    this.#x = x;
    this.#y = y;
    this.#width = width;
    this.#height = height;
    const pen = this.#pen;
    const code = picture.code[at] as number;
    const look = lookOf(code);
    const shade = shadeOfCode(code);
    const marked = width >= MARKED_WIDTH && height >= MARKED_HEIGHT;
    if (!marked) {
      this.#paintPlain(look, shade, isDim(code), style);
      return;
    }
    pen.clearRect(x - 1, y - 1, width + 2, height + 2);
    if (look === LOOK.empty) this.#paintEmpty(style.tokens);
    else if (look === LOOK.stale) this.#paintStale(style.opinion.colours[shade] ?? style.tokens.sig0, style.tokens);
    else this.#paintValue(look, shade, picture, at, style);
    if (picture.veto[at] === 1) this.#paintVeto(style.tokens);
  }

  #outline(inset: number): void {
    const pen = this.#pen;
    pen.beginPath();
    pen.roundRect(this.#x + inset, this.#y + inset, this.#width - 2 * inset, this.#height - 2 * inset, RADIUS);
  }

  #paintPlain(look: number, shade: number, dim: boolean, style: CellStyle): void {
    const pen = this.#pen;
    pen.clearRect(this.#x, this.#y, this.#width, this.#height);
    if (look === LOOK.empty) return;
    const scale = look === LOOK.neutral ? style.neutral : style.opinion;
    pen.globalAlpha = (look === LOOK.stale ? 0.33 : 1) * (dim ? 0.45 : 1);
    pen.fillStyle = scale.colours[shade] ?? style.tokens.sig0;
    pen.fillRect(this.#x, this.#y, this.#width, this.#height);
    pen.globalAlpha = 1;
  }

  #paintEmpty(t: Tokens): void {
    const pen = this.#pen;
    this.#outline(0.5);
    pen.setLineDash(DASH);
    pen.lineWidth = 1;
    pen.strokeStyle = t.lineStrong;
    pen.stroke();
    pen.setLineDash(NO_DASH);
  }

  #paintStale(colour: string, t: Tokens): void {
    const pen = this.#pen;
    const bottom = this.#y + this.#height;
    pen.save();
    this.#outline(0);
    pen.clip();
    pen.globalAlpha = 0.33;
    pen.fillStyle = colour;
    pen.fillRect(this.#x, this.#y, this.#width, this.#height);
    pen.globalAlpha = 0.8;
    pen.strokeStyle = t.hatch;
    pen.lineWidth = 1;
    pen.beginPath();
    for (let x = this.#x - this.#height; x < this.#x + this.#width; x += 5) {
      pen.moveTo(x, bottom);
      pen.lineTo(x + this.#height, this.#y);
    }
    pen.stroke();
    pen.restore();
  }

  #paintVeto(t: Tokens): void {
    const pen = this.#pen;
    const side = Math.min(9, this.#height / 3);
    const right = this.#x + this.#width;
    pen.beginPath();
    pen.moveTo(right - side, this.#y);
    pen.lineTo(right, this.#y);
    pen.lineTo(right, this.#y + side);
    pen.closePath();
    pen.fillStyle = t.down;
    pen.fill();
  }

  #paintDot(confidence: number, printed: boolean, t: Tokens): void {
    const pen = this.#pen;
    const x = printed ? this.#x + this.#width - 11 : this.#x + this.#width / 2;
    pen.beginPath();
    const radius = dotRadius(confidence) * Math.min(1.5, this.#height / DOT_HEIGHT);
    pen.arc(x, this.#y + this.#height / 2, radius, 0, 2 * Math.PI);
    pen.fillStyle = t.sigInk;
    pen.fill();
    pen.lineWidth = 1;
    pen.strokeStyle = t.panel;
    pen.stroke();
  }

  #paintFigure(text: string, ink: string, dotted: boolean): void {
    const pen = this.#pen;
    pen.font = FIGURE_FONT;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillStyle = ink;
    const shift = dotted ? -5 : 0;
    pen.fillText(text, this.#x + this.#width / 2 + shift, this.#y + this.#height / 2 + 0.5);
  }

  /** The colour of a cell: all of it, or with confidence as size a part of it on an empty ground. */
  #paintFill(colour: string, size: number | null, t: Tokens): void {
    const pen = this.#pen;
    let inset = 0;
    if (size !== null) {
      this.#outline(0);
      pen.fillStyle = t.track;
      pen.fill();
      // The colour then fills this share of the cell's width and height.
      inset = ((1 - Math.sqrt(Math.max(0.08, size))) * Math.min(this.#width, this.#height)) / 2;
    }
    this.#outline(inset);
    pen.fillStyle = colour;
    pen.fill();
  }

  #paintValue(look: number, shade: number, picture: PictureBuffer, at: number, style: CellStyle): void {
    const pen = this.#pen;
    const { tokens: t } = style;
    const scale = look === LOOK.neutral ? style.neutral : style.opinion;
    const print = look === LOOK.neutral ? style.print.neutral : style.print.opinion;
    const dot = picture.dot[at] as number;
    const confidence = dot === NO_DOT ? null : dot / 100;
    const dim = isDim(picture.code[at] as number);
    const text = this.#figureText(print, picture.figure[at] as number);
    pen.globalAlpha = dim ? 0.45 : 1;
    this.#paintFill(scale.colours[shade] ?? t.sig0, style.confidence === 'size' ? confidence : null, t);
    const dotted = this.#hasDot(style, confidence, text);
    if (dotted) this.#paintDot(confidence ?? 0, text !== null, t);
    pen.globalAlpha = 1;
    if (text !== null) this.#paintFigure(text, dim ? t.text2 : (scale.inks[shade] ?? t.text), dotted);
  }

  #figureText(print: FigurePrinter | null, figure: number): string | null {
    return print === null || this.#width < ROOM_FOR_FIGURE ? null : print(Math.round(figure));
  }

  #hasDot(style: CellStyle, confidence: number | null, text: string | null): boolean {
    if (style.confidence !== 'dot' || confidence === null) return false;
    return text === null || this.#width >= ROOM_FOR_BOTH;
  }
}
