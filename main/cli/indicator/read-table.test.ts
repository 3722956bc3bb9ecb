import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvCells } from '#shared/kernel/csv-line.ts';
import { readTable } from './read-table.ts';

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const read = (text: string, wanted: Readonly<Record<string, string>> = { close: 'close' }, size = 7) =>
  readTable('in.csv', pieces(text, size), new Map(Object.entries(wanted)));

describe('a line of CSV', () => {
  it('reads back the cells it was written from', () => {
    fc.assert(
      fc.property(
        fc.array(
          // What a spreadsheet would calculate is told apart in csv-line.test.ts.
          fc.string().filter((text) => !/^[=@+\-\t]|[\r\n]/.test(text)),
          { minLength: 1 },
        ),
        (cells) => {
          expect(csvCells(cells.map(csvCell).join(','))).toEqual(cells);
        },
      ),
    );
  });

  it('has no cells when a quote is left open or in the wrong place', () => {
    for (const line of ['"a', 'a,"b', '"a"b,c', 'a"b']) expect(csvCells(line)).toBeNull();
  });
});

describe('a table of numbers', () => {
  it('is the same however the text was cut', async () => {
    const text = '\uFEFFDate,Open,close\r\n"Jan 1, 2025",1,2.5\r\nJan 2,1,-3e-2\r\n\r\n';
    for (const size of [1, 2, 7, 100]) {
      const result = await read(text, { close: 'Close' }, size);
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      expect(result.value.time).toEqual({ name: 'Date', cells: ['Jan 1, 2025', 'Jan 2'] });
      expect([...(result.value.columns.get('close') ?? [])]).toEqual([2.5, -0.03]);
    }
  });

  it('may have no rows', async () => {
    expect(await read('close\n\n')).toMatchObject({ ok: true });
  });

  it('prefers the exact spelling of a column', async () => {
    const result = await read('CLOSE,close\n1,2\n');
    expect(result.ok && [...(result.value.columns.get('close') ?? [])]).toEqual([2]);
  });

  it.each([
    ['', 1, /empty/],
    ['open,high\n1,2\n', 1, /no column "close"; it has open, high/],
    ['close\n1\n\n2\n', 3, /line is empty/],
    ['close\n1\n\n0x10\n', 4, /close "0x10" is not a number/],
    ['close\n1e999\n', 2, /is not a number/],
    ['close,b\n1\n', 2, /1 values; the header names 2/],
    ['close\n"1\n', 2, /quote/],
  ])('%j is refused at line %i', async (text, line, reason) => {
    const result = await read(text);
    expect(result.ok).toBe(false);
    if (!result.ok) {
      const bad = result.error.find((row) => row.line === line);
      expect(bad?.reason).toMatch(reason);
    }
  });
});
