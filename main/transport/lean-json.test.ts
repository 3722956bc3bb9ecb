import { StandardRPCJsonSerializer } from '@orpc/client/standard';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LeanJsonSerializer } from './lean-json.ts';

const values = fc.oneof(
  fc.jsonValue(),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true }),
);

const textOf = (serializer: StandardRPCJsonSerializer, value: unknown): string =>
  JSON.stringify(serializer.serialize(value).slice(0, 2));

describe('LeanJsonSerializer', () => {
  it('writes to the letter what the library writes', () => {
    const [lean, library] = [new LeanJsonSerializer(), new StandardRPCJsonSerializer()];
    fc.assert(
      fc.property(values, (value) => {
        expect(textOf(lean, value)).toBe(textOf(library, value));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    { value: { at: Number.NaN } },
    { value: [undefined, 1] },
    { value: { left: undefined } },
    { value: { toJSON: () => 'x', kept: 1 } },
    { value: new Map([['a', 1n]]) },
    { value: Object.assign(Object.create({ inherited: 1 }) as object, { own: 2 }) },
    { value: JSON.parse('[{"__proto__":0}]') as unknown },
    { value: undefined },
  ])('says what JSON cannot as the library says it: $value', ({ value }) => {
    expect(textOf(new LeanJsonSerializer(), value)).toBe(textOf(new StandardRPCJsonSerializer(), value));
  });

  it('does not copy what JSON can say', () => {
    const value = { rows: [{ key: 'XBTUSDTM', last: 64_000.5, mark: null }] };
    expect(new LeanJsonSerializer().serialize(value)[0]).toBe(value);
  });
});
