/** What a person can draw. */
export const DRAWING_KINDS = ['level', 'trend', 'ray', 'rectangle', 'measure'] as const;
export type DrawingKind = (typeof DRAWING_KINDS)[number];

/** A place on the chart: a moment (ms) and a price. */
export interface ChartPoint {
  readonly at: number;
  readonly price: number;
}

/** A drawing is kept by moments and prices, so that it holds its place whatever interval is shown. */
export interface Drawing {
  readonly id: string;
  readonly kind: DrawingKind;
  readonly a: ChartPoint;
  /** The same as `a` for a level. */
  readonly b: ChartPoint;
}

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** A drawing in pixels of the pane. */
interface DrawnShape {
  readonly kind: DrawingKind;
  readonly a: Pixel;
  readonly b: Pixel;
}

/** What is taken hold of: an end, or the whole. */
export type Grip = 'a' | 'b' | 'whole';

const REACH = 6;

const apart = (p: Pixel, q: Pixel): number => Math.hypot(p.x - q.x, p.y - q.y);

/** Distance of a point from the line between two others; `open` goes on beyond the second. */
function fromLine(p: Pixel, a: Pixel, b: Pixel, open: boolean): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  if (length === 0) return apart(p, a);
  const along = Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length);
  const t = open ? along : Math.min(1, along);
  return apart(p, { x: a.x + t * dx, y: a.y + t * dy });
}

function fromEdges(p: Pixel, a: Pixel, b: Pixel): number {
  const corners = [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }];
  return Math.min(...corners.map((corner, index) => fromLine(p, corner, corners[(index + 1) % 4] ?? a, false)));
}

/** Which part of a shape lies under the pointer; null for none. */
export function gripAt({ kind, a, b }: DrawnShape, p: Pixel): Grip | null {
  if (kind === 'level') return Math.abs(p.y - a.y) <= REACH ? 'whole' : null;
  if (apart(p, a) <= REACH + 2) return 'a';
  if (apart(p, b) <= REACH + 2) return 'b';
  const far = kind === 'rectangle' || kind === 'measure' ? fromEdges(p, a, b) : fromLine(p, a, b, kind === 'ray');
  return far <= REACH ? 'whole' : null;
}

/** The end of a ray at the edge of a pane so wide. */
export function rayEnd(a: Pixel, b: Pixel, width: number): Pixel {
  const dx = b.x - a.x;
  if (dx === 0) return { x: b.x, y: b.y >= a.y ? 1e5 : -1e5 };
  const x = dx > 0 ? width : 0;
  return { x, y: a.y + ((b.y - a.y) / dx) * (x - a.x) };
}

const shifted = (point: ChartPoint, ms: number, price: number): ChartPoint => ({
  at: point.at + ms,
  price: Math.max(Number.MIN_VALUE, point.price + price),
});

/** A drawing moved by a time and a price, whole or at one end. */
export function movedDrawing(drawing: Drawing, grip: Grip, ms: number, price: number): Drawing {
  return {
    ...drawing,
    a: grip === 'b' ? drawing.a : shifted(drawing.a, ms, price),
    b: grip === 'a' ? drawing.b : shifted(drawing.b, ms, price),
  };
}

/** What a measure says: change of price, as a share, and over how many bars. */
export function measureOf({ a, b }: Pick<Drawing, 'a' | 'b'>, barMs: number) {
  return { change: b.price - a.price, share: (b.price - a.price) / a.price, bars: Math.round((b.at - a.at) / barMs) };
}
