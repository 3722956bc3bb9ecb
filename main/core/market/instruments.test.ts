import { describe, expect, it } from 'vitest';
import { formatMoney } from '#shared/domain/money.ts';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { hasRecordedData, recordedText } from '#tests/simulation/market/recorded-data.ts';
import { parseCandleCsv } from './candle-csv.ts';
import { CONTRACT_CATALOGUE } from './contract-catalogue.ts';
import type { ContractRecord } from './contract-record.ts';
import { finestPriceStep, parseStep, stepSize } from './decimal-step.ts';
import { instrumentsForSimulation, instrumentsForVenue, tickValueOf } from './instruments.ts';

interface VenueRecord {
  readonly [field: string]: unknown;
  readonly coin: string;
}

const ppm = (rate: unknown): number | null => (typeof rate === 'number' ? Math.round(rate * 1e6) : null);
const number = (text: string | null): number | null => (text === null ? null : Number(text));

/** The catalogue's record in the field names and units of the stored file. */
const inVenueTerms = (record: ContractRecord): Record<string, unknown> => ({
  coin: record.coin,
  symbol: record.symbol,
  baseCurrency: record.baseCurrency,
  multiplier: Number(record.multiplier),
  tickSize: number(record.tickSize),
  lotSize: record.lotSize,
  maxOrderQty: record.maxOrderLots,
  maxPrice: record.maxPrice,
  maxLeverage: record.maxLeverage,
  initialMargin: record.initialPpm,
  maintainMargin: record.maintenancePpm,
  maxRiskLimit: record.maxRiskLimit,
  minRiskLimit: record.minRiskLimit,
  riskStep: record.riskStep,
  makerFeeRate: record.makerFeePpm,
  takerFeeRate: record.takerFeePpm,
  fundingRateGranularity: record.fundingIntervalMs,
  firstOpenDate: record.firstOpenAt,
  indexPriceTickSize: number(record.indexTickSize),
  asOf: record.asOf,
  levels:
    record.riskLevels?.map((row, index) => ({
      level: index + 1,
      minRiskLimit: row.minUsdt,
      maxRiskLimit: row.maxUsdt,
      maxLeverage: row.maxLeverage,
      initialMargin: row.initialPpm,
      maintainMargin: row.maintenancePpm,
    })) ?? null,
});

const PPM_FIELDS = ['initialMargin', 'maintainMargin', 'makerFeeRate', 'takerFeeRate'];

function storedTerms(row: VenueRecord, fields: readonly string[]): Record<string, unknown> {
  const terms: Record<string, unknown> = {};
  for (const field of fields) terms[field] = PPM_FIELDS.includes(field) ? ppm(row[field]) : row[field];
  const levels = row['riskLimitTiers'] as readonly VenueRecord[] | null;
  terms['levels'] =
    levels?.map((level) => ({
      ...level,
      initialMargin: ppm(level['initialMargin']),
      maintainMargin: ppm(level['maintainMargin']),
    })) ?? null;
  return terms;
}

function recordedCandles(): Map<string, CandleColumns> {
  const observed = new Map<string, CandleColumns>();
  for (const { coin } of CONTRACT_CATALOGUE) {
    const file = `candles/kucoin-spot-15m/${coin}-USDT-15m-2025.csv.gz`;
    const parsed = parseCandleCsv(file, '15m', [recordedText(file)]);
    if (!parsed.ok) throw new Error(`${file}: ${String(parsed.error.length)} bad rows`);
    observed.set(coin, parsed.value);
  }
  return observed;
}

describe('contract catalogue', () => {
  it.skipIf(!hasRecordedData)('equals the stored venue records field by field, unknown staying unknown', () => {
    const stored = JSON.parse(recordedText('contracts/kucoin-futures.json')) as readonly VenueRecord[];
    let compared = 0;
    for (const record of CONTRACT_CATALOGUE) {
      const ours = inVenueTerms(record);
      const row = stored.find((candidate) => candidate.coin === record.coin);
      if (row === undefined) throw new Error(`No stored record of ${record.coin}`);
      const fields = Object.keys(ours).filter((field) => field !== 'levels');
      expect(ours).toEqual(storedTerms(row, fields));
      compared += fields.length;
    }
    expect(compared).toBe(12 * 20);
  });

  it('names twelve different contracts', () => {
    const specs = instrumentsForSimulation().map((instrument) => {
      const text = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${String(value)}n` : value);
      return JSON.stringify({ ...instrument, asOf: null }, text);
    });
    expect(new Set(specs).size).toBe(12);
    expect(new Set(instrumentsForSimulation().map((instrument) => instrument.symbol)).size).toBe(12);
  });

  it('differs in substance between all contracts with a full record', () => {
    const figures = instrumentsForVenue().map((instrument) =>
      [instrument.multiplier, instrument.tickUnits, instrument.priceScale, instrument.maxLeverage].join(' '),
    );
    expect(figures).toEqual(['0.001 1 1 125', '0.01 1 2 100', '0.1 1 3 75', '10 1 5 50']);
  });
});

describe('instruments', () => {
  it('offers for live trading only what is fully on record', () => {
    expect(instrumentsForVenue().map((instrument) => instrument.coin)).toEqual(['BTC', 'ETH', 'SOL', 'ADA']);
    expect(instrumentsForVenue().every((instrument) => instrument.assumed.length === 0)).toBe(true);
  });

  it('names every assumed figure and assumes cautiously', () => {
    const link = instrumentsForSimulation().find((instrument) => instrument.coin === 'LINK');
    expect(link?.assumed).toEqual([
      'tickSize',
      'lotSize',
      'maxOrderLots',
      'makerFeePpm',
      'takerFeePpm',
      'maxLeverage',
      'maintenanceTiers',
      'fundingIntervalMs',
    ]);
    expect(link?.maxLeverage).toBe(50);
    expect(link?.maintenanceTiers.map((row) => [formatMoney(row.maxNotional), row.maintenanceRatePpm])).toEqual([
      ['10000', 10_000n],
    ]);
    expect(link?.takerFeePpm).toBe(600n);
  });

  it('has an exact tick value: tick × multiplier × 1e8 is a whole number', () => {
    const values = new Map(instrumentsForSimulation().map((one) => [one.coin, one.tickValue]));
    expect(values.get('BTC')).toBe(10_000n);
    expect(values.get('ETH')).toBe(10_000n);
    expect(values.get('SOL')).toBe(10_000n);
    expect(values.get('ADA')).toBe(10_000n);
    for (const one of instrumentsForSimulation()) {
      const tick = BigInt(one.tickUnits) * 10n ** BigInt(16 - one.priceScale);
      const [whole = '', fraction = ''] = one.multiplier.split('.');
      const multiplier = BigInt(whole + fraction.padEnd(8, '0'));
      expect(one.tickValue * 10n ** 16n).toBe(tick * multiplier);
    }
    expect(() => tickValueOf(parseStep('0.000001'), parseStep('0.001'))).toThrow(RangeError);
  });

  it.skipIf(!hasRecordedData)('takes unknown ticks from the recorded prices', () => {
    const observed = recordedCandles();
    const ticks = Object.fromEntries(
      [...observed].map(([coin, columns]) => {
        const step = finestPriceStep(columns);
        return [coin, step === null ? null : stepSize(step)];
      }),
    );
    expect(ticks).toMatchObject({ BTC: 0.1, ETH: 0.01, SOL: 0.001, AAVE: 0.001, AVAX: 0.001, LINK: 0.0001 });
    for (const one of instrumentsForSimulation(observed)) {
      const size = one.tickUnits / 10 ** one.priceScale;
      if (one.assumed.includes('tickSize')) expect(size).toBe(ticks[one.coin]);
      expect(one.lotSize).toBe(1);
    }
  });
});
