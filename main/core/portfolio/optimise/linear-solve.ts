/**
 * Solves A·x = b by elimination with row pivoting; A is square, row by row.
 * @returns null when A is singular to working precision.
 */
export function linearSolve(a: Float64Array, b: Float64Array): Float64Array | null {
  const n = b.length;
  const m = Float64Array.from(a);
  const x = Float64Array.from(b);
  const least = m.reduce((most, value) => Math.max(most, Math.abs(value)), 0) * 1e-15;
  for (let k = 0; k < n; k += 1) {
    const pivot = pivotOf(m, n, k);
    if (!(Math.abs(m[pivot * n + k] ?? 0) > least)) return null;
    if (pivot !== k) swapRows(m, x, n, pivot, k);
    eliminate(m, x, n, k);
  }
  for (let row = n - 1; row >= 0; row -= 1) {
    let value = x[row] ?? 0;
    for (let column = row + 1; column < n; column += 1) value -= (m[row * n + column] ?? 0) * (x[column] ?? 0);
    x[row] = value / (m[row * n + row] ?? 0);
  }
  return x;
}

function pivotOf(m: Float64Array, n: number, k: number): number {
  let pivot = k;
  for (let row = k + 1; row < n; row += 1) {
    if (Math.abs(m[row * n + k] ?? 0) > Math.abs(m[pivot * n + k] ?? 0)) pivot = row;
  }
  return pivot;
}

function eliminate(m: Float64Array, x: Float64Array, n: number, k: number): void {
  const head = m[k * n + k] ?? 0;
  for (let row = k + 1; row < n; row += 1) {
    const factor = (m[row * n + k] ?? 0) / head;
    if (factor === 0) continue;
    for (let column = k; column < n; column += 1) {
      m[row * n + column] = (m[row * n + column] ?? 0) - factor * (m[k * n + column] ?? 0);
    }
    x[row] = (x[row] ?? 0) - factor * (x[k] ?? 0);
  }
}

function swapRows(m: Float64Array, x: Float64Array, n: number, a: number, b: number): void {
  for (let column = 0; column < n; column += 1) {
    const value = m[a * n + column] ?? 0;
    m[a * n + column] = m[b * n + column] ?? 0;
    m[b * n + column] = value;
  }
  const value = x[a] ?? 0;
  x[a] = x[b] ?? 0;
  x[b] = value;
}
