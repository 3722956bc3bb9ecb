import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SizeUnit } from '../draft.ts';
import { decimalText } from '../on-tick.ts';
import { lotsOf, referenceOf, sizeIn, sizeOf, type SizeFacts } from './sizing.ts';

/** 0.01 ETH a contract at 3,986.64, stop at 3,948, 60 ppm × 10 taker. */
const ETH: SizeFacts = {
  multiplier: '0.01',
  lotSize: 1,
  price: '3986.64',
  stop: '3948.00',
  free: '100000',
  leverage: 20,
  entryFeePpm: 600,
  exitFeePpm: 600,
};

describe('a size', () => {
  it('in one unit is the same contracts in the other four, rounded down', () => {
    // One contract loses 0.3864 and pays 0.02391984 + 0.023688 in fees: 0.43400784; 400 of it are 921.6 contracts.
    expect(lotsOf('400', 'risk', ETH)).toBe(921);
    expect(sizeOf(921, 'coin', ETH)).toBe('9.21');
    expect(sizeOf(921, 'contracts', ETH)).toBe('921');
    expect(sizeOf(921, 'usdt', ETH)).toBe('36716.95');
    expect(sizeOf(921, 'risk', ETH)).toBe('399.72');
    // Margin 1,835.8477… and fee 22.03… of a free 100,000.
    expect(sizeOf(921, 'percent', ETH)).toBe('1.85');
    expect(lotsOf('9.2199', 'coin', ETH)).toBe(921);
    expect(lotsOf('36755', 'usdt', ETH)).toBe(921);
  });

  it('keeps to whole lots', () => {
    expect(lotsOf('99', 'contracts', { ...ETH, lotSize: 10 })).toBe(90);
    expect(lotsOf('9', 'contracts', { ...ETH, lotSize: 10 })).toBe(0);
  });

  it('is not known where what it follows from is not', () => {
    expect(lotsOf('400', 'risk', { ...ETH, stop: '' })).toBeNull();
    expect(lotsOf('10', 'percent', { ...ETH, free: null })).toBeNull();
    expect(lotsOf('10', 'percent', { ...ETH, leverage: null })).toBeNull();
    expect(lotsOf('10', 'usdt', { ...ETH, price: '' })).toBeNull();
    expect(lotsOf('', 'contracts', ETH)).toBeNull();
    expect(lotsOf('many', 'coin', ETH)).toBeNull();
  });

  const units = fc.constantFrom<SizeUnit>('contracts', 'coin', 'usdt', 'percent', 'risk');
  const facts = fc.record({
    multiplier: fc.constantFrom('0.001', '0.01', '1', '10', '1000', '0.0001'),
    lotSize: fc.constant(1),
    price: fc.integer({ min: 2_000, max: 12_000_000 }).map((ticks) => decimalText(BigInt(ticks), 2)),
    stop: fc.integer({ min: 1_000, max: 1_999 }).map((ticks) => decimalText(BigInt(ticks), 2)),
    free: fc.integer({ min: 10, max: 10_000_000 }).map(String),
    leverage: fc.integer({ min: 1, max: 100 }),
    entryFeePpm: fc.constantFrom(200, 600),
    exitFeePpm: fc.constant(600),
  });

  it('never becomes more contracts than were asked for', () => {
    fc.assert(
      fc.property(facts, units, fc.integer({ min: 1, max: 5_000_000 }), (known, unit, hundredths) => {
        const asked = decimalText(BigInt(hundredths), 2);
        const lots = lotsOf(asked, unit, known);
        const back = lots === null ? null : sizeOf(lots, unit, known);
        return back === null || Number(back) <= Number(asked) + 1e-9;
      }),
    );
  });

  it('changed to a unit that names a contract finely enough is still the same contracts', () => {
    fc.assert(
      fc.property(
        facts,
        fc.constantFrom<SizeUnit>('contracts', 'coin'),
        fc.integer({ min: 1, max: 1e6 }),
        (known, unit, lots) => lotsOf(sizeIn(lots, unit, known), unit, known) === lots,
      ),
    );
    expect(lotsOf(sizeIn(921, 'usdt', ETH), 'usdt', ETH)).toBe(921);
    expect(lotsOf(sizeIn(921, 'risk', ETH), 'risk', ETH)).toBe(921);
  });
});

it('the price it is reckoned at is the limit, else the trigger, else the mark', () => {
  const draft = { price: '10', trigger: '11' };
  expect(referenceOf({ ...draft, kind: 'limit' }, '12')).toBe('10');
  expect(referenceOf({ ...draft, kind: 'stop-limit' }, '12')).toBe('10');
  expect(referenceOf({ ...draft, kind: 'stop-market' }, '12')).toBe('11');
  expect(referenceOf({ ...draft, kind: 'market' }, '12')).toBe('12');
  expect(referenceOf({ ...draft, kind: 'market' }, null)).toBe('');
});
