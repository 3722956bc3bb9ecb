import { describe, expect, it } from 'vitest';
import { gridValues, reliabilityFrame, shareBounds } from './reliability-geometry.ts';

describe('shareBounds', () => {
  it('is what tables give', () => {
    // 15 of 50: 0.1910 to 0.4375 (Newcombe 1998, method 3).
    const [lower, upper] = shareBounds(15 / 50, 50);
    expect(lower).toBeCloseTo(0.191, 3);
    expect(upper).toBeCloseTo(0.4375, 3);
  });

  it('stays within 0 and 1, and of nothing says nothing', () => {
    expect(shareBounds(0, 12)[0]).toBe(0);
    expect(shareBounds(1, 12)[1]).toBe(1);
    expect(shareBounds(0.5, 0)).toEqual([0, 1]);
  });
});

describe('reliabilityFrame', () => {
  const points = [
    { n: 900, said: 0.42, happened: 0.44 },
    { n: 900, said: 0.58, happened: 0.55 },
  ];

  it('holds every point with its interval in a box whose diagonal is the truth', () => {
    const frame = reliabilityFrame(points, 400, 300);
    expect([frame.width, frame.height]).toEqual([342, 258]);
    for (const { said, happened, n } of points)
      for (const value of [said, ...shareBounds(happened, n)]) {
        expect(value).toBeGreaterThanOrEqual(frame.from);
        expect(value).toBeLessThanOrEqual(frame.to);
      }
    const across = (frame.x(0.5) - frame.left) / frame.width;
    expect(across).toBeCloseTo(1 - (frame.y(0.5) - frame.top) / frame.height, 9);
  });

  it('has a grid of few round steps, also for points far apart', () => {
    const near = gridValues(reliabilityFrame(points, 400, 300));
    expect(near.length).toBeLessThanOrEqual(9);
    const far = reliabilityFrame([{ n: 2, said: 0.01, happened: 1 }], 400, 300);
    expect([far.from, far.to]).toEqual([0, 1]);
    expect(gridValues(far).map((value) => value.toFixed(1))).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
  });

  it('is a frame even of one point', () => {
    const { from, to } = reliabilityFrame([{ n: 1_000_000, said: 0.5, happened: 0.5 }], 200, 200);
    expect(to).toBeGreaterThan(from);
  });
});
