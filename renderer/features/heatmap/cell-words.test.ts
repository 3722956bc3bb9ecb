import { describe, expect, it } from 'vitest';
import type { CellView } from '#shared/contract/score.ts';
import { absence, figurePrinter, spokenCell } from './cell-words.ts';
import { matrixColumns } from './columns.ts';
import { SymbolRows } from './symbol-rows.ts';

const cell: CellView = {
  key: 'LINKUSDTM:4h',
  symbol: 'LINKUSDTM',
  timeframe: '4h',
  status: 'ok',
  score: 58.4,
  confidence: 0.75,
  completeness: 0.25,
  veto: false,
  change1h: 6.2,
  missing: null,
  asOf: 0,
  opinions: [{ agent: 'technical', opinion: 58.4, confidence: 0.75 }],
};
const [four, technical, fundamental] = matrixColumns('both', ['4h'], '4h', new Set());
const speak = (part: Partial<CellView>, column = four) =>
  spokenCell(new SymbolRows().rows([{ ...cell, ...part }], [])[0]!, column!);

describe('spokenCell', () => {
  it('reads symbol, timeframe, direction, confidence and freshness', () => {
    expect(speak({})).toBe('LINK, 4 hours, long 58, confidence 0.75, fresh');
    expect(speak({ score: -12, status: 'stale', veto: true })).toBe(
      'LINK, 4 hours, short 12, confidence 0.75, stale, risk veto',
    );
  });

  it('reads an agent, and that it abstains', () => {
    expect(speak({}, technical)).toBe('LINK, Technical at 4 hours, long 58, confidence 0.75, fresh');
    expect(speak({}, fundamental)).toContain('this agent abstains');
  });
});

it('says how many candles are missing', () => {
  expect(absence({ ...cell, status: 'warming-up', score: null, missing: 31 }, four!)).toBe(
    'Warming up: 31 more closed candles are needed',
  );
  expect(absence(undefined, four!)).toBe('Not scored');
  expect(absence(cell, four!)).toBeNull();
});

it('prints scores with their sign and shares with their unit', () => {
  expect(figurePrinter('score')(58)).toBe('+58');
  expect(figurePrinter('completeness')(25)).toBe('25%');
});
