import { describe, expect, it } from 'vitest';
import type { CorrelationView } from '#shared/contract/portfolio-figures.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { countWords, pairCell, pairRows, pairText, shadeOf } from './correlation-shade.ts';
import { drawdownLevels, levelNote } from './risk-levels.ts';
import { columnWidths, foldOf } from './table-layout.ts';

const symbols = ['A', 'B', 'C'] as ContractSymbol[];
const view: CorrelationView = {
  symbols,
  slots: 2,
  hours: {
    returns: '1 h',
    values: [
      [1, 0.9, null],
      [0.9, 1, 0.4],
      [null, 0.4, 1],
    ],
    n: [
      [270, 270, 12],
      [270, 270, 200],
      [12, 200, 270],
    ],
  },
  quarters: {
    returns: '15 min',
    values: symbols.map((_, i) => symbols.map((__, j) => (i === j ? 1 : 0.5))),
    n: symbols.map(() => symbols.map(() => 96)),
  },
  cap: 0.92,
  least: 30,
  mean: 0.9,
  atCap: [],
  after: null,
  asOf: 0,
};

describe('the matrix', () => {
  it('shows the hours below the diagonal and the last day above it', () => {
    expect(pairCell(view, 1, 0)).toEqual({ value: 0.9, n: 270, window: 'hours' });
    expect(pairCell(view, 0, 1)).toEqual({ value: 0.5, n: 96, window: 'quarters' });
    expect(pairCell(view, 1, 1)).toBeNull();
    expect(pairCell(view, 2, 0)).toMatchObject({ value: null, n: 12 });
  });

  it('lists each pair once, the most alike first and what is not known last', () => {
    expect(pairRows(view).map(({ a, b }) => a + b)).toEqual(['AB', 'BC', 'AC']);
    expect(countWords(view)).toBe('n 12–270');
    expect(countWords(view, view.quarters)).toBe('n 96');
  });

  it('writes and shades a correlation', () => {
    expect([0.824, -0.1, 0.004, -0.001, 0.999, 1].map(pairText)).toEqual(['.82', '−.10', '.00', '.00', '1.0', '1.0']);
    expect([shadeOf(-0.5), shadeOf(0.3), shadeOf(1)]).toEqual([0, 0, 1]);
  });
});

describe('the levels of the drawdown', () => {
  it('are those of the limits', () => {
    const trigger = { measure: 'drawdown', reference: '1', at: '1', room: null } as const;
    const levels = drawdownLevels([
      { ...trigger, measure: 'day-loss', level: 'yellow', lossPpm: 10_000 },
      { ...trigger, level: 'yellow', lossPpm: 30_000 },
      { ...trigger, level: 'orange', lossPpm: 50_000 },
    ]);
    expect(levels).toEqual({ yellow: -3, orange: -5 });
    expect(levelNote(levels, String)).toBe('levels yellow -3, orange -5');
    expect(levelNote(drawdownLevels([]), String)).toBe('');
  });
});

describe('the columns', () => {
  it('fold with the window and with the room', () => {
    expect(foldOf(1_180, 1_920)).toBe('full');
    expect(foldOf(1_040, 1_640)).toBe('folded');
    expect(foldOf(1_220, 1_280)).toBe('folded');
    expect(foldOf(980, 1_640)).toBe('small');
    expect(foldOf(1_000, 1_060)).toBe('small');
  });

  it('begin alike in both tables', () => {
    for (const [fold, common, slots] of [
      ['full', 9, 16],
      ['folded', 9, 12],
      ['small', 6, 9],
    ] as const) {
      const widths = columnWidths(fold, 1_000);
      expect(widths.slots.slice(0, common)).toEqual(widths.bench.slice(0, common));
      expect([widths.slots.length, widths.bench.length]).toEqual([slots, common + 5]);
    }
  });
});
