import { describe, expect, it } from 'vitest';
import type { RiskTrigger } from '#shared/contract/risk-figures.ts';
import {
  killWords,
  lossWords,
  nextTriggers,
  reachedLevel,
  rearmChecks,
  sinceWords,
  triggerWords,
} from './risk-words.ts';

const trigger = (level: RiskTrigger['level'], at: string, room: string | null, lossPpm = 20_000): RiskTrigger => ({
  measure: 'day-loss',
  level,
  lossPpm,
  reference: '100',
  at,
  room,
});

describe('the words of the risk screen', () => {
  it('writes a loss with a true minus and no needless decimals', () => {
    expect(lossWords(20_000)).toBe('−2\u202F%');
    expect(lossWords(25_000)).toBe('−2.5\u202F%');
    expect(triggerWords(trigger('red', '97', '3', 30_000))).toBe('Day loss −3\u202F%');
  });

  it('names the next steps that are not reached, never a warning, and all while the room is not known', () => {
    const triggers = [trigger('yellow', '99', '1'), trigger('orange', '98', '-0.5'), trigger('red', '97', '0.5')];
    expect(nextTriggers(triggers).map(({ level }) => level)).toEqual(['red']);
    const unknown = triggers.map((one) => ({ ...one, room: null }));
    expect(nextTriggers(unknown).map(({ level }) => level)).toEqual(['orange', 'red']);
    expect(nextTriggers(Array.from({ length: 9 }, () => trigger('red', '97', '1')))).toHaveLength(4);
  });

  it('gives the worst level that is reached; at the level itself it is reached; unknown is no green', () => {
    expect(reachedLevel([trigger('yellow', '99', '1'), trigger('red', '97', '3')])).toBe('green');
    expect(reachedLevel([trigger('yellow', '99', '0'), trigger('red', '97', '2')])).toBe('yellow');
    expect(reachedLevel([trigger('orange', '98', '-1'), trigger('red', '97', '-0.01')])).toBe('red');
    expect(reachedLevel([trigger('orange', '98', null)])).toBe('unknown');
    expect(reachedLevel([])).toBe('unknown');
  });

  it('says in numbers what the kill switch will do, and that a cost is not known', () => {
    const words = killWords({ entries: 1, kept: 8, positions: 2, value: '10', fees: '38.6' });
    expect(words.keep).toBe('Cancel 1 entry, keep 8 stops and exits');
    expect(words.flatten).toBe('Also flatten 2 positions, about 38.60\u202FUSDT');
    const nothing = killWords({ entries: 0, kept: 0, positions: 0, value: '0', fees: '0' });
    expect(nothing.keep).toBe('No entry is open, keep 0 stops and exits');
    expect(nothing.flatten).toContain('no position');
    expect(killWords({ entries: 0, kept: 0, positions: 1, value: null, fees: null }).flatten).toContain(
      'cost not known',
    );
  });

  it('ticks nothing off that it does not know', () => {
    const none = rearmChecks({ journal: null, feed: null, differences: null, causes: [] });
    expect(none.map(({ key, ok }) => [key, ok])).toEqual([
      ['causes', true],
      ['positions', null],
      ['chain', null],
      ['feed', null],
    ]);
    const cause = {
      kind: 'k',
      level: 'HALTED',
      reason: 'r',
      by: 'guard',
      since: 0,
      ends: 'by-person',
      holds: true,
    } as const;
    const bad = rearmChecks({
      journal: { integrity: 'broken', records: 5, problem: 'record 3' },
      feed: { status: 'stale', reason: 'silent' },
      differences: 2,
      causes: [cause],
    });
    expect(bad.every(({ ok }) => ok === false)).toBe(true);
    expect(bad.map(({ detail }) => detail)).toEqual([
      '1 cause goes on: a reason is asked for',
      '2 differences open',
      'record 3',
      'silent',
    ]);
  });

  it('says since when and by whom', () => {
    const risk = {
      key: 'risk',
      state: 'HALTED',
      cause: 'x',
      since: 0,
      pauses: [],
      alarms: [],
      phrase: 'RESUME',
    } as const;
    const cause = {
      kind: 'k',
      level: 'HALTED',
      reason: 'r',
      by: 'guard',
      since: 0,
      ends: 'by-person',
      holds: true,
    } as const;
    expect(sinceWords({ ...risk, causes: [cause], pauses: [], alarms: [] }, 90_000)).toBe(
      'for 1 m, since 1 Jan 1970 00:00:00 UTC, by guard',
    );
  });
});
