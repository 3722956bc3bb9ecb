import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from './canonical-json.ts';

const json = fc.jsonValue({ noUnicodeString: false, maxDepth: 4 }) as fc.Arbitrary<Json>;

/** The same value with the keys of every object in another order. */
function reordered(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Record<string, Json>).reverse();
  return Object.fromEntries(entries.map(([key, item]) => [key, reordered(item)]));
}

describe('the vectors of RFC 8785', () => {
  it('sorts keys by UTF-16 code units', () => {
    const value = {
      '\u20ac': 'Euro',
      '\r': 'CR',
      '\ufb33': 'Dalet',
      '1': 'One',
      '\ud83d\ude00': 'Smiley',
      '\u0080': 'C1',
      '\u00f6': 'o',
    };
    const keys = Object.keys(JSON.parse(canonicalJson(value)) as Record<string, unknown>);
    // An integer-like key comes first in any JavaScript object; the text itself is what counts.
    expect(canonicalJson(value)).toBe(
      '{"\\r":"CR","1":"One","\u0080":"C1","\u00f6":"o","\u20ac":"Euro","\ud83d\ude00":"Smiley","\ufb33":"Dalet"}',
    );
    expect(keys).toHaveLength(7);
  });

  it.each([
    [333_333_333.333_333_29, '333333333.3333333'],
    [1e30, '1e+30'],
    [4.5, '4.5'],
    [2e-3, '0.002'],
    [1e-27, '1e-27'],
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [1.797_693_134_862_315_7e308, '1.7976931348623157e+308'],
    [9_007_199_254_740_992, '9007199254740992'],
    [1e21, '1e+21'],
    [999_999_999_999_999_900_000, '999999999999999900000'],
    [0.000_001, '0.000001'],
    [1e-7, '1e-7'],
  ])('writes %d as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('escapes exactly what must be escaped', () => {
    expect(canonicalJson('\u20ac$\u000f\nA\'B"\\"/\u007f')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\"/\u007f"');
    expect(canonicalJson('\b\t\f')).toBe('"\\b\\t\\f"');
    expect(canonicalJson('\ud800')).toBe('"\\ud800"');
  });
});

describe('any value', () => {
  it('is read back as itself', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('gives the same text when equal, whatever the order of keys', () => {
    fc.assert(fc.property(json, (value) => canonicalJson(value) === canonicalJson(reordered(value))));
  });

  it('gives another text when different', () => {
    const plain = (value: Json): unknown => JSON.parse(JSON.stringify(value));
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(canonicalJson(a) === canonicalJson(b)).toBe(isDeepStrictEqual(plain(a), plain(b)));
      }),
    );
  });
});

it('leaves out what is absent, and knows an empty list from an empty object', () => {
  expect(canonicalJson({ b: 1, a: undefined } as unknown as Json)).toBe('{"b":1}');
  expect(canonicalJson([[], {}])).toBe('[[],{}]');
});

it('refuses what JSON cannot hold', () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    expect(() => canonicalJson({ deep: [bad] })).toThrow(TypeError);
  }
  for (const bad of [1n, () => 1, Symbol('s')]) expect(() => canonicalJson(bad as unknown as Json)).toThrow(TypeError);
});
