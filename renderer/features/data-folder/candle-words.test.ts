import { describe, expect, it } from 'vitest';
import type { CandleFileView, CandleImportRun } from '#shared/contract/candle-imports.ts';
import { sampleCandleImport } from '#tests/support/renderer/fake-candle-imports.ts';
import { uploadProblem } from './candle-upload.ts';
import { candleImportEnd, endWords, fileTask, fileWords, overlapWords } from './candle-words.ts';

const RUN: CandleImportRun = {
  ...{ id: 'candles-2', state: 'done', startedAt: 0, endedAt: 1, share: 1, files: [], problem: null },
  result: { fresh: 35_040, changed: 0, same: 0 },
};
const FILE: CandleFileView = {
  ...{ name: 'a.csv', bytes: 9, received: 9, state: 'read', leftOut: false, symbol: null, timeframe: '15m' },
  ...{ rows: 1_000, from: 1_735_689_600_000, to: 1_736_588_700_000, gaps: 2, missing: 5 },
  ...{ overlap: null, bad: [], badCount: 0 },
};

describe('an import in words', () => {
  it('says how it ended', () => {
    expect(endWords(RUN)).toBe('35,040 new candles are stored.');
    expect(endWords({ ...RUN, result: { fresh: 0, changed: 0, same: 12 } })).toBe(
      'Nothing is new: all 12 candles are stored already.',
    );
    expect(endWords({ ...RUN, result: { fresh: 1, changed: 2, same: 0 } })).toBe(
      '1 new candle is stored. 2 were stored before with other figures and replaced.',
    );
    expect(endWords({ ...RUN, state: 'failed', result: null, problem: 'The disk is full.' })).toBe(
      'Nothing was imported: The disk is full.',
    );
  });

  it('ends in a notice that leads to the replay, once and for its own id', () => {
    const row = (run: CandleImportRun | null) => ({
      ...{ kind: 'snapshot' as const, seq: 1 },
      rows: [{ ...sampleCandleImport(0), run }],
    });
    expect(candleImportEnd(row(RUN), 'candles-2')?.next).toEqual({ words: 'Replay them', href: '#/replay' });
    expect(candleImportEnd(row(RUN), 'candles-1')).toBeNull();
    expect(candleImportEnd(row({ ...RUN, state: 'asking', endedAt: null }), 'candles-2')).toBeNull();
    expect(candleImportEnd(row(null), 'candles-2')).toBeNull();
  });

  it('says what a file holds, what it would change and what it waits for', () => {
    expect(fileWords(FILE)).toBe(
      '1,000 candles, 1 Jan 2025 00:00 to 11 Jan 2025 09:45 UTC, 2 gaps with 5 candles missing',
    );
    expect(fileTask(FILE)).toBe('Choose the contract whose candles it holds.');
    expect(fileTask({ ...FILE, symbol: 'XBTUSDTM' })).toBeNull();
    expect(overlapWords({ fresh: 3, changed: 0, same: 4 })).toBe(
      '3 new, 0 replace stored ones with other figures, 4 stored already.',
    );
  });
});

describe('files that are not even sent', () => {
  it('are named with what is wrong with them', () => {
    expect(uploadProblem([{ name: 'a.csv.gz', size: 1 }])).toBeNull();
    expect(uploadProblem([{ name: 'a.csv', size: 0 }])?.sentence).toBe('a.csv is empty.');
    expect(uploadProblem([{ name: 'a.zip', size: 9 }])?.sentence).toMatch(/^a\.zip is no CSV file/);
    const many = Array.from({ length: 41 }, () => ({ name: 'a.csv', size: 1 }));
    expect(uploadProblem(many)?.sentence).toMatch(/40 files at most/);
  });
});
