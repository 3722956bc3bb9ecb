import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPieces } from './json-pieces.ts';

describe('jsonPieces', () => {
  it('loses nothing of any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = jsonPieces(value)
          .map((piece) => piece.text)
          .join('');
        expect(text).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it('tells names from text', () => {
    const kinds = jsonPieces({ a: 'b: "c"', n: -1.5, t: null }).filter(({ kind }) => kind !== 'mark');
    expect(kinds.map(({ kind }) => kind)).toEqual(['name', 'text', 'name', 'number', 'name', 'word']);
  });
});
