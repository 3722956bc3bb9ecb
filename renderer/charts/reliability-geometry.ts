import { wilsonInterval } from '#shared/domain/statistics.ts';

/** One bin of a reliability curve: what was said, and how often it happened. */
export interface ReliabilityPoint {
  readonly n: number;
  /** Mean probability given, 0…1. */
  readonly said: number;
  /** Share that happened, 0…1. */
  readonly happened: number;
}

/** A box of probabilities in pixels; both axes have the same bounds, so that its diagonal is the truth. */
export interface ReliabilityFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Bounds of both axes, multiples of {@link ReliabilityFrame.step}. */
  readonly from: number;
  readonly to: number;
  readonly step: number;
  x(probability: number): number;
  y(share: number): number;
}

const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2];
/** Intervals of the grid at most. */
const MOST_INTERVALS = 8;
const AXIS = { left: 40, bottom: 34, top: 8, right: 18 } as const;

/** Ends of the 95 % interval of a share: what chance alone would leave of `n` independent cases; all of 0…1 of none. */
export function shareBounds(share: number, n: number): readonly [lower: number, upper: number] {
  const interval = wilsonInterval(share * n, n);
  return interval === null ? [0, 1] : [interval.low, interval.high];
}

/** Rounded bounds that hold every point with its interval. */
function boundsOf(points: readonly ReliabilityPoint[]): { from: number; to: number; step: number } {
  const values = points.flatMap(({ said, happened, n }) => [said, ...shareBounds(happened, n)]);
  const low = Math.min(...values, 0.5);
  const high = Math.max(...values, 0.5);
  for (const step of STEPS) {
    // A hair's breadth, so that 0.3 ÷ 0.1 is 3.
    const from = Math.max(0, Math.floor(low / step + 1e-9));
    const to = Math.min(Math.round(1 / step), Math.ceil(high / step - 1e-9));
    if (to - from <= MOST_INTERVALS) return { from: from * step, to: Math.max(to, from + 1) * step, step };
  }
  return { from: 0, to: 1, step: 0.2 };
}

/** The frame of a reliability chart in a box of a size, pixels. */
export function reliabilityFrame(points: readonly ReliabilityPoint[], width: number, height: number): ReliabilityFrame {
  const { from, to, step } = boundsOf(points);
  const { left, top } = AXIS;
  const inner = {
    width: Math.max(20, width - left - AXIS.right),
    height: Math.max(20, height - top - AXIS.bottom),
  };
  const part = (value: number): number => (value - from) / (to - from);
  const x = (probability: number): number => left + part(probability) * inner.width;
  const y = (share: number): number => top + (1 - part(share)) * inner.height;
  return { left, top, ...inner, from, to, step, x, y };
}

/** The values at which the grid has a line, from the lowest. */
export function gridValues({ from, to, step }: Pick<ReliabilityFrame, 'from' | 'to' | 'step'>): readonly number[] {
  const count = Math.round((to - from) / step);
  return Array.from({ length: count + 1 }, (_, index) => from + index * step);
}
