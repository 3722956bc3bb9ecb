import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { StoreFailure, type DerivativeSample } from '#core/ports/store.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { openStore } from './open-store.ts';

const SYMBOLS = ['ETHUSDTM', 'XBTUSDTM'].map(contractSymbol);
const MINUTE = 60_000;
const FROM = 1_700_000_040_000;

const figure = fc.option(fc.double({ noNaN: true }), { nil: null });
const sample = fc.record({
  symbol: fc.constantFrom(...SYMBOLS),
  ts: fc.integer({ min: 0, max: 300 }).map((minute) => FROM + minute * MINUTE),
  openInterestLots: figure,
  fundingRate: figure,
  mark: figure,
  index: figure,
});

describe('SqliteDerivativeStore', () => {
  it('gives back what was written, the last of each minute, whatever the order', () => {
    const store = openStore(temporaryFolder());
    const written = new Map<string, DerivativeSample>();
    fc.assert(
      fc.property(
        fc.array(fc.array(sample, { maxLength: 12 }), { maxLength: 4 }),
        fc.nat(300),
        fc.nat(300),
        (batches, a, b) => {
          for (const batch of batches) {
            store.derivatives.write(batch);
            for (const one of batch) written.set(`${one.symbol} ${String(one.ts)}`, one);
          }
          const [from, to] = [FROM + Math.min(a, b) * MINUTE, FROM + Math.max(a, b) * MINUTE];
          for (const symbol of SYMBOLS) {
            const expected = [...written.values()]
              .filter((one) => one.symbol === symbol && one.ts >= from && one.ts < to)
              .sort((x, y) => x.ts - y.ts);
            const read = store.derivatives.read(symbol, from, to);
            expect([...read.ts]).toEqual(expected.map(({ ts }) => ts));
            for (const name of ['openInterestLots', 'fundingRate', 'mark', 'index'] as const)
              expect([...read[name]]).toEqual(expected.map((one) => one[name] ?? Number.NaN));
          }
        },
      ),
      { numRuns: 30 },
    );
    expect(store.derivatives.symbols()).toEqual(SYMBOLS);
    store.close();
  });

  it('refuses a sample between minutes, and a reader may not write', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    const [symbol = contractSymbol('XBTUSDTM')] = SYMBOLS;
    const one = { symbol, ts: FROM, openInterestLots: 1, fundingRate: null, mark: null, index: null };
    expect(() => store.derivatives.write([{ ...one, ts: FROM + 1 }])).toThrow(StoreFailure);
    store.derivatives.write([one]);
    const reader = openStore(folder, { readOnly: true });
    expect(reader.derivatives.read(symbol, 0, FROM + 1).openInterestLots).toEqual(Float64Array.of(1));
    expect(() => reader.derivatives.write([one])).toThrow(/only read/);
    reader.close();
    store.close();
  });
});
