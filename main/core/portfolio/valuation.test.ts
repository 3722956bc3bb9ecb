import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { moneyOfUnits, parseMoney, ZERO } from '#shared/domain/money.ts';
import { epochMs } from '#shared/domain/time.ts';
import { initialMargin, valuePortfolio, type Mark, type ValuationTerms } from './valuation.ts';

const symbol = contractSymbol('XBTUSDTM');
const other = contractSymbol('ETHUSDTM');
const instrument = (name: typeof symbol): Instrument => ({
  symbol: name,
  coin: 'BTC',
  tickUnits: 1,
  priceScale: 1,
  multiplier: '0.001',
  tickValue: 10_000n,
  lotSize: 1,
  maxOrderLots: 1_000_000,
  makerFeePpm: 200n,
  takerFeePpm: 600n,
  maxLeverage: 50,
  maintenanceTiers: [
    { maxNotional: moneyOfUnits(1_000_000_000n), maxLeverage: 50, maintenanceRatePpm: 4_000n },
    { maxNotional: moneyOfUnits(9_000_000_000n), maxLeverage: 4, maintenanceRatePpm: 20_000n },
  ],
  fundingIntervalMs: 28_800_000,
  asOf: null,
  assumed: [],
});
const instruments = new Map([
  [symbol, instrument(symbol)],
  [other, instrument(other)],
]);
const now = epochMs(1_700_000_000_000);
const terms: ValuationTerms = { now, maxMarkAgeMs: 5_000, leverage: 10 };
const balances = new Map([['cash', parseMoney('1000')]]);
const positions = [
  { symbol, lots: 10, entryValue: moneyOfUnits(100_000_000n) },
  { symbol: other, lots: -5, entryValue: moneyOfUnits(-50_000_000n) },
];
const mark = (ticks: number, age = 0): Mark => ({ ticks, at: epochMs(now - age) });

describe('valuePortfolio', () => {
  it('adds open results to cash and keeps gross and net apart', () => {
    const marks = new Map([
      [symbol, mark(1_100)],
      [other, mark(1_200)],
    ]);
    const value = valuePortfolio(balances, positions, instruments, marks, terms);
    expect(value).toMatchObject({
      known: true,
      equity: parseMoney('1000'),
      open: ZERO,
      gross: 170_000_000n,
      net: 50_000_000n,
      marginUsed: 17_000_000n,
    });
    expect(value.known && value.perSymbol.map((one) => one.open)).toEqual([10_000_000n, -10_000_000n]);
  });

  it('knows nothing when one mark is missing, stale or no price', () => {
    const only = new Map([[symbol, mark(1_100)]]);
    expect(valuePortfolio(balances, positions, instruments, only, terms)).toEqual({
      known: false,
      reason: 'no-mark',
      symbol: other,
      ageMs: null,
    });
    const stale = new Map([...only, [other, mark(1_200, 5_001)] as const]);
    expect(valuePortfolio(balances, positions, instruments, stale, terms)).toMatchObject({
      reason: 'mark-stale',
      ageMs: 5_001,
    });
    const invalid = new Map([...only, [other, mark(Number.NaN)] as const]);
    expect(valuePortfolio(balances, positions, instruments, invalid, terms)).toMatchObject({ reason: 'mark-invalid' });
  });

  it('knows nothing without a cash balance or a specification', () => {
    expect(valuePortfolio(new Map(), [], instruments, new Map(), terms)).toMatchObject({ reason: 'no-balance' });
    expect(valuePortfolio(balances, positions, new Map(), new Map(), terms)).toMatchObject({ reason: 'no-instrument' });
  });

  it('needs no mark for what is flat', () => {
    const flat = [{ symbol, lots: 0, entryValue: ZERO }];
    expect(valuePortfolio(balances, flat, instruments, new Map(), terms)).toMatchObject({ equity: parseMoney('1000') });
  });
});

it('caps leverage by the tier of the notional and rounds margin up', () => {
  const spec = instrument(symbol);
  expect(initialMargin(spec, moneyOfUnits(101n), 10)).toBe(11n);
  expect(initialMargin(spec, moneyOfUnits(2_000_000_000n), 10)).toBe(500_000_000n);
  const beyondTheTable = moneyOfUnits(9_000_000_001n);
  expect(initialMargin(spec, beyondTheTable, 10)).toBe(beyondTheTable);
});
