import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

/** T13: the disk fills up, or fails. Nightly: `ZMART_TIER=nightly` (200 fills, 400 calls of each kind). */
const NIGHTLY = process.env['ZMART_TIER'] === 'nightly';
const FILLS = NIGHTLY ? 200 : 2;
const CALLS = NIGHTLY ? Array.from({ length: 400 }, (_, index) => index + 1) : [2, 41, 300];

const SUPPORT = join(import.meta.dirname, '../../support/durability');
const TRADE = join(SUPPORT, 'trading-child.ts');
const CHECK = join(SUPPORT, 'check-child.ts');

const canMount = spawnSync('unshare', ['-m', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']).status === 0;
const canInject = spawnSync('strace', ['-e', 'inject=fsync:error=EIO:when=1', '-o', '/dev/null', 'true']).status === 0;
if (!canMount) console.warn('Not run: the full-disk test mounts a small tmpfs, which this machine or user may not.');
if (!canInject) console.warn('Not run: the failing-disk test needs a `strace` that may inject errors.');

const ids = (text: string): string[] => [...text.matchAll(/^sent (\w+)$/gm)].map(([, id]) => id ?? '');

interface Checked {
  readonly verified: { readonly ok: boolean };
  readonly sending: readonly string[];
}

const lastJson = (text: string): Checked => {
  const line = text.split('\n').findLast((candidate) => candidate.startsWith('{"verified"'));
  if (line === undefined) throw new Error(`No result of the check in:\n${text}`);
  return JSON.parse(line) as Checked;
};

/** Orders that left without a record of it. */
const unrecorded = (output: string): string[] => {
  const { sending } = lastJson(output);
  const recorded = new Set(sending);
  return ids(output).filter((id) => !recorded.has(id));
};

/** Trades on a disk of `kilobytes` until it is full, checks, gives it room, and trades on. */
function fillDisk(folder: string, how: string, kilobytes: number): string {
  const disk = join(folder, 'disk');
  mkdirSync(disk, { recursive: true });
  const script = `
    mount -t tmpfs -o size=${String(kilobytes)}k tmpfs "$DISK" || exit 9
    "$NODE" "$TRADE" "$DISK/data" ${how} 4000; echo "ended $?"
    "$NODE" "$CHECK" "$DISK/data" || echo "the check failed"
    mount -o remount,size=64m "$DISK"
    "$NODE" "$TRADE" "$DISK/data" plain 3; echo "again $?"
    "$NODE" "$CHECK" "$DISK/data"`;
  const env = { ...process.env, DISK: disk, NODE: process.execPath, TRADE, CHECK };
  return spawnSync('unshare', ['-m', 'sh', '-c', script], { encoding: 'utf8', env, maxBuffer: 64e6 }).stdout;
}

describe.skipIf(!canMount)('a disk that fills up (T13)', () => {
  it('stops the trading before an order that cannot be recorded, and takes it up again once there is room', () => {
    for (let i = 0; i < FILLS; i++) {
      const kilobytes = 1_500 + ((i * 977) % 6_000);
      const output = fillDisk(temporaryFolder(), 'plain', kilobytes);
      const size = `${String(kilobytes)} kB`;
      expect(output, size).toContain('halt ');
      expect(output, size).toContain('ended 3');
      expect(output, size).toContain('again 0');
      expect(lastJson(output).verified, size).toMatchObject({ ok: true });
      expect(ids(output).length, size).toBeGreaterThan(3);
      expect(unrecorded(output), size).toEqual([]);
    }
  });

  it('would see a program that passes over a failed write: orders leave without a record', () => {
    const output = fillDisk(temporaryFolder(), 'swallow', 1_500);
    expect(output).not.toContain('halt ');
    expect(unrecorded(output).length).toBeGreaterThan(0);
  });
});

/** Trades with the nth call of a kind failing; returns what was printed and the calls made after the failure. */
function failCall(call: string, error: string, nth: number) {
  const folder = temporaryFolder();
  const log = join(folder, 'calls');
  const data = join(folder, 'data');
  const inject = `inject=${call}:error=${error}:when=${String(nth)}`;
  const trace = ['-f', '-y', '-e', 'trace=fsync,fdatasync,pwrite64', '-e', inject, '-o', log];
  const run = spawnSync('strace', [...trace, process.execPath, TRADE, data, 'plain', '25'], { encoding: 'utf8' });
  const calls = readFileSync(log, 'utf8').split('\n');
  const failed = calls.findIndex((line) => line.includes('(INJECTED)'));
  const after = failed < 0 ? [] : calls.slice(failed + 1).filter((line) => /\b(fsync|fdatasync)\(/.test(line));
  const checked = existsSync(join(data, 'zmart.db'))
    ? spawnSync(process.execPath, [CHECK, data], { encoding: 'utf8' }).stdout
    : '';
  const folderSync = `<${data}>)`;
  // SQLite passes over a failed sync of the folder; ours follows, and does not.
  const ofFolder = failed >= 0 && calls[failed]?.includes(folderSync) === true;
  const folderSynced = ofFolder && after.some((line) => line.includes(folderSync) && line.includes('= 0'));
  return { output: run.stdout, status: run.status, failed: failed >= 0, syncsAfter: after, checked, folderSynced };
}

const KINDS = [
  ['fsync,fdatasync', 'EIO'],
  ['pwrite64', 'EIO'],
  ['pwrite64', 'ENOSPC'],
] as const;

describe.skipIf(!canInject)('a disk that fails (T13)', () => {
  it.each(KINDS)('%s with %s ends the trading: nothing left unrecorded, no sync is tried again', (call, error) => {
    let failures = 0;
    for (const nth of CALLS) {
      const { output, status, failed, syncsAfter, checked, folderSynced } = failCall(call, error, nth);
      const where = `${call} ${error} at call ${String(nth)}: ${output.slice(-300)}`;
      if (!failed) continue;
      // The first calls fail while the store is made: then nothing trades at all.
      if (!output.includes('ready')) {
        expect(ids(output), where).toEqual([]);
        continue;
      }
      if (folderSynced) continue;
      failures++;
      // Once all is durable only the log is folded into the file; when that fails the log stays, and nothing is lost.
      expect(status, where).toBe(output.includes('closing') ? 0 : 3);
      if (call !== 'pwrite64') expect(syncsAfter, where).toEqual([]);
      const whole = output + checked;
      expect(lastJson(whole).verified, where).toMatchObject({ ok: true });
      expect(unrecorded(whole), where).toEqual([]);
    }
    expect(failures).toBeGreaterThan(0);
  });
});
