/** 1 / (1 + e^−x), without overflow. */
export const sigmoid = (x: number): number => {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
};

/** ln(1 + e^x), without overflow. */
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** ln(p / (1 − p)). */
export const logit = (p: number): number => Math.log(p / (1 - p));

/** Probabilities nearer to 0 or 1 count as this in a logarithm: one miss must not outweigh everything. */
export const LEAST_PROBABILITY = 1e-9;

const bounded = (p: number): number => Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, p));

/** −ln of the probability given to what happened. */
export const logLossOf = (p: number, happened: number): number => -Math.log(happened > 0 ? bounded(p) : 1 - bounded(p));

/** Mean log loss in nats; NaN of nothing. @param weight how much each case counts; all 1 when left out. */
export function logLoss(p: ArrayLike<number>, happened: ArrayLike<number>, weight?: ArrayLike<number>): number {
  let sum = 0;
  let all = 0;
  for (let i = 0; i < p.length; i++) {
    const own = weight === undefined ? 1 : (weight[i] ?? NaN);
    sum += own * logLossOf(p[i] ?? NaN, happened[i] ?? NaN);
    all += own;
  }
  return sum / all;
}

/** Mean squared distance of the probability from what happened (Brier 1950); 0 best, ¼ for a constant ½. */
export function brierScore(p: ArrayLike<number>, happened: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += ((p[i] ?? NaN) - (happened[i] ?? NaN)) ** 2;
  return sum / p.length;
}

/** Share in which the side given more than ½ happened; ½ counts as the side 1. */
export function accuracy(p: ArrayLike<number>, happened: ArrayLike<number>): number {
  let right = 0;
  for (let i = 0; i < p.length; i++) if ((p[i] ?? NaN) >= 0.5 === (happened[i] ?? 0) > 0) right += 1;
  return right / p.length;
}

/** Chance that a case that happened was given more than one that did not, ties half (Mann–Whitney); null with one class. */
export function areaUnderCurve(p: ArrayLike<number>, happened: ArrayLike<number>): number | null {
  const order = Array.from({ length: p.length }, (_, i) => i).sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
  let rankSum = 0;
  let positives = 0;
  for (let i = 0; i < order.length;) {
    let end = i;
    while (end < order.length && p[order[end] ?? 0] === p[order[i] ?? 0]) end += 1;
    for (let k = i; k < end; k++) {
      if ((happened[order[k] ?? 0] ?? 0) <= 0) continue;
      positives += 1;
      rankSum += (i + end + 1) / 2;
    }
    i = end;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** One bin of a reliability curve. */
export interface ReliabilityBin {
  readonly n: number;
  /** Mean probability given. */
  readonly said: number;
  /** Share that happened. */
  readonly happened: number;
}

/** Places of the cases in bins of equal count by their probability; fewer bins when there are fewer cases. */
export function binsOf(p: ArrayLike<number>, bins = 10): readonly (readonly number[])[] {
  const order = Array.from({ length: p.length }, (_, i) => i).sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0) || a - b);
  const used = Math.min(bins, order.length);
  const bound = (bin: number): number => Math.round((bin * order.length) / used);
  return Array.from({ length: used }, (_, bin) => order.slice(bound(bin), bound(bin + 1)));
}

/** What was said against what happened, in bins of equal count. */
export function reliabilityCurve(
  p: ArrayLike<number>,
  happened: ArrayLike<number>,
  bins = 10,
): readonly ReliabilityBin[] {
  return binsOf(p, bins).map((members) => {
    const mean = (of: ArrayLike<number>): number =>
      members.reduce((sum, i) => sum + (of[i] ?? NaN), 0) / members.length;
    return { n: members.length, said: mean(p), happened: mean(happened) };
  });
}

/** Expected calibration error: mean over the bins, by their counts, of the distance of said from happened. */
export function calibrationError(curve: readonly ReliabilityBin[]): number {
  let n = 0;
  let sum = 0;
  for (const bin of curve) {
    n += bin.n;
    sum += bin.n * Math.abs(bin.said - bin.happened);
  }
  return sum / n;
}
