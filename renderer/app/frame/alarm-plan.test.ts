import { describe, expect, it } from 'vitest';
import { heardOf, moreWords, newestFirst, soundOf, type Alarm } from './alarm-plan.ts';

const alarm = (id: number, times = 1, at = id): Alarm => ({ id, title: 'Stop missing', body: '', at, times });
const view = (state: 'ACTIVE' | 'REDUCING' | 'HALTED', ...alarms: Alarm[]) => ({ state, alarms });

describe('alarms of the window', () => {
  it('sounds for a new alarm and for one raised again, once', () => {
    const heard = heardOf(view('ACTIVE', alarm(1)));
    expect(soundOf(heard, view('ACTIVE', alarm(1)))).toBe('none');
    expect(soundOf(heard, view('ACTIVE', alarm(1), alarm(2)))).toBe('alarm');
    expect(soundOf(heard, view('ACTIVE', alarm(1, 2)))).toBe('alarm');
    expect(soundOf(heard, view('ACTIVE'))).toBe('none');
  });

  it('sounds for what is open when the window opens, and not for an old halt', () => {
    expect(soundOf(null, view('ACTIVE'))).toBe('none');
    expect(soundOf(null, view('HALTED'))).toBe('none');
    expect(soundOf(null, view('ACTIVE', alarm(1)))).toBe('alarm');
  });

  it('tells a halt from an alarm: no mute holds it back', () => {
    const heard = heardOf(view('REDUCING'));
    expect(soundOf(heard, view('HALTED', alarm(1)))).toBe('halt');
    expect(soundOf(heardOf(view('HALTED')), view('HALTED', alarm(1)))).toBe('alarm');
  });

  it('shows the newest and counts the others', () => {
    expect(newestFirst([alarm(1), alarm(3), alarm(2)]).map(({ id }) => id)).toEqual([3, 2, 1]);
    expect([1, 2, 5].map(moreWords)).toEqual(['', 'and 1 more alarm', 'and 4 more alarms']);
  });
});
