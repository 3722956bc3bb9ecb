import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMs } from '#shared/domain/time.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { canonicalRecord, GENESIS_HASH, seal, type JournalDraft } from './event.ts';
import { SealedRecord, sealRecord } from './sealed-record.ts';

const stopped = (data: Json): JournalDraft => ({ type: 'system.stopped', subject: 'main', data: data as never });

describe('a sealed record', () => {
  // Known answers computed with another SHA-256 (Python's hashlib) over texts written by hand.
  it('has the hash of its predecessor and its canonical text', () => {
    const first = sealRecord(
      systemHasher,
      1,
      epochMs(1_700_000_000_000),
      GENESIS_HASH,
      stopped({ z: -0, reason: 'a "quoted" é line' }),
    );
    const data = { reason: 'end', amounts: ['1.5', -0.000001, 1e21] };
    const second = sealRecord(systemHasher, 2, epochMs(1_700_000_000_001), first.hash, stopped(data));
    expect(first.hash).toBe('053fb36760db3c2b8c01511dff33417ba36d176af034a8100db87f4ba303bbcf');
    expect(second.hash).toBe('1df117e6de835cff3a32e619b2f9302cdc839eda92d7549098fcad2b868d1e33');
  });

  it('is the same record as a plainly sealed one, and copies without its text', () => {
    const args = [
      systemHasher,
      1,
      epochMs(5),
      GENESIS_HASH,
      stopped({ reason: 'x', b: [1, { c: 2, a: null }] }),
    ] as const;
    const record = sealRecord(...args);
    expect({ ...record }).toEqual(seal(...args));
    expect(SealedRecord.dataText(record)).toBe('{"b":[1,{"a":null,"c":2}],"reason":"x"}');
  });

  it('refuses a subject that a database would not give back unchanged', () => {
    for (const subject of ['half \ud800', 'nul \0']) {
      expect(() =>
        sealRecord(systemHasher, 1, epochMs(5), GENESIS_HASH, { ...stopped({ reason: '' }), subject }),
      ).toThrow(TypeError);
    }
    expect(() =>
      sealRecord(systemHasher, 1, epochMs(5), GENESIS_HASH, { ...stopped({ reason: '' }), subject: '\u{1f680}' }),
    ).not.toThrow();
  });

  it('has one canonical text whatever the order of insertion, which parses back to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
        expect(canonicalJson(reversed(value as Json))).toBe(text);
        expect(JSON.parse(canonicalRecord(7, 8, 'a.b', 'é"', text))).toEqual({
          data: JSON.parse(text) as unknown,
          seq: 7,
          subject: 'é"',
          ts: 8,
          type: 'a.b',
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('escapes exactly what JSON.stringify escapes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
        (text) => {
          expect(canonicalJson(text)).toBe(JSON.stringify(text));
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

function reversed(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
