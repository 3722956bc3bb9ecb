import { describe, expect, it } from 'vitest';
import { Sfc32 } from '../market/sim/sfc32.ts';
import { calibrationInterval } from './calibration-interval.ts';
import { calibrationError, reliabilityCurve } from './probability.ts';

const TRIALS = 60;
const CASES = 2_000;
/** Cases in a row that tell the same: a label that is told four times. */
const RUN = 4;

/** Forecasts that are all too high by a shift, measured many times. */
function measured(shift: number) {
  let [plain, freed, held] = [0, 0, 0];
  for (let seed = 1; seed <= TRIALS; seed++) {
    const random = new Sfc32(seed);
    const said: number[] = [];
    const happened: number[] = [];
    let [chance, draw] = [0, 0];
    for (let i = 0; i < CASES; i++) {
      if (i % RUN === 0) [chance, draw] = [0.25 + 0.5 * random.next(), random.next()];
      said.push(chance + shift);
      happened.push(draw < chance ? 1 : 0);
    }
    const interval = calibrationInterval(said, happened, [...said.keys()], 40, new Sfc32(seed), { draws: 200 });
    if (interval === null) throw new Error('no interval');
    plain += calibrationError(reliabilityCurve(said, happened)) / TRIALS;
    freed += interval.mean / TRIALS;
    if (interval.lower <= shift && shift <= interval.upper) held += 1 / TRIALS;
  }
  return { plain, freed, held };
}

describe('the calibration error without chance', () => {
  it('is much less than the plain one where there is none, and its interval holds 0', () => {
    const { plain, freed, held } = measured(0);
    expect(plain).toBeGreaterThan(0.045);
    expect(freed).toBeLessThan(plain / 2);
    expect(held).toBeGreaterThanOrEqual(0.93);
  });

  it('is there where forecasts are off, and its interval holds by how much', () => {
    const { freed, held } = measured(0.08);
    expect(Math.abs(freed - 0.08)).toBeLessThan(0.01);
    expect(held).toBeGreaterThanOrEqual(0.88);
  });

  it('is not told of fewer than ten blocks', () => {
    expect(calibrationInterval([0.5, 0.5], [0, 1], [0, 1], 1, new Sfc32(1))).toBeNull();
  });
});
