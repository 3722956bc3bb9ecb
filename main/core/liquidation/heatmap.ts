import { firstTier, LEVERAGE_CLASSES, LevelProfile, type LeverageClass } from './level-profile.ts';
import type { CohortBook } from './cohort-book.ts';
import { LONG, SHORT, type LeverageTier } from './settings.ts';

export interface HeatmapSettings {
  /** Time of a column, ms. */
  readonly columnMs: number;
  readonly columns: number;
  /** Price bins of a column, around the price of its time. */
  readonly levels: number;
  /** Columns the Z-score looks back over, its own included. */
  readonly window: number;
}
export const HEATMAP_DEFAULTS: HeatmapSettings = { columnMs: 15 * 60_000, columns: 960, levels: 256, window: 96 };

const MOST_Z = 3;

/** What of a heatmap is asked for. */
export interface HeatmapSpan {
  /** Columns that begin within `from <= t < to`, ms; at most the newest `mostColumns`. */
  readonly from: number;
  readonly to: number;
  readonly mostColumns: number;
  readonly mostLevels: number;
  /** Number of the lowest level wanted; with it there are exactly `mostLevels`. */
  readonly origin?: number | undefined;
}

/** Part of a heatmap: values are [column × levels + level], lowest price first. */
export interface HeatmapPart {
  readonly from: number;
  readonly columnMs: number;
  readonly columns: number;
  readonly levels: number;
  readonly width: number;
  /** Lower edge of level 0, and its number: level n begins at e^(n × width). */
  readonly lowest: number;
  readonly origin: number;
  /** Begin of each column, ms; missing columns are NaN and empty. */
  readonly times: Float64Array;
  readonly worth: Float32Array;
  /** −3…+3; 0 where nothing is. */
  readonly z: Float32Array;
  /** The greatest worth. */
  readonly greatest: number;
}

/**
 * What the map was at the end of each span of time, newest over oldest. Swept levels are gone from the next column on: a streak
 * ends where the price took it.
 */
export class Heatmap {
  readonly settings: HeatmapSettings;
  readonly width: number;
  readonly #worth: readonly Float32Array[];
  readonly #times: Float64Array;
  /** Absolute bin of level 0 of each column. */
  readonly #origins: Int32Array;
  /** Σ, Σ² and count of what is not empty, by column. */
  readonly #moments: readonly Float64Array[];
  readonly #profile: LevelProfile;
  readonly #firstTiers: readonly number[];

  constructor(settings: HeatmapSettings, width: number, tiers: readonly LeverageTier[]) {
    const { columns, levels } = settings;
    this.settings = settings;
    this.width = width;
    this.#firstTiers = LEVERAGE_CLASSES.map((of) => firstTier(tiers, of));
    this.#worth = LEVERAGE_CLASSES.map(() => new Float32Array(columns * levels));
    this.#moments = LEVERAGE_CLASSES.map(() => new Float64Array(columns * 3));
    this.#times = new Float64Array(settings.columns).fill(Number.NaN);
    this.#origins = new Int32Array(settings.columns);
    this.#profile = new LevelProfile(levels, tiers.length, width);
  }

  /** Keeps the books as they are as the column that `at` lies in. */
  sample(books: readonly CohortBook[], price: number, at: number): void {
    const { columnMs, columns } = this.settings;
    const number = Math.floor(at / columnMs);
    const column = number % columns;
    this.#profile.clear(price);
    for (const book of books) this.#profile.add(book);
    this.#times[column] = number * columnMs;
    this.#origins[column] = this.#profile.origin;
    for (const [of, fromTier] of this.#firstTiers.entries()) this.#keep(of, fromTier, column);
  }

  /** The columns of a span over the price bins that any of them has, at most `mostLevels` around the newest. */
  part(of: LeverageClass, span: HeatmapSpan): HeatmapPart | null {
    const { from, to, mostColumns, mostLevels } = span;
    const place = LEVERAGE_CLASSES.indexOf(of);
    const { columnMs, columns } = this.settings;
    const first = Math.max(Math.floor(from / columnMs), Math.ceil(to / columnMs) - Math.min(columns, mostColumns));
    const numbers = Array.from({ length: Math.max(0, Math.ceil(to / columnMs) - first) }, (_, i) => first + i);
    const held = numbers.filter((number) => this.#holds(number));
    const newest = held.at(-1);
    if (newest === undefined) return null;
    const range =
      span.origin === undefined ? this.#range(held, mostLevels) : { origin: span.origin, levels: mostLevels };
    const size = numbers.length * range.levels;
    const part = {
      from: first * columnMs,
      columnMs,
      columns: numbers.length,
      levels: range.levels,
      width: this.width,
      lowest: Math.exp(range.origin * this.width),
      origin: range.origin,
      times: Float64Array.from(numbers, (number) => (this.#holds(number) ? number * columnMs : Number.NaN)),
      worth: new Float32Array(size),
      z: new Float32Array(size),
      greatest: 0,
    };
    let greatest = 0;
    for (const [i, number] of numbers.entries())
      greatest = Math.max(greatest, this.#copy(place, part, i, number, range));
    return { ...part, greatest };
  }

  /**
   * Whether there was a level of at least `strength` × the greatest of its column within one bin of a price, in the newest
   * column that ended before `at`; null when that column or price is not held.
   */
  hadLevel(price: number, at: number, strength: number): boolean | null {
    const { columns, levels, columnMs } = this.settings;
    const last = Math.floor(at / columnMs) - 1;
    const number = this.#holds(last) ? last : last - 1;
    if (!this.#holds(number)) return null;
    const column = number % columns;
    const level = Math.floor(Math.log(price) / this.width) - (this.#origins[column] as number);
    if (!(level >= 0 && level < levels)) return null;
    const worths = (this.#worth[0] as Float32Array).subarray(column * levels, (column + 1) * levels);
    const greatest = worths.reduce((most, one) => Math.max(most, one), 0);
    const near = Math.max(worths[level - 1] ?? 0, worths[level] ?? 0, worths[level + 1] ?? 0);
    return greatest > 0 ? near >= strength * greatest : null;
  }

  #keep(of: number, fromTier: number, column: number): void {
    const { levels } = this.settings;
    const worths = this.#worth[of] as Float32Array;
    let [sum, squares, count] = [0, 0, 0];
    for (let level = 0; level < levels; level += 1) {
      const worth = this.#profile.at(LONG, level, fromTier) + this.#profile.at(SHORT, level, fromTier);
      worths[column * levels + level] = worth;
      if (!(worth > 0)) continue;
      sum += worth;
      squares += worth * worth;
      count += 1;
    }
    const moments = this.#moments[of] as Float64Array;
    moments[column * 3] = sum;
    moments[column * 3 + 1] = squares;
    moments[column * 3 + 2] = count;
  }

  #holds(number: number): boolean {
    return this.#times[number % this.settings.columns] === number * this.settings.columnMs;
  }

  #range(held: readonly number[], most: number): { readonly origin: number; readonly levels: number } {
    const { columns, levels } = this.settings;
    const origins = held.map((number) => this.#origins[number % columns] as number);
    const lowest = Math.min(...origins);
    const all = Math.max(...origins) + levels - lowest;
    if (all <= most) return { origin: lowest, levels: all };
    const middle = (origins.at(-1) ?? lowest) + Math.floor(levels / 2);
    return { origin: middle - Math.floor(most / 2), levels: most };
  }

  /** Copies a column; its greatest worth. */
  #copy(of: number, part: HeatmapPart, at: number, number: number, range: { origin: number; levels: number }): number {
    if (!this.#holds(number)) return 0;
    const { columns, levels } = this.settings;
    const column = number % columns;
    const shift = range.origin - (this.#origins[column] as number);
    const worths = this.#worth[of] as Float32Array;
    const { mean, deviation } = this.#trailing(of, number);
    let greatest = 0;
    for (let level = 0; level < range.levels; level += 1) {
      const from = level + shift;
      const worth = from >= 0 && from < levels ? (worths[column * levels + from] as number) : 0;
      const into = at * range.levels + level;
      part.worth[into] = worth;
      if (worth > 0 && deviation > 0) part.z[into] = Math.max(-MOST_Z, Math.min(MOST_Z, (worth - mean) / deviation));
      greatest = Math.max(greatest, worth);
    }
    return greatest;
  }

  /** Mean and deviation of the levels that are not empty in the columns up to this one. */
  #trailing(of: number, number: number): { readonly mean: number; readonly deviation: number } {
    const { columns, window } = this.settings;
    const moments = this.#moments[of] as Float64Array;
    let [sum, squares, count] = [0, 0, 0];
    for (let back = number; back > number - Math.min(window, columns); back -= 1) {
      if (!this.#holds(back)) continue;
      const at = (back % columns) * 3;
      sum += moments[at] as number;
      squares += moments[at + 1] as number;
      count += moments[at + 2] as number;
    }
    const mean = sum / count;
    return { mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
  }
}
