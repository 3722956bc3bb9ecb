import { describe, expect, it } from 'vitest';
import { formatBytes, runWords } from './data-words.ts';

describe('sizes and states of a backup', () => {
  it('takes the unit that leaves few digits', () => {
    expect(formatBytes(0)).toBe('0\u202Fbytes');
    expect(formatBytes(999)).toBe('999\u202Fbytes');
    expect(formatBytes(412_303_360)).toBe('412.3\u202FMB');
    expect(formatBytes(84.2e9)).toBe('84.2\u202FGB');
  });

  it('says each state', () => {
    const run = { share: 0.5, startedAt: 0, endedAt: null, result: null, problem: null };
    const words = (['copying', 'checking', 'done', 'failed'] as const).map((state) => runWords({ ...run, state }));
    expect(new Set(words).size).toBe(4);
    expect(words[0]).toContain('50');
  });
});
