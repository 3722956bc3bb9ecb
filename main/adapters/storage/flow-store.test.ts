import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { StoreFailure } from '#core/ports/store.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { openStore } from './open-store.ts';

const XBT = contractSymbol('XBTUSDTM');
const ETH = contractSymbol('ETHUSDTM');
const MINUTE = 60_000;
const FROM = 1_700_000_040_000;

describe('SqliteFlowStore', () => {
  it('gives back what was written, oldest first, the last of each minute, over the end of an hour', () => {
    const store = openStore(temporaryFolder());
    const row = (minute: number, value: number) => ({
      symbol: XBT,
      ts: FROM + minute * MINUTE,
      values: [value, Number.NaN, -1.5],
    });
    store.flows.write([row(70, 1), row(0, 2), { ...row(0, 3), symbol: ETH }]);
    store.flows.write([row(30, 4), row(0, 5)]);
    const read = (from: number, to: number) => store.flows.read(XBT, FROM + from * MINUTE, FROM + to * MINUTE);
    expect(read(0, 100)).toEqual([row(0, 5), row(30, 4), row(70, 1)]);
    expect(read(1, 70)).toEqual([row(30, 4)]);
    expect(read(5, 5)).toEqual([]);
    expect(store.flows.read(ETH, FROM, FROM + MINUTE)).toHaveLength(1);
    store.close();
  });

  it('begins an hour anew when the model tells of more figures than before', () => {
    const store = openStore(temporaryFolder());
    store.flows.write([{ symbol: XBT, ts: FROM, values: [1] }]);
    store.flows.write([{ symbol: XBT, ts: FROM + MINUTE, values: [1, 2] }]);
    expect(store.flows.read(XBT, FROM, FROM + 10 * MINUTE)).toEqual([
      { symbol: XBT, ts: FROM + MINUTE, values: [1, 2] },
    ]);
    store.close();
  });

  it('refuses what is not of a whole minute, and to write where another process holds the folder', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    expect(() => store.flows.write([{ symbol: XBT, ts: FROM + 1, values: [1] }])).toThrow(/whole minute/);
    const reader = openStore(folder, { readOnlyIfLocked: true });
    expect(() => reader.flows.write([{ symbol: XBT, ts: FROM, values: [1] }])).toThrow(StoreFailure);
    reader.close();
    store.close();
  });
});
