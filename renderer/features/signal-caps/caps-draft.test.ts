import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { throttleCaps, type ThrottleView } from '#shared/contract/throttle.ts';
import { HARD_CAPS, OVERFLOW_POLICIES } from '#shared/domain/signal-caps.ts';
import { capsAt, capsProblem } from '#core/agents/throttle/caps.ts';
import { sampleThrottle } from '#tests/support/transport/sample-throttle.ts';
import { capsOf, changeWords, draftOf, figureProblem, NEW_HOURS, scheduleProblem } from './caps-draft.ts';
import { CAPS, capsOfHour, capText, POLICY_WORDS, type Caps } from './caps-words.ts';

const view: ThrottleView = sampleThrottle(1_763_000_000_000);
const plain = (text: string): string => text.replaceAll('\u202F', ' ');
const night = { fromHour: 22, untilHour: 6, totalHour: 0, perSymbolHour: null, perSourceHour: 5 };

describe('caps as typed', () => {
  it('come back as they were read', () => {
    const caps: Caps = { ...view.caps, schedule: [night], symbolSpacingMs: 0, maxWaitMs: 90_000 };
    const read = { ...view, caps };
    expect(capsOf(draftOf(read), read)).toEqual(caps);
    expect(changeWords(caps, capsOf(draftOf(read), read)!)).toEqual([]);
  });

  it('are what host and contract take, whenever nothing is wrong with them', () => {
    const text = fc.oneof(fc.integer({ min: -5, max: 700 }).map(String), fc.constantFrom('', 'x', '1.5'));
    const entry = fc.record({ from: text, until: text, totalHour: text, perSymbolHour: text, perSourceHour: text });
    const names = fc.record(Object.fromEntries(CAPS.map(({ name }) => [name, text])));
    fc.assert(
      fc.property(names, fc.array(entry, { maxLength: 3 }), (figures, schedule) => {
        const draft = { ...draftOf(view), schedule, figures: { ...draftOf(view).figures, ...figures } };
        const caps = capsOf(draft, view);
        if (caps === null) return;
        expect(throttleCaps.safeParse(caps).success).toBe(true);
        expect(capsProblem(caps)).toBeNull();
      }),
    );
  });

  it('say what is wrong with them', () => {
    const [total] = CAPS;
    expect(figureProblem(total!, '501', view)).toContain('hard cap, 500');
    expect(figureProblem(total!, '0', view)).toContain('From 1');
    expect(figureProblem(total!, '1.5', view)).toContain('number');
    expect(scheduleProblem({ ...NEW_HOURS, from: '24' }, view)).toContain('first hour');
    expect(scheduleProblem({ ...NEW_HOURS, until: '0' }, view)).toContain('hour after');
    expect(scheduleProblem({ ...NEW_HOURS, totalHour: '' }, view)).toContain('at least one');
    expect(scheduleProblem({ ...NEW_HOURS, perSymbolHour: '61' }, view)).toContain('0 to 60');
    expect(scheduleProblem(NEW_HOURS, view)).toBeNull();
  });

  it('tell what changes', () => {
    const after: Caps = { ...view.caps, totalHour: 80, overflow: 'queue', schedule: [night] };
    expect(changeWords(view.caps, after).map(plain)).toEqual([
      'All together: 100 → 80',
      'Over a cap: wait, the oldest first',
      'Schedule: 1 entry',
    ]);
  });
});

describe('the words of caps', () => {
  it('name every cap that has a hard cap, and every policy', () => {
    expect(CAPS.map(({ name }) => name).sort()).toEqual(Object.keys(HARD_CAPS).sort());
    expect(Object.keys(POLICY_WORDS).sort()).toEqual([...OVERFLOW_POLICIES].sort());
    const spacing = CAPS.find(({ name }) => name === 'symbolSpacingMs')!;
    expect(capText(spacing, 0)).toBe('none');
    expect(plain(capText(spacing, 60_000))).toBe('1 min');
  });

  it('know the caps of each hour as the throttle does', () => {
    const caps: Caps = { ...view.caps, schedule: [night, { ...night, fromHour: 3, untilHour: 9, totalHour: 40 }] };
    for (let hour = 0; hour < 24; hour += 1) {
      expect(capsOfHour(caps, hour), String(hour)).toMatchObject(capsAt(caps, hour * 3_600_000));
    }
  });
});
