import { describe, expect, it } from 'vitest';
import { Sfc32 } from '../../market/sim/sfc32.ts';
import { Tally } from './tally.ts';
import { WinChance } from './win-chance.ts';

/** Cases whose forecast is uniform between the bounds, and which come true with the chance that `truth` gives them. */
function cases(seed: number, n: number, truth: (forecast: number) => number, from = 0, to = 1): Tally {
  const random = new Sfc32(seed);
  const tally = new Tally();
  for (let i = 0; i < n; i++) {
    const forecast = from + (to - from) * random.next();
    const right = random.next() < truth(forecast);
    tally.add(right, forecast, right ? 1.4 : -1.1);
  }
  return tally;
}

describe('known truth', () => {
  it('calibrated forecasts have a calibration error within 0.01 and are not flagged', () => {
    const figures = cases(1, 100_000, (p) => p).figures();
    expect(figures.calibrationError).toBeLessThan(0.01);
    expect(figures.miscalibrated).toBe(false);
    // Of a calibrated uniform forecast the mean squared error is ∫ p (1 − p) dp.
    expect(figures.brier).toBeCloseTo(1 / 6, 2);
  });

  it('the rate at which it breaks even follows from its mean win and mean loss', () => {
    const figures = cases(3, 500, () => 0.5).figures();
    expect(figures.breakEven).toBeCloseTo(1.1 / 2.5, 9);
    expect(cases(3, 99, () => 0.5).figures().breakEven).toBeNull();
    expect(cases(3, 500, () => 1).figures().breakEven).toBeNull();
  });

  it('a known miscalibration is measured to 0.01: forecasts too bold by a half', () => {
    const figures = cases(2, 100_000, (p) => 0.5 + (p - 0.5) / 2).figures();
    // |p − truth| = |p − ½| / 2, whose mean over uniform p is 1/8.
    expect(figures.calibrationError).toBeGreaterThan(0.115);
    expect(figures.calibrationError).toBeLessThan(0.135);
  });

  it.each([
    ['sure of 80 % where 50 % come true', () => 0.5, 0.75, 0.85],
    ['sure of nothing where 80 % come true', () => 0.8, 0.45, 0.55],
    ['right the wrong way round', (p: number) => 1 - p, 0, 1],
    ['far too bold', (p: number) => (p > 0.5 ? 0.6 : 0.4), 0, 1],
  ])('a bad model is flagged within 200 cases, whatever the seed: %s', (_, truth, from, to) => {
    const flagged = Array.from(
      { length: 100 },
      (__, seed) => cases(seed, 200, truth, from, to).figures().miscalibrated,
    );
    expect(flagged.filter(Boolean).length).toBeGreaterThanOrEqual(97);
  });

  it('a good model is seldom flagged', () => {
    const flagged = Array.from({ length: 500 }, (_, seed) => cases(seed, 200, (p) => p).figures().miscalibrated);
    expect(flagged.filter(Boolean).length).toBeLessThanOrEqual(5);
  });
});

describe('a tally', () => {
  it('tells nothing under 100 cases but how many there are', () => {
    const few = cases(3, 99, (p) => p).figures();
    expect(few).toMatchObject({ n: 99, reliability: null, meanR: null, brier: null, calibrationError: null });
    expect(few.miscalibrated).toBeNull();
    expect(cases(3, 100, (p) => p).figures().reliability?.n).toBe(100);
  });

  it('has the Wilson interval of its rate', () => {
    const tally = new Tally();
    for (let i = 0; i < 100; i++) tally.add(i < 80, null, null);
    const { rate, lower, upper } = tally.reliability() ?? { rate: 0, lower: 0, upper: 0 };
    expect([rate, lower, upper].map((x) => x.toFixed(4))).toEqual(['0.8000', '0.7112', '0.8666']);
    expect(tally.figures()).toMatchObject({ forecasts: 0, brier: null, meanR: null, followed: 0 });
  });

  it('added to another is the tally of both', () => {
    const sum = cases(4, 150, (p) => p);
    sum.merge(cases(5, 250, (p) => p));
    expect(sum.figures().n).toBe(400);
    expect(sum.figures().curve.reduce((total, { n }) => total + n, 0)).toBe(400);
  });
});

describe('the chance to win', () => {
  it('is not known under 100 outcomes, then rises with the score and fits what happened', () => {
    const random = new Sfc32(7);
    const chance = new WinChance();
    const truth = (score: number): number => 0.3 + 0.4 * (score / 100);
    for (let i = 0; i < 20_000; i++) {
      if (i === 99) expect(chance.at(60)).toBeNull();
      const score = 100 * random.next();
      chance.add(score, random.next() < truth(score));
    }
    let before = 0;
    for (let score = 0; score <= 100; score += 5) {
      const known = chance.at(score) ?? NaN;
      expect(known).toBeGreaterThanOrEqual(before);
      expect(Math.abs(known - truth(score))).toBeLessThan(0.05);
      before = known;
    }
  });

  it('does not depend on who asks when', () => {
    const [asked, quiet] = [new WinChance(), new WinChance()];
    const random = new Sfc32(8);
    for (let i = 0; i < 333; i++) {
      const [score, won] = [100 * random.next(), random.next() < 0.5];
      asked.add(score, won);
      quiet.add(score, won);
      asked.at(50);
    }
    for (let score = -100; score <= 100; score += 10) expect(asked.at(score)).toBe(quiet.at(score));
  });
});
