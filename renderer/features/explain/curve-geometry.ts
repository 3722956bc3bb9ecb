/** Where a curve is drawn, CSS pixels. */
export interface CurveFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (score: number) => number;
  /** The value under a pixel, in tenths and within ±100. */
  readonly valueAt: (x: number) => number;
  readonly low: number;
  readonly high: number;
}

interface CurvePlace {
  readonly width: number;
  readonly height: number;
  readonly scores: readonly number[];
}

const LEFT = 34;
const RIGHT = 10;
const TOP = 8;
const BOTTOM = 18;
const BOUND = 100;

/** Values ±100 from left to right, scores over what they span with a little air. */
export function curveFrame({ width, height, scores }: CurvePlace): CurveFrame {
  const low = Math.min(...scores);
  const high = Math.max(...scores);
  const air = Math.max(1, (high - low) * 0.08);
  const [from, to] = [low - air, high + air];
  const right = Math.max(LEFT + 1, width - RIGHT);
  const bottom = Math.max(TOP + 1, height - BOTTOM);
  return {
    left: LEFT,
    right,
    top: TOP,
    bottom,
    low: from,
    high: to,
    x: (value) => LEFT + ((value + BOUND) / (2 * BOUND)) * (right - LEFT),
    y: (score) => bottom - ((score - from) / (to - from)) * (bottom - TOP),
    valueAt: (x) => steppedValue(((x - LEFT) / (right - LEFT)) * 2 * BOUND - BOUND),
  };
}

/** An input's value: tenths within ±100. */
export const steppedValue = (value: number): number =>
  Math.round(Math.min(BOUND, Math.max(-BOUND, value)) * 10) / 10 + 0;

/** What an arrow key does to a value: a point, ten with Shift, an end with Home and End; null for other keys. */
export function movedValue(key: string, shift: boolean, value: number): number | null {
  const step = shift ? 10 : 1;
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: value - step,
    ArrowDown: value - step,
    ArrowRight: value + step,
    ArrowUp: value + step,
    PageUp: value + 10,
    PageDown: value - 10,
    Home: -BOUND,
    End: BOUND,
  };
  const to = moves[key];
  return to === undefined ? null : steppedValue(to);
}

/** A point of the strip of cases: where it lies and how high it is stacked. */
export interface Stacked {
  readonly index: number;
  /** Its column, from the left. */
  readonly column: number;
  readonly level: number;
}

/** Stacks results in columns of equal width, so that equal ones do not hide each other. */
export function stackCases(results: readonly number[], low: number, high: number, columns: number): readonly Stacked[] {
  const heights = new Map<number, number>();
  return results.map((r, index) => {
    const share = high > low ? (r - low) / (high - low) : 0.5;
    const column = Math.min(columns - 1, Math.max(0, Math.floor(share * columns)));
    const level = heights.get(column) ?? 0;
    heights.set(column, level + 1);
    return { index, column, level };
  });
}
