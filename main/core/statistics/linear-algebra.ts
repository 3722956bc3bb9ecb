/**
 * Cholesky factor of a symmetric positive definite matrix of `n` rows (row-major), written over its lower triangle.
 * @returns false when the matrix is not positive definite to the precision of a double; it is then half written.
 */
export function factorise(matrix: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix[i * n + j] ?? NaN;
      for (let k = 0; k < j; k++) sum -= (matrix[i * n + k] ?? NaN) * (matrix[j * n + k] ?? NaN);
      if (i > j) matrix[i * n + j] = sum / (matrix[j * n + j] ?? NaN);
      else if (sum > 0) matrix[j * n + j] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** Solves `L Lᵀ x = b` for a factor of {@link factorise}; `b` is left as it is. */
export function solveFactorised(factor: Float64Array, b: ArrayLike<number>, n: number): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let sum = x[i] ?? NaN;
    for (let k = 0; k < i; k++) sum -= (factor[i * n + k] ?? NaN) * (x[k] ?? NaN);
    x[i] = sum / (factor[i * n + i] ?? NaN);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i] ?? NaN;
    for (let k = i + 1; k < n; k++) sum -= (factor[k * n + i] ?? NaN) * (x[k] ?? NaN);
    x[i] = sum / (factor[i * n + i] ?? NaN);
  }
  return x;
}

/** The diagonal of the inverse of `L Lᵀ`. */
export function inverseDiagonal(factor: Float64Array, n: number): Float64Array {
  const diagonal = new Float64Array(n);
  const unit = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    unit.fill(0);
    unit[i] = 1;
    diagonal[i] = solveFactorised(factor, unit, n)[i] ?? NaN;
  }
  return diagonal;
}
