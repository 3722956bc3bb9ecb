import { describe, expect, it } from 'vitest';
import { dispositionRows, hitRates, ledgerBalances } from './report-parts.ts';

const signals = {
  received: 100,
  executed: 10,
  dispositions: [
    { stage: 'throttle' as const, code: 'THROTTLE_PAUSED' as const, label: 'Paused', count: 20 },
    { stage: 'execution' as const, code: null, label: 'Executed', count: 10 },
    { stage: 'scoring' as const, code: 'SCORE_VETO' as const, label: 'Veto', count: 65 },
  ],
};

describe('dispositionRows', () => {
  it('puts the executed first, then the most frequent reasons, and says what is missing', () => {
    const { rows, missing } = dispositionRows({ signals });
    expect(rows.map(({ label }) => label)).toEqual(['Executed', 'vetoed', 'intake paused']);
    expect(rows[1]?.share).toBe(0.65);
    expect(missing).toBe(5);
  });
});

it('compares hit rates of executed and refused', () => {
  const outcome = (kind: 'target' | 'stop', executed: number, refused: number) => ({
    kind,
    executed,
    refused,
    meanR: null,
    meanRRefused: null,
  });
  expect(hitRates({ outcomes: [outcome('target', 3, 0), outcome('stop', 1, 0)] })).toEqual({
    executed: 0.75,
    refused: null,
  });
});

it('balances only at zero', () => {
  expect(ledgerBalances({ ledgerSum: '0.00' })).toBe(true);
  expect(ledgerBalances({ ledgerSum: '-0.00000001' })).toBe(false);
});
