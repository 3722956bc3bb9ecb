import { writeSync } from 'node:fs';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { runReplayJob, type ReplayJob } from '#main/adapters/replay/replay-job.ts';
import type { JournalStore, Store } from '#core/ports/store.ts';

/** Tells each range of records once it is durable, before anything else happens. */
function telling(journal: JournalStore): JournalStore {
  return new Proxy(journal, {
    get(target, name) {
      if (name !== 'append') {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      }
      return (...[events, changes]: Parameters<JournalStore['append']>) => {
        target.append(events, changes);
        const last = events.at(-1);
        if (last !== undefined) writeSync(1, `acknowledged ${String(last.seq)} ${last.hash}\n`);
      };
    },
  });
}

/** Runs one replay as its own process: the job as JSON in the first argument. */
async function main(): Promise<void> {
  const job = JSON.parse(process.argv[2] ?? '') as ReplayJob;
  const candles = openStore(job.dataFolder, { readOnlyIfLocked: true });
  const report = await runReplayJob(job, {
    candles: candles.candles,
    open: (folder): Store => {
      const store = openStore(folder);
      return {
        ...store,
        journal: telling(store.journal),
        close: () => {
          store.close();
        },
      };
    },
    log: { info: () => undefined, warn: () => undefined, error: (message) => writeSync(2, `${message}\n`) },
    onProgress: () => Promise.resolve('go on'),
  });
  writeSync(1, `root ${report?.rootHash ?? 'none'}\n`);
  candles.close();
}

await main();
