import type { Pen } from '#renderer/charts/pen.ts';

interface Widths {
  readonly digit: number;
  readonly others: Map<string, number>;
}

const byFont = new Map<string, Widths>();

function widthsOf(pen: Pen): Widths {
  let widths = byFont.get(pen.font);
  if (widths === undefined) {
    widths = { digit: pen.measureText('0').width, others: new Map() };
    byFont.set(pen.font, widths);
  }
  return widths;
}

/** Measures are taken again: the page's fonts came after the first ones. */
export const forgetWidths = (): void => byFont.clear();

/** Writes figures that end at `right`, all digits equally wide, so that columns stand still while numbers change. */
export function writeFigures(pen: Pen, text: string, right: number, y: number, colour: string): void {
  const { digit, others } = widthsOf(pen);
  pen.fillStyle = colour;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  let x = right;
  for (let i = text.length - 1; i >= 0; i -= 1) {
    const sign = text[i] ?? '';
    const width = sign >= '0' && sign <= '9' ? digit : otherWidth(pen, others, sign);
    pen.fillText(sign, x - width / 2, y);
    x -= width;
  }
}

/** How wide {@link writeFigures} writes. */
export function figuresWidth(pen: Pen, text: string): number {
  const { digit, others } = widthsOf(pen);
  let sum = 0;
  for (const sign of text) sum += sign >= '0' && sign <= '9' ? digit : otherWidth(pen, others, sign);
  return sum;
}

function otherWidth(pen: Pen, others: Map<string, number>, sign: string): number {
  let width = others.get(sign);
  if (width === undefined) {
    width = pen.measureText(sign).width;
    others.set(sign, width);
  }
  return width;
}
