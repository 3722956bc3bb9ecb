import { describe, expect, it } from 'vitest';
import { fillHeat, heatRamp } from './heat-pixels.ts';

const COLOURS = ['#000000', '#0A1420', '#143C50', '#3C82B4', '#C8E6F0', '#F0883E'];
const rgb = (pixel: number | undefined): readonly number[] => {
  const value = pixel ?? 0;
  return [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];
};

describe('the ramp', () => {
  const ramp = heatRamp(COLOURS);

  it('begins with the floor, grows lighter up to the last mixed colour, and is opaque', () => {
    const lightness = [...ramp].map((one) =>
      rgb(one)
        .slice(0, 3)
        .reduce((sum, part) => sum + part, 0),
    );
    expect(rgb(ramp[0])).toEqual([0, 0, 0, 255]);
    for (let step = 1; step <= 214; step += 1) {
      expect(lightness[step]).toBeGreaterThanOrEqual(lightness[step - 1] ?? 0);
    }
    expect([...ramp].every((one) => one >>> 24 === 255)).toBe(true);
  });

  it('keeps ember for Z from 2.7 on, unmixed', () => {
    expect(rgb(ramp[Math.floor(0.899 * 255)])).toEqual([0xc8, 0xe6, 0xf0, 255]);
    for (const share of [0.905, 0.95, 1]) expect(rgb(ramp[Math.floor(share * 255)])).toEqual([0xf0, 0x88, 0x3e, 255]);
  });
});

describe('pixels of a heatmap', () => {
  const ramp = Uint32Array.from({ length: 256 }, (_, step) => step);

  it('has the highest level on top and the columns from left to right', () => {
    const pixels = new Uint32Array(6);
    fillHeat(pixels, Float32Array.from([0, 1, 3, -1, 2, 9]), 3, 2, ramp);
    expect([...pixels]).toEqual([255, 255, 85, 170, 0, 0]);
  });

  it('gives the floor where Z is not known', () => {
    const pixels = new Uint32Array(1).fill(7);
    fillHeat(pixels, Float32Array.of(Number.NaN), 1, 1, ramp);
    expect(pixels[0]).toBe(0);
  });

  it('touches only the columns asked for, also across tiles', () => {
    const [levels, columns] = [5, 50];
    const z = Float32Array.from({ length: levels * columns }, (_, at) => (at % 7) / 2.3);
    const whole = new Uint32Array(levels * columns);
    fillHeat(whole, z, levels, columns, ramp);
    const parts = new Uint32Array(levels * columns);
    fillHeat(parts, z, levels, columns, ramp, 17, 50);
    expect([...parts.subarray(0, 17)]).toEqual(Array.from({ length: 17 }, () => 0));
    fillHeat(parts, z, levels, columns, ramp, 0, 17);
    expect(parts).toEqual(whole);
  });
});
