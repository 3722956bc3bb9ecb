import { describe, expect, it } from 'vitest';
import { isolatedLiquidation, marginAtLeverage, valueAt } from '#core/market/isolated-liquidation.ts';
import { LIQUIDATION_RULES, type LiquidationRuleName } from '#core/market/liquidation-rules.ts';
import { tierRecordsOfJson, tiersFromRecords, type TierRecord } from '#core/market/margin-tier-file.ts';
import { continuousDeduction, marginTiers, stepOf, type MarginTiers } from '#core/market/margin-tiers.ts';
import {
  compare,
  divide,
  minus,
  multiply,
  NOTHING,
  ONE,
  parseRational,
  plus,
  rational,
  toApproximate,
  toDecimal,
  type Rational,
} from '#shared/domain/rational.ts';
import { hasRecordedData, recordedText } from './recorded-data.ts';

interface Case {
  readonly id: string;
  readonly [field: string]: string | number | boolean | null;
}

const cases: readonly Case[] = hasRecordedData
  ? (JSON.parse(recordedText('liquidation-price/cases.json')) as { cases: readonly Case[] }).cases
  : [];
const caseOf = (id: string): Case => {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`No case ${id}`);
  return found;
};

const given = (one: Case, field: string): Rational => parseRational(String(one[field]));
const optional = (one: Case, field: string): Rational | null =>
  typeof one[field] === 'number' ? given(one, field) : null;
/** The venues' pages give one rate and one amount instead of a table. */
const oneStep = (rate: Rational, deduction: Rational | null): MarginTiers =>
  marginTiers([{ floor: NOTHING, cap: null, rate, deduction, maxLeverage: null }], 'none');

const FEE: Partial<Record<LiquidationRuleName, Rational>> = {
  gate: parseRational('0.0006'),
  okx: parseRational('0.0006'),
};

function priceOf(one: Case, name: LiquidationRuleName, contract: 'linear' | 'inverse' = 'linear'): Rational {
  const multiplier = optional(one, 'multiplier') ?? ONE;
  const size = optional(one, 'quantity') ?? multiply(optional(one, 'contracts') ?? ONE, multiplier);
  const opened = {
    contract,
    side: one['side'] === 'short' ? 'short' : 'long',
    entryPrice: given(one, 'entry_price'),
    size,
  } as const;
  const margin =
    optional(one, 'wallet_balance') ??
    optional(one, 'assigned_pos_balance') ??
    marginAtLeverage(opened, given(one, 'leverage'));
  const fee = optional(one, 'taker_fee_rate') ?? FEE[name] ?? NOTHING;
  const tiers = oneStep(given(one, 'maintenance_margin_rate'), optional(one, 'maintenance_amount'));
  const result = isolatedLiquidation({ ...opened, margin }, LIQUIDATION_RULES[name], tiers, fee);
  if (result.kind !== 'at') throw new Error(`${one.id}: ${result.kind}`);
  return result.price;
}

const RULE_OF: Readonly<Record<string, LiquidationRuleName>> = {
  binance: 'binance',
  gate: 'gate',
  okx: 'okx',
  bybit: 'bybit',
  phemex: 'phemex',
  'kucoin (formula before 2025-05-22)': 'kucoin-2024',
  // Maintenance at the entry, inverse: the same formula as Bybit's.
  mcs: 'bybit',
};

/** The page's own number of decimals; the others print doubles. */
const PAGE_DECIMALS: readonly (readonly [field: string, decimals: number])[] = [
  ['expected_liquidation_price_2dp', 2],
  ['expected_liquidation_price_4dp_truncated', 4],
];

function expectedOf(one: Case): { readonly value: number; readonly within: number } | null {
  for (const [field, decimals] of PAGE_DECIMALS) {
    if (typeof one[field] === 'number') return { value: one[field], within: 10 ** -decimals };
  }
  const plain = one['expected_liquidation_price'];
  // The shortest expected text has 7 decimals (6.7666666); the others are doubles.
  return typeof plain === 'number' ? { value: plain, within: 1e-7 } : null;
}

describe.skipIf(!hasRecordedData)('worked examples of venues and other projects', () => {
  const priced = cases.filter((one) => expectedOf(one) !== null);

  it('are all there', () => {
    expect(priced).toHaveLength(17);
    expect(cases).toHaveLength(23);
  });

  it.each(priced.map((one) => [one.id, one] as const))('%s: the price as printed', (_, one) => {
    const name = RULE_OF[String(one['exchange_rule'])];
    const expected = expectedOf(one);
    if (name === undefined || expected === null) throw new Error(`${one.id} has no rule here`);
    const price = toApproximate(priceOf(one, name, one.id.startsWith('mcs') ? 'inverse' : 'linear'));
    expect(Math.abs(price - expected.value)).toBeLessThanOrEqual(expected.within);
    expect(Math.abs(price / expected.value - 1)).toBeLessThan(0.001);
  });

  it.each(['kucoin-position-details', 'kucoin-ws-position-change'])('%s: the price KuCoin reported', (id) => {
    const one = caseOf(id);
    const size = multiply(given(one, 'currentQty'), given(one, 'multiplier'));
    const cost = given(one, 'posCost');
    // Maintenance as reported, as a rate of the position's cost: it holds rate, closing fee and expected funding.
    const tiers = oneStep(divide(given(one, 'posMaint'), cost), null);
    const held = { contract: 'linear', side: 'long', entryPrice: given(one, 'avgEntryPrice'), size } as const;
    const result = isolatedLiquidation(
      { ...held, margin: given(one, 'posMargin') },
      LIQUIDATION_RULES['kucoin-2024'],
      tiers,
      NOTHING,
    );
    if (result.kind !== 'at') throw new Error(result.kind);
    expect(toApproximate(result.price)).toBeCloseTo(Number(one['liquidationPrice']), 2);
  });

  it('kucoin-ws-position-change: the announced formula gives the reported maintenance, but for expected funding', () => {
    const one = caseOf('kucoin-ws-position-change');
    // posComm = cost × taker × (1 + 1/L) at the leverage of 5 the position was opened with.
    const cost = given(one, 'posCost');
    const closing = multiply(multiply(cost, parseRational('0.0006')), parseRational('1.2'));
    expect(toDecimal(closing, 8)).toBe(toDecimal(given(one, 'posComm'), 8));
    const maintenance = plus(multiply(cost, given(one, 'maintMarginReq')), closing);
    const funding = divide(minus(given(one, 'posMaint'), maintenance), cost);
    expect(toApproximate(funding)).toBeGreaterThan(0);
    expect(toApproximate(funding)).toBeLessThan(0.001);
  });

  it('kucoin-help-maintenance-margin: value and maintenance at the mark', () => {
    const one = caseOf('kucoin-help-maintenance-margin');
    const size = multiply(given(one, 'contracts'), given(one, 'multiplier'));
    const value = valueAt({ contract: 'linear', size }, given(one, 'mark_price'));
    expect(value).toEqual(given(one, 'expected_position_value'));
    expect(multiply(value, given(one, 'maintenance_margin_rate'))).toEqual(given(one, 'expected_maintenance_margin'));
  });

  it('bybit-uta-inverse-isolated-inputs: value, margin and the price of the stated formula', () => {
    const one = caseOf('bybit-uta-inverse-isolated-inputs');
    const held = {
      contract: 'inverse',
      side: 'long',
      entryPrice: given(one, 'entry_price'),
      size: given(one, 'contracts_usd'),
    } as const;
    const value = valueAt(held, held.entryPrice);
    const margin = marginAtLeverage(held, given(one, 'leverage'));
    expect(value).toEqual(given(one, 'expected_position_value_btc'));
    expect(margin).toEqual(given(one, 'expected_initial_margin_btc'));
    const rate = given(one, 'maintenance_margin_rate');
    const stated = divide(held.size, plus(value, minus(margin, multiply(value, rate))));
    const result = isolatedLiquidation({ ...held, margin }, LIQUIDATION_RULES.bybit, oneStep(rate, null), NOTHING);
    expect(result).toMatchObject({ kind: 'at', price: stated });
  });

  it('binance-maintenance-amount-usdm: the amount of a step', () => {
    const one = caseOf('binance-maintenance-amount-usdm');
    const before = {
      floor: NOTHING,
      cap: given(one, 'floor'),
      rate: given(one, 'mmr_prev'),
      deduction: given(one, 'amount_prev'),
      maxLeverage: null,
    };
    const amount = continuousDeduction({ floor: given(one, 'floor'), rate: given(one, 'mmr_n') }, before);
    expect(amount).toEqual(given(one, 'expected_maintenance_amount'));
  });
});

function csvRecords(path: string): readonly TierRecord[] {
  const [head = '', ...lines] = recordedText(path).trimEnd().split('\n');
  const names = head.split(',');
  return lines.map((line) => new Map(line.split(',').map((cell, i) => [names[i] ?? '', cell])));
}

describe.skipIf(!hasRecordedData)('recorded maintenance tables', () => {
  it('Bybit’s deductions are the ones that keep maintenance free of jumps, in every row', () => {
    const records = csvRecords('margin-tiers/bybit-BTCUSDT-risk-limits.csv');
    const without = records.map((record) => new Map([...record].filter(([name]) => !name.includes('deduction'))));
    expect(tiersFromRecords(without, null, 'continuous')).toEqual(tiersFromRecords(records, null, 'none'));
  });

  it('KuCoin’s levels are read, and a price exists at every one of them', () => {
    const json: unknown = JSON.parse(recordedText('margin-tiers/kucoin-XBTUSDTM-isolated-risk-limits.json'));
    const tiers = tiersFromRecords(tierRecordsOfJson(json), 'XBTUSDTM', 'none');
    expect(tiers.steps).toHaveLength(12);
    for (const { cap, maxLeverage } of tiers.steps) {
      if (cap === null || maxLeverage === null) throw new Error('KuCoin gives both');
      const held = { contract: 'linear', side: 'long', entryPrice: cap, size: ONE } as const;
      const position = { ...held, margin: marginAtLeverage(held, maxLeverage) };
      const result = isolatedLiquidation(position, LIQUIDATION_RULES['kucoin-2025-05'], tiers, parseRational('0.0006'));
      // The last level allows no leverage, and a long without leverage is never liquidated.
      expect(result.kind).toBe(compare(maxLeverage, ONE) > 0 ? 'at' : 'never');
    }
  });

  it('Binance’s tables of every contract: at the price the margin equals maintenance of the step that holds there', () => {
    const records = csvRecords('margin-tiers/binance-usdm-leverage-tiers-2024-10.csv.gz');
    const bySymbol = new Map<string, TierRecord[]>();
    for (const record of records) {
      const symbol = record.get('symbol') ?? '';
      bySymbol.set(symbol, [...(bySymbol.get(symbol) ?? []), record]);
    }
    let checked = 0;
    for (const [symbol, own] of bySymbol) {
      const tiers = tiersFromRecords(own, symbol, 'continuous');
      for (const step of tiers.steps) {
        for (const side of ['long', 'short'] as const) checked += checkStep(tiers, step.floor, step.maxLeverage, side);
      }
    }
    expect(bySymbol.size).toBeGreaterThan(150);
    expect(checked).toBeGreaterThan(3_000);
  });
});

/** A position of a little more than the step's floor at the step's largest leverage; 1 when a price was checked. */
function checkStep(tiers: MarginTiers, floor: Rational, leverage: Rational | null, side: 'long' | 'short'): number {
  const size = plus(floor, ONE);
  const held = {
    contract: 'linear',
    side,
    entryPrice: parseRational('7.3'),
    size: divide(size, parseRational('7.3')),
  } as const;
  const margin = marginAtLeverage(held, leverage ?? ONE);
  const result = isolatedLiquidation({ ...held, margin }, LIQUIDATION_RULES.binance, tiers, NOTHING);
  if (result.kind !== 'at') return 0;
  const value = valueAt(held, result.price);
  const step = tiers.steps[stepOf(tiers, value) ?? -1];
  if (step === undefined) throw new Error('The price lies within the table');
  const gain = minus(value, size);
  const left = side === 'long' ? plus(margin, gain) : minus(margin, gain);
  expect(compare(left, minus(multiply(value, step.rate), step.deduction))).toBe(0);
  expect(compare(rational(BigInt(result.tier)), rational(BigInt(tiers.steps.indexOf(step) + 1)))).toBe(0);
  return 1;
}
