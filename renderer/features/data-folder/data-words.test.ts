import { describe, expect, it } from 'vitest';
import { sampleBackup } from '#tests/support/renderer/fake-backup.ts';
import { backupEnd, formatBytes, runShare, runWords } from './data-words.ts';

describe('sizes and states of a backup', () => {
  it('takes the unit that leaves few digits', () => {
    expect(formatBytes(0)).toBe('0\u202Fbytes');
    expect(formatBytes(999)).toBe('999\u202Fbytes');
    expect(formatBytes(412_303_360)).toBe('412.3\u202FMB');
    expect(formatBytes(84.2e9)).toBe('84.2\u202FGB');
  });

  it('says each state', () => {
    const run = { share: 0.5, startedAt: 0, endedAt: null, result: null, problem: null };
    const words = (['copying', 'checking', 'done', 'canceled', 'failed'] as const).map((state) =>
      runWords({ ...run, state }),
    );
    expect(new Set(words).size).toBe(5);
    expect(words[0]).toContain('40');
    expect(runShare({ ...run, state: 'checking' })).toBeCloseTo(0.9);
  });

  it('tells the end of the one that was started, and of no other', () => {
    const row = sampleBackup(10_000_000);
    const { run } = row;
    if (run === null) throw new Error('no run');
    const end = (change: Partial<typeof run>, startedAt = run.startedAt) =>
      backupEnd({ kind: 'delta', seq: 2, put: [{ ...row, run: { ...run, ...change } }], drop: [] }, startedAt);
    expect(end({})?.text).toContain('zmart-20251121-091500.db');
    expect(end({}, run.startedAt + 1)).toBeNull();
    expect(end({ state: 'checking', endedAt: null, result: null })).toBeNull();
    expect(end({ state: 'canceled', result: null })).toMatchObject({ tone: 'info' });
    expect(end({ state: 'failed', result: null, problem: 'No room.' })).toEqual({
      tone: 'problem',
      text: 'The backup failed: No room.',
    });
  });
});
