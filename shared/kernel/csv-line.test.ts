import { describe, expect, it } from 'vitest';
import { csvCell, csvCells } from './csv-line.ts';

describe('csvCell', () => {
  it.each([
    '=1+1',
    '=HYPERLINK("https://evil.invalid")',
    '@SUM(A1)',
    '+cmd|x',
    '-2+3',
    '-',
    '\t=1',
    '\r=1',
    '+1=2',
    '-1+cmd',
  ])('keeps %j from being calculated by a spreadsheet', (text) => {
    const cells = csvCells(csvCell(text));
    expect(cells).toEqual([`'${text}`]);
  });

  it.each(['-1.5', '+2', '-.5', '-1e-7', '2025-03-11T14:05:09Z', 'a "b", c', '1741701909', ''])(
    'leaves %j as it is',
    (text) => {
      expect(csvCells(csvCell(text))).toEqual([text]);
    },
  );
});
