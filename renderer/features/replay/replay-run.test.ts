import { describe, expect, it } from 'vitest';
import type { ReplayReport } from '#shared/contract/replay.ts';
import { replayEnd, runAfter, WAITING } from './replay-run.ts';

const progress = (done: number, equity: number) =>
  ({ kind: 'progress', done, total: 100, at: done * 1_000, equity, signals: 3 }) as const;

describe('runAfter', () => {
  const running = runAfter(runAfter(WAITING, progress(10, 10_000)), progress(20, 10_100));

  it('keeps the equity so far', () => {
    expect(running).toMatchObject({
      kind: 'running',
      progress: { done: 20 },
      curve: [
        [10_000, 10_000],
        [20_000, 10_100],
      ],
    });
  });

  it('ends once', () => {
    const canceled = runAfter(running, { kind: 'canceled' });
    expect(canceled).toMatchObject({ kind: 'canceled', last: { done: 20 } });
    expect(runAfter(canceled, progress(30, 1))).toBe(canceled);
    expect(runAfter(running, { kind: 'failed', problem: 'no data' })).toEqual({ kind: 'failed', problem: 'no data' });
  });

  it('thins a long curve and keeps its newest point', () => {
    let run = WAITING;
    for (let step = 1; step <= 3_000; step += 1) run = runAfter(run, progress(step, step));
    const curve = run.kind === 'running' ? run.curve : [];
    expect(curve.length).toBeLessThanOrEqual(1_201);
    expect(curve.at(-1)).toEqual([3_000_000, 3_000]);
  });
});

it('tells how it ended, once it has', () => {
  const report = { result: { returnShare: 0.0412, trades: 1 } } as unknown as ReplayReport;
  expect(replayEnd(progress(1, 1))).toBeNull();
  expect(replayEnd({ kind: 'report', report })?.text).toBe('The replay has ended: +4.12\u202F%, 1 trade.');
  expect(replayEnd({ kind: 'canceled' })).toEqual({ text: 'The replay was canceled.', tone: 'info' });
  expect(replayEnd({ kind: 'failed', problem: 'no candles' })).toEqual({
    text: 'The replay failed: no candles',
    tone: 'problem',
  });
});
