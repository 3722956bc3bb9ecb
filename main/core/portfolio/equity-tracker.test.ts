import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMoney } from '#shared/domain/money.ts';
import { epochMs } from '#shared/domain/time.ts';
import { EquityTracker, type EquitySample, type EquityTransfer } from './equity-tracker.ts';

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
    expect(again.restore(samples)).toEqual(tracker.state);
    expect(new EquityTracker().restore([])).toBeNull();
  });

  it('refuses to go back in time and shows no share of nothing', () => {
    const tracker = new EquityTracker();
    expect(tracker.sample(at(2), usdt(0)).drawdownShare).toBeNaN();
    expect(() => tracker.sample(at(1), usdt(1))).toThrow(RangeError);
  });

  it('takes a transfer for neither profit nor loss nor drawdown', () => {
    const tracker = new EquityTracker();
    tracker.sample(at(1), usdt(1000));
    tracker.sample(at(2), usdt(900));
    tracker.transfer(usdt(500));
    expect(tracker.sample(at(3), usdt(1400))).toMatchObject({
      peak: usdt(1500),
      drawdown: usdt(100),
      dayLoss: usdt(100),
    });
    tracker.transfer(usdt(-1200));
    expect(tracker.sample(at(4), usdt(200))).toMatchObject({
      peak: usdt(300),
      drawdown: usdt(100),
      dayLoss: usdt(100),
    });
  });

  it('measures the same losses with transfers as without them, also after a restart', () => {
    const step = fc.record({
      hours: fc.integer({ min: 1, max: 30 }),
      result: fc.integer({ min: -90, max: 90 }),
      paid: fc.integer({ min: -300, max: 300 }),
      pays: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), fc.nat(40), (steps, restartAt) => {
        const plain = new EquityTracker();
        let tracker = new EquityTracker();
        const samples: EquitySample[] = [];
        const transfers: EquityTransfer[] = [];
        let [hour, result, paid] = [0, 100_000, 0];
        for (const [index, one] of steps.entries()) {
          hour += one.hours;
          result += one.result;
          if (one.pays && index > 0) {
            paid += one.paid;
            tracker.transfer(usdt(one.paid));
            transfers.push({ at: epochMs(at(hour) - 1_000), amount: usdt(one.paid) });
          }
          const expected = plain.sample(at(hour), usdt(result));
          const state = tracker.sample(at(hour), usdt(result + paid));
          samples.push({ at: state.at, equity: state.equity, peak: state.peak });
          for (const loss of ['drawdown', 'dayLoss', 'weekLoss'] as const) expect(state[loss]).toBe(expected[loss]);
          if (index === restartAt) {
            const restored = new EquityTracker();
            expect(restored.restore(samples, transfers)).toEqual(state);
            tracker = restored;
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
