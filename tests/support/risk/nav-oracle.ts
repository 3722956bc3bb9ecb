/**
 * Losses by the value of a unit of the account, in exact fractions: money paid in buys units, money taken out sells them,
 * so that only results move the value. Every reference is looked up in the whole history each time.
 */
interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

const less = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d;

type Measure = 'day-loss' | 'week-loss' | 'drawdown';
type Level = 'green' | 'yellow' | 'orange' | 'red';

/** [yellow, orange, red] in ppm. */
const STEPS: Record<Measure, readonly [bigint, bigint | null, bigint]> = {
  'day-loss': [10_000n, 20_000n, 30_000n],
  'week-loss': [30_000n, null, 60_000n],
  drawdown: [50_000n, null, 100_000n],
};
export const MEASURES = Object.keys(STEPS) as readonly Measure[];

const DAY = 86_400_000;
const dayOf = (at: number): number => Math.floor(at / DAY);

interface Seen {
  readonly nav: Fraction;
  readonly day: number;
  readonly week: number;
  readonly recorded: boolean;
}

export class NavOracle {
  readonly #seen: Seen[] = [];
  /** A person's new start of a measure: from which look on, and at which value. */
  readonly #restarted = new Map<Measure, { readonly from: number; readonly nav: Fraction; readonly period: number }>();
  #units: Fraction = { n: 1n, d: 1n };
  #paidIn: bigint | null = null;
  /** The last look that is known. */
  #known = -1;
  #latestDay = Number.NEGATIVE_INFINITY;

  look(at: number, equity: bigint, paidIn: bigint, recorded: boolean): void {
    const day = Math.max(dayOf(at), this.#latestDay);
    const begun = day > this.#latestDay;
    this.#latestDay = day;
    const transfer = this.#paidIn === null ? 0n : paidIn - this.#paidIn;
    const first = this.#paidIn === null;
    this.#paidIn = paidIn;
    const before = equity - transfer;
    const nav = { n: before * this.#units.d, d: this.#units.n };
    if (transfer !== 0n) this.#units = { n: this.#units.n * equity, d: this.#units.d * before };
    // The first of January 1970 was a Thursday.
    const week = Math.floor((day + 3) / 7);
    this.#known = this.#seen.length;
    this.#seen.push({ nav, day, week, recorded: recorded || begun || transfer !== 0n || first });
  }

  /** What was looked at and not recorded is not known any more; losses are measured against what was. */
  restart(): void {
    this.#known = this.#seen.findLastIndex(({ recorded }) => recorded);
  }

  /** A person begins a measure anew at the value known last. */
  rearm(measure: Measure): void {
    const last = this.#seen[this.#known];
    if (last === undefined) return;
    const period = measure === 'day-loss' ? last.day : measure === 'week-loss' ? last.week : 0;
    this.#restarted.set(measure, { from: this.#seen.length, nav: last.nav, period });
  }

  level(measure: Measure): Level {
    const last = this.#seen.at(-1);
    if (last === undefined) return 'green';
    const reference = this.#reference(measure, last);
    const [yellow, orange, red] = STEPS[measure];
    const reached = (ppm: bigint | null): boolean =>
      ppm !== null && last.nav.n * reference.d * 1_000_000n <= reference.n * last.nav.d * (1_000_000n - ppm);
    return reached(red) ? 'red' : reached(orange) ? 'orange' : reached(yellow) ? 'yellow' : 'green';
  }

  #reference(measure: Measure, last: Seen): Fraction {
    if (measure === 'drawdown') return this.#peak(last);
    const again = this.#restarted.get(measure);
    const part = measure === 'day-loss' ? 'day' : 'week';
    if (again?.period === last[part]) return again.nav;
    const firstOfIt = this.#seen.findIndex((seen) => seen[part] === last[part]);
    const earlier = this.#seen.slice(0, firstOfIt).findLast(({ recorded }) => recorded);
    return (earlier ?? this.#seen[0] ?? last).nav;
  }

  #peak(last: Seen): Fraction {
    const again = this.#restarted.get('drawdown');
    let peak = again?.nav ?? this.#seen[0]?.nav ?? last.nav;
    for (const { nav, recorded } of this.#seen.slice(again?.from ?? 0)) if (recorded && less(peak, nav)) peak = nav;
    return peak;
  }
}

export type { Level, Measure };
