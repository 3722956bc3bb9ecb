import { describe, expect, it } from 'vitest';
import { parseMoney } from '#shared/domain/money.ts';
import type { Journal } from '../../../journal/journal.ts';
import type { EquityLoss } from '../breakers/equity-stop.ts';
import { lossNumbers, lossSentence, recordedGuard, samplesAfter } from './guard-records.ts';

const loss = (equity: string, reference: string, lossPpm: bigint): EquityLoss => ({
  level: 'red',
  lossPpm,
  equity: parseMoney(equity),
  reference: parseMoney(reference),
});

describe('a loss in words', () => {
  it.each([
    ['day-loss', 'equity is 3 % below the start of the day (9700.00 of 10000.00 USDT)'],
    ['week-loss', 'equity is 3 % below the start of the week (9700.00 of 10000.00 USDT)'],
    ['drawdown', 'equity is 3 % below its peak (9700.00 of 10000.00 USDT)'],
  ] as const)('%s', (measure, sentence) => {
    expect(lossSentence(measure, loss('9700', '10000', 30_000n))).toBe(sentence);
  });

  it('is told to the cent, an equity below nothing too', () => {
    expect(lossSentence('drawdown', loss('-5.019', '100.5', 1_049_900n))).toBe(
      'equity is 104.99 % below its peak (−5.01 of 100.50 USDT)',
    );
    expect(lossSentence('drawdown', loss('0', '1', 1_000_000n))).toContain('(0.00 of 1.00 USDT)');
  });

  it('has its figures', () => {
    expect(lossNumbers(loss('9700.5', '10000', 29_950n))).toEqual({
      lossPercent: 3,
      equity: '9700.5',
      reference: '10000',
    });
    expect(lossNumbers(loss('1', '2', 12_340n))['lossPercent']).toBe(1.23);
  });
});

describe('what the journal knows', () => {
  const row = (type: string, data: unknown, at: number) => ({
    value: JSON.stringify({ type, data }),
    updated_at: at,
  });
  const stateOf = (facts: readonly (readonly [string, ReturnType<typeof row>])[]) =>
    recordedGuard({ rows: () => new Map(facts).entries() });

  it('is nothing at first', () => {
    expect(stateOf([['trading', row('trading.state', { state: 'ACTIVE' }, 1)]])).toEqual({
      breakers: new Map(),
      locks: [],
      settings: [],
      reference: null,
    });
  });

  it('is told by subject', () => {
    const opened = { kind: 'risk', level: 'red', code: 'X', until: 9, numbers: { a: 1 }, sentence: 'it is so' };
    const found = stateOf([
      ['breaker:risk:audit', row('breaker.opened', opened, 1)],
      ['breaker:connector:venue', row('breaker.half-open', { kind: 'connector', sentence: 'x' }, 2)],
      ['breaker:market:stale:A', row('breaker.closed', { kind: 'market', by: 'time', sentence: '' }, 3)],
      ['lock:spread|A', row('protection.locked', { protection: 'spread' }, 4)],
      ['lock:spread|B', row('protection.unlocked', { protection: 'spread' }, 5)],
      ['protection:spread|', row('protection.configured', { protection: 'spread', target: '' }, 6)],
      ['equity-reference', row('equity.reference', { equity: '1' }, 7)],
    ]);
    const none = { level: 'green', until: null, sentence: '', code: '', numbers: {} };
    const { kind: _, ...kept } = opened;
    expect([...found.breakers]).toEqual([
      ['risk:audit', { type: 'breaker.opened', ...kept, at: 1 }],
      ['connector:venue', { type: 'breaker.half-open', ...none, at: 2 }],
      ['market:stale:A', { type: 'breaker.closed', ...none, at: 3 }],
    ]);
    expect(found.locks).toEqual([{ data: { protection: 'spread' }, at: 4 }]);
    expect(found.settings).toEqual([{ protection: 'spread', target: '' }]);
    expect(found.reference).toEqual({ data: { equity: '1' }, at: 7 });
  });
});

it('the samples after a moment are told oldest first', () => {
  const asked: unknown[] = [];
  const sample = (seq: number, ts: number, equity: string) => ({ seq, ts, data: { equity } });
  const store = {
    query: (page: unknown) => {
      asked.push(page);
      return [sample(4, 30, '3'), sample(3, 20, '2'), sample(2, 10, '1')];
    },
  } as unknown as Pick<Journal['store'], 'query'>;
  expect(samplesAfter(store, 10)).toEqual([
    { at: 20, equity: parseMoney('2') },
    { at: 30, equity: parseMoney('3') },
  ]);
  expect(asked).toEqual([{ before: null, limit: 3_000, types: ['equity.sampled'], subject: null, text: null }]);
});
