import type { ContractSymbol } from '#shared/domain/ids.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';

/** Closes kept of each: eleven days of hours, a day of quarters. */
const HOURS = 271;
const QUARTERS = 97;

/** The last closes of one symbol on one step; a gap is a hole, not a flat price. */
class Closes {
  readonly stepMs: number;
  readonly #keep: number;
  #ts: number[] = [];
  #logs: number[] = [];

  constructor(stepMs: number, keep: number) {
    this.stepMs = stepMs;
    this.#keep = keep;
  }

  add(ts: number, close: number): void {
    if (!(close > 0) || ts <= (this.#ts.at(-1) ?? Number.NEGATIVE_INFINITY)) return;
    this.#ts.push(ts);
    this.#logs.push(Math.log(close));
    if (this.#ts.length <= 2 * this.#keep) return;
    this.#ts = this.#ts.slice(-this.#keep);
    this.#logs = this.#logs.slice(-this.#keep);
  }

  /** Log returns by the time at which they end. */
  returns(): ReadonlyMap<number, number> {
    const found = new Map<number, number>();
    for (let i = Math.max(1, this.#ts.length - this.#keep + 1); i < this.#ts.length; i += 1) {
      const ts = this.#ts[i] ?? 0;
      if (ts - (this.#ts[i - 1] ?? 0) === this.stepMs) found.set(ts, (this.#logs[i] ?? 0) - (this.#logs[i - 1] ?? 0));
    }
    return found;
  }
}

/** A correlation, and how many pairs of returns it rests on. */
export interface PairCorrelation {
  /** −1…+1; null when there are too few pairs or one of the two did not move. */
  readonly value: number | null;
  readonly n: number;
}

/** Which returns a correlation is made of: 1 h over 11 days, or 15 min over the last 24 h. */
export type ReturnWindow = 'hours' | 'quarters';

/** Closes of every symbol as they come, and what follows from them: correlations and the price of the last day. */
export class ReturnBook {
  readonly #series = new Map<ContractSymbol, Readonly<Record<ReturnWindow, Closes>>>();

  /** Takes a closed bar of any length up to an hour. */
  onClose(symbol: ContractSymbol, closeTs: number, close: number): void {
    if (closeTs % (15 * MINUTE) !== 0) return;
    let series = this.#series.get(symbol);
    if (series === undefined) {
      series = { hours: new Closes(HOUR, HOURS), quarters: new Closes(15 * MINUTE, QUARTERS) };
      this.#series.set(symbol, series);
    }
    series.quarters.add(closeTs, close);
    if (closeTs % HOUR === 0) series.hours.add(closeTs, close);
  }

  returns(symbol: ContractSymbol, window: ReturnWindow = 'hours'): ReadonlyMap<number, number> {
    return this.#series.get(symbol)?.[window].returns() ?? new Map<number, number>();
  }

  /** Pearson's correlation of the returns both have. */
  correlation(a: ContractSymbol, b: ContractSymbol, least: number, window: ReturnWindow = 'hours'): PairCorrelation {
    return correlationOf(this.returns(a, window), this.returns(b, window), least);
  }
}

/** Pearson's correlation over the times both series have; null under `least` pairs or without variance. */
export function correlationOf(
  a: ReadonlyMap<number, number>,
  b: ReadonlyMap<number, number>,
  least: number,
): PairCorrelation {
  let n = 0;
  let sumA = 0;
  let sumB = 0;
  for (const [ts, x] of a) {
    const y = b.get(ts);
    if (y === undefined) continue;
    n += 1;
    sumA += x;
    sumB += y;
  }
  if (n < Math.max(2, least)) return { value: null, n };
  const meanA = sumA / n;
  const meanB = sumB / n;
  let [squareA, squareB, product] = [0, 0, 0];
  for (const [ts, x] of a) {
    const y = b.get(ts);
    if (y === undefined) continue;
    squareA += (x - meanA) ** 2;
    squareB += (y - meanB) ** 2;
    product += (x - meanA) * (y - meanB);
  }
  if (squareA <= 0 || squareB <= 0) return { value: null, n };
  return { value: Math.max(-1, Math.min(1, product / Math.sqrt(squareA * squareB))), n };
}
