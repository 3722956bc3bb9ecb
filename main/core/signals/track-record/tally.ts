import { LEAST_EVIDENCE, type Reliability } from '#shared/domain/reliability.ts';
import { hitRate } from '../../portfolio/statistics.ts';

/** Bins of the reliability curve. */
export const BINS = 10;

/** One bin of the reliability curve: what was forecast, and how often it came true. */
export interface CurveBin {
  /** Bounds of the forecast probability. */
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean forecast and share that came true; null in an empty bin. */
  readonly forecast: number | null;
  readonly rate: number | null;
}

/** How good somebody's record is. What too few cases tell is null. */
export interface TrackFigures {
  readonly n: number;
  readonly hits: number;
  /** Null under {@link LEAST_EVIDENCE} cases, like every figure below. */
  readonly reliability: Reliability | null;
  /** Mean result after costs in multiples of the risk, where what was said could be followed; and of how many cases. */
  readonly meanR: number | null;
  readonly followed: number;
  /** The hit rate at which following it would bring nothing: mean loss ÷ (mean win + mean loss) of what was followed. */
  readonly breakEven: number | null;
  /** Cases with a forecast probability: the figures below are of these. */
  readonly forecasts: number;
  /** Mean squared error of the forecast, 0…1. Source: Brier, Monthly Weather Review 78 (1950). */
  readonly brier: number | null;
  /** Σ n ÷ N × |rate − mean forecast| over the bins. Source: Naeini et al., AAAI 2015. */
  readonly calibrationError: number | null;
  /** True when the forecasts do not fit what happened, beyond chance. */
  readonly miscalibrated: boolean | null;
  readonly curve: readonly CurveBin[];
}

const N = 0;
const HITS = 1;
const FOLLOWED = 2;
const SUM_R = 3;
const FORECASTS = 4;
const SQUARES = 5;
/** Sums of the two tests of calibration. */
const BIAS = 6;
const BIAS_VARIANCE = 7;
const SPREAD = 8;
const SPREAD_VARIANCE = 9;
const BIN_N = 10;
const BIN_FORECAST = BIN_N + BINS;
const BIN_HITS = BIN_FORECAST + BINS;
/** Of what was followed: how many won after costs, and what these brought. */
const WINS = BIN_HITS + BINS;
const SUM_WON = WINS + 1;
const LENGTH = SUM_WON + 1;

/** Beyond this many standard errors a deviation is no chance: less than one case in 500 by each of the two tests. */
const BEYOND_CHANCE = 3.1;

/** Sums over the resolved cases of one kind: of fixed size, whatever their number. */
export class Tally {
  /** Every sum, for comparison and for adding up. */
  readonly sums = new Float64Array(LENGTH);

  /**
   * Counts a case. @param forecast the probability given to being right, before it was known; null when none was given.
   * @param r result after costs of following what was said; null when it could not be followed.
   */
  add(right: boolean, forecast: number | null, r: number | null): void {
    const { sums } = this;
    const y = right ? 1 : 0;
    bump(sums, N, 1);
    bump(sums, HITS, y);
    if (r !== null) {
      bump(sums, FOLLOWED, 1);
      bump(sums, SUM_R, r);
      if (r > 0) {
        bump(sums, WINS, 1);
        bump(sums, SUM_WON, r);
      }
    }
    if (forecast === null) return;
    const variance = forecast * (1 - forecast);
    const lean = 1 - 2 * forecast;
    bump(sums, FORECASTS, 1);
    bump(sums, SQUARES, (forecast - y) ** 2);
    bump(sums, BIAS, y - forecast);
    bump(sums, BIAS_VARIANCE, variance);
    bump(sums, SPREAD, (y - forecast) * lean);
    bump(sums, SPREAD_VARIANCE, lean * lean * variance);
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(forecast * BINS)));
    bump(sums, BIN_N + bin, 1);
    bump(sums, BIN_FORECAST + bin, forecast);
    bump(sums, BIN_HITS + bin, y);
  }

  /** Adds all cases of another. */
  merge(other: Tally): void {
    other.sums.forEach((value, i) => bump(this.sums, i, value));
  }

  reliability(): Reliability | null {
    const n = this.#at(N);
    const rate = n < LEAST_EVIDENCE ? null : hitRate(this.#at(HITS), n);
    return rate === null ? null : { n, rate: rate.value, lower: rate.low, upper: rate.high };
  }

  figures(): TrackFigures {
    const n = this.#at(N);
    const followed = this.#at(FOLLOWED);
    const forecasts = this.#at(FORECASTS);
    const told = forecasts >= LEAST_EVIDENCE;
    return {
      n,
      hits: this.#at(HITS),
      reliability: this.reliability(),
      meanR: followed >= LEAST_EVIDENCE ? this.#at(SUM_R) / followed : null,
      followed,
      breakEven: followed >= LEAST_EVIDENCE ? this.#breakEven() : null,
      forecasts,
      brier: told ? this.#at(SQUARES) / forecasts : null,
      calibrationError: told ? this.#calibrationError() : null,
      miscalibrated: told ? this.#isMiscalibrated() : null,
      curve: Array.from({ length: BINS }, (_, bin) => this.#bin(bin)),
    };
  }

  /** Null while nothing won or nothing lost: one of the two means is not known. */
  #breakEven(): number | null {
    const wins = this.#at(WINS);
    const losses = this.#at(FOLLOWED) - wins;
    if (wins === 0 || losses === 0) return null;
    const won = this.#at(SUM_WON) / wins;
    const lost = (this.#at(SUM_WON) - this.#at(SUM_R)) / losses;
    return lost / (won + lost);
  }

  #bin(bin: number): CurveBin {
    const n = this.#at(BIN_N + bin);
    const mean = (from: number): number | null => (n === 0 ? null : this.#at(from + bin) / n);
    return { from: bin / BINS, to: (bin + 1) / BINS, n, forecast: mean(BIN_FORECAST), rate: mean(BIN_HITS) };
  }

  #calibrationError(): number {
    let error = 0;
    for (let bin = 0; bin < BINS; bin++) error += Math.abs(this.#at(BIN_HITS + bin) - this.#at(BIN_FORECAST + bin));
    return error / this.#at(FORECASTS);
  }

  /**
   * Two tests on sums: calibration in the large (are as many right as were forecast?) and Spiegelhalter's z (are the
   * forecasts too bold or too timid?). Source: Spiegelhalter, Statistics in Medicine 5 (1986).
   */
  #isMiscalibrated(): boolean {
    return beyond(this.#at(BIAS), this.#at(BIAS_VARIANCE)) || beyond(this.#at(SPREAD), this.#at(SPREAD_VARIANCE));
  }

  #at(index: number): number {
    return this.sums[index] ?? 0;
  }
}

/** Forecasts of 0 or 1 have no variance: any miss is then beyond chance. */
const beyond = (sum: number, variance: number): boolean =>
  variance > 1e-12 ? Math.abs(sum) > BEYOND_CHANCE * Math.sqrt(variance) : Math.abs(sum) > 1e-6;

function bump(sums: Float64Array, index: number, by: number): void {
  sums[index] = (sums[index] ?? 0) + by;
}
