import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openJournal } from '#core/journal/open-journal.ts';
import { verifySteps } from '#core/journal/verify.ts';
import type { BackupStep, BackupWatch } from '#core/ports/backup.ts';
import { StoreFailure } from '#core/ports/store.ts';
import { ManualClock, ManualScheduler } from '#tests/support/storage/manual-time.ts';
import { draft, sampleHistory } from '#tests/support/storage/sample-history.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { systemHasher } from '../system/hasher.ts';
import { backupDatabase, type BackupJob } from './backup.ts';
import { openConnection } from './connection.ts';
import { FolderBackups } from './folder-backups.ts';
import { DATABASE_FILE, openStore } from './open-store.ts';

const PLENTY = 1e12;
const UNWATCHED: BackupWatch = { onProgress: () => undefined, isStopped: () => false };

function setUp(records = 0) {
  const folder = temporaryFolder();
  const store = openStore(folder);
  const parts = {
    store: store.journal,
    hasher: systemHasher,
    clock: new ManualClock(),
    scheduler: new ManualScheduler(),
  };
  const journal = openJournal(parts);
  for (const item of sampleHistory()) journal.append(item);
  const grow = (count: number): void => {
    for (let i = 0; i < count; i++)
      journal.append(draft('agent.state', `agent-${String(i)}`, { state: 'idle', reason: 'x'.repeat(2_000) }));
    journal.commit();
  };
  grow(records);
  const job: BackupJob = {
    source: join(folder, DATABASE_FILE),
    target: join(folder, 'copy', 'zmart.db'),
    hasher: systemHasher,
    free: () => PLENTY,
    ...UNWATCHED,
  };
  return { folder, store, journal, grow, job };
}

const failure = (job: BackupJob) =>
  backupDatabase(job).then(
    () => null,
    (error: unknown) => error,
  );

describe('a backup', () => {
  it('is the database of one moment, whole, while records go on being written', async () => {
    const { store, journal, grow, job } = setUp(2_500);
    const before = journal.head;
    const shares: number[] = [];
    const result = await backupDatabase({
      ...job,
      onProgress: (step, share) => {
        if (step === 'copying') shares.push(share);
        grow(20);
      },
    });
    expect(journal.head?.seq ?? 0).toBeGreaterThan(before?.seq ?? 0);
    expect(result).toMatchObject({ path: job.target, records: before?.seq, rootHash: before?.hash });
    expect(shares.length).toBeGreaterThan(1);
    store.close();
    // The copy opens as a data folder of its own, and every record and table of it holds.
    const copy = openStore(join(job.target, '..'));
    const steps = verifySteps(copy.journal, systemHasher);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    expect(step.value).toMatchObject({ ok: true, rootHash: before?.hash });
    copy.close();
  });

  it('never writes over a file', async () => {
    const { store, job } = setUp();
    const target = join(temporaryFolder(), 'there.db');
    writeFileSync(target, 'mine');
    expect(String(await failure({ ...job, target }))).toContain('exists already');
    store.close();
  });

  it('says how much room is missing, and leaves nothing behind', async () => {
    const { folder, store, job } = setUp();
    const error = await failure({ ...job, free: () => 1e6 });
    expect(error).toBeInstanceOf(StoreFailure);
    expect(String(error)).toMatch(/needs \d+ MB .* has 1 MB free/);
    expect(readdirSync(join(folder, 'copy'))).toEqual([]);
    store.close();
  });

  it('fails with a sentence where it cannot write', async () => {
    const { folder, store, job } = setUp();
    writeFileSync(join(folder, 'copy'), 'a file where a folder should be');
    const error = await failure(job);
    expect(error).toBeInstanceOf(StoreFailure);
    expect(String(error)).toContain('failed');
    store.close();
  });

  it('refuses a copy whose chain does not hold, and leaves nothing behind', async () => {
    const { folder, store, job } = setUp(30);
    store.close();
    const db = openConnection(job.source, { readOnly: false });
    for (const name of db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all())
      db.exec(`DROP TRIGGER "${name}"`);
    db.exec("UPDATE journal SET subject = subject || '!' WHERE seq = (SELECT max(seq) - 3 FROM journal)");
    db.close();
    expect(String(await failure(job))).toContain('does not follow');
    expect(existsSync(job.target)).toBe(false);
    expect(readdirSync(join(folder, 'copy'))).toEqual([]);
  });

  it.each<BackupStep>(['copying', 'checking'])('stopped while %s ends, and leaves nothing behind', async (during) => {
    const { folder, store, job } = setUp(2_500);
    let stopped = false;
    const steps: BackupStep[] = [];
    const onProgress = (step: BackupStep): void => {
      steps.push(step);
      stopped ||= step === during;
    };
    const error = await failure({ ...job, onProgress, isStopped: () => stopped });
    expect(error).toBeInstanceOf(StoreFailure);
    expect(String(error)).toContain('was stopped');
    expect(steps.at(-1)).toBe(during);
    expect(readdirSync(join(folder, 'copy'))).toEqual([]);
    store.close();
  });

  it('is listed in the data folder, newest first', async () => {
    const { folder, store } = setUp();
    const backups = new FolderBackups(folder, systemHasher, () => PLENTY);
    expect(backups.list()).toEqual([]);
    await backups.make(Date.UTC(2025, 10, 21, 9, 15), UNWATCHED);
    await backups.make(Date.UTC(2025, 10, 21, 9, 16), UNWATCHED);
    expect(backups.list().map(({ name }) => name)).toEqual(['zmart-20251121-091600.db', 'zmart-20251121-091500.db']);
    expect(backups.sizes().databaseBytes + backups.sizes().logBytes).toBeGreaterThan(0);
    store.close();
  });
});
