import { writeSync } from 'node:fs';
import { openJournal } from '#core/journal/open-journal.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';

/**
 * A process of its own that writes a journal: `journal-child.ts <folder> <what> [count]`.
 * `durable` appends until it is killed and prints each sequence number once it is durable; `early` prints it as soon as
 * it is appended (the bug the crash test must see); `commits` makes `count` commits and ends; `hold` writes one record
 * and keeps the folder.
 */
const [folder = '', what = '', count = '0'] = process.argv.slice(2);
const store = openStore(folder);
const parts = { store: store.journal, hasher: systemHasher, clock: systemClock, scheduler: systemScheduler };
const journal = openJournal(parts);

const append = (reason: string): number =>
  journal.append({ type: 'feed.status', subject: 'feed', data: { status: 'open', reason } }).seq;
const say = (seq: number): void => {
  writeSync(1, `${String(seq)}\n`);
};

async function appendForEver(early: boolean): Promise<void> {
  for (let burst = 0; ; burst = (burst + 1) % 5) {
    for (let i = 0; i <= burst; i++) {
      const seq = append(`burst ${String(burst)}`);
      if (early) say(seq);
    }
    // Nothing is ever committed by a writer that does not wait.
    if (early) continue;
    await journal.whenDurable();
    say(journal.head?.seq ?? 0);
  }
}

switch (what) {
  case 'durable':
  case 'early':
    await appendForEver(what === 'early');
    break;
  case 'commits':
    for (let i = 0; i < Number(count); i++) {
      append('commit');
      journal.commit();
    }
    store.close();
    break;
  case 'hold':
    append('held');
    journal.commit();
    say(journal.head?.seq ?? 0);
    setInterval(() => undefined, 60_000);
    break;
  default:
    throw new Error(`Not a task: "${what}"`);
}
