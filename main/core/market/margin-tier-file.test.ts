import { describe, expect, it } from 'vitest';
import { parseRational } from '#shared/domain/rational.ts';
import { tierRecordsOfJson, tiersFromRecords, type TierRecord } from './margin-tier-file.ts';

const rows = (...records: Readonly<Record<string, string>>[]): readonly TierRecord[] =>
  records.map((record) => new Map(Object.entries(record)));
const value = parseRational;

describe('a maintenance table', () => {
  it('is read from percent and from fractions, with deductions computed where they lack', () => {
    const percent = rows(
      { risk_limit_usdt: '250000', maintenance_margin_rate_pct: '0.5' },
      { risk_limit_usdt: '1000000', maintenance_margin_rate_pct: '1' },
    );
    const fraction = rows(
      { max_notional: '250000', maintenance_margin_rate: '0.005' },
      { max_notional: '1000000', maintenance_margin_rate: '0.01' },
    );
    const tiers = tiersFromRecords(percent, null, 'continuous');
    expect(tiers).toEqual(tiersFromRecords(fraction, null, 'continuous'));
    expect(tiers.steps[1]).toMatchObject({ floor: value('250000'), rate: value('0.01'), deduction: value('1250') });
    expect(tiersFromRecords(percent, null, 'none').steps[1]).toMatchObject({ deduction: value('0') });
  });

  it.each([
    [
      'Binance',
      {
        brackets: [
          { bracket: 1, initialLeverage: 75, notionalCap: 10, notionalFloor: 0, maintMarginRatio: 0.0065, cum: 0 },
        ],
      },
    ],
    [
      'Bybit',
      {
        result: {
          list: [{ id: 1, riskLimitValue: '10', maintenanceMargin: '0.0065', maxLeverage: '75', mmDeduction: '' }],
        },
      },
    ],
    ['KuCoin', { data: [{ level: 1, maxRiskLimit: 10, minRiskLimit: 0, maxLeverage: 75, maintainMargin: 0.0065 }] }],
  ])('is found in the JSON of %s', (_, json) => {
    const tiers = tiersFromRecords(tierRecordsOfJson(json), null, 'continuous');
    expect(tiers.measure).toBe('value');
    expect(tiers.steps).toEqual([
      { floor: value('0'), cap: value('10'), rate: value('0.0065'), deduction: value('0'), maxLeverage: value('75') },
    ]);
  });

  it('of OKX counts contracts, a step starting where the one before ends', () => {
    const json = {
      data: [
        { minSz: '0', maxSz: '1000', mmr: '0.004', maxLever: '100' },
        { minSz: '1001', maxSz: '2000', mmr: '0.005', maxLever: '80' },
      ],
    };
    const tiers = tiersFromRecords(tierRecordsOfJson(json), null, 'none');
    expect(tiers.measure).toBe('size');
    expect(tiers.steps[1]).toMatchObject({ floor: value('1000'), cap: value('2000') });
  });

  const good = { max_notional: '10', maintenance_margin_rate: '0.01' };
  it.each([
    ['no rate', rows({ max_notional: '10' }), /Row 1 has no maintenance rate/],
    ['no bound', rows({ maintenance_margin_rate: '0.01' }), /Row 1 has no upper bound/],
    ['a word', rows({ ...good, max_notional: 'ten' }), /Row 1: "ten" is not a number/],
    [
      'a rate in percent by mistake',
      rows({ ...good, maintenance_margin_rate: '1.5' }),
      /Step 1: its maintenance rate 1\.5/,
    ],
    [
      'a hole',
      rows(good, { ...good, min_notional: '20', max_notional: '30' }),
      /Step 2: it starts at 20, .* end at 10/,
    ],
    ['bounds that fall', rows(good, { ...good, max_notional: '5' }), /Step 2: its upper end 5 is not above/],
    ['nothing', [], /no steps/],
  ])('with %s is refused', (_, records, words) => {
    expect(() => tiersFromRecords(records, null, 'none')).toThrow(words);
  });

  it('of several contracts needs the contract’s name', () => {
    const both = rows({ ...good, symbol: 'A' }, { ...good, symbol: 'B' });
    expect(() => tiersFromRecords(both, null, 'none')).toThrow(/2 contracts \(A, B/);
    expect(() => tiersFromRecords(both, 'C', 'none')).toThrow(/no contract "C"; it has A, B/);
    expect(tiersFromRecords(both, 'B', 'none').steps).toHaveLength(1);
    expect(tiersFromRecords(rows(good), 'B', 'none').steps).toHaveLength(1);
    expect(() => tierRecordsOfJson({ data: [] })).toThrow(/no list/);
  });
});
