import { afterEach, describe, expect, it } from 'vitest';
import { speak } from '#shared/language/words.ts';
import {
  formatAge,
  formatClock,
  formatCountdown,
  formatDay,
  formatMoment,
  formatSpan,
  leftWords,
} from './format-time.ts';

const thin = (text: string): string => text.replaceAll(' ', '\u202F');

describe('format-time', () => {
  it('shows ages in the coarsest unit that still tells', () => {
    expect(formatAge(380)).toBe(thin('0.4 s'));
    expect(formatAge(9_970)).toBe(thin('10 s'));
    expect(formatAge(47 * 60_000)).toBe(thin('47 m'));
    expect(formatAge(84 * 60_000)).toBe(thin('1 h 24'));
    expect(formatAge(3 * 86_400_000)).toBe(thin('3 d'));
    expect(formatAge(null)).toBe('–');
    expect(formatAge(-50)).toBe(thin('0.0 s'));
  });

  it.each([
    [0, 'a few seconds left'],
    [9_999, 'a few seconds left'],
    [10_000, 'about 10 s left'],
    [41_000, 'about 50 s left'],
    [51_000, 'about 1 min left'],
    [125_000, 'about 2 min left'],
    [602_000, 'about 10 min left'],
    [1_380_000, 'about 25 min left'],
    [3_400_000, 'about 1 hour left'],
    [9_000_000, 'about 3 hours left'],
  ])('says roughly what is left of %i ms: %s', (ms, words) => {
    expect(leftWords(ms)).toBe(words);
  });

  it('shows spans and countdowns', () => {
    expect(formatSpan(60_780_000)).toBe('16 h 53 m');
    expect(formatSpan(98 * 3_600_000)).toBe('4 d 2 h');
    expect(formatCountdown(6_873_000)).toBe('1:54:33');
  });

  it('shows moments in UTC whatever the zone of the machine', () => {
    const at = Date.UTC(2025, 6, 14, 14, 5, 27);
    expect(formatClock(at)).toBe('14:05:27');
    expect(formatDay(at)).toBe('14 Jul');
    expect(formatMoment(at)).toBe('14 Jul 2025 14:05:27');
  });
});

describe('format-time in other languages', () => {
  afterEach(() => speak('en', {}));

  it('writes days and months as the language does, times as ever', () => {
    const at = Date.UTC(2025, 8, 14, 14, 5, 27);
    expect(formatMoment(at)).toBe('14 Sep 2025 14:05:27');
    speak('de', {});
    expect(formatDay(at)).toBe('14. Sept.');
    expect(formatMoment(Date.UTC(2025, 2, 4))).toBe('4. März 2025 00:00:00');
    speak('zh', {});
    expect(formatDay(at)).toBe('9月14日');
    expect(formatMoment(at)).toBe('2025年9月14日 14:05:27');
  });

  it('takes the words of ages and spans from the catalogue', () => {
    speak('de', { '{hours} h {minutes}': '{hours} Std. {minutes}', '{days} d': '{days} T' });
    expect(formatAge(84 * 60_000)).toBe(thin('1 Std. 24'));
    expect(formatAge(3 * 86_400_000)).toBe(thin('3 T'));
    speak('zh', { '{seconds} s': '{seconds}秒', '{hours} h {minutes} m': '{hours}小时{minutes}分' });
    expect(formatAge(380)).toBe('0.4秒');
    expect(formatSpan(60_780_000)).toBe('16小时53分');
    expect(formatAge(47 * 60_000)).toBe(thin('47 m'));
  });
});
