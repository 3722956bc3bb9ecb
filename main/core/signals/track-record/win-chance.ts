import { LEAST_EVIDENCE } from '#shared/domain/reliability.ts';
import { fitIsotonic, isotonicAt, type IsotonicFit } from '../../statistics/isotonic.ts';

/** Scores are gathered in steps of this many points. */
const STEP = 5;
const STEPS = 2 * (100 / STEP) + 1;
/** The map is fitted anew after this many further outcomes. */
const REFIT_AFTER = 50;
/** Cases of the overall rate that each step begins with: the ends of the scale have few of their own. */
const PRIOR_CASES = 2;

/**
 * The chance that a signal wins, given its score: the isotonic fit of past outcomes, so that a higher score never has a
 * lower chance. Of fixed size; knows only what was resolved before it is asked. Null under {@link LEAST_EVIDENCE} cases.
 */
export class WinChance {
  readonly #cases = new Float64Array(STEPS);
  readonly #wins = new Float64Array(STEPS);
  #n = 0;
  #won = 0;
  #fittedAt = 0;
  #fit: IsotonicFit | null = null;

  /** Outcomes behind it. */
  get n(): number {
    return this.#n;
  }

  /** @param score towards the signal's side, −100…+100. */
  add(score: number, won: boolean): void {
    const step = stepOf(score);
    this.#cases[step] = (this.#cases[step] ?? 0) + 1;
    this.#wins[step] = (this.#wins[step] ?? 0) + (won ? 1 : 0);
    this.#n += 1;
    this.#won += won ? 1 : 0;
    // Here and not when it is asked: what it says must not depend on who asks when.
    if (this.#n >= LEAST_EVIDENCE && (this.#fit === null || this.#n - this.#fittedAt >= REFIT_AFTER)) this.#refit();
  }

  /** 0…1; null while there is not enough evidence. */
  at(score: number): number | null {
    return this.#fit === null ? null : isotonicAt(this.#fit, stepOf(score) * STEP - 100);
  }

  #refit(): void {
    const overall = this.#won / this.#n;
    const x: number[] = [];
    const y: number[] = [];
    const weight: number[] = [];
    this.#cases.forEach((n, step) => {
      if (n === 0) return;
      x.push(step * STEP - 100);
      y.push(((this.#wins[step] ?? 0) + PRIOR_CASES * overall) / (n + PRIOR_CASES));
      weight.push(n + PRIOR_CASES);
    });
    this.#fit = fitIsotonic(x, y, weight);
    this.#fittedAt = this.#n;
  }
}

const stepOf = (score: number): number => Math.min(STEPS - 1, Math.max(0, Math.round((score + 100) / STEP)));
