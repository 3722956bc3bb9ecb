import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import { emptyBar, type ModelBar } from './model-bar.ts';
import { OrderFlow } from './order-flow.ts';

/** A day of hours of 50 units: a bucket is a fiftieth of 1,200, 24 units. */
function afterADay(): { flow: OrderFlow; minute: (bought: number, sold: number) => void } {
  const flow = new OrderFlow();
  const bar = (over: Partial<ModelBar>): ModelBar => Object.assign(emptyBar(), over);
  for (let hour = 0; hour < 25; hour += 1) flow.add(bar({ ts: hour * HOUR, ms: HOUR, volume: 50 }));
  let ts = 24 * HOUR;
  const minute = (bought: number, sold: number): void => {
    flow.add(bar({ ts, ms: MINUTE, volume: Number.NaN, bought, sold }));
    ts += MINUTE;
  };
  return { flow, minute };
}

describe('the order flow of a contract', () => {
  it('by hand: buckets of one side are 1, even ones 0, and a minute may end several', () => {
    const { flow, minute } = afterADay();
    expect(flow.bucket).toBe(24);
    minute(48 * 24, 0);
    expect(flow.newest(10)).toEqual([]);
    minute(24, 24);
    const [only, ...others] = flow.newest(10);
    expect(others).toEqual([]);
    expect(only?.vpin).toBeCloseTo(48 / 50, 12);
    expect(only).toMatchObject({ ts: 24 * HOUR + 2 * MINUTE, percentile: null });
  });

  it('stands at a percentile of its own past after a hundred values, and keeps five hundred', () => {
    const { flow, minute } = afterADay();
    for (let i = 0; i < 148; i += 1) minute(24, 0);
    expect(flow.percentile).toBeNaN();
    minute(12, 12);
    expect(flow.percentile).toBe(0);
    for (let i = 0; i < 600; i += 1) minute(24, 0);
    const bars = flow.newest(1_000);
    expect(bars).toHaveLength(500);
    expect(bars.every(({ ts }, i) => i === 0 || ts > (bars[i - 1]?.ts ?? 0))).toBe(true);
  });

  it('fills no bucket before a day of volume is known', () => {
    const flow = new OrderFlow();
    flow.add(Object.assign(emptyBar(), { ts: 0, ms: MINUTE, volume: 1e6, bought: 1e6, sold: 0 }));
    expect([flow.told, flow.bucket, flow.newest(5).length]).toEqual([true, Number.NaN, 0]);
  });
});
