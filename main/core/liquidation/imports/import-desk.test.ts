import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { FakePictures, memoryShelf, READ } from '#tests/support/liquidation/fake-pictures.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { VirtualClock } from '../../research/virtual-clock.ts';
import { ImportDesk, REMOVAL_STANDS_MS } from './import-desk.ts';
import { PictureProposals } from './picture-proposals.ts';

const BTC = contractSymbol('XBTUSDTM');
const LEVELS = ['symbol,side,price,worth\n', 'XBTUSDTM,long,95,2000000\nXBTUSDTM,short,104,3000000\n'];
const TOLD = ['timestamp_ms,symbol,side,price,worth\n1789990000000,XBTUSDTM,long,95,2500000\n'];

/** A desk on a disk that outlives it: `again` is what a restart finds. */
function openDesk() {
  const clock = new VirtualClock(1_790_000_000_000);
  const store = new MemoryJournalStore();
  const shelf = memoryShelf();
  let count = 0;
  const again = () =>
    new ImportDesk({
      ...{ journal: openJournal({ store, hasher: systemHasher, clock, scheduler: clock }), shelf },
      ...{ hasher: systemHasher, scheduler: clock },
      ...{ now: () => clock.now(), newId: () => `import-${String((count += 1))}` },
      symbolOf: (text) => (text === String(BTC) ? BTC : null),
    });
  return {
    desk: again(),
    again,
    shelf,
    store,
    written: () => clock.finishTurn(),
    pass: (ms: number) => clock.moveTo(clock.now() + ms),
  };
}

const input = (name: string) => ({ name, by: 'trader' });
const types = (store: MemoryJournalStore) => store.records.map(({ type }) => type);

describe('imports', () => {
  it('are there again after a restart, and removed ones are not', async () => {
    const { desk, again, shelf, pass, written } = openDesk();
    await desk.importText('levels', LEVELS, input('map.csv'));
    await desk.importText('liquidations', TOLD, input('told.csv'));
    await desk.importText('levels', LEVELS, input('gone.csv'));
    expect(desk.remove('import-3', 'trader')).toBe(true);
    expect(desk.remove('import-3', 'trader')).toBe(false);
    written();
    const back = again();
    expect(back.entries()).toEqual(desk.entries());
    expect(back.entries().map(({ name }) => name)).toEqual(['told.csv', 'map.csv']);
    expect(back.layers(BTC)).toEqual(desk.layers(BTC));
    expect(back.layers(BTC).map(({ levels }) => levels.map(({ price }) => price))).toEqual([[95, 104]]);
    expect(back.layers('ETHUSDTM')).toEqual([]);
    expect(back.liquidations(null, 9)).toMatchObject([{ origin: 'imported: told.csv', worth: 2_500_000 }]);
    pass(REMOVAL_STANDS_MS);
    expect([...shelf.texts.keys()]).toEqual(['import-1', 'import-2']);
    expect(back.entries()).toEqual(desk.entries());
  });

  it('whose rows were changed or lost on the disk are named and not believed', async () => {
    const { desk, again, shelf, written } = openDesk();
    await desk.importText('levels', LEVELS, input('changed.csv'));
    await desk.importText('levels', LEVELS, input('lost.csv'));
    written();
    shelf.texts.set('import-1', (shelf.texts.get('import-1') ?? '').replace('2000000', '9000000'));
    shelf.texts.delete('import-2');
    const back = again();
    expect(back.layers(BTC)).toEqual([]);
    expect(back.entries().map(({ problem }) => problem)).toEqual([
      expect.stringMatching(/no longer in the data folder/),
      expect.stringMatching(/not those that were imported/),
    ]);
  });

  it('with a bad row are not taken at all', async () => {
    const { desk, store, shelf, written } = openDesk();
    const result = await desk.importText('levels', [...LEVELS, 'XBTUSDTM,long,-1,5\n'], input('bad.csv'));
    written();
    expect(result.ok ? [] : result.error.map(({ line }) => line)).toEqual([4]);
    expect([types(store).filter((type) => type.startsWith('liquidations.')), shelf.texts.size]).toEqual([[], 0]);
  });
});

describe('an import that is removed', () => {
  /** A desk with two imports, the first of them removed and that on the disk. */
  async function removed() {
    const parts = openDesk();
    await parts.desk.importText('levels', LEVELS, input('map.csv'));
    await parts.desk.importText('liquidations', TOLD, input('told.csv'));
    const before = { entries: parts.desk.entries(), layers: parts.desk.layers(BTC) };
    parts.desk.remove('import-1', 'trader');
    parts.written();
    return { ...parts, before, restart: () => parts.again() };
  }
  const seen = (desk: ImportDesk) => ({ entries: desk.entries(), layers: desk.layers(BTC) });

  it('is as it was when that is taken back, at its place and with a record', async () => {
    const { desk, again, before, store, written } = await removed();
    expect(desk.entries().map(({ name }) => name)).toEqual(['told.csv']);
    expect(desk.restore('import-1', 'trader')).toEqual(before.entries[1]);
    expect(seen(desk)).toEqual(before);
    expect(desk.restore('import-1', 'trader')).toBeNull();
    written();
    expect(types(store).slice(-2)).toEqual(['liquidations.import_removed', 'liquidations.import_restored']);
    expect(seen(again())).toEqual(before);
  });

  it('can be taken back after a restart, and once taken back is never erased', async () => {
    const { restart, before, shelf, pass, written } = await removed();
    pass(REMOVAL_STANDS_MS - 1);
    const back = restart();
    expect(back.restore('import-1', 'trader')?.problem).toBeNull();
    written();
    pass(2 * REMOVAL_STANDS_MS);
    expect(seen(back)).toEqual(before);
    expect([...shelf.texts.keys()]).toEqual(['import-1', 'import-2']);
    expect(seen(restart())).toEqual(before);
  });

  it('is erased when its time has passed, by a start too, and cannot be taken back then', async () => {
    const { desk, restart, shelf, pass } = await removed();
    const kept = shelf.texts.get('import-1') ?? '';
    pass(REMOVAL_STANDS_MS - 1);
    expect(shelf.texts.has('import-1')).toBe(true);
    pass(1);
    expect(shelf.texts.has('import-1')).toBe(false);
    expect(desk.restore('import-1', 'trader')).toBeNull();
    shelf.texts.set('import-1', kept);
    const back = restart();
    expect([shelf.texts.has('import-1'), back.restore('import-1', 'trader')]).toEqual([false, null]);
  });

  it('a second time has the whole of its time again', async () => {
    const { desk, shelf, pass, before } = await removed();
    pass(REMOVAL_STANDS_MS - 10);
    desk.restore('import-1', 'trader');
    pass(5);
    desk.remove('import-1', 'trader');
    pass(REMOVAL_STANDS_MS - 1);
    expect(shelf.texts.has('import-1')).toBe(true);
    expect(desk.restore('import-1', 'trader')).toEqual(before.entries[1]);
  });

  it('keeps its rows where only another process may write: that one may have taken it back', async () => {
    const { restart, store, shelf, pass } = await removed();
    store.readOnly = true;
    const kept = shelf.texts.get('import-1') ?? '';
    pass(REMOVAL_STANDS_MS);
    shelf.texts.set('import-1', kept);
    restart();
    expect(shelf.texts.has('import-1')).toBe(true);
  });

  it('whose file cannot be erased does not stop a start', async () => {
    const { restart, shelf, pass } = await removed();
    shelf.remove = () => {
      throw new Error('EBUSY');
    };
    pass(REMOVAL_STANDS_MS);
    expect(
      restart()
        .entries()
        .map(({ name }) => name),
    ).toEqual(['told.csv']);
  });
});

describe('a picture', () => {
  function openPictures() {
    const parts = openDesk();
    const reader = new FakePictures();
    return { ...parts, reader, pictures: new PictureProposals(parts.desk, reader) };
  }

  it('counts only once it is confirmed, under its name and unit', () => {
    const { desk, again, reader, pictures, written } = openPictures();
    const run = pictures.start('map.png', BTC, 'AAAA', 100);
    expect([pictures.running, reader.requests]).toEqual([run, [{ base64: 'AAAA', price: 100 }]]);
    expect(pictures.confirm(run, 'quote', 'trader')).toBeNull();
    reader.tell(READ);
    expect(desk.entries()).toEqual([]);
    expect(pictures.confirm(run, 'relative', 'trader')).toMatchObject({ name: 'map.png', from: 'picture', rows: 2 });
    expect(pictures.confirm(run, 'relative', 'trader')).toBeNull();
    written();
    const [layer] = again().layers(BTC);
    expect(layer).toMatchObject({
      entry: { unit: 'relative' },
      levels: [{ side: 'long', leverage: 50 }, { price: 104 }],
    });
  });

  it('that is rejected leaves nothing but a record, and cannot be confirmed then', () => {
    const { desk, store, shelf, reader, pictures, written } = openPictures();
    const run = pictures.start('map.png', BTC, 'AAAA', null);
    expect(pictures.reject(run, 'trader')).toBe(false);
    reader.tell(READ);
    expect([pictures.reject(run, 'trader'), pictures.reject(run, 'trader')]).toEqual([true, false]);
    expect(pictures.confirm(run, 'quote', 'trader')).toBeNull();
    written();
    expect([desk.entries(), shelf.texts.size]).toEqual([[], 0]);
    expect(types(store).at(-1)).toBe('liquidations.picture_rejected');
  });

  it('that is canceled, or not readable, is no proposal', () => {
    const { reader, pictures } = openPictures();
    const canceled = pictures.start('map.png', BTC, 'AAAA', null);
    const heard: string[] = [];
    pictures.watch(canceled, ({ kind }) => heard.push(kind));
    expect([pictures.cancel(canceled), pictures.cancel(canceled)]).toEqual([true, false]);
    expect([heard, pictures.running]).toEqual([['canceled'], null]);
    expect(pictures.confirm(canceled, 'quote', 'trader')).toBeNull();
    const blurred = pictures.start('blurred.png', BTC, 'AAAA', null);
    reader.tell({ kind: 'not-readable', reason: 'No line marks the current price.' });
    expect(pictures.confirm(blurred, 'quote', 'trader')).toBeNull();
    expect(pictures.reject(blurred, 'trader')).toBe(false);
  });

  it('is forgotten after eight more', () => {
    const { reader, pictures } = openPictures();
    const runs = Array.from({ length: 9 }, (_, i) => {
      const run = pictures.start(`${String(i)}.png`, BTC, 'AAAA', null);
      reader.tell(READ);
      return run;
    });
    expect(pictures.confirm(runs[0] ?? '', 'quote', 'trader')).toBeNull();
    expect(pictures.confirm(runs[1] ?? '', 'quote', 'trader')).toMatchObject({ name: '1.png' });
  });
});
