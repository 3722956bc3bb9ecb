import { describe, expect, it } from 'vitest';
import { contractSymbol, signalId } from '#shared/domain/ids.ts';
import { OutcomeTracker, type AwaitedSignal, type SimulatedOutcome } from './outcome-tracker.ts';

const BTC = contractSymbol('XBTUSDTM');
const LONG: AwaitedSignal = {
  id: signalId('s1'),
  symbol: BTC,
  direction: 1,
  price: 100,
  stop: 95,
  target: 110,
  deadline: 10_000,
  since: 1_000,
};
const SHORT: AwaitedSignal = { ...LONG, direction: -1, stop: 105, target: 90 };
const FEE = 0.0006;

/** What becomes of a signal on one candle; null while it goes on. */
function judged(
  signal: AwaitedSignal,
  [open, high, low, close]: readonly [number, number, number, number],
  ts = 1_000,
  closeTs = 2_000,
): SimulatedOutcome | null {
  const tracker = new OutcomeTracker(() => FEE);
  tracker.add(signal);
  let found: SimulatedOutcome | null = null;
  tracker.onCandle(BTC, ts, closeTs, open, high, low, close, (outcome) => (found = outcome));
  expect(tracker.size).toBe(found === null ? 1 : 0);
  return found;
}

const r = (exit: number, side: number): number =>
  Math.round((((exit - 100) * side - (100 + exit) * FEE) / 5) * 10_000) / 10_000;

describe('the triple barrier', () => {
  it.each([
    ['a long at its target', LONG, [100, 110, 99, 109], 'target', 110],
    ['a long at its stop', LONG, [100, 101, 95, 96], 'stop', 95],
    ['a long through both: the stop counts', LONG, [100, 111, 94, 105], 'stop', 95],
    ['a long over a gap below its stop', LONG, [93, 94, 92, 93], 'stop', 93],
    ['a long over a gap above its target', LONG, [112, 113, 111, 112], 'target', 112],
    ['a short at its target', SHORT, [100, 101, 90, 91], 'target', 90],
    ['a short at its stop', SHORT, [100, 105, 99, 104], 'stop', 105],
    ['a short through both: the stop counts', SHORT, [100, 106, 89, 95], 'stop', 105],
    ['a short over a gap above its stop', SHORT, [107, 108, 106, 107], 'stop', 107],
    ['a short over a gap below its target', SHORT, [88, 89, 87, 88], 'target', 88],
  ] as const)('%s', (_, signal, candle, outcome, exit) => {
    expect(judged(signal, candle)).toMatchObject({ outcome, exit, r: r(exit, signal.direction), heldMs: 1_000 });
  });

  it('goes on a hair before either', () => {
    expect(judged(LONG, [100, 109.9, 95.1, 100])).toBeNull();
    expect(judged(SHORT, [100, 104.9, 90.1, 100])).toBeNull();
  });

  it('ends at the close when its time is up, not before', () => {
    expect(judged(LONG, [100, 103, 99, 102], 9_000, 9_999)).toBeNull();
    expect(judged(LONG, [100, 103, 99, 102], 9_000, 10_000)).toMatchObject({
      outcome: 'time-out',
      exit: 102,
      r: r(102, 1),
      heldMs: 9_000,
    });
  });

  it('does not count candles that opened before the signal', () => {
    expect(judged(LONG, [100, 120, 80, 100], 999)).toBeNull();
  });

  it('takes both fees off: a price that stands still is a loss', () => {
    expect(judged(LONG, [100, 101, 99, 100], 9_000, 10_000)?.r).toBe(-0.024);
  });
});

it('follows each signal once, in order of arrival, and only its symbol', () => {
  const tracker = new OutcomeTracker(() => 0);
  for (const id of ['s1', 's2', 's1', 's3']) tracker.add({ ...LONG, id: signalId(id) });
  expect(tracker.size).toBe(3);
  expect(tracker.remove(BTC, signalId('s2'))).toBe(true);
  expect(tracker.remove(BTC, signalId('s2'))).toBe(false);
  const ended: string[] = [];
  const report = ({ id }: SimulatedOutcome): unknown => ended.push(id);
  tracker.onCandle(contractSymbol('ETHUSDTM'), 1_000, 2_000, 100, 120, 80, 100, report);
  expect(ended).toEqual([]);
  tracker.onCandle(BTC, 1_000, 2_000, 100, 120, 80, 100, report);
  expect(ended).toEqual(['s1', 's3']);
  expect(tracker.size).toBe(0);
});

it('counts the funding settled while it was followed: a long pays a positive rate, a short receives it', () => {
  for (const [signal, exit] of [
    [LONG, 110],
    [SHORT, 90],
  ] as const) {
    const tracker = new OutcomeTracker(() => 0);
    tracker.onFunding(BTC, 0.5, 100);
    tracker.add(signal);
    tracker.onFunding(BTC, 0.001, 102);
    tracker.onFunding(contractSymbol('ETHUSDTM'), 0.5, 100);
    let found: SimulatedOutcome | null = null;
    tracker.onCandle(BTC, 1_000, 2_000, exit, exit, exit, exit, (outcome) => (found = outcome));
    expect(found).toMatchObject({ r: (10 - signal.direction * 0.102) / 5, funding: -signal.direction * 0.00102 });
  }
});
