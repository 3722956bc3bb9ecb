import { describe, expect, it } from 'vitest';
import { CELLS, nameOf, OPERATIONS, playCell, retrying, type Cell } from '#tests/support/orders/ambiguity-cell.ts';
import { FAILURES } from '#tests/support/orders/failures.ts';

const broken = async (cells: readonly Cell[], between?: Parameters<typeof playCell>[1]): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const cell of cells) {
    const what = await playCell(cell, between);
    if (what !== null) found.push(`${nameOf(cell)}: ${what}`);
  }
  return found;
};

describe('every failure of every operation on an order in every state', () => {
  it('is a table of 24 failures', () => {
    expect(FAILURES).toHaveLength(24);
    expect(CELLS).toHaveLength(24 * 5 * 6);
    expect(new Set(CELLS.map(nameOf)).size).toBe(CELLS.length);
  });

  it.each(OPERATIONS)('%s ends as the rules say, and nothing is sent twice', async (operation) => {
    expect(await broken(CELLS.filter((cell) => cell.operation === operation))).toEqual([]);
  });

  it('is found to send twice when a time-out is answered by another try', async () => {
    const cells = CELLS.filter(({ operation, fate }) => operation === 'place' && fate === 'open');
    const found = await broken(cells, retrying);
    expect(found.filter((what) => what.includes('sent twice')).length).toBeGreaterThan(15);
  });
});
