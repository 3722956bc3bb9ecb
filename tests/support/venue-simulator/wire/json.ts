/**
 * JSON as KuCoin writes it: a bigint becomes a bare integer, however large. Nanosecond stamps and ids exceed 2^53, and a
 * client that reads them as doubles gets other numbers.
 */
export const wireJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `@int${part.toString()}@` : part)).replace(
    /"@int(-?\d+)@"/g,
    '$1',
  );

/** Nanoseconds of a millisecond; `extra` makes the digits below a millisecond. */
export const nanos = (ms: number, extra = 0n): bigint => BigInt(ms) * 1_000_000n + extra;
