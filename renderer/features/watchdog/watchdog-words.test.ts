import { describe, expect, it } from 'vitest';
import { sampleWatchdog } from '#tests/support/renderer/sample-watchdog.ts';
import { canResume, leaveOutProblem, ruleWords, sightWords, watchdogVerdict } from './watchdog-words.ts';

const NOW = 1_763_000_000_000;
const watching = sampleWatchdog(NOW);
const plain = (text: string): string => text.replaceAll('\u202F', ' ');

describe('the verdict on the watchdog', () => {
  it('is good only when it watches, sees the account and goes by our rules', () => {
    expect(watchdogVerdict(watching).word).toBe('WATCHING');
    expect(watchdogVerdict({ ...watching, blind: 'no answer' })).toMatchObject({ word: 'BLIND', detail: 'no answer' });
    expect(watchdogVerdict({ ...watching, rules: null }).word).toBe('OTHER RULES');
    expect(watchdogVerdict({ ...watching, rules: 'ffff0000' }).word).toBe('OTHER RULES');
    for (const state of ['starting', 'acting', 'acted', 'lost', 'off'] as const) {
      expect(watchdogVerdict({ ...watching, state }).tone, state).not.toBe('up');
    }
  });

  it('says first that a person decided to do without', () => {
    const optOut = { reason: 'maintenance', by: 'trader', at: NOW };
    const view = { ...watching, optOut };
    expect(watchdogVerdict(view)).toMatchObject({ word: 'LEFT OUT', detail: 'maintenance' });
    expect(canResume(view)).toBe(true);
    expect(canResume(watching)).toBe(false);
    expect(canResume({ ...watching, state: 'acted' })).toBe(true);
    expect(canResume({ ...view, available: false })).toBe(false);
  });

  it('is none where fills are simulated', () => {
    expect(watchdogVerdict({ ...watching, available: false, state: 'off' }).word).toBe('NOT NEEDED');
  });
});

describe('the words of the watchdog', () => {
  it('tell its rule and what it sees', () => {
    expect(plain(ruleWords(watching))).toContain('After 3.0 s of silence');
    expect(ruleWords({ ...watching, action: 'cancel-entries' })).toContain('keep their stops');
    const sight = { positions: 4, orders: 1, at: NOW - 1_700, tookMs: 41 };
    expect(plain(sightWords({ ...watching, sight }, NOW))).toBe('4 positions, 1 order, 1.7 s ago');
    expect(sightWords({ ...watching, sight: null }, NOW)).toBe('nothing yet');
  });

  it('ask for a reason and the exact line', () => {
    expect(leaveOutProblem('A B', 'A B', ' ')).toContain('why');
    expect(leaveOutProblem('A B', 'a b', 'x')).toContain('Type');
    expect(leaveOutProblem('A B', 'A B', 'x')).toBeNull();
  });
});
