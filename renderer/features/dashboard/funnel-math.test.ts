import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STAGES } from '#shared/domain/signal.ts';
import { funnelBar, funnelScale, funnelSummary, orderedReasons, unbalanced, type FunnelStage } from './funnel-math.ts';

const stage = (key: FunnelStage['key'], received: number, stopped: number, inWork: number): FunnelStage => ({
  key,
  received,
  stopped,
  inWork,
  passed: received - stopped - inWork,
  reasons: [],
});

const day = [
  stage('intake', 412, 9, 0),
  stage('throttle', 403, 114, 4),
  stage('scoring', 285, 217, 4),
  stage('execution', 17, 0, 2),
  stage('outcome', 15, 0, 6),
];

describe('funnel maths', () => {
  it('sums a day up', () => {
    expect(funnelSummary(day)).toEqual({ received: 412, orders: 15, unfinished: 10 });
    expect(funnelSummary([])).toEqual({ received: 0, orders: 0, unfinished: 0 });
  });

  it('draws every bar on the scale of the longest', () => {
    expect(funnelScale(day)).toBe(412);
    expect(funnelScale([])).toBe(1);
    const bar = funnelBar(stage('throttle', 206, 103, 0), 412);
    expect(bar).toEqual({ passed: 0.25, inWork: 0, stopped: 0.25 });
  });

  it('keeps the parts of a bar together as long as its stage, and never over 1', () => {
    const counts = fc.record({ stopped: fc.nat(500), inWork: fc.nat(500), passed: fc.nat(500) });
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: STAGES.length }), (parts) => {
        const stages = parts.map(({ stopped, inWork, passed }, index) =>
          stage(STAGES[index] ?? 'intake', stopped + inWork + passed, stopped, inWork),
        );
        const scale = funnelScale(stages);
        for (const item of stages) {
          const bar = funnelBar(item, scale);
          const sum = bar.passed + bar.inWork + bar.stopped;
          expect(sum).toBeCloseTo(item.received / scale, 12);
          expect(sum).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });

  it('finds a stage that does not add up', () => {
    const wrong = { ...stage('risk', 50, 33, 0), passed: 16 };
    expect(unbalanced([...day, wrong])).toEqual([wrong]);
  });

  it('orders reasons by count, then by code', () => {
    const reasons: FunnelStage['reasons'] = [
      { code: 'RISK_DRAWDOWN', count: 2 },
      { code: 'RISK_DAY_LOSS', count: 2 },
      { code: 'RISK_HALTED', count: 7 },
    ];
    const codes = orderedReasons({ ...stage('risk', 11, 11, 0), reasons }).map(({ code }) => code);
    expect(codes).toEqual(['RISK_HALTED', 'RISK_DAY_LOSS', 'RISK_DRAWDOWN']);
  });
});
