import { expect, it } from 'vitest';
import { ManualClock } from '#tests/support/storage/manual-time.ts';
import { ManualScheduler } from '#tests/support/transport/manual-scheduler.ts';
import type { BackupMaker, BackupResult, BackupWatch } from '../ports/backup.ts';
import { StoreFailure } from '../ports/store.ts';
import { BackupBoard } from './backup-board.ts';

const RESULT: BackupResult = { path: '/x/backups/a.db', bytes: 10, records: 1, rootHash: 'aa' };

/** A board over a backup that goes on as the test lets it. */
function setUp() {
  let watch: BackupWatch | null = null;
  let end: { readonly done: () => void; readonly fail: (error: Error) => void } | null = null;
  const maker: BackupMaker = {
    sizes: () => ({ databaseBytes: 1, logBytes: 0, freeBytes: null }),
    list: () => [],
    make: (_, given) => {
      watch = given;
      return new Promise((resolve, reject) => {
        end = { done: () => resolve(RESULT), fail: reject };
      });
    },
  };
  const board = new BackupBoard({
    maker,
    journal: { head: () => null } as never,
    clock: new ManualClock(),
    scheduler: new ManualScheduler(),
    dataFolder: '/x',
  });
  return { board, run: () => board.topic.rows()[0]?.run, watch: () => watch, end: () => end };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('a backup that is stopped ends as canceled, without a problem', async () => {
  const { board, run, watch, end } = setUp();
  board.start();
  watch()?.onProgress('copying', 0.4);
  expect(run()).toMatchObject({ state: 'copying', share: 0.4 });
  expect(watch()?.isStopped()).toBe(false);
  expect(board.cancel()).toBe(true);
  expect(watch()?.isStopped()).toBe(true);
  end()?.fail(new StoreFailure('The backup was stopped.'));
  await settled();
  expect(run()).toMatchObject({ state: 'canceled', result: null, problem: null });
  expect(board.runningSince).toBeNull();
});

it('one that was whole before it could be stopped is kept, and the next begins unstopped', async () => {
  const { board, run, watch, end } = setUp();
  expect(board.cancel()).toBe(false);
  board.start();
  board.cancel();
  end()?.done();
  await settled();
  expect(run()).toMatchObject({ state: 'done', result: RESULT });
  board.start();
  expect(watch()?.isStopped()).toBe(false);
  end()?.fail(new Error('no room'));
  await settled();
  expect(run()).toMatchObject({ state: 'failed', problem: 'no room' });
});
