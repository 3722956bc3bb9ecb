import { expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { FakeImporter } from '#tests/support/candles/fake-importer.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { openJournal } from '../../journal/open-journal.ts';
import type { SizedSeries } from '../../ports/candle-importer.ts';
import { VirtualClock } from '../../research/virtual-clock.ts';
import type { ApiParts } from '../api-parts.ts';
import { CandleImportsBoard } from '../candle-imports-board.ts';
import { candleImportHandlers } from './candle-import-handlers.ts';

const TRADER = { role: 'trader', signal: undefined } as const;
const BTC = contractSymbol('XBTUSDTM');
const FILES = { files: [{ name: 'BTC-15m.csv', bytes: 900 }] };
const SERIES: SizedSeries = {
  ...{ symbol: BTC, timeframe: '15m', from: 0, to: 9, count: 9, gaps: 0, bytes: 400 },
  origin: 'import:BTC-15m.csv',
};

interface Given {
  readonly readOnly?: boolean;
  readonly importer?: FakeImporter | null;
}

function open({ readOnly = false, importer = new FakeImporter() }: Given = {}) {
  const clock = new VirtualClock(1_790_000_000_000);
  const journal = openJournal({ store: new MemoryJournalStore(), hasher: systemHasher, clock, scheduler: clock });
  Object.assign(journal.store, { readOnly });
  const market = { series: () => [{ ...SERIES, timeframe: '1m', origin: 'simulated' }], bytes: () => 7 };
  const instruments = new Map([[BTC, { coin: 'BTC' }]]);
  const board = new CandleImportsBoard({ importer, journal, market, instruments, scheduler: clock } as never);
  const parts = { core: { parts: { journal } }, dataFolder: 'here', candleImports: board };
  const calls = candleImportHandlers(parts as unknown as ApiParts);
  /** A call that writes is answered once its record is on the disk. */
  const done = async <T>(answer: Promise<T>): Promise<T> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    clock.finishTurn();
    return answer;
  };
  const records = () => {
    clock.finishTurn();
    return [...journal.store.bySubject('candles')].map(({ type, data }) => ({ type, data }));
  };
  return { calls, done, board, records };
}

it('shows what the market keeps and what was imported, each as what it is', () => {
  const importer = new FakeImporter();
  importer.stored = [SERIES];
  const { board } = open({ importer });
  board.show();
  const [row] = board.topic.rows();
  expect(row?.stored.map(({ of, timeframe, origin, bytes }) => [of, timeframe, origin, bytes])).toEqual([
    ['market', '1m', 'simulated', 7],
    ['imported', '15m', 'import:BTC-15m.csv', 400],
  ]);
});

it('records what was stored, with the hash of each file and who brought it; not what brought nothing', async () => {
  const importer = new FakeImporter();
  const { calls, records } = open({ importer });
  await calls.begin(FILES, TRADER);
  const file = { name: 'BTC-15m.csv', hash: 'abc', symbol: BTC, timeframe: '15m', rows: 9, from: 0, to: 9 } as const;
  importer.move({ state: 'done', endedAt: 2, result: { fresh: 9, changed: 0, same: 0 } }, [file]);
  importer.move({ state: 'done', result: { fresh: 0, changed: 0, same: 9 } }, []);
  expect(records()).toEqual([
    { type: 'candles.imported', data: { files: [file], fresh: 9, changed: 0, by: 'trader' } },
  ]);
});

it('takes one import at a time, and calls for it alone', async () => {
  const importer = new FakeImporter();
  const { calls } = open({ importer });
  const { id } = await calls.begin(FILES, TRADER);
  await expect(calls.begin(FILES, TRADER)).rejects.toMatchObject({ code: 'BUSY' });
  await expect(calls.store({ id: 'candles-9' }, TRADER)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const asked = calls.choose({ id, file: 0, symbol: 'DOGEUSDTM' }, TRADER);
  await expect(asked).rejects.toMatchObject({ code: 'NOT_FOUND', data: { what: 'contract DOGEUSDTM' } });
  expect(await calls.cancel({ id: 'candles-9' }, TRADER)).toEqual({ canceled: false });
  expect(await calls.cancel({ id }, TRADER)).toEqual({ canceled: true });
  expect(importer.asked).toEqual(['begin BTC-15m.csv', 'cancel']);
  importer.move({ state: 'canceled', endedAt: 2 });
  await expect(calls.store({ id }, TRADER)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('removes a series when its name was typed, and records it', async () => {
  const importer = new FakeImporter();
  importer.stored = [SERIES];
  const { calls, done, records } = open({ importer });
  const remove = (typed: string, symbol = 'XBTUSDTM') =>
    done(calls.remove({ symbol, timeframe: '15m', typed }, TRADER));
  await expect(remove('yes')).rejects.toMatchObject({
    code: 'NOT_CONFIRMED',
    data: { expected: 'XBTUSDTM 15m' },
  });
  await expect(remove('ETHUSDTM 15m', 'ETHUSDTM')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await remove('XBTUSDTM 15m')).toEqual({ removed: true });
  expect(importer.stored).toEqual([]);
  expect(records()).toEqual([
    { type: 'candles.removed', data: { symbol: 'XBTUSDTM', timeframe: '15m', by: 'trader' } },
  ]);
});

it('writes nothing where another process holds the folder, and nothing where nothing is imported', async () => {
  await expect(open({ readOnly: true }).calls.begin(FILES, TRADER)).rejects.toMatchObject({ code: 'READ_ONLY' });
  await expect(open({ importer: null }).calls.begin(FILES, TRADER)).rejects.toMatchObject({ code: 'NOT_AVAILABLE' });
});
