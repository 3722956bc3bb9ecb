import { describe, expect, it } from 'vitest';
import { shadeOf } from '#renderer/charts/signal-scale.ts';
import type { CellView } from '#shared/contract/score.ts';
import { matrixColumns } from './columns.ts';
import { changedCells, DIM, freshCount, LOOK, matrixPicture, VETO } from './matrix-picture.ts';
import { symbolRows } from './row-order.ts';

const cell = (symbol: string, part: Partial<CellView>): CellView => ({
  key: `${symbol}:4h`,
  symbol,
  timeframe: '4h',
  status: 'ok',
  score: 40,
  confidence: 0.6,
  completeness: 0.25,
  veto: false,
  change1h: -20,
  missing: null,
  asOf: 1_000_000,
  opinions: [{ agent: 'technical', opinion: 80, confidence: 0.9 }],
  ...part,
});

const columns = matrixColumns('both', ['4h'], '4h', new Set());
const settings = { mode: 'score' as const, dimBelow: 0.3 };
const build = (cells: readonly CellView[], mode: 'score' | 'change' | 'completeness' | 'age' = 'score') =>
  matrixPicture(symbolRows(cells, []), columns, { ...settings, mode }, 1_000_000 + 4 * 3_600_000);

describe('matrixPicture', () => {
  it('draws what no agent knows empty, never as zero', () => {
    const picture = build([cell('AUSDTM', { status: 'no-data', score: null, confidence: null, opinions: [] })]);
    expect([...picture.look]).toEqual(columns.map(() => LOOK.empty));
    expect(picture.figure[0]).toBeNaN();
  });

  it('shows the opinion of each agent, and the agents that abstain empty', () => {
    const picture = build([cell('AUSDTM', {})]);
    expect(picture.look[1]).toBe(LOOK.opinion);
    expect(picture.shade[1]).toBe(shadeOf(80));
    expect(picture.look[2]).toBe(LOOK.empty);
  });

  it('marks stale cells, takes their dot and does not count them', () => {
    const picture = build([cell('AUSDTM', { status: 'stale' }), cell('BUSDTM', {})]);
    expect(picture.look[0]).toBe(LOOK.stale);
    expect(picture.dot[0]).toBe(255);
    expect(freshCount(picture, 0)).toBe(1);
  });

  it('marks vetoes and low confidence', () => {
    expect(build([cell('AUSDTM', { veto: true, confidence: 0.2 })]).flags[0]).toBe(VETO | DIM);
  });

  it('shows change, completeness and age in their own scales', () => {
    const cells = [cell('AUSDTM', {})];
    expect(build(cells, 'change').shade[0]).toBe(shadeOf(-40));
    expect(build(cells, 'completeness').shade[0]).toBe(25);
    expect(build(cells, 'age').shade[0]).toBe(50);
    expect(build(cells, 'age').figure[0]).toBe(4 * 3_600);
  });
});

describe('changedCells', () => {
  const before = build([cell('AUSDTM', {}), cell('BUSDTM', {})]);
  it('names only what looks different', () => {
    expect(changedCells(before, build([cell('AUSDTM', {}), cell('BUSDTM', { score: 40.3 })]))).toEqual([]);
    expect(changedCells(before, build([cell('AUSDTM', {}), cell('BUSDTM', { score: 52 })]))).toEqual([columns.length]);
  });

  it('names all after a change of shape', () => {
    expect(changedCells(before, build([cell('AUSDTM', {})]))).toHaveLength(columns.length);
    expect(changedCells(null, before)).toHaveLength(2 * columns.length);
  });
});
