import { describe, expect, it } from 'vitest';
import { parseMoney } from '#shared/domain/money.ts';
import { epochMs } from '#shared/domain/time.ts';
import { EquityTracker, type EquitySample } from './equity-tracker.ts';

const DAY_START = Date.UTC(2025, 2, 11);
const at = (hours: number) => epochMs(DAY_START + hours * 3_600_000);
const usdt = (amount: number) => parseMoney(String(amount));

describe('EquityTracker', () => {
  it('holds the peak and measures the fall from it', () => {
    const tracker = new EquityTracker();
    tracker.sample(at(1), usdt(1000));
    tracker.sample(at(2), usdt(1250));
    expect(tracker.sample(at(3), usdt(1000))).toMatchObject({
      peak: usdt(1250),
      drawdown: usdt(250),
      drawdownShare: 0.2,
      dayLoss: 0n,
    });
  });

  it('starts each UTC day at the last equity before it', () => {
    const tracker = new EquityTracker();
    tracker.sample(at(1), usdt(1000));
    tracker.sample(at(23), usdt(1100));
    expect(tracker.sample(at(24), usdt(990))).toMatchObject({
      dayStart: usdt(1100),
      dayLoss: usdt(110),
      dayLossShare: 0.1,
    });
    expect(tracker.sample(at(25), usdt(1200))).toMatchObject({ dayLoss: 0n });
  });

  it('restores from recorded samples to the state it had', () => {
    const tracker = new EquityTracker();
    const samples: EquitySample[] = [];
    for (const [hour, equity] of [1000, 1300, 900, 950, 1010, 940].entries()) {
      const state = tracker.sample(at(hour * 9), usdt(equity));
      samples.push({ at: state.at, equity: state.equity, peak: state.peak });
    }
    const again = new EquityTracker();
    expect(again.restore(samples.slice(-4))).toEqual(tracker.state);
    expect(new EquityTracker().restore([])).toBeNull();
  });

  it('refuses to go back in time and shows no share of nothing', () => {
    const tracker = new EquityTracker();
    expect(tracker.sample(at(2), usdt(0)).drawdownShare).toBeNaN();
    expect(() => tracker.sample(at(1), usdt(1))).toThrow(RangeError);
  });
});
