import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isLinearizable } from '#tests/support/linearizability/checker.ts';
import { LEASE_MODEL, type LeaseOperation } from '#tests/support/linearizability/lease-model.ts';
import { leaseHistories, LeaseProcesses } from '#tests/support/locks/lease-histories.ts';
import { PLANTED, type PlantedName } from '#tests/support/locks/planted-table.ts';

/** Histories of 30 operations; the soak makes 10,000. */
const HISTORIES = Number(process.env['ZMART_LEASE_HISTORIES'] ?? 40);
/** A planted bug must be found within as many. */
const ENOUGH = 150;

const op = (fields: Partial<LeaseOperation> & Pick<LeaseOperation, 'kind' | 'call' | 'end'>): LeaseOperation => ({
  process: 0,
  token: 1,
  leaseMs: 100,
  value: 0,
  done: true,
  at: fields.call,
  ...fields,
});

describe('the checker', () => {
  it('finds the order of operations that overlap', () => {
    const read = op({ kind: 'read', call: 1, end: 9, value: 7 });
    const write = op({ kind: 'write', call: 2, end: 8, at: 3, value: 7 });
    expect(isLinearizable(LEASE_MODEL, [read, op({ kind: 'acquire', call: 0, end: 2 }), write])).toBe(true);
  });

  it('does not go back in time', () => {
    const write = op({ kind: 'write', call: 2, end: 3, value: 7 });
    const early = op({ kind: 'read', call: 0, end: 1, value: 7 });
    expect(isLinearizable(LEASE_MODEL, [op({ kind: 'acquire', call: 0, end: 1 }), write, early])).toBe(false);
  });

  it('knows two holders, a late write and a token that came twice', () => {
    const first = op({ kind: 'acquire', call: 0, end: 1 });
    const second = op({ kind: 'acquire', call: 2, end: 3, token: 2 });
    expect(isLinearizable(LEASE_MODEL, [first, second])).toBe(false);
    expect(isLinearizable(LEASE_MODEL, [first, { ...second, call: 100, at: 100, end: 101 }])).toBe(true);
    expect(isLinearizable(LEASE_MODEL, [first, { ...second, call: 100, at: 100, end: 101, token: 1 }])).toBe(false);
    expect(isLinearizable(LEASE_MODEL, [first, op({ kind: 'write', call: 100, end: 101 })])).toBe(false);
  });
});

describe('acquire, renew, release and guarded write of 8 processes on one file', () => {
  let folder: string;
  let processes: LeaseProcesses;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zmart-'));
    processes = await LeaseProcesses.start(folder);
  }, 60_000);

  afterAll(() => {
    processes.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('happen in one order', async () => {
    const report = await leaseHistories(processes, HISTORIES);
    expect(report.violations).toEqual([]);
    expect(report.operations).toBe(HISTORIES * 30);
    expect(report.refused).toBeGreaterThan(HISTORIES);
  }, 36_000_000);

  it.each(Object.keys(PLANTED) as PlantedName[])(
    'are found not to when the table %s',
    async (planted) => {
      const { violations } = await leaseHistories(processes, ENOUGH, planted);
      expect(violations).toHaveLength(1);
    },
    60_000,
  );
});
