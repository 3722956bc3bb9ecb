import { describe, expect, it } from 'vitest';
import { Sfc32 } from '../../market/sim/sfc32.ts';
import { sigmoid } from '../../statistics/probability.ts';
import { calibrated, fitCalibrator, fitIsotonicCalibrator, fitPlatt } from './calibrate.ts';

/** Margins of a model that is three times too sure of itself. */
function tooSure(seed: number, count: number) {
  const random = new Sfc32(seed);
  const truth = Float64Array.from({ length: count }, () => 4 * random.next() - 2);
  return {
    margin: truth.map((m) => 3 * m + 0.5),
    truth,
    label: truth.map((m) => (random.next() < sigmoid(m) ? 1 : 0)),
  };
}

describe('calibration', () => {
  it.each([
    ['Platt', fitPlatt],
    ['isotonic', fitIsotonicCalibrator],
  ] as const)('%s brings a model that is too sure to what happens', (_, fit) => {
    const { margin, label, truth } = tooSure(1, 12_000);
    const calibrator = fit(margin, label);
    let off = 0;
    let before = 0;
    for (const [i, m] of margin.entries()) {
      off += Math.abs(calibrated(calibrator, m) - sigmoid(truth[i] ?? NaN));
      before += Math.abs(sigmoid(m) - sigmoid(truth[i] ?? NaN));
    }
    expect(before / margin.length).toBeGreaterThan(0.1);
    expect(off / margin.length).toBeLessThan(0.025);
  });

  it('never turns a model around, and says the share where the margin tells nothing', () => {
    const { margin, label } = tooSure(2, 600);
    const reversed = fitPlatt(
      margin.map((m) => -m),
      label,
    );
    const share = label.reduce((a, b) => a + b, 0) / label.length;
    expect(calibrated(reversed, 5)).toBe(calibrated(reversed, -5));
    expect(calibrated(reversed, 0)).toBeCloseTo(share, 2);
    expect(calibrated(fitPlatt(new Float64Array(600), label), 1)).toBeCloseTo(share, 2);
  });

  it('is never certain, and rises with the margin', () => {
    const few = fitCalibrator([-2, -1, 1, 2], [0, 0, 1, 1]);
    expect(few.kind).toBe('platt');
    expect(calibrated(few, 50)).toBeLessThanOrEqual(1);
    const random = new Sfc32(3);
    const margin = Float64Array.from({ length: 4_000 }, () => 4 * random.next() - 2);
    const label = margin.map((m) => (random.next() < (m > 0 ? 0.7 : 0.3) ? 1 : 0));
    const many = fitCalibrator(
      margin,
      label,
      margin.map(() => 1),
      margin.map((_, i) => Math.floor(i / 1_000)),
    );
    expect(many.kind).toBe('isotonic');
    let last = 0;
    for (let m = -10; m <= 10; m += 0.1) {
      const p = calibrated(many, m);
      expect(p).toBeGreaterThanOrEqual(last);
      expect(p > 0 && p < 1).toBe(true);
      last = p;
    }
  });
});
