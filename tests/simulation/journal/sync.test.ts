import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

const SUPPORT = join(import.meta.dirname, '../../support/storage');
const COMMITS = 100;

const canTrace = spawnSync('strace', ['-e', 'trace=none', 'true']).status === 0;
if (!canTrace)
  console.warn('Not run: the sync test counts fsync calls and needs a working `strace`, which is not here.');

/** How often a child process asked the disk to sync. */
function syncsOf(folder: string, script: string, ...args: readonly string[]): number {
  const log = join(folder, 'strace.log');
  const command = ['-f', '-e', 'trace=fsync,fdatasync', '-o', log, process.execPath, join(SUPPORT, script), ...args];
  const run = spawnSync('strace', command, { encoding: 'utf8' });
  expect(run.stderr).not.toContain('Error');
  expect(run.status).toBe(0);
  return readFileSync(log, 'utf8').match(/\bf(data)?sync\(/g)?.length ?? 0;
}

describe.skipIf(!canTrace)('synchronous=FULL, by counting what reaches the kernel', () => {
  it('syncs at least once per commit on a new file and on a re-opened one', () => {
    const folder = temporaryFolder();
    const opening = syncsOf(folder, 'journal-child.ts', join(folder, 'other'), 'commits', '0');
    const fresh = syncsOf(folder, 'journal-child.ts', join(folder, 'data'), 'commits', String(COMMITS));
    const reopened = syncsOf(folder, 'journal-child.ts', join(folder, 'data'), 'commits', String(COMMITS));
    expect(fresh - opening).toBeGreaterThanOrEqual(COMMITS);
    expect(reopened).toBeGreaterThanOrEqual(COMMITS);
  });

  it('would see a connection that never set the level: the driver drops to NORMAL at the first write', () => {
    const folder = temporaryFolder();
    const unguarded = syncsOf(folder, 'unguarded-child.ts', join(folder, 'plain.db'), String(COMMITS));
    expect(unguarded).toBeLessThan(COMMITS);
  });
});
