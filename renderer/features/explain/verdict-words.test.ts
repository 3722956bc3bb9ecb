import { describe, expect, it } from 'vitest';
import type { SignalExplanation, SignalView } from '#shared/contract/signal.ts';
import {
  chainHolds,
  explanationText,
  noFlipWords,
  outcomeWords,
  stageTime,
  stageWords,
  timeShares,
} from './verdict-words.ts';

const signal: SignalView = {
  key: 's-1',
  at: 0,
  symbol: 'SOLUSDTM',
  coin: 'SOL',
  source: 'technical',
  timeframe: '15m',
  direction: 1,
  state: 'REJECTED',
  stage: 'scoring',
  verdict: 'refused',
  code: 'SCORE_BELOW_THRESHOLD',
  sentence: 'The score for this side is 31; 50 is needed.',
  score: 31,
  orderId: null,
  outcome: null,
  r: null,
};

const record = (seq: number, prevHash: string, hash: string) => ({
  seq,
  ts: 0,
  type: 'signal.received',
  subject: 's-1',
  data: {},
  prevHash,
  hash,
});

const explanation: SignalExplanation = {
  signal,
  question: 'Why was SOL long refused at 14:05?',
  prices: { entry: 1, stop: 1, target: 1, decimals: 2 },
  way: [],
  score: null,
  threshold: 50,
  numbers: {},
  counterfactuals: [],
  candles: { ts: [], open: [], high: [], low: [], close: [], volume: [] },
  words: 'At 14:05 it was asked.',
  journal: [record(7, 'a', 'b'), record(8, 'b', 'c'), record(12, 'x', 'y')],
  recomputed: true,
};

it('says where a signal stopped', () => {
  expect(stageWords(signal)).toBe('stopped at scoring, stage 3 of 8');
});

it('says how a refused signal would have ended', () => {
  expect(outcomeWords(signal)).toBeNull();
  expect(outcomeWords({ ...signal, outcome: 'stop', r: -1.06 })).toContain('Would have reached its stop');
});

it('says why nothing could have turned it', () => {
  expect(noFlipWords(explanation)).toContain('before a score was made');
  expect(noFlipWords({ ...explanation, signal: { ...signal, verdict: 'in-work' } })).toContain('under way');
});

it('shows measured time and says when there is none', () => {
  expect(stageTime(861, 'passed')).toBe('0.861 ms');
  expect(stageTime(null, 'passed')).toBe('not measured');
  expect(stageTime(null, 'not-reached')).toBe('');
});

it('shares measured time out, and gives none when nothing was measured', () => {
  const stage = (us: number | null) => ({ stage: 'intake' as const, status: 'passed' as const, sentence: '', us });
  expect(timeShares([stage(30), stage(null), stage(10)])).toEqual([0.75, 0, 0.25]);
  expect(timeShares([stage(null), stage(null)])).toBeNull();
});

describe('chainHolds', () => {
  it('checks neighbours only', () => {
    expect(chainHolds(explanation.journal)).toBe(true);
    expect(chainHolds([record(7, 'a', 'b'), record(8, 'z', 'c')])).toBe(false);
  });
});

it('copies question, verdict, words and record numbers', () => {
  expect(explanationText(explanation).split('\n')).toEqual([
    'Why was SOL long refused at 14:05?',
    'REFUSED SCORE_BELOW_THRESHOLD: The score for this side is 31; 50 is needed.',
    'At 14:05 it was asked.',
    'Signal s-1, journal records 7, 8, 12.',
  ]);
});
