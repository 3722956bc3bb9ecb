import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TurnTexts } from './turn-texts.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('TurnTexts', () => {
  it('writes to the letter what JSON.stringify writes', () => {
    const texts = new TurnTexts();
    const row = fc.record({ key: fc.string(), value: fc.jsonValue(), left: fc.constant(undefined) });
    const message = fc.record({
      kind: fc.constantFrom('snapshot', 'delta'),
      seq: fc.integer(),
      'an "odd" name': fc.option(fc.string(), { nil: undefined }),
      put: fc.array(row),
      mixed: fc.array(fc.oneof(fc.jsonValue(), fc.constant(undefined))),
    });
    fc.assert(
      fc.property(fc.oneof(message, fc.jsonValue(), fc.constant(undefined)), (value) => {
        expect(texts.of(value)).toBe(JSON.stringify(value));
        expect(texts.of(value)).toBe(JSON.stringify(value));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps nothing beyond the turn', async () => {
    const texts = new TurnTexts();
    const row = { key: 'a', last: 1 };
    expect(texts.of({ put: [row] })).toBe('{"put":[{"key":"a","last":1}]}');
    row.last = 2;
    await turn();
    expect(texts.of({ put: [row] })).toBe('{"put":[{"key":"a","last":2}]}');
  });
});
