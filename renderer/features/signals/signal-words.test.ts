import { describe, expect, it } from 'vitest';
import type { FunnelView } from '#shared/contract/signal.ts';
import { countsOf, numbersText } from './signal-words.ts';

type Stage = FunnelView['stages'][number];
const stage = (key: Stage['key'], part: Partial<Stage>): Stage => ({
  key,
  received: 0,
  stopped: 0,
  inWork: 0,
  passed: 0,
  reasons: [],
  ...part,
});

const funnel: FunnelView = {
  key: 'funnel',
  from: 0,
  to: 1,
  stages: [
    stage('intake', {
      reasons: [
        { code: 'SIGNAL_DUPLICATE', count: 6 },
        { code: 'SIGNAL_EXPIRED', count: 3 },
      ],
    }),
    stage('throttle', {
      inWork: 4,
      reasons: [
        { code: 'THROTTLE_SYMBOL_HOUR', count: 66 },
        { code: 'THROTTLE_PAUSED', count: 2 },
      ],
    }),
    stage('scoring', { inWork: 1, reasons: [{ code: 'SCORE_BELOW_THRESHOLD', count: 164 }] }),
    stage('execution', { passed: 17 }),
    stage('outcome', { inWork: 6 }),
  ],
  outcomes: { target: 0, stop: 0, timeOut: 0, hitRate: null, meanR: null },
};

describe('countsOf', () => {
  it('sorts a day of signals by what became of them', () => {
    expect(countsOf(funnel, 3)).toEqual({
      'in-work': 2,
      waiting: 3,
      executed: 17,
      refused: 164,
      duplicate: 6,
      overflow: 66,
      paused: 2,
      expired: 3,
    });
  });

  it('never counts more waiting than are in work', () => {
    expect(countsOf(funnel, 9)).toMatchObject({ waiting: 5, 'in-work': 0 });
  });
});

describe('numbersText', () => {
  it('names each figure in words, with its unit, and leaves out what the row says', () => {
    const numbers = { symbol: 'XBTUSDTM', limit: 6, waitSeconds: 1_312, netExposure: 0.605, delayMs: 12 };
    expect(numbersText(numbers, ['XBTUSDTM'])).toBe(
      'limit 6 · wait 1,312\u202Fs · net exposure 0.605 · delay 12\u202Fms',
    );
  });

  it('cuts trailing zeros of fractions only', () => {
    expect(numbersText({ a: 100, b: 31.5, c: 0.1, rule: 'C-01' }, [])).toBe('a 100 · b 31.5 · c 0.1 · rule C-01');
  });

  it('says nothing of no numbers', () => {
    expect(numbersText({}, [])).toBe('');
  });
});
