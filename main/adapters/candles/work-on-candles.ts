import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { contractSymbol } from '#shared/domain/ids.ts';
import { DATABASE_FILE, openCandleReader, openStore } from '../storage/open-store.ts';
import { ImportWork, type ImportWorld } from './import-work.ts';
import type { CandleJob, CandleMessage, CandleRequest } from './messages.ts';

/** Files that nobody asks for any more are let go after so long, ms. */
const FORGOTTEN_MS = 3_600_000;

const post = (message: CandleMessage): void => parentPort?.postMessage(message);

/** A store is open for as long as it is used, so that another process can write in between. */
const worldOf = (folder: string): ImportWorld => ({
  post,
  stopwatch: () => performance.now(),
  breath: () => new Promise((resolve) => setImmediate(resolve)),
  reading(use) {
    if (!existsSync(join(folder, DATABASE_FILE))) return use(null);
    const store = openCandleReader(folder);
    try {
      return use(store.candles);
    } finally {
      store.close();
    }
  },
  async writing(use) {
    const store = openStore(folder);
    try {
      return await use(store.candles);
    } finally {
      store.close();
    }
  },
});

function importFiles({ folder, files }: Extract<CandleJob, { kind: 'import' }>): void {
  const port = parentPort;
  if (port === null) throw new Error('A worker runs in a worker thread only');
  const work = new ImportWork(files, worldOf(folder));
  let forgotten: NodeJS.Timeout | null = null;
  const wait = (): void => {
    if (forgotten !== null) clearTimeout(forgotten);
    if (work.ended) {
      port.close();
      return;
    }
    forgotten = setTimeout(() => {
      post({ kind: 'failed', problem: 'Nothing was asked of it for an hour; the files were let go.' });
      port.close();
    }, FORGOTTEN_MS);
  };
  port.on('message', (request: CandleRequest) => void work.take(request).then(wait));
  wait();
}

function removeSeries({ folder, symbol, timeframe }: Extract<CandleJob, { kind: 'remove' }>): void {
  const store = openStore(folder);
  try {
    post({ kind: 'removed', removed: store.candles.remove(contractSymbol(symbol), timeframe) });
  } finally {
    store.close();
  }
}

/** Does what this worker thread was started for, and ends the thread. */
export function workOnCandles(): void {
  const job = workerData as CandleJob;
  if (job.kind === 'import') importFiles(job);
  else removeSeries(job);
}
