import { describe, expect, it } from 'vitest';
import { gaussian } from './gaussian.ts';
import { Sfc32 } from './sfc32.ts';

/** The reference `sfc32` with the state as four numbers, written out as published. */
function reference(state: [number, number, number, number]): number {
  const [a, b, c, d] = state.map((word) => word >>> 0) as [number, number, number, number];
  const sum = (a + b + d) >>> 0;
  state[3] = (d + 1) >>> 0;
  state[0] = (b ^ (b >>> 9)) >>> 0;
  state[1] = (c + (c << 3)) >>> 0;
  state[2] = (((c << 21) | (c >>> 11)) + sum) >>> 0;
  return sum;
}

describe('sfc32', () => {
  it('follows the published recurrence', () => {
    const random = new Sfc32(2_026);
    const words = random.state().match(/.{8}/g) ?? [];
    const state = words.map((word) => Number.parseInt(word, 16)) as [number, number, number, number];
    for (let draw = 0; draw < 1_000; draw += 1) expect(random.nextUint32()).toBe(reference(state));
  });

  it('goes on after its state was kept as text', () => {
    const random = new Sfc32(5);
    for (let draw = 0; draw < 100; draw += 1) random.next();
    const copy = Sfc32.restore(random.state());
    for (let draw = 0; draw < 100; draw += 1) expect(copy.next()).toBe(random.next());
    expect(() => Sfc32.restore('xyz')).toThrow(SyntaxError);
  });

  it('is uniform: chi-square over 256 cells', () => {
    const random = new Sfc32(1);
    const cells = new Float64Array(256);
    const draws = 256_000;
    for (let draw = 0; draw < draws; draw += 1) {
      const cell = Math.floor(random.next() * 256);
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
    const chiSquare = cells.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    // 255 degrees of freedom: 99.9 % of samples lie between 190 and 331.
    expect(chiSquare).toBeGreaterThan(190);
    expect(chiSquare).toBeLessThan(331);
  });
});

describe('normal numbers', () => {
  it('have the moments and tails of the normal distribution', () => {
    const random = new Sfc32(9);
    const draws = 400_000;
    const moments = [0, 0, 0, 0];
    let beyondTwo = 0;
    let beyondTail = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      const z = gaussian(random);
      for (let power = 0; power < 4; power += 1) moments[power] = (moments[power] ?? 0) + z ** (power + 1) / draws;
      if (Math.abs(z) > 2) beyondTwo += 1 / draws;
      if (Math.abs(z) > 3.442619855899) beyondTail += 1 / draws;
    }
    expect(moments[0]).toBeCloseTo(0, 2);
    expect(moments[1]).toBeCloseTo(1, 1);
    expect(moments[2]).toBeCloseTo(0, 1);
    expect(moments[3]).toBeCloseTo(3, 1);
    expect(beyondTwo).toBeCloseTo(0.0455, 2);
    expect(beyondTail).toBeGreaterThan(0.0004);
    expect(beyondTail).toBeLessThan(0.0008);
  });
});
