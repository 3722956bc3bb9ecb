import { afterEach, describe, expect, it } from 'vitest';
import { directionOf, LANGUAGE_TAGS, speakable } from './languages.ts';
import { countsAs, language, say, sayAs, speak } from './words.ts';

afterEach(() => {
  speak('en', {});
  countsAs((count) => String(count).replace(/\B(?=(\d{3})+$)/g, ','));
});

describe('a message', () => {
  it('is its English where no language is chosen', () => {
    expect(language()).toBe('en');
    expect(say('Day loss')).toBe('Day loss');
    expect(say('{count, plural, one {# order} other {# orders}} of {symbol}', { count: 1, symbol: 'XBT' })).toBe(
      '1 order of XBT',
    );
    expect(say('{count, plural, one {# order} other {# orders}}', { count: 12_345 })).toBe('12,345 orders');
  });

  it('is said in the language chosen, English where that lacks it', () => {
    speak('de', {
      'Day loss': 'Tagesverlust',
      '{count, plural, one {# order} other {# orders}} of {symbol}':
        '{count, plural, one {# Order} other {# Orders}} auf {symbol}',
    });
    expect(say('Day loss')).toBe('Tagesverlust');
    expect(say('Week loss')).toBe('Week loss');
    const orders = '{count, plural, one {# order} other {# orders}} of {symbol}';
    expect(say(orders, { count: 1, symbol: 'XBT' })).toBe('1 Order auf XBT');
    expect(say(orders, { count: 0, symbol: 'XBT' })).toBe('0 Orders auf XBT');
  });

  it('counts the way figures are grouped', () => {
    const orders = '{count, plural, one {# order} other {# orders}}';
    countsAs((count) => `<${String(count)}>`);
    expect(say(orders, { count: 2_000 })).toBe('<2000> orders');
  });

  it('takes values as text: what stands in them is no message', () => {
    expect(say('Close {name}?', { name: "{count, plural, other {x}} <b>it's</b>" })).toBe(
      "Close {count, plural, other {x}} <b>it's</b>?",
    );
  });

  it('fails where a place has no value, rather than to say less', () => {
    expect(() => say('Close {name}?', {})).toThrow(/name/);
  });

  it('tells uses of one word apart', () => {
    speak('de', { Close: 'Schließen', 'Close [candle]': 'Schluss' });
    expect(say('Close')).toBe('Schließen');
    expect(sayAs('candle', 'Close')).toBe('Schluss');
    expect(sayAs('order', 'Close')).toBe('Close');
  });

  it('knows no message by the name of what every object has', () => {
    speak('de', {});
    expect(say('constructor')).toBe('constructor');
  });
});

describe('the language of a person', () => {
  it.each([
    [['de-CH', 'en'], 'de'],
    [['zh-TW'], 'zh'],
    [['fr-FR', 'it', 'de'], 'de'],
    [['fr'], 'en'],
    [[], 'en'],
  ] as const)('of %j is %s', (preferred, spoken) => {
    expect(speakable(preferred)).toBe(spoken);
  });
});

describe('the direction of a language', () => {
  it('is the one Intl knows', () => {
    expect(['ar', 'he-IL', 'fa'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl']);
    expect(Object.values(LANGUAGE_TAGS).map(directionOf)).toEqual(['ltr', 'ltr', 'ltr']);
  });
});
