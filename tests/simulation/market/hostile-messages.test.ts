import { describe, expect, it } from 'vitest';
import { CANDLE_FORMATS } from '#main/adapters/venues/parse/candles.ts';
import { hostileMessage } from '#tests/support/market/hostile-message.ts';
import { meaningOf } from '#tests/support/market/message-oracle.ts';
import { candleValues, READERS, valuesOrRefusal, type ReadValues } from '#tests/support/market/message-values.ts';
import { SAMPLE_MESSAGES, type SampleKind } from '#tests/support/market/sample-messages.ts';
import { Seeded } from '#tests/support/orders/seeded.ts';

/** Mutated messages in all: a million in the nightly tier. */
const MESSAGES = Number(
  process.env['ZMART_FUZZ_MESSAGES'] ?? (process.env['ZMART_TIER'] === 'nightly' ? 1_000_000 : 60_000),
);
const KINDS = Object.keys(SAMPLE_MESSAGES) as SampleKind[];
/** Of processor time: what else the machine does is not the message's. */
const LIMIT_MS = 5;

/** What a reading gives, and the processor time it takes, ms. */
function timed(read: ReadValues, bytes: Uint8Array) {
  const before = process.threadCpuUsage();
  const values = valuesOrRefusal(read, bytes);
  const { user, system } = process.threadCpuUsage(before);
  return { values, tookMs: (user + system) / 1_000 };
}

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, at) => Object.is(value, b[at]));

/** What is wrong with how a message was read; null when nothing is. */
function problem(kind: SampleKind, read: ReadValues, bytes: Uint8Array): string | null {
  const { values, tookMs } = timed(read, bytes);
  if (tookMs > LIMIT_MS && slow(read, bytes)) return 'took too long';
  if (values === null) return null;
  const meaning = meaningOf(kind, bytes);
  if (meaning === null) return `was read as [${values.join(' ')}] though it says nothing`;
  return same(values, meaning) ? null : `was read as [${values.join(' ')}], not [${meaning.join(' ')}]`;
}

/** A collection of garbage may fall into one reading; a slow message is slow each time. */
function slow(read: ReadValues, bytes: Uint8Array): boolean {
  return Array.from({ length: 5 }).every(() => timed(read, bytes).tookMs > LIMIT_MS);
}

function fuzz(kind: SampleKind, read: ReadValues, seed: number, messages: number) {
  const random = new Seeded(seed);
  const problems: string[] = [];
  let [refused, meaningful] = [0, 0];
  for (let n = 0; n < messages && problems.length < 5; n += 1) {
    const bytes = hostileMessage(SAMPLE_MESSAGES[kind](random), random);
    const wrong = problem(kind, read, bytes);
    if (wrong !== null)
      problems.push(
        `seed ${String(seed)}, message ${String(n)} ${wrong}: ${Buffer.from(bytes).toString('latin1').slice(0, 300)}`,
      );
    if (n % 8 !== 0) continue;
    // Every eighth is looked at from the other side: a message that says something is not refused without reason.
    if (meaningOf(kind, bytes) === null) continue;
    meaningful += 1;
    if (valuesOrRefusal(read, bytes) === null) refused += 1;
  }
  return { problems, refused, meaningful };
}

describe('Hostile exchange messages', () => {
  const prototype = Object.getOwnPropertyNames(Object.prototype).sort().join();

  it.each(KINDS)('are refused or read exactly as they say: %s', (kind) => {
    const read = READERS[kind];
    const random = new Seeded(1);
    for (let n = 0; n < 50; n += 1) {
      const bytes = Buffer.from(SAMPLE_MESSAGES[kind](random));
      expect(read(bytes)).toEqual(meaningOf(kind, bytes));
    }
    const { problems, refused, meaningful } = fuzz(kind, read, 7, Math.ceil(MESSAGES / KINDS.length));
    expect(problems).toEqual([]);
    // Repeated fields, escapes in names, absurd digits and deep nesting are refused though JSON allows them.
    expect(refused).toBeLessThan(0.75 * meaningful);
    expect(Object.getOwnPropertyNames(Object.prototype).sort().join()).toBe(prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('of ten megabytes are refused at once', () => {
    for (const kind of KINDS) {
      const text = SAMPLE_MESSAGES[kind](new Seeded(3));
      const bytes = Buffer.from(text + ' '.repeat(10_000_000));
      expect(problem(kind, READERS[kind], bytes)).toBeNull();
      expect(valuesOrRefusal(READERS[kind], bytes)).toBeNull();
    }
  });

  it('would be found to be misread if a number were taken for a text', () => {
    const lenient = candleValues({ ...CANDLE_FORMATS.binance, number: 'either' });
    expect(fuzz('candles binance', lenient, 7, 2_000).problems.length).toBeGreaterThan(0);
  });

  it('say where and what is wrong', () => {
    const message = (text: string): string => {
      try {
        READERS['depth kucoin-change'](Buffer.from(text));
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    };
    const good = SAMPLE_MESSAGES['depth kucoin-change'](new Seeded(1));
    expect(message(good.replace('XBTUSDTM', 'ETHUSDTM'))).toMatch(/At byte \d+ of \d+: ".*ETHUSDTM" is not XBTUSDTM/);
    expect(message(good.replace(/"change":"[\d.]+/, '"change":"0.15'))).toMatch(/lies between two steps/);
    expect(message(good.slice(0, -1))).toMatch(/is missing/);
    expect(message(good.replace('"data"', '"datum"'))).toMatch(/the field "data" is missing/);
  });
});
