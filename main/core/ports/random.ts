/** Chance for the simulated market and for tests; decisions never draw from it. */
export interface Random {
  /** Uniform in [0, 1), 32 bits of resolution or better. */
  next(): number;
}
