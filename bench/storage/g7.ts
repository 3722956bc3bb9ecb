import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { join } from 'node:path';
import { openJournal } from '#core/journal/open-journal.ts';
import { TABLES, type Row } from '#core/journal/tables.ts';
import { DATABASE_FILE, openStore } from '#main/adapters/storage/open-store.ts';
import type { Schema } from '#main/adapters/storage/schema.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { compare, measure, printTimes, type BenchResult } from '../harness.ts';
import { inTemporaryFolder } from './temporary-folder.ts';

const ORDERS = 20_000;
const READS = 5_000;
/** Ours may take at most 1.1 times a raw prepared statement. */
const GOAL = 0.91;

const idOf = (index: number): string => `${String((index * 7_919) % ORDERS).padStart(32, '0')}`;

async function fillStore(folder: string) {
  const store = openStore(folder);
  const parts = { store: store.journal, hasher: systemHasher, clock: systemClock, scheduler: systemScheduler };
  const journal = openJournal({ ...parts, grouping: { kind: 'count', events: 1_000 } });
  for (let i = 0; i < ORDERS; i++) {
    journal.append({
      type: 'order.intent',
      subject: String(i).padStart(32, '0'),
      data: {
        signalId: `signal-${String(i)}`,
        symbol: 'XBTUSDTM',
        role: 'entry',
        side: 'buy',
        kind: 'limit',
        lots: 1 + (i % 9),
        reduceOnly: false,
        priceTicks: 935_000 + i,
        triggerTicks: null,
        token: i,
      },
    });
  }
  journal.commit();
  await journal.whenDurable();
  return store;
}

/** G7: the point read of an order through the store, against the same statement prepared by hand. */
export const run = (): Promise<BenchResult[]> =>
  inTemporaryFolder(async (folder) => {
    const store = await fillStore(folder);
    const db = new Database(join(folder, DATABASE_FILE), { readonly: true });
    db.pragma('cache_size = -65536');
    const columns = TABLES.orders.columns.map((column) => column.name);
    const raw = db.prepare<[string], Row>(`SELECT ${columns.join(', ')} FROM orders WHERE id = ?`);
    const kysely = new Kysely<Schema>({ dialect: new SqliteDialect({ database: db }) });
    const seen: Record<string, Row | null> = {};
    const read = (name: string, get: (id: string) => Row | null) => () => {
      for (let i = 0; i < READS; i++) seen[name] = get(idOf(i));
    };
    const measured = await measure(
      [
        { name: 'ours', units: READS, run: read('ours', (id) => store.journal.row('orders', id)) },
        { name: 'raw prepared', units: READS, run: read('raw', (id) => raw.get(id) ?? null) },
        {
          name: 'kysely execute()',
          units: READS / 10,
          run: async () => {
            for (let i = 0; i < READS / 10; i++) {
              const query = kysely.selectFrom('orders').select(columns).where('id', '=', idOf(i));
              seen['kysely'] = (await query.executeTakeFirst()) ?? null;
            }
          },
        },
      ],
      15,
    );
    const equal =
      JSON.stringify(seen['ours']) === JSON.stringify(seen['raw']) &&
      JSON.stringify(store.journal.row('orders', idOf(READS / 10 - 1))) === JSON.stringify(seen['kysely']);
    printTimes(measured, 'read');
    await kysely.destroy();
    store.close();
    const check = equal ? 'equal' : 'the rows differ';
    return [compare(measured, { area: 'G7 hot query', subject: 'ours', peer: 'raw prepared', goal: GOAL, check })];
  });
