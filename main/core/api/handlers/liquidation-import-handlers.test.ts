import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/index.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { FakePictures, memoryShelf, READ } from '#tests/support/liquidation/fake-pictures.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { VirtualClock } from '../../research/virtual-clock.ts';
import type { ApiParts } from '../api-parts.ts';
import { REMOVAL_STANDS_MS } from '../../liquidation/imports/import-desk.ts';
import { ImportsBoard } from '../imports-board.ts';
import { liquidationImportHandlers } from './liquidation-import-handlers.ts';

const TRADER = { role: 'trader', signal: undefined } as const;
const BTC = contractSymbol('XBTUSDTM');

function open({
  readOnly = false,
  mode = 'with',
}: { readonly readOnly?: boolean; readonly mode?: 'with' | 'without' } = {}) {
  const clock = new VirtualClock(1_790_000_000_000);
  const journal = openJournal({ store: new MemoryJournalStore(), hasher: systemHasher, clock, scheduler: clock });
  Object.assign(journal.store, { readOnly });
  const pictures = new FakePictures();
  let count = 0;
  const board = new ImportsBoard({
    ...{ journal, shelf: memoryShelf(), hasher: systemHasher, scheduler: clock, pictures, price: () => 101 },
    now: () => clock.now(),
    newId: () => `id-${String((count += 1))}`,
    symbolOf: (text) => (text === String(BTC) ? BTC : null),
  });
  const parts = {
    ...{ core: { parts: { journal } }, dataFolder: 'here' },
    ...{ instruments: new Map([[BTC, {}]]), imports: mode === 'with' ? board : null },
  };
  const calls = liquidationImportHandlers(parts as unknown as ApiParts);
  /** A call that writes is answered once its record is on the disk. */
  const done = async <T>(answer: Promise<T>): Promise<T> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    clock.finishTurn();
    return answer;
  };
  const upload = async (text: string) => (await calls.part({ upload: null, text }, TRADER)).upload;
  const reading = async (): Promise<string> =>
    (await calls.picture({ upload: await upload('AAAA'), name: 'map.png', symbol: String(BTC) }, TRADER)).run;
  return { calls, done, upload, reading, pictures, pass: (ms: number) => clock.moveTo(clock.now() + ms) };
}

async function told(messages: AsyncIterable<{ readonly kind: string }>): Promise<readonly string[]> {
  const kinds: string[] = [];
  for await (const { kind } of messages) kinds.push(kind);
  return kinds;
}

describe('the calls of the imports', () => {
  it('take a file in pieces, list it, show its levels, remove it and take that back within its time', async () => {
    const { calls, done, pass } = open();
    const { upload } = await calls.part({ upload: null, text: 'symbol,side,price,wor' }, TRADER);
    await calls.part({ upload, text: 'th\nXBTUSDTM,long,95,2000000\n' }, TRADER);
    const { imported, bad } = await done(calls.file({ upload, name: 'map.csv', kind: 'levels' }, TRADER));
    expect([imported?.rows, imported?.by, bad]).toEqual([1, 'trader', []]);
    const [list] = [contract.liquidationImports.list['~orpc'].outputSchema];
    expect(list?.parse(await calls.list(undefined, TRADER))).toEqual([imported]);
    const layers = await calls.layers({ symbol: String(BTC) }, TRADER);
    expect(layers).toMatchObject([{ origin: 'imported: map.csv', label: 'estimated', levels: [{ price: 95 }] }]);
    expect(contract.liquidationImports.layers['~orpc'].outputSchema?.parse(layers)).toEqual(layers);
    const id = imported?.id ?? '';
    expect(await done(calls.remove({ id }, TRADER))).toEqual({ removed: true });
    expect(await calls.list(undefined, TRADER)).toEqual([]);
    await expect(calls.remove({ id }, TRADER)).rejects.toThrow();
    const restored = await done(calls.restore({ id }, TRADER));
    expect(contract.liquidationImports.restore['~orpc'].outputSchema?.parse(restored)).toEqual(imported);
    expect(await calls.layers({ symbol: String(BTC) }, TRADER)).toEqual(layers);
    await expect(calls.restore({ id }, TRADER)).rejects.toThrow();
    expect(await done(calls.remove({ id }, TRADER))).toEqual({ removed: true });
    pass(REMOVAL_STANDS_MS);
    await expect(calls.restore({ id }, TRADER)).rejects.toThrow();
    await expect(calls.file({ upload, name: 'map.csv', kind: 'levels' }, TRADER)).rejects.toThrow();
  });

  it('name at most 200 bad rows of all and import none', async () => {
    const { calls, upload } = open();
    const rows = Array.from({ length: 300 }, () => 'XBTUSDTM,long,none,5\n').join('');
    const file = { upload: await upload(`symbol,side,price,worth\n${rows}`), name: 'bad.csv', kind: 'levels' } as const;
    const { imported, bad, badCount } = await calls.file(file, TRADER);
    expect([imported, bad.length]).toEqual([null, 200]);
    expect(badCount).toBeGreaterThanOrEqual(200);
    expect(await calls.list(undefined, TRADER)).toEqual([]);
  });

  it('tell how a picture is read to its end, and keep it when it is confirmed', async () => {
    const { calls, done, reading, pictures } = open();
    const run = await reading();
    expect(pictures.requests).toEqual([{ base64: 'AAAA', price: 101 }]);
    await expect(reading()).rejects.toMatchObject({ code: 'BUSY' });
    const heard = told(calls.progress({ run }, TRADER));
    await Promise.resolve();
    pictures.tell({ kind: 'progress', share: 0.4, doing: 'Reading labels' });
    pictures.tell(READ);
    expect((await heard).at(-1)).toBe('read');
    const kept = await done(calls.confirm({ run, unit: 'quote' }, TRADER));
    expect(kept).toMatchObject({ from: 'picture', name: 'map.png', rows: 2, unit: 'quote' });
    await expect(calls.confirm({ run, unit: 'quote' }, TRADER)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stop a reading, and let the next picture in', async () => {
    const { calls, reading, pictures } = open();
    const run = await reading();
    const heard = told(calls.progress({ run }, TRADER));
    await Promise.resolve();
    expect(await calls.cancel({ run }, TRADER)).toEqual({ canceled: true });
    expect(await heard).toEqual(['canceled']);
    expect(await calls.cancel({ run }, TRADER)).toEqual({ canceled: false });
    const next = await reading();
    pictures.tell(READ);
    expect(
      await open()
        .calls.reject({ run: next }, TRADER)
        .catch(() => null),
    ).toEqual({ rejected: false });
  });

  it('refuse what cannot be: an unknown contract, a read-only folder, a mode without imports', async () => {
    const { calls, upload } = open();
    const picture = { upload: await upload('AAAA'), name: 'map.png', symbol: 'NOSUCHUSDTM' };
    expect(() => calls.picture(picture, TRADER)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    const part = { upload: null, text: 'x' };
    expect(() => open({ readOnly: true }).calls.part(part, TRADER)).toThrow(
      expect.objectContaining({ code: 'READ_ONLY' }),
    );
    const without = open({ mode: 'without' }).calls;
    expect(() => without.part(part, TRADER)).toThrow(expect.objectContaining({ code: 'NOT_AVAILABLE' }));
    expect(await without.list(undefined, TRADER)).toEqual([]);
  });
});
