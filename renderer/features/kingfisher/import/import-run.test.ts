import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useNotices } from '#renderer/data/notices.ts';
import type { LiquidationImport } from '#shared/contract/liquidation-imports.ts';
import { undoLast } from '#renderer/data/undo.ts';
import { cancelImport, removeImport, takeFile, useImportRun, watchImport } from './import-run.ts';

const ENTRY: LiquidationImport = {
  ...{ id: 'i1', kind: 'levels', from: 'file', name: 'desk.csv', at: 1, rows: 2, symbols: ['XBTUSDTM'] },
  ...{ unit: 'quote', problem: null },
} as never;
const FILE = new File(['symbol,side,price,worth\n'], 'desk.csv', { type: 'text/csv' });

/** A host that takes a file as soon as the test lets it. */
function setUp(answer: { readonly imported: LiquidationImport | null; readonly bad: readonly unknown[] }) {
  let take = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    take = resolve;
  });
  const file = vi.fn(async () => {
    await asked;
    return { ...answer, badCount: answer.bad.length };
  });
  const remove = vi.fn(async () => ({ removed: true }));
  const part = async () => ({ upload: 'u1', length: 1 });
  const renew = vi.fn(async () => undefined);
  const client = { liquidationImports: { part, file, remove } } as never;
  const run = takeFile({ client, symbol: 'XBTUSDTM', kind: 'levels', renew }, FILE);
  return { client, run, take, file, remove, renew };
}

const told = () => useNotices.getState().notices.map(({ text }) => text);

describe('an import', () => {
  let close = (): void => undefined;
  beforeEach(() => {
    useNotices.setState({ notices: [] });
    useImportRun.setState({ state: { at: 'choose' } });
    close = watchImport();
  });
  afterEach(() => close());

  it('goes on when its dialog is closed, and ends in a notice', async () => {
    const { run, take, renew } = setUp({ imported: ENTRY, bad: [] });
    close();
    expect(useImportRun.getState().state.at).toBe('working');
    take();
    await run;
    expect(told()).toEqual(['Imported 2 levels of XBTUSDTM from desk.csv.']);
    expect(renew).toHaveBeenCalledTimes(1);
    expect(useImportRun.getState().state.at).toBe('choose');
  });

  it('says nothing twice where its dialog shows how it ended', async () => {
    const { run, take } = setUp({ imported: null, bad: [{ line: 4, reason: 'no price' }] });
    take();
    await run;
    expect(told()).toEqual([]);
    expect(useImportRun.getState().state).toMatchObject({ at: 'bad-rows', count: 1 });
  });

  it('that is canceled keeps nothing, also where the host had taken it already', async () => {
    const { client, run, take, file, remove } = setUp({ imported: ENTRY, bad: [] });
    await vi.waitFor(() => expect(file).toHaveBeenCalled());
    await cancelImport({ client }, null);
    take();
    await run;
    expect(remove).toHaveBeenCalledWith({ id: 'i1' });
    expect(useImportRun.getState().state.at).toBe('choose');
    expect(told()).toEqual([]);
  });

  it('that is removed can be taken back, and what it changes is read again each time', async () => {
    const calls: string[] = [];
    const call = (name: string) => async () => void calls.push(name);
    const renew = call('renew');
    const client = { liquidationImports: { remove: call('remove'), restore: call('restore') } } as never;
    await removeImport({ client, renew }, 'i1', 'desk.csv');
    expect([told(), calls]).toEqual([['The import desk.csv was removed.'], ['remove', 'renew']]);
    undoLast();
    await vi.waitFor(() => expect(calls).toEqual(['remove', 'renew', 'restore', 'renew']));
    expect(told()).toEqual(['Taken back: The import desk.csv was removed.']);
  });

  it('that the host does not remove offers nothing to take back', async () => {
    const remove = async () => Promise.reject(new Error('no'));
    await removeImport(
      { client: { liquidationImports: { remove } } as never, renew: async () => undefined },
      'i1',
      'x',
    );
    expect([told(), useImportRun.getState().state.at]).toEqual([[], 'failed']);
  });
});
