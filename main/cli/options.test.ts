import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import {
  parseCapital,
  parseEnd,
  parseMoment,
  parseNumber,
  parseParams,
  parseRunId,
  parseSymbol,
  parseSymbols,
  parseTimeframe,
} from './options.ts';

const refused = (parse: (text: string) => unknown, text: string): string => {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof InvalidArgumentError) return error.message;
    throw error;
  }
  throw new Error(`"${text}" was taken`);
};

describe('the options', () => {
  it('take contracts and coins in any case, each once and in one order', () => {
    expect(parseSymbol('btc')).toBe('XBTUSDTM');
    expect(parseSymbol(' ETHUSDTM ')).toBe('ETHUSDTM');
    expect(parseSymbols('sol,XBTUSDTM,BTC')).toEqual(['XBTUSDTM', 'SOLUSDTM']);
    expect(parseSymbols('ALL')).toBe('all');
    expect(refused(parseSymbols, 'BTC,DOGE')).toMatch(/No contract is named "DOGE"\. Known: XBTUSDTM \(BTC\)/);
  });

  it('take timeframes', () => {
    expect(parseTimeframe('15m')).toBe('15m');
    expect(refused(parseTimeframe, '7m')).toMatch(/Known: 1m, 3m/);
  });

  it.each([
    ['2025-03-01', Date.UTC(2025, 2, 1)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2025-03-01T14:15', Date.UTC(2025, 2, 1, 14, 15)],
    ['2025-03-01 14:15:30', Date.UTC(2025, 2, 1, 14, 15, 30)],
    ['2025-03-01T14:15Z', Date.UTC(2025, 2, 1, 14, 15)],
    ['2025-03-01T14:15+02:00', Date.UTC(2025, 2, 1, 12, 15)],
  ])('read %s as a moment in UTC', (text, ms) => {
    expect(parseMoment(text)).toBe(ms);
  });

  it.each(['2025-02-30', '2025-13-01', '2025-3-1', '1969-12-31', 'today', '', '2025-03-01T25:00', '1740787200000'])(
    'refuse "%s" as a moment',
    (text) => {
      expect(refused(parseMoment, text)).toContain(`"${text}"`);
    },
  );

  it('end a span after a date’s whole day, and at a time itself', () => {
    expect(parseEnd('2025-03-31')).toBe(Date.UTC(2025, 3, 1));
    expect(parseEnd('2025-03-31T12:00Z')).toBe(Date.UTC(2025, 2, 31, 12));
  });

  it('keep an amount exact', () => {
    expect(parseCapital('10000.12345678')).toBe('10000.12345678');
    for (const text of ['0', '-5', '1e4', '1.123456789', 'ten']) refused(parseCapital, text);
  });

  it('hold numbers within bounds', () => {
    expect(parseNumber(0, 65_535, 'whole')('0')).toBe(0);
    expect(parseNumber(0.01, 0.25, 'any')('0.25')).toBe(0.25);
    for (const text of ['65536', '1.5', '-1', '', '0x10', ' 1']) refused(parseNumber(0, 65_535, 'whole'), text);
    expect(refused(parseNumber(0.01, 0.25, 'any'), '0.26')).toMatch(/from 0\.01 to 0\.25/);
  });

  it('read parameters by name', () => {
    expect(parseParams('period=14, factor=2.5,')).toEqual({ period: 14, factor: 2.5 });
    expect(parseParams('')).toEqual({});
    expect(refused(parseParams, 'period')).toMatch(/"period" is not name=number/);
    expect(refused(parseParams, 'period=1,period=2')).toMatch(/period is given twice/);
  });

  it('let no id leave its folder', () => {
    expect(parseRunId('run-20251121091500000')).toBe('run-20251121091500000');
    for (const text of ['../x', 'a/b', '', 'a'.repeat(65)]) refused(parseRunId, text);
  });
});
