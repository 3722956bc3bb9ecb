import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney } from '#shared/domain/money.ts';
import { CONTRACTS, BTC } from '#tests/support/orders/sample-contracts.ts';
import { flagOf, optionalText, parseExact, textOf, UnreadableMessage, wordOf, type ExactObject } from './exact-json.ts';
import {
  decimalText,
  exactDecimal,
  lotsAtMost,
  lotsOf,
  millisOf,
  moneyAtLeast,
  moneyAtMost,
  ppmOf,
  sizeText,
  stampOf,
  ticksOf,
  ticksReachedFirst,
} from './exact-number.ts';
import type { VenueContract } from './venue-contract.ts';

const instrument = CONTRACTS.get(BTC);
if (instrument === undefined) throw new Error('no contract');
const contract: VenueContract = { instrument, venueSymbol: 'BTCUSDT', sizeStep: '0.001' };

describe('JSON with its digits', () => {
  it('keeps what a double cannot hold', () => {
    const text = '{"ts":1731665526461000001,"id":9007199254740993,"price":0.10000000000000000001,"small":2.0E-4}';
    expect(parseExact(text)).toEqual({
      ts: '1731665526461000001',
      id: '9007199254740993',
      price: '0.10000000000000000001',
      small: '2.0E-4',
    });
  });

  it('any digits come through as they were written', () => {
    const digits = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.stringMatching(/^[0-9]{1,20}$/));
    fc.assert(
      fc.property(digits, ([whole, fraction]) => {
        const text = `${String(whole)}.${fraction}`;
        expect(parseExact(`{"a":[${text}]}`)).toEqual({ a: [text] });
      }),
    );
  });

  it.each(['{"a":', '<html>', '', '{"a":NaN}', '{"a":1,}', '['.repeat(200_000)])('refuses %.20s', (text) => {
    expect(() => parseExact(text)).toThrow(UnreadableMessage);
  });

  it('does not let a message reach the prototype', () => {
    const value = parseExact('{"__proto__":{"admin":true},"constructor":1}') as ExactObject;
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    expect(() => wordOf(value, 'constructor', { buy: 1 })).toThrow('unknown word');
    expect(() => wordOf({ side: 'toString' }, 'side', { buy: 1 })).toThrow('unknown word');
  });

  it('tells missing from wrong', () => {
    expect(optionalText({ a: null, b: '' }, 'a')).toBeNull();
    expect(() => textOf({ b: '' }, 'b')).toThrow('"b" is missing');
    expect(() => optionalText({ a: ['x'] }, 'a')).toThrow('neither text nor number');
    expect(flagOf({ a: 'false' }, 'a')).toBe(false);
  });
});

describe('decimals', () => {
  const amounts = fc.record({
    units: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
    scale: fc.integer({ min: 0, max: 20 }),
  });

  it('text and back is the same number', () => {
    fc.assert(
      fc.property(amounts, (value) => {
        const back = exactDecimal(decimalText(value));
        expect(back.units * 10n ** BigInt(value.scale)).toBe(value.units * 10n ** BigInt(back.scale));
      }),
    );
  });

  it.each(['NaN', '1e', '0x10', '1,000', ' 1', '--1', '1e999', '.5', ''])('refuses "%s"', (text) => {
    expect(() => exactDecimal(text)).toThrow(UnreadableMessage);
  });

  it('reads exponents', () => {
    expect(decimalText(exactDecimal('2.0E-4'))).toBe('0.0002');
    expect(decimalText(exactDecimal('1.5e3'))).toBe('1500');
  });
});

describe('prices, sizes and amounts', () => {
  it('are whole or an error, never rounded', () => {
    expect(ticksOf(contract, '93574.4')).toBe(935_744);
    expect(ticksOf(contract, '93574.40000')).toBe(935_744);
    expect(() => ticksOf(contract, '93574.45')).toThrow('not on the tick 0.1');
    expect(lotsOf(contract, '-0.005')).toBe(-5);
    expect(() => lotsOf(contract, '0.0005')).toThrow('no multiple of 0.001');
    expect(() => ticksOf(contract, '9'.repeat(30))).toThrow('too large');
  });

  it('a size is written as it is read', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.constantFrom('1', '0.001', '10', '0.00025'),
        (lots, sizeStep) => {
          const other = { ...contract, sizeStep };
          expect(lotsOf(other, sizeText(other, lots))).toBe(lots);
          expect(lotsAtMost(sizeText(other, lots), sizeStep)).toBe(lots);
        },
      ),
    );
  });

  it('a fee is never understated, a balance never overstated', () => {
    expect(formatMoney(moneyAtLeast('0.0000000101'))).toBe('0.00000002');
    expect(formatMoney(moneyAtLeast('-0.0000000199'))).toBe('-0.00000001');
    expect(formatMoney(moneyAtMost('394.439280806999'))).toBe('394.4392808');
    expect(formatMoney(moneyAtMost('-0.000000011'))).toBe('-0.00000002');
  });

  it('a liquidation price is taken at the tick that comes first', () => {
    expect(ticksReachedFirst(contract, '45314.33', 1)).toBe(453_144);
    expect(ticksReachedFirst(contract, '45314.33', -1)).toBe(453_143);
    expect(ticksReachedFirst(contract, '45314.3', 1)).toBe(453_143);
  });

  it('rates finer than a millionth are an error', () => {
    expect(ppmOf('2.0E-4')).toBe(200n);
    expect(() => ppmOf('0.00000015')).toThrow('finer than one part per million');
  });
});

it('stamps in ms, µs and ns are cut to ms, and nothing else is a time', () => {
  for (const text of ['1731916985789', '1731916985789999', '1731916985789999999'])
    expect(stampOf(text)).toBe(1_731_916_985_789);
  for (const text of ['1731916985', '17319169857899', 'now', '-1731916985789']) expect(() => stampOf(text)).toThrow();
  expect(() => millisOf('1731916985789999')).toThrow('Not a time in milliseconds');
});
