import { expect, it } from 'vitest';
import { judge } from './card.ts';

const gain = (mean: number, lower: number) => ({ mean, lower, upper: 2 * mean - lower, blocks: 30 });

it('a verdict gives weight only to a gain whose whole interval lies above 0, on enough cases', () => {
  expect(judge({ cases: 800, gain: gain(0.02, 0.004) }, 500)).toEqual({
    mayWeigh: true,
    reason: 'It beats the base rate out of sample by 20.00 millinats per case (95 % interval 4.00 to 36.00).',
  });
  expect(judge({ cases: 800, gain: gain(0.02, -0.004) }, 500)).toMatchObject({
    mayWeigh: false,
    reason: expect.stringContaining('may be chance') as string,
  });
  expect(judge({ cases: 800, gain: gain(-0.01, -0.02) }, 500).reason).toContain('no better than the base rate');
  expect(judge({ cases: 499, gain: gain(0.02, 0.01) }, 500).reason).toBe(
    'Only 499 cases out of sample are resolved; 500 are needed.',
  );
  expect(judge({ cases: 800, gain: null }, 500)).toMatchObject({ mayWeigh: false });
  expect(judge({ cases: 800, gain: gain(0.02, 0) }, 500).mayWeigh).toBe(false);
});
